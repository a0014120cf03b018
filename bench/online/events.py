"""Events through `POST /v1/events`, and the same entries appended to the journal itself."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

from access.webhooks.keys import signing_key
from access.webhooks.signatures import sign
from activities.inboxes import Inboxes, Note
from bench.online.office import SOURCE, SYSTEM, Office
from bench.online.pace import Send
from bench.online.wire import Wire, wires
from domain.inbox.commands import ReceiveEvent
from domain.inbox.told import CloudEvent
from domain.orders import Actor, Role
from infra.clock import now
from infra.ids import new_id
from interfaces.upstream.cloudevents import attributes_digest, content_digest

_TYPE = "bench.nothing.v1"
_DATA = {"uscc": "91370199MA990001X4", "employees": {"total": 90}, "counted_on": "2026-06-30"}
_BODY = json.dumps(_DATA).encode()

_BATCH = ("content-type", "application/cloudevents-batch+json")


class Message(NamedTuple):
    """What is sent, signed before the clock runs."""

    headers: Sequence[tuple[str, str]]
    body: bytes


def signed(key: str, at: datetime) -> Message:
    """Return an event in binary mode, with an id of its own."""
    attributes = (
        ("content-type", "application/json"),
        ("ce-specversion", "1.0"),
        ("ce-id", str(new_id())),
        ("ce-source", SOURCE),
        ("ce-type", _TYPE),
    )
    return Message((*attributes, *sign(attributes_digest(attributes), at, _BODY, [signing_key(key)])), _BODY)


def batched(key: str, at: datetime, size: int) -> Message:
    """Return a message of so many events, each about a subject of its own."""
    events = [
        {
            "specversion": "1.0",
            "id": str(new_id()),
            "source": SOURCE,
            "type": _TYPE,
            "subject": str(number),
            "datacontenttype": "application/json",
            "data": _DATA,
        }
        for number in range(size)
    ]
    body = json.dumps(events).encode()
    return Message((_BATCH, *sign(str(new_id()), at, body, [signing_key(key)])), body)


@asynccontextmanager
async def through_the_api(
    place: Office, senders: int, messages: Sequence[Message]
) -> AsyncIterator[list[Send]]:
    """Yield senders with connections of their own; the nth thing they send is the nth message."""
    async with wires(place.api, senders) as opened:

        def sender(wire: Wire) -> Send:
            async def send(nth: int) -> None:
                await wire.send("/v1/events", *messages[nth])

            return send

        yield [sender(wire) for wire in opened]


def by_appends(inboxes: Inboxes, stream: str) -> Send:
    """Return a sender that appends what an event leaves in an inbox, and checks nothing."""
    actor = Actor(id=SYSTEM, role=Role.UPSTREAM, org="o-370199")

    async def send(_: int) -> None:
        told = {"event_id": str(new_id()), "source": SOURCE, "type": _TYPE, "data": _BODY.decode()}
        event = CloudEvent.model_validate(told)
        command = ReceiveEvent(event=event, content=content_digest(event), body="0" * 64)
        await inboxes.put_down(
            Note(stream, command, event.identity, actor, now(), bytes.fromhex(command.content))
        )

    return send
