"""Refusals go on record, beside the cases and never in them."""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from activities.fingerprints import fingerprint
from domain.dates import local_day
from domain.model import Model
from domain.orders import Actor, Command
from domain.refusals import Refusal
from domain.refused.decider import DECIDER, RecordRefusal, RefusedOrder, recorded
from journal.body import ActorStamp
from journal.drafting import drafts
from journal.entry import Slice, Submission
from journal.journal import Journal

READ = "read"
"""What stands in place of a command's kind when somebody only asked."""


class Refused(Model):
    """An order that was refused, and why. `actor`: as whom it was tried, and whose book it goes into."""

    stream: str
    command: Command
    command_id: UUID
    actor: Actor
    refusal: Refusal


class RefusedReading(Model):
    """A question that was refused, and why. `asked`: the address; `actor`: whose book it goes into."""

    asked: str
    actor: Actor
    refusal: Refusal


async def record_refusal(journal: Journal, refused: Refused, at: datetime) -> None:
    """
    Append a refusal to `refusals/<org>/<month>`, whatever version that has.

    Each attempt of the same order is an entry of its own, under `uuid5(command_id, attempt)`; attempts count from 1.
    """
    attempt = 1
    while await journal.find(uuid5(refused.command_id, str(attempt))):
        attempt += 1
    await _record(journal, _order(refused), refused.actor, uuid5(refused.command_id, str(attempt)), at)


async def record_refused_reading(journal: Journal, refused: RefusedReading, at: datetime) -> None:
    """Append a refused question likewise; the same one, of the same person on one day, goes on record once."""
    actor, refusal = refused.actor, refused.refusal
    once = uuid5(NAMESPACE_URL, f"{actor.id} {local_day(at)} {refusal.rule} {refused.asked}")
    if await journal.find(once):
        return
    order = RefusedOrder(
        stream=refused.asked,
        command=READ,
        command_id=str(once),
        person=actor.id,
        rule=refusal.rule,
        policy=refusal.policy,
        data=tuple(sorted(refusal.data.items())),
        intent=fingerprint(refused.asked, '{"command_id": "", "command": {"kind": "read"}}').hex(),
    )
    await _record(journal, order, actor, once, at)


async def _record(
    journal: Journal, order: RefusedOrder, actor: Actor, command_id: UUID, at: datetime
) -> None:
    day = local_day(at)
    command = RecordRefusal(refused=order)
    event = recorded(command.refused)
    body = command.model_dump_json()
    stream = f"refusals/{actor.org}/{day:%Y-%m}"
    tags = DECIDER.tags(DECIDER.state(stream=stream, org=actor.org))
    await journal.append(
        Submission(
            command_id=command_id,
            fingerprint=fingerprint(stream, f'{{"command_id": "", "command": {body}}}'),
            recorded_at=at,
            actor=ActorStamp.model_validate(actor.model_dump()),
            cause_kind=command.kind,
            cause_body=body,
            slices=(Slice(stream, None, drafts([event], tags, day)),),
        )
    )


def _order(refused: Refused) -> RefusedOrder:
    refusal = refused.refusal
    intent = fingerprint(
        refused.stream, f'{{"command_id": "", "command": {refused.command.model_dump_json()}}}'
    )
    return RefusedOrder(
        stream=refused.stream,
        command=refused.command.kind,
        command_id=str(refused.command_id),
        person=refused.actor.id,
        rule=refusal.rule,
        policy=refusal.policy,
        data=tuple(sorted(refusal.data.items())),
        intent=intent.hex(),
    )
