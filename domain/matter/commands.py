"""The acts that are possible in every case, and those that only the service itself gives."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.model import Day, Digested, DocumentNumber, EntryRef, Identifier, Model, StreamName, Text
from domain.orders import Command, OrgId, Reach, Role
from domain.people import Carried, PersonalData, PersonId

PEOPLE_WHO_ACT = frozenset(
    {Role.OPERATOR, Role.REVIEWER, Role.APPROVER, Role.REGISTRAR, Role.EVALUATOR, Role.SUPERVISOR}
)
LEADERS = frozenset({Role.APPROVER, Role.SUPERVISOR})
SERVICE = frozenset({Role.SERVICE})


class Comment(Command):
    """备注: puts a remark and attachments on record; changes nothing else."""

    kind: Literal["comment"] = "comment"
    roles: ClassVar = PEOPLE_WHO_ACT
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    text: Text = Field(title="内容", description="what is remarked")
    attachments: tuple[Digested, ...] = Field(
        default=(), max_length=20, title="附件", description="by digest"
    )


class Reassign(Command):
    """改派: gives a waiting step to another person of the office."""

    kind: Literal["reassign"] = "reassign"
    roles: ClassVar = PEOPLE_WHO_ACT
    action: Identifier = Field(title="环节", description="the waiting step")
    to: PersonId = Field(title="经办人", description="the person who takes it")


class DelegateTask(Command):
    """委托: lets another person act in a waiting step until a day, included."""

    kind: Literal["delegate_task"] = "delegate_task"
    roles: ClassVar = PEOPLE_WHO_ACT
    action: Identifier = Field(title="环节", description="the waiting step")
    to: PersonId = Field(title="受托人", description="the person who stands in")
    until: Day = Field(title="截止日期", description="the last day")


class Urge(Command):
    """催办: reminds whoever is awaited, on record."""

    kind: Literal["urge"] = "urge"
    roles: ClassVar = PEOPLE_WHO_ACT
    action: Identifier = Field(title="环节", description="the waiting step")
    reason: Text = Field(title="说明", description="why it presses")


class ExtendDeadline(Command):
    """延期: the superior gives more time, within the policy's bound."""

    kind: Literal["extend_deadline"] = "extend_deadline"
    roles: ClassVar = LEADERS
    reach: ClassVar = Reach.SUPERIOR
    action: Identifier = Field(title="环节", description="the waiting step")
    days: Annotated[int, Field(ge=1, le=3650)] = Field(title="延长天数", description="calendar days")
    reason: Text = Field(title="理由", description="the reason")


class SuspensionGround(StrEnum):
    """Why a case rests (中止事由)."""

    DEREGISTERED = "deregistered"
    MERGED = "merged"
    MOVED = "moved"
    DISPUTE = "dispute"
    OTHER = "other"


class Suspend(Command):
    """中止: the case rests until the superior decides how it goes on."""

    kind: Literal["suspend"] = "suspend"
    roles: ClassVar = LEADERS | SERVICE
    while_suspended: ClassVar = True
    ground: SuspensionGround = Field(title="事由", description="why it rests")
    reason: Text = Field(title="说明", description="what happened")
    successor: Identifier | None = Field(
        default=None, title="承继企业", description="merged: id of the enterprise that goes on"
    )
    to_org: OrgId | None = Field(
        default=None, title="迁入组织", description="moved: the org that takes the case over as it is resumed"
    )


class Resume(Command):
    """
    恢复: the case goes on; its deadlines move by the days it rested.

    After a move it goes on where the enterprise is now.
    """

    kind: Literal["resume"] = "resume"
    roles: ClassVar = LEADERS
    while_suspended: ClassVar = True
    reason: Text = Field(title="说明", description="why it goes on")


Scalar = Annotated[str | int | bool | None, PersonalData("the value of any field")]
"""What a corrected field says; it may be one that names a person."""


