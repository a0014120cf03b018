"""What can be ordered of a living branch."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.branch.adjusting import AdjustBranch, ConfirmMembersTransferred, DissolveBranch
from domain.branch.facts import Officer, OnDay
from domain.branch.kinds import (
    Grade,
    MembershipChange,
    Merit,
    Office,
    OfficeAnswer,
    ThresholdAnswer,
    VacancyGround,
)
from domain.branch.onboarding import (
    CompleteFacts,
    ConfirmRegistration,
    RegisterExistingBranch,
    RejectRegistration,
)
from domain.branch.service_commands import (
    AbandonBranch,
    ActivateBranch,
    AdmitMerger,
    BeginBranch,
    CheckHost,
    NoteAffiliation,
    NoteContract,
    NoteEvaluation,
    NoteOfficer,
    NotePartnerLeft,
    NoteStar,
    ReceiveBranch,
)
from domain.elections.meeting import Attendance
from domain.elections.rounds import Ballots
from domain.matter.commands import LEADERS, SharedCommand
from domain.model import Count, Digested, DocumentNumber, Identifier, Model, Text, Year
from domain.orders import Command, Reach, Role
from domain.people import Person
from domain.policy.exceptions import Waiver

__all__ = [
    "AbandonBranch",
    "ActivateBranch",
    "AdjustBranch",
    "AdmitMerger",
    "BeginBranch",
    "BranchCommand",
    "CheckHost",
    "CompleteFacts",
    "ConfirmMembersTransferred",
    "ConfirmRegistration",
    "DissolveBranch",
    "NoteAffiliation",
    "NoteContract",
    "NoteEvaluation",
    "NoteOfficer",
    "NotePartnerLeft",
    "NoteStar",
    "ReceiveBranch",
    "RegisterExistingBranch",
    "RejectRegistration",
]

OPERATORS = frozenset({Role.OPERATOR})
REPORTERS = OPERATORS | {Role.UPSTREAM}
APPROVERS = frozenset({Role.APPROVER})

Waivers = Annotated[tuple[Waiver, ...], Field(max_length=10)]


class ReportMembership(Command):
    """党员变动: what happened, and how many full members the enterprise, or the body it was founded in, has here now."""

    kind: Literal["report_membership"] = "report_membership"
    roles: ClassVar = REPORTERS
    track: ClassVar = "members"
    while_suspended: ClassVar = True
    enterprise: Identifier | None = Field(
        default=None, title="企业", description="id of the enterprise; none: of a branch founded in a body"
    )
    change: MembershipChange = Field(title="变动", description="what happened")
    person: Person | None = Field(
        default=None, title="党员", description="whom it concerns; none for a recount"
    )
    counted: Count = Field(title="现有正式党员数", description="full members here, afterwards")


class ReportEmployees(Command):
    """职工人数: how many employees an enterprise has now."""

    kind: Literal["report_employees"] = "report_employees"
    roles: ClassVar = REPORTERS
    track: ClassVar = "employees"
    while_suspended: ClassVar = True
    enterprise: Identifier = Field(title="企业", description="id of the enterprise")
    employees: Count = Field(title="职工数", description="employees")


class DecideThreshold(Command):
    """人数变动处理: the superior decides what follows from members crossing a threshold."""

    kind: Literal["decide_threshold"] = "decide_threshold"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "members"
    threshold: Count = Field(title="界限", description="the number that was crossed")
    enterprise: Identifier | None = Field(
        default=None, title="企业", description="of a joint branch: the partner; none: the whole branch"
    )
    answer: ThresholdAnswer = Field(title="处理", description="what is decided")
    reason: Text = Field(title="理由", description="the reason")


class DecideOffice(Command):
    """职务处理: keep or vacate the office of a secretary in question."""

    kind: Literal["decide_office"] = "decide_office"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "office"
    answer: OfficeAnswer = Field(title="处理", description="keep or vacate")
    reason: Text = Field(title="理由", description="the reason")
    document: DocumentNumber = Field(title="文号", description="the superior's document")


class DeclareVacancy(Command):
    """职务空缺: the superior states that an office is vacant, or that a vacant one is to be filled again."""

    kind: Literal["declare_vacancy"] = "declare_vacancy"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "office"
    office: Office = Field(title="职务", description="the office")
    ground: VacancyGround = Field(title="事由", description="why")
    reason: Text = Field(title="说明", description="what happened")


class ExcuseDeputy(Command):
    """暂不配备专职副书记: the superior excepts a branch from the duty, with a document."""

    kind: Literal["excuse_deputy"] = "excuse_deputy"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "office"
    reason: Text = Field(title="理由", description="the reason")
    document: DocumentNumber = Field(title="文号", description="the superior's document")


class ShiftTerm(Command):
    """提前或者延期换届: the superior lets a term end earlier or later."""

    kind: Literal["shift_term"] = "shift_term"
    roles: ClassVar = LEADERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "office"
    ends_on: OnDay = Field(title="届满日期", description="the new last day")
    reason: Text = Field(title="理由", description="the reason")
    document: DocumentNumber = Field(title="文号", description="the superior's document")
    waivers: Waivers = Field(default=(), title="例外", description="exceptions granted")


class Vote(Model):
    """One election of a meeting: who was there, and its ballots in the order held."""

    attendance: Attendance = Field(title="到会情况", description="who was expected and who came")
    ballots: Ballots = Field(title="选票", description="the ballots in the order held")


class RecordReelection(Command):
    """换届选举: the record of the meeting; with a committee its members first, then secretary and deputy."""

    kind: Literal["record_reelection"] = "record_reelection"
    roles: ClassVar = OPERATORS
    track: ClassVar = "office"
    held_on: OnDay = Field(title="召开日期", description="the day of the meeting")
    votes: Annotated[tuple[Vote, ...], Field(min_length=1, max_length=3)] = Field(
        title="选举", description="one for each of members, secretary, deputy"
    )
    fewer_seats: bool = Field(
        default=False, title="减少名额", description="seats that stayed open are given up"
    )
    dispersed: bool = Field(default=False, title="分布分散", description="members are dispersed")
    people: Annotated[tuple[Officer, ...], Field(min_length=1, max_length=99)] = Field(
        title="当选人", description="the elected by name"
    )
    minutes: Digested = Field(title="会议记录", description="the minutes, by digest")
    waivers: Waivers = Field(default=(), title="例外", description="exceptions granted")


class ConfirmReelection(Command):
    """批复换届结果: the superior accepts the result and approves secretary and deputy."""

    kind: Literal["confirm_reelection"] = "confirm_reelection"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "office"
    document: DocumentNumber = Field(title="批复文号", description="the approval")
    waivers: Waivers = Field(default=(), title="例外", description="exceptions granted")


class RefuseReelection(Command):
    """不予批准换届结果: the election is to be held again."""

    kind: Literal["refuse_reelection"] = "refuse_reelection"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "office"
    reason: Text = Field(title="理由", description="the reason")


class ReportSecretaryYear(Command):
    """书记述职: the secretary reported to the superior, and to members and employees. Source: S16."""

    kind: Literal["report_secretary_year"] = "report_secretary_year"
    roles: ClassVar = OPERATORS
    track: ClassVar = "appraisal"
    year: Year = Field(title="年度", description="the year reported on")
    to_members: bool = Field(title="向党员报告", description="reported to the members")
    to_employees: bool = Field(title="向职工报告", description="reported to the employees")
    report: Digested = Field(title="述职报告", description="the report, by digest")


class GradeSecretary(Command):
    """述职评议: the superior grades the secretary's year. Source: S16, L."""

    kind: Literal["grade_secretary"] = "grade_secretary"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar = "appraisal"
    year: Year = Field(title="年度", description="the graded year")
    grade: Grade = Field(title="等次", description="the grade")


