"""Who sends an order, under which id, having seen which version: all that its headers tell."""

from typing import Annotated, NamedTuple

from fastapi import Depends

from interfaces.desk.desk import Sender
from interfaces.http.conditions import IdempotencyKey, IfMatch, command_id, expected_version
from interfaces.http.needs import Caller, Need, Needs


class Sent(NamedTuple):
    """Who ordered, and as what the desk takes it; the body adds date and decider."""

    caller: Caller
    sender: Sender


async def sent(
    caller: Annotated[Caller, Depends(Needs(Need.SIGNED_IN))],
    idempotency_key: IdempotencyKey = None,
    if_match: IfMatch = None,
) -> Sent:
    """Return what the headers of an order tell. Raises `KeyMissingError`, `KeyInvalidError`, `VersionInvalidError`."""
    order = command_id(caller.person, idempotency_key)
    return Sent(caller, Sender(caller.person, order, expected=expected_version(if_match)))


Sending = Annotated[Sent, Depends(sent)]
