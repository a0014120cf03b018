"""What workflows and activities say to each other; every text that holds JSON says so."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.campaign.commands import NoteBatch, NoteFinished, RegisterPart
from domain.clock import RealOrRehearsal
from domain.matter.commands import Claim, DeliveryOutcome
from domain.matter.state import Promise
from domain.model import Model, StreamName
from domain.orders import OrgId
from domain.rules import Rules, RulesStamp
from domain.tasks import Task

TASK_QUEUE = "branch-lifecycle"


class LoadRequest(Model):
    """
    Asks for a stream's state; `at`: the journal's time, by which a new process finds the rules in force.

    `asked`: a command of which it must be told whether it was recorded, however long ago.
    """

    stream: StreamName
    at: datetime
    asked: UUID | None = None


class Spent(Model):
    """A command that was recorded: the version and position it left; `already_so`: it changed nothing."""

    command_id: UUID
    version: int
    position: int
    already_so: bool = False


class Loaded(Model):
    """
    A stream folded: its state as JSON, the last commands it has seen, the rules it is judged by.

    `older`: it has seen more commands than `spent` tells.
    """

    state: str
    spent: tuple[Spent, ...]
    older: bool = False
    rules: Rules


class RecordRequest(Model):
    """All that one act causes, to be appended. `order`, `events`: JSON; `expected`: the stream's version before."""

    stream: StreamName
    expected: int
    order: str
    acted_on: date
    at: datetime
    stamp: RulesStamp
    events: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    tags: tuple[str, ...] = ()
    clock: RealOrRehearsal


class RecordOutcome(StrEnum):
    """What became of an append."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    """The command was recorded before: load."""
    CONFLICT = "conflict"
    """The stream is newer: load and decide again."""
    REFUSED = "refused"
    """A rule of another stream refused what was claimed there, or the id was used for something else."""


class Refused(Model):
    """A refusal as a value: its rule, the policy field, its data."""

    rule: str
    policy: str | None = None
    data: dict[str, str]


class Recorded(Model):
    """
    The journal's answer; `facts`: what stands in the stream now because of the act, as JSON.

    `promising`: other streams in which the act's claims promised follow-ups, to be delivered there.
    """

    outcome: RecordOutcome
    facts: tuple[str, ...] = ()
    spent: tuple[Spent, ...] = ()
    promising: tuple[StreamName, ...] = ()
    refused: Refused | None = None


class Receipt(Model):
    """What a sender is answered: the version the act left and who is awaited now. `already_so`: it changed nothing."""

    stream: StreamName
    version: int
    position: int
    already_so: bool = False
    tasks: tuple[Task, ...] = ()


class Following(Model):
    """A command that follows from another process; `command`: JSON."""

    command_id: UUID
    org: OrgId
    command: str


class DeliverRequest(Model):
    """A promised follow-up that is to be delivered."""

    origin: StreamName
    org: OrgId
    promise: Promise
    clock: RealOrRehearsal


class RefreshRequest(Model):
    """Asks that a process looks at its stream again, which others have appended to."""

    request_id: UUID
    stream: StreamName
    clock: RealOrRehearsal


class Delivered(Model):
    """How it arrived; `rule`: which rule refused it there."""

    outcome: DeliveryOutcome
    rule: str | None = None


class AdvanceRequest(Model):
    """Asks to go through a campaign's next rows. `room`: how many cases may still be opened."""

    stream: StreamName
    round: str
    registers: tuple[RegisterPart, ...]
    turn: int
    next_row: int
    room: int
    open_cases: tuple[StreamName, ...]
    clock: RealOrRehearsal


class Advanced(Model):
    """What was done: rows gone through, cases that finished; neither when there was nothing to do yet."""

    batch: NoteBatch | None = None
    finished: NoteFinished | None = None