class CorrectRecord(Command):
    """更正: states that a recorded field was wrong; the entry stays, the correction stands beside it."""

    kind: Literal["correct_record"] = "correct_record"
    roles: ClassVar = frozenset({Role.REVIEWER, Role.APPROVER, Role.REGISTRAR, Role.SUPERVISOR})
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    version: Annotated[int, Field(ge=1)] = Field(
        title="记录序号", description="the entry's version in this stream"
    )
    field: Annotated[str, Field(pattern=r"^[a-z][a-z_0-9]*(\.[a-z0-9_]+)*$")] = Field(
        title="字段", description="the field, dotted"
    )
    was: Scalar = Field(title="原值", description="the value as recorded")
    now: Scalar = Field(title="更正值", description="the right value")
    ground: Text = Field(title="依据", description="how it is known")
    document: DocumentNumber = Field(title="文号", description="the document that says so")


class RevokeDecision(Command):
    """撤销: a recorded decision is taken back by an authority; the entry stays, its effect goes."""

    kind: Literal["revoke_decision"] = "revoke_decision"
    roles: ClassVar = LEADERS
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    version: Annotated[int, Field(ge=1)] = Field(
        title="记录序号", description="the entry's version in this stream"
    )
    reason: Text = Field(title="理由", description="why it is taken back")
    document: DocumentNumber = Field(title="文号", description="the authority's document")


class KeepOrUndo(StrEnum):
    """What becomes of something that followed from a wrong entry."""

    KEEP = "keep"
    UNDO = "undo"


class SettleConsequence(Command):
    """保留或撤回: decides about what followed here from an entry that was corrected or revoked."""

    kind: Literal["settle_consequence"] = "settle_consequence"
    roles: ClassVar = LEADERS
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    origin: EntryRef = Field(title="原记录", description="the entry that was wrong")
    choice: KeepOrUndo = Field(title="处理", description="keep or undo")
    reason: Text = Field(title="理由", description="the reason")


SharedCommand = (
    Comment
    | Reassign
    | DelegateTask
    | Urge
    | ExtendDeadline
    | Suspend
    | Resume
    | CorrectRecord
    | RevokeDecision
    | SettleConsequence
)


class Tick(Command):
    """
    期限届满: time itself; what is due by now is told. Its id comes from stream, version and moment.

    `refused`: the rule, of another stream, that refuses what a passed deadline causes here; only the general events are
    told then, and people decide.
    """

    kind: Literal["tick"] = "tick"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    due: datetime
    refused: str | None = None


class DeliveryOutcome(StrEnum):
    """How a follow-up arrived."""

    DELIVERED = "delivered"
    ALREADY_OPEN = "already_open"
    REFUSED = "refused"


class ConfirmDelivery(Command):
    """后续事项已送达: a follow-up that was promised has arrived."""

    kind: Literal["confirm_delivery"] = "confirm_delivery"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    number: Annotated[int, Field(ge=0)]
    outcome: DeliveryOutcome
    rule: str | None = None


class AdoptCalendar(Command):
    """采用新的工作日历: a year's working days were published; open deadlines are computed again."""

    kind: Literal["adopt_calendar"] = "adopt_calendar"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    year: int


class RaiseConsequence(Command):
    """提请保留或撤回: something that led here was corrected or revoked elsewhere; somebody must keep or undo."""

    kind: Literal["raise_consequence"] = "raise_consequence"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    origin: EntryRef
    followed: str
    """The kind of the command that had followed from it."""


InternalCommand = Tick | ConfirmDelivery | AdoptCalendar | RaiseConsequence


class Claim(Model):
    """What an act asks of another stream in the same append; decided there by that stream's own decider."""

    stream: StreamName
    command: Carried
    """The command as JSON."""


def claim(stream: StreamName, command: Command) -> Claim:
    """Return the claim that gives `command` to `stream`."""
    return Claim(stream=stream, command=command.model_dump_json())
