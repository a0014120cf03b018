"""What can be ordered of an appointment."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.appointment.kinds import DispatchOrigin, InternalPost, ReviewResult, Source, Standard
from domain.branch.commands import Vote
from domain.branch.facts import Officer, OnDay, TermOfOffice
from domain.branch.kinds import Office, VacancyGround
from domain.branch_kinds import BranchKind
from domain.matter.commands import LEADERS, SERVICE, SharedCommand
from domain.model import Digested, DocumentNumber, EntryRef, Model, Text
from domain.orders import Command, OrgId, Reach, Role
from domain.people import Person
from domain.policy.exceptions import Waiver

OPERATORS = frozenset({Role.OPERATOR})
REVIEWERS = frozenset({Role.REVIEWER})
APPROVERS = frozenset({Role.APPROVER})

Waivers = Annotated[tuple[Waiver, ...], Field(max_length=10)]


class OpenAppointment(Command):
    """启动选配: an office of a branch is vacant, or its term has ended; keyed by office and holder."""

    kind: Literal["open_appointment"] = "open_appointment"
    roles: ClassVar = SERVICE
    opens: ClassVar = True
    org: OrgId = Field(title="所属组织", description="the branch's own organisation")
    superior: OrgId = Field(title="上级党组织", description="the organisation above it")
    office: Office = Field(title="职务", description="the office")
    ground: VacancyGround = Field(title="事由", description="why it is to be filled")
    holder: Person | None = Field(default=None, title="原任", description="who held it, if anybody")
    branch_kind: BranchKind | None = Field(default=None, title="设置形式", description="kind of organisation")
    village: bool = Field(
        default=False, title="是否村、社区", description="whether in a village or community"
    )
    temporary: bool = Field(
        default=False, title="是否临时党支部", description="a temporary branch has no term"
    )
    term: TermOfOffice | None = Field(default=None, title="本届任期", description="the branch's present term")


class CandidateFacts(Model):
    """On what a candidate is judged. `source`: the entry the facts are from."""

    full_since: OnDay | None = Field(
        title="转正日期", description="full member since; none: not a full member"
    )
    investor: bool | None = Field(default=None, title="是否主要出资人", description="whether a main investor")
    source: EntryRef | None = Field(default=None, title="来源", description="the entry this is from")


class Nominate(Command):
    """提名人选: inside first; from outside with the reason why nobody inside suits. Source: S11–S13."""

    kind: Literal["nominate_candidate"] = "nominate_candidate"
    roles: ClassVar = OPERATORS
    candidate: Person = Field(title="人选", description="the candidate")
    source: Source = Field(title="来源", description="where the candidate comes from")
    post: InternalPost | None = Field(default=None, title="内选范围", description="inside: from which circle")
    origin: DispatchOrigin | None = Field(
        default=None, title="外派来源", description="dispatched: from where"
    )
    part_time: bool = Field(default=False, title="是否兼职", description="dispatched: part-time")
    reason: Text | None = Field(
        default=None, title="理由", description="from outside: why nobody inside suits"
    )
    facts: CandidateFacts = Field(title="条件", description="on what the candidate is judged")
    waivers: Waivers = Field(default=(), title="例外", description="exceptions granted")


class AssessCandidate(Command):
    """考察人选: each of the eight standards met or not met; the text only by digest. Source: S10."""

    kind: Literal["assess_candidate"] = "assess_candidate"
    roles: ClassVar = OPERATORS
    met: Annotated[tuple[Standard, ...], Field(max_length=8)] = Field(
        title="符合", description="standards met"
    )
    not_met: Annotated[tuple[Standard, ...], Field(max_length=8)] = Field(
        default=(), title="不符合", description="standards not met"
    )
    text: Digested | None = Field(default=None, title="考察材料", description="the assessment, by digest")


class WithdrawCandidate(Command):
    """撤回人选: before the vote or the appointment; another one is nominated."""

    kind: Literal["withdraw_candidate"] = "withdraw_candidate"
    roles: ClassVar = OPERATORS
    reason: Text = Field(title="理由", description="the reason")


class ReviewQualification(Command):
    """资格审查: passed, returned to be mended, or rejected."""

    kind: Literal["review_qualification"] = "review_qualification"
    roles: ClassVar = REVIEWERS
    result: ReviewResult = Field(title="结果", description="the result")
    reason: Text | None = Field(default=None, title="理由", description="needed unless passed")
    waivers: Waivers = Field(default=(), title="例外", description="exceptions granted")


class OpenAppointmentNotice(Command):
    """任前公示: the candidate is on public notice, where the policy asks for it."""

    kind: Literal["open_appointment_notice"] = "open_appointment_notice"
    roles: ClassVar = OPERATORS
    notice: Digested = Field(title="公示文本", description="the notice, by digest")


class RaiseAppointmentObjection(Command):
    """提出异议: dated while the notice stood; only by digest, nobody is named."""

    kind: Literal["raise_appointment_objection"] = "raise_appointment_objection"
    track: ClassVar = "objection"
    roles: ClassVar = OPERATORS | REVIEWERS
    statement: Digested = Field(title="异议材料", description="the objection, by digest")


class DecideAppointmentObjection(Command):
    """异议裁定: dismissed, or upheld, which ends the candidacy."""

    kind: Literal["decide_appointment_objection"] = "decide_appointment_objection"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    objection: int = Field(ge=1, title="异议序号", description="which objection")
    upheld: bool = Field(title="是否成立", description="whether it stands")
    reason: Text = Field(title="理由", description="the reason")


class RecordElection(Command):
    """选举: the record of the meeting that voted on the candidate."""

    kind: Literal["record_officer_election"] = "record_officer_election"
    roles: ClassVar = OPERATORS
    held_on: OnDay = Field(title="召开日期", description="the day of the meeting")
    vote: Vote = Field(title="选举", description="who was there, and the ballots")
    minutes: Digested = Field(title="会议记录", description="the minutes, by digest")
    waivers: Waivers = Field(default=(), title="例外", description="exceptions granted")


class Appoint(Command):
    """任命: the superior names the officer; nobody recruited takes office without an election. Source: S13."""

    kind: Literal["appoint_officer"] = "appoint_officer"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    document: DocumentNumber = Field(title="任命文号", description="the appointment's document")


class ReportElectionResult(Command):
    """报告选举结果: to the superior."""

    kind: Literal["report_election_result"] = "report_election_result"
    roles: ClassVar = OPERATORS
    document: DocumentNumber = Field(title="报告文号", description="the report's document")


class ApproveAppointment(Command):
    """批复任职: the superior approves, or refuses, which begins the search again."""

    kind: Literal["approve_appointment"] = "approve_appointment"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    approved: bool = Field(title="是否批准", description="whether it is approved")
    document: DocumentNumber = Field(title="批复文号", description="the approval's document")
    reason: Text | None = Field(default=None, title="理由", description="needed when refused")
    waivers: Waivers = Field(default=(), title="例外", description="exceptions granted")


class TakeOffice(Command):
    """到任: the officer is in office; in mid-term for the rest of the term."""

    kind: Literal["take_office"] = "take_office"
    roles: ClassVar = OPERATORS
    starts_on: OnDay = Field(title="到任日期", description="first day in office")


class NameActing(Command):
    """指定主持工作: until the office is filled."""

    kind: Literal["name_acting_officer"] = "name_acting_officer"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    officer: Officer = Field(title="主持工作的同志", description="who acts")
    document: DocumentNumber = Field(title="文号", description="the superior's document")


class CancelAppointment(Command):
    """终止选配: the branch is dissolved, or the office is filled otherwise."""

    kind: Literal["cancel_appointment"] = "cancel_appointment"
    roles: ClassVar = LEADERS | SERVICE
    reach: ClassVar = Reach.SUPERIOR
    while_suspended: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")


PublicCommand = (
    Nominate
    | AssessCandidate
    | WithdrawCandidate
    | ReviewQualification
    | OpenAppointmentNotice
    | RaiseAppointmentObjection
    | DecideAppointmentObjection
    | RecordElection
    | Appoint
    | ReportElectionResult
    | ApproveAppointment
    | TakeOffice
    | NameActing
    | CancelAppointment
)
AppointmentCommand = Annotated[PublicCommand | SharedCommand, Field(discriminator="kind")]
