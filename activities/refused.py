"""Refusals go on record, beside the cases and never in them."""

from datetime import datetime
from uuid import UUID, uuid5

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


class Refused(Model):
    """An order that was refused, and why. `actor`: as whom it was tried, and whose book it goes into."""

    stream: str
    command: Command
    command_id: UUID
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
    day = local_day(at)
    command = RecordRefusal(refused=_order(refused))
    event = recorded(command.refused)
    body = command.model_dump_json()
    stream = f"refusals/{refused.actor.org}/{day:%Y-%m}"
    tags = DECIDER.tags(DECIDER.state(stream=stream, org=refused.actor.org))
    await journal.append(
        Submission(
            command_id=uuid5(refused.command_id, str(attempt)),
            fingerprint=fingerprint(stream, f'{{"command_id": "", "command": {body}}}'),
            recorded_at=at,
            actor=ActorStamp.model_validate(refused.actor.model_dump()),
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