class RecordMerit(Command):
    """培训和荣誉: a training the secretary took part in, or an honour. Source: S17."""

    kind: Literal["record_merit"] = "record_merit"
    roles: ClassVar = OPERATORS
    track: ClassVar = "appraisal"
    person: Person = Field(title="书记", description="whose it is")
    merit: Merit = Field(title="类别", description="training or honour")
    title: Text = Field(title="名称", description="which one")


PublicCommand = (
    RegisterExistingBranch
    | ConfirmRegistration
    | RejectRegistration
    | CompleteFacts
    | ReportMembership
    | ReportEmployees
    | DecideThreshold
    | DecideOffice
    | DeclareVacancy
    | ExcuseDeputy
    | ShiftTerm
    | RecordReelection
    | ConfirmReelection
    | RefuseReelection
    | ReportSecretaryYear
    | GradeSecretary
    | RecordMerit
    | AdjustBranch
    | DissolveBranch
    | ConfirmMembersTransferred
)
ServiceCommand = (
    BeginBranch
    | ActivateBranch
    | AbandonBranch
    | NoteContract
    | NoteOfficer
    | NoteEvaluation
    | NoteStar
    | CheckHost
    | NoteAffiliation
    | AdmitMerger
    | NotePartnerLeft
    | ReceiveBranch
)
BranchCommand = Annotated[PublicCommand | SharedCommand, Field(discriminator="kind")]
