"""
The decider of `refusals/<org>/<month>`.

A refusal is an answer and is kept, but outside of the case it concerns: no state and no receipt is made of it.
Source: seams.md, "A command on the wire" [P].
"""

from enum import StrEnum
from typing import ClassVar, Literal

from domain.decider import Decider, org_tag
from domain.events import Event, Fact
from domain.matter.commands import SERVICE
from domain.matter.state import Matter
from domain.model import Identifier, Model, Sha256
from domain.orders import Act, Command
from domain.people import Carried, PersonId
from domain.tasks import Task


class RefusedOrder(Model):
    """
    What was ordered, by whom, and the rule that refused.

    `intent`: the SHA-256 of stream and command (canonical JSON), so that what was tried can be proved without being
    kept; `data`: what the rule names, in its order.
    """

    stream: str
    command: Identifier
    command_id: str
    person: PersonId
    rule: str
    policy: str | None = None
    data: tuple[tuple[str, Carried], ...] = ()
    intent: Sha256


class RecordRefusal(Command):
    """记载未予受理: a refused order goes on record."""

    kind: Literal["record_refusal"] = "record_refusal"
    roles: ClassVar = SERVICE
    judged: ClassVar = False
    refused: RefusedOrder


class RefusalRecorded(Event):
    """An order was refused."""

    kind: Literal["refusal.recorded.v1"] = "refusal.recorded.v1"
    stream: str
    command: Identifier
    command_id: str
    person: PersonId
    rule: str
    policy: str | None = None
    data: tuple[tuple[str, Carried], ...] = ()
    intent: Sha256


class Status(StrEnum):
    """A book of refusals has no other state."""

    NONE = "none"
    KEPT = "kept"


class RefusalsState(Matter):
    """How many stand in the book."""

    status: Status = Status.NONE
    count: int = 0


def recorded(refused: RefusedOrder) -> RefusalRecorded:
    """Return the event of a refused order."""
    return RefusalRecorded.model_validate(refused.model_dump())


def decide(act: Act[RecordRefusal], _state: RefusalsState) -> list[RefusalRecorded]:
    """Put a refusal on record; nothing is judged."""
    return [recorded(act.command.refused)]


def evolve(state: RefusalsState, _fact: Fact[RefusalRecorded]) -> RefusalsState:
    """Count one."""
    org = state.stream.split("/")[1]
    return state.model_copy(update={"status": Status.KEPT, "count": state.count + 1, "org": org})


def tasks(_state: RefusalsState) -> list[Task]:
    """Nobody is awaited by what was refused."""
    return []


DECIDER = Decider(
    name="refusals",
    state=RefusalsState,
    commands=(RecordRefusal,),
    events=(RefusalRecorded,),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=org_tag,
    workflow=False,
)
