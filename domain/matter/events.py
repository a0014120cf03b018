"""What can happen in every case."""

from datetime import date
from typing import Literal

from domain.deadlines import Deadline
from domain.events import Event
from domain.matter.commands import DeliveryOutcome, KeepOrUndo, Scalar, SuspensionGround
from domain.model import Digested, DocumentNumber, EntryRef, Identifier, StreamName, Text
from domain.orders import OrgId
from domain.people import Carried, PersonId


class AlreadySo(Event):
    """The command changed nothing; its id is spent."""

    kind: Literal["matter.already_so.v1"] = "matter.already_so.v1"


class Commented(Event):
    """备注."""

    kind: Literal["matter.commented.v1"] = "matter.commented.v1"
    text: Text
    attachments: tuple[Digested, ...] = ()


class Reassigned(Event):
    """改派."""

    kind: Literal["matter.reassigned.v1"] = "matter.reassigned.v1"
    action: Identifier
    to: PersonId


class TaskDelegated(Event):
    """委托."""

    kind: Literal["matter.delegated.v1"] = "matter.delegated.v1"
    action: Identifier
    to: PersonId
    until: date


class Urged(Event):
    """催办."""

    kind: Literal["matter.urged.v1"] = "matter.urged.v1"
    action: Identifier
    reason: Text


class DeadlineExtended(Event):
    """延期."""

    kind: Literal["deadline.extended.v1"] = "deadline.extended.v1"
    deadline: Deadline
    days: int
    reason: Text


class DeadlineReminded(Event):
    """提醒."""

    kind: Literal["deadline.reminded.v1"] = "deadline.reminded.v1"
    action: Identifier
    due_on: date


class DeadlinePassed(Event):
    """逾期."""

    kind: Literal["deadline.passed.v1"] = "deadline.passed.v1"
    action: Identifier
    due_on: date


class PeriodEnded(Event):
    """期满: a period in which nobody was awaited has ended; `due_on` was its last day."""

    kind: Literal["period.ended.v1"] = "period.ended.v1"
    action: Identifier
    due_on: date


class DeadlineEscalated(Event):
    """升级督办."""

    kind: Literal["deadline.escalated.v1"] = "deadline.escalated.v1"
    action: Identifier
    due_on: date


class DeadlineLifted(Event):
    """An act of before the deadline was recorded after it: it was in time."""

    kind: Literal["deadline.lifted.v1"] = "deadline.lifted.v1"
    action: Identifier
    due_on: date


class DeadlinesComputedAgain(Event):
    """A year's calendar was published and moved these deadlines."""

    kind: Literal["deadline.computed_again.v1"] = "deadline.computed_again.v1"
    year: int
    deadlines: tuple[Deadline, ...]


class RecordedLate(Event):
    """补录: the act was put on record later than the policy allows, counted in working days."""

    kind: Literal["matter.recorded_late.v1"] = "matter.recorded_late.v1"
    working_days: int


class Suspended(Event):
    """中止."""

    kind: Literal["matter.suspended.v1"] = "matter.suspended.v1"
    ground: SuspensionGround
    reason: Text
    decision: Deadline
    successor: Identifier | None = None
    to_org: OrgId | None = None


class Resumed(Event):
    """恢复."""

    kind: Literal["matter.resumed.v1"] = "matter.resumed.v1"
    reason: Text
    deadlines: tuple[Deadline, ...]


class HandedOver(Event):
    """移交: the organisation of the new place goes on with the case."""

    kind: Literal["matter.handed_over.v1"] = "matter.handed_over.v1"
    from_org: OrgId
    to_org: OrgId


class RecordCorrected(Event):
    """更正."""

    kind: Literal["record.corrected.v1"] = "record.corrected.v1"
    version: int
    field: str
    was: Scalar
    now: Scalar
    ground: Text
    document: DocumentNumber


class DecisionRevoked(Event):
    """撤销."""

    kind: Literal["decision.revoked.v1"] = "decision.revoked.v1"
    version: int
    reason: Text
    document: DocumentNumber


class ConsequenceRaised(Event):
    """Something that led here was corrected or revoked elsewhere."""

    kind: Literal["consequence.raised.v1"] = "consequence.raised.v1"
    origin: EntryRef
    followed: str
    decision: Deadline


class ConsequenceSettled(Event):
    """保留或撤回."""

    kind: Literal["consequence.settled.v1"] = "consequence.settled.v1"
    origin: EntryRef
    followed: str
    choice: KeepOrUndo
    reason: Text


class FollowUpPromised(Event):
    """What must follow in another process; recorded with its cause, delivered afterwards."""

    kind: Literal["follow_up.promised.v1"] = "follow_up.promised.v1"
    number: int
    cause: int
    """The version of the entry it follows from."""
    to: StreamName
    command_kind: str
    command: Carried
    """The command as JSON."""


class FollowUpDelivered(Event):
    """A promised follow-up has arrived."""

    kind: Literal["follow_up.delivered.v1"] = "follow_up.delivered.v1"
    number: int
    outcome: DeliveryOutcome
    rule: str | None = None


SharedEvent = (
    AlreadySo
    | Commented
    | Reassigned
    | TaskDelegated
    | Urged
    | DeadlineExtended
    | DeadlineReminded
    | DeadlinePassed
    | PeriodEnded
    | DeadlineEscalated
    | DeadlineLifted
    | DeadlinesComputedAgain
    | RecordedLate
    | Suspended
    | Resumed
    | HandedOver
    | RecordCorrected
    | DecisionRevoked
    | ConsequenceRaised
    | ConsequenceSettled
    | FollowUpPromised
    | FollowUpDelivered
)
