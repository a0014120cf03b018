"""What can be ordered of an investigation."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.investigation.sections import Section, SectionName
from domain.matter.commands import SERVICE, SharedCommand
from domain.model import Day, Digested, EntryRef, Identifier, Text
from domain.orders import Command, OrgId, Role
from domain.people import PersonId
from domain.register.row import RegisterRow

OPERATORS = frozenset({Role.OPERATOR})
REVIEWERS = frozenset({Role.REVIEWER, Role.APPROVER})

Evidence = Annotated[
    tuple[Digested, ...], Field(max_length=20, title="佐证材料", description="evidence, by digest")
]


class OpenInvestigation(Command):
    """启动排查: an enterprise is investigated; at most one investigation of it is open."""

    kind: Literal["open_investigation"] = "open_investigation"
    roles: ClassVar = OPERATORS | SERVICE | {Role.UPSTREAM}
    opens: ClassVar = True
    org: OrgId = Field(title="排查组织", description="the organisation that investigates")
    round: Identifier = Field(title="轮次", description="the round, e.g. 2026")
    row: RegisterRow | None = Field(default=None, title="登记内容", description="what the register tells")
    source: EntryRef | None = Field(
        default=None, title="来源", description="the entry of the register's page"
    )


class ConcludeFromRegister(Command):
    """台账认定: what the register tells decides by itself: the investigation is closed as it is opened."""

    kind: Literal["conclude_from_register"] = "conclude_from_register"
    roles: ClassVar = SERVICE
    opens: ClassVar = True
    org: OrgId
    round: Identifier
    row: RegisterRow
    source: EntryRef


class AssignInvestigator(Command):
    """指派排查人: names who investigates."""

    kind: Literal["assign_investigator"] = "assign_investigator"
    roles: ClassVar = OPERATORS
    to: PersonId = Field(title="排查人", description="who investigates")


class ReportSection(Command):
    """填报: a section as the investigator found it, or as an upstream system tells it."""

    kind: Literal["report_section"] = "report_section"
    roles: ClassVar = OPERATORS | {Role.UPSTREAM}
    track: ClassVar[str] = "reports"
    content: Section = Field(title="内容", description="the section")
    observed_on: Day = Field(title="核实日期", description="the day on which it was so")
    evidence: Evidence = ()


class CorrectSection(Command):
    """修正: mends a section that was reported."""

    kind: Literal["correct_section"] = "correct_section"
    roles: ClassVar = OPERATORS
    track: ClassVar[str] = "reports"
    content: Section = Field(title="内容", description="the section, mended")
    observed_on: Day = Field(title="核实日期", description="the day on which it was so")
    evidence: Evidence = ()
    reason: Text = Field(title="理由", description="what was wrong")


class ResolveDispute(Command):
    """核定: sources contradict each other; says what is so."""

    kind: Literal["resolve_dispute"] = "resolve_dispute"
    roles: ClassVar = OPERATORS
    track: ClassVar[str] = "reports"
    content: Section = Field(title="内容", description="the section as it is")
    observed_on: Day = Field(title="核实日期", description="the day on which it was so")
    evidence: Evidence = ()
    reason: Text = Field(title="理由", description="how it was found out")


class SubmitInvestigation(Command):
    """提交审核: all five sections are clear."""

    kind: Literal["submit_investigation"] = "submit_investigation"
    roles: ClassVar = OPERATORS


class SectionFault(StrEnum):
    """退回事由 [P]."""

    INCOMPLETE = "incomplete"
    """内容不全"""
    UNPROVEN = "unproven"
    """缺少佐证"""
    CONTRADICTORY = "contradictory"
    """前后矛盾"""
    OUTDATED = "outdated"
    """情况已变"""
    OTHER = "other"
    """其他"""


class ReturnInvestigation(Command):
    """退回: names the sections to mend, and why."""

    kind: Literal["return_investigation"] = "return_investigation"
    roles: ClassVar = REVIEWERS
    sections: tuple[SectionName, ...] = Field(
        min_length=1, max_length=5, title="退回内容", description="the sections to mend"
    )
    reasons: tuple[SectionFault, ...] = Field(
        min_length=1, max_length=5, title="退回事由", description="reason codes"
    )
    note: Text | None = Field(default=None, title="说明", description="what to mend")


class AcceptInvestigation(Command):
    """审核通过: the reviewer accepts what was found."""

    kind: Literal["accept_investigation"] = "accept_investigation"
    roles: ClassVar = REVIEWERS


class CancelGround(StrEnum):
    """终止排查的事由."""

    DEREGISTERED = "deregistered"
    """企业注销"""
    MERGED = "merged"
    """企业被合并"""
    DUPLICATE = "duplicate"
    """重复排查"""
    NOT_PRIVATE = "not_private"
    """不属于非公企业"""


class CancelInvestigation(Command):
    """终止排查: the investigation has no object any more."""

    kind: Literal["cancel_investigation"] = "cancel_investigation"
    roles: ClassVar = REVIEWERS | SERVICE
    while_suspended: ClassVar = True
    ground: CancelGround = Field(title="事由", description="why it ends")
    successor: Identifier | None = Field(
        default=None, title="承继企业", description="merged: id of the enterprise that goes on"
    )
    reason: Text = Field(title="说明", description="what happened")


class RecordTransfer(Command):
    """组织关系转接: a member's relation was transferred into the enterprise, or it will not be."""

    kind: Literal["record_transfer"] = "record_transfer"
    roles: ClassVar = OPERATORS | {Role.UPSTREAM}
    person: PersonId = Field(title="党员", description="the member")
    transferred: bool = Field(title="是否转入", description="whether the relation is here now")
    reason: Text | None = Field(default=None, title="理由", description="why it is not transferred")


InvestigationCommand = Annotated[
    OpenInvestigation
    | AssignInvestigator
    | ReportSection
    | CorrectSection
    | ResolveDispute
    | SubmitInvestigation
    | ReturnInvestigation
    | AcceptInvestigation
    | CancelInvestigation
    | RecordTransfer
    | SharedCommand,
    Field(discriminator="kind"),
]
