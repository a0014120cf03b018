"""What can be ordered of an establishment."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.elections.bodies import Leadership
from domain.elections.meeting import Attendance
from domain.elections.rounds import Ballots
from domain.elections.slate import Slate
from domain.establishment.application import Application, Officers, Partner, UnionRecord
from domain.establishment.modes import Mode, RepetitionChoice, ReturnReason, ShortfallChoice
from domain.matter.commands import LEADERS, SERVICE, SharedCommand
from domain.model import Count, Day, Digested, DocumentNumber, EntryRef, Identifier, StreamName, Text
from domain.orders import Command, OrgId, Role
from domain.people import Person
from domain.policy.exceptions import Waiver

OPERATORS = frozenset({Role.OPERATOR})
REVIEWERS = frozenset({Role.REVIEWER, Role.APPROVER})
APPROVERS = frozenset({Role.APPROVER})
REGISTRARS = frozenset({Role.REGISTRAR})

FOUNDING = "founding"
FILING = "filing"
"""The two tracks: what founds the organisation, and what files it; neither waits for the other."""

Waivers = Annotated[
    tuple[Waiver, ...], Field(max_length=20, title="例外", description="exceptions that were granted")
]
Records = Annotated[
    tuple[Digested, ...], Field(max_length=20, title="材料", description="documents, by digest")
]


class FoundingCommand(Command):
    """The base of what is ordered on the founding track."""

    track: ClassVar = FOUNDING


class OpenEstablishment(FoundingCommand):
    """启动组建: preparation begins, after an accepted investigation or by an operator. `org` will lead what is set up."""

    kind: Literal["open_establishment"] = "open_establishment"
    roles: ClassVar = OPERATORS | {Role.SERVICE}
    opens: ClassVar = True
    org: OrgId = Field(title="上级组织", description="the organisation that will lead it")
    mode: Mode = Field(title="组建方式", description="how it is to be set up")
    partners: tuple[Partner, ...] = Field(
        default=(), max_length=50, title="企业", description="enterprises with their members"
    )
    investigation: EntryRef | None = Field(
        default=None, title="排查记录", description="the accepted investigation's entry"
    )


class Apply(FoundingCommand):
    """申请组建: applies to the superior, with or without a preparation before."""

    kind: Literal["apply_for_establishment"] = "apply_for_establishment"
    roles: ClassVar = OPERATORS
    opens: ClassVar = True
    org: OrgId = Field(title="上级组织", description="the organisation that will lead it")
    application: Application = Field(title="申请", description="what is applied for")
    waivers: Waivers = ()


class CancelPreparation(FoundingCommand):
    """停止筹备: ends a preparation that leads to no application."""

    kind: Literal["cancel_preparation"] = "cancel_preparation"
    roles: ClassVar = APPROVERS
    while_suspended: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")


class HostAgrees(FoundingCommand):
    """挂靠党支部同意: the host branch takes the enterprise."""

    kind: Literal["host_agrees"] = "host_agrees"
    roles: ClassVar = OPERATORS
    document: DocumentNumber | None = Field(default=None, title="文号", description="its document, if any")


class HostDeclines(FoundingCommand):
    """挂靠党支部不同意: the application goes back."""

    kind: Literal["host_declines"] = "host_declines"
    roles: ClassVar = OPERATORS
    reason: Text = Field(title="理由", description="the reason")


class ReturnApplication(FoundingCommand):
    """退回申请: the superior's time stands still until it is submitted again."""

    kind: Literal["return_application"] = "return_application"
    roles: ClassVar = REVIEWERS
    reasons: tuple[ReturnReason, ...] = Field(
        min_length=1, max_length=7, title="退回事由", description="reason codes"
    )
    note: Text = Field(title="说明", description="what to mend")


class Resubmit(FoundingCommand):
    """重新申请: the application, mended; the decision's time starts afresh."""

    kind: Literal["resubmit_application"] = "resubmit_application"
    roles: ClassVar = OPERATORS
    application: Application = Field(title="申请", description="what is applied for, mended")
    waivers: Waivers = ()


class WithdrawApplication(FoundingCommand):
    """撤回申请: the applicant takes it back."""

    kind: Literal["withdraw_application"] = "withdraw_application"
    roles: ClassVar = OPERATORS
    while_suspended: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")


class DecideEstablishment(FoundingCommand):
    """批复: the superior approves, naming the founding group (a temporary branch's officers), or rejects."""

    kind: Literal["decide_establishment"] = "decide_establishment"
    roles: ClassVar = APPROVERS
    approved: bool = Field(title="是否同意", description="whether it is approved")
    document: DocumentNumber = Field(title="文号", description="number of the decision")
    reasons: Text | None = Field(default=None, title="理由", description="why it is rejected")
    founding_group: tuple[Person, ...] = Field(
        default=(), max_length=20, title="筹备组", description="who prepares the founding meeting"
    )
    officers: Officers | None = Field(
        default=None, title="负责人", description="named by the superior, in a temporary branch"
    )


class DecideDirectly(FoundingCommand):
    """直接决定组建: the superior sets it up without an application."""

    kind: Literal["decide_establishment_directly"] = "decide_establishment_directly"
    roles: ClassVar = APPROVERS
    opens: ClassVar = True
    org: OrgId = Field(title="上级组织", description="the organisation that will lead it")
    application: Application = Field(title="组建事项", description="what is set up")
    document: DocumentNumber = Field(title="文号", description="number of the decision")
    founding_group: tuple[Person, ...] = Field(
        default=(), max_length=20, title="筹备组", description="who prepares the founding meeting"
    )
    officers: Officers | None = Field(
        default=None, title="负责人", description="named by the superior, in a temporary branch"
    )
    waivers: Waivers = ()


class ApproveCandidates(FoundingCommand):
    """批准候选人预备人选: before the vote; after the meeting only for officers whom the committee elects."""

    kind: Literal["approve_founding_candidates"] = "approve_founding_candidates"
    roles: ClassVar = APPROVERS
    leadership: Leadership = Field(title="班子设置", description="committee seats and deputies")
    slates: tuple[Slate, ...] = Field(
        min_length=1, max_length=3, title="候选人名单", description="who stands for what"
    )
    dispersed: bool = Field(default=False, title="分布分散", description="members are dispersed")
    document: DocumentNumber = Field(title="文号", description="number of the approval")
    waivers: Waivers = ()


class Convene(FoundingCommand):
    """召集成立大会: the founding group calls the meeting."""

    kind: Literal["convene_founding_meeting"] = "convene_founding_meeting"
    roles: ClassVar = OPERATORS
    meeting_on: Day = Field(title="会议日期", description="day of the meeting")


class RecordFoundingMeeting(FoundingCommand):
    """登记成立大会: who came, every ballot. Judged by the policy in force on the meeting's day."""

    kind: Literal["record_founding_meeting"] = "record_founding_meeting"
    roles: ClassVar = OPERATORS
    held_on: Day = Field(title="会议日期", description="day on which it was held")
    attendance: Attendance = Field(title="到会情况", description="who was expected and who came")
    elections: tuple[Ballots, ...] = Field(
        default=(), max_length=2, title="选举", description="each election with all its ballots"
    )
    fewer_seats: bool = Field(
        default=False, title="减少名额", description="seats that stayed open are given up"
    )
    minutes: Records = ()
    waivers: Waivers = ()


class RecordCommitteeMeeting(FoundingCommand):
    """登记第一次委员会会议: the committee elects secretary and deputies."""

    kind: Literal["record_founding_committee"] = "record_founding_committee"
    roles: ClassVar = OPERATORS
    held_on: Day = Field(title="会议日期", description="day on which it was held")
    attendance: Attendance = Field(title="到会情况", description="committee members expected and present")
    elections: tuple[Ballots, ...] = Field(
        default=(), max_length=2, title="选举", description="each election with all its ballots"
    )
    minutes: Records = ()
    waivers: Waivers = ()


class ReportResult(FoundingCommand):
    """报告选举结果: reports to the superior, naming exactly those who were elected."""

    kind: Literal["report_founding_result"] = "report_founding_result"
    roles: ClassVar = OPERATORS
    officers: Officers = Field(title="当选人", description="the elected, by name and office")
    documents: Records = ()


class AcceptResult(FoundingCommand):
    """同意选举结果: the superior accepts the election."""

    kind: Literal["accept_founding_result"] = "accept_founding_result"
    roles: ClassVar = APPROVERS
    document: DocumentNumber = Field(title="文号", description="number of the decision")


class ApproveSecretary(FoundingCommand):
    """批准书记、副书记: the superior approves the officers."""

    kind: Literal["approve_founding_secretary"] = "approve_founding_secretary"
    roles: ClassVar = APPROVERS
    document: DocumentNumber = Field(title="文号", description="number of the decision")
    waivers: Waivers = ()


class RefuseSecretary(FoundingCommand):
    """不批准书记: the result stands; the branch is founded, and its secretary's office filled by an appointment."""

    kind: Literal["refuse_founding_secretary"] = "refuse_founding_secretary"
    roles: ClassVar = APPROVERS
    reasons: Text = Field(title="理由", description="the reasons")
    document: DocumentNumber = Field(title="文号", description="number of the decision")


class DeclineResult(FoundingCommand):
    """不同意选举结果: the election is to be held again."""

    kind: Literal["decline_founding_result"] = "decline_founding_result"
    roles: ClassVar = APPROVERS
    reasons: Text = Field(title="理由", description="the reasons")
    document: DocumentNumber = Field(title="文号", description="number of the decision")


class ReportMembers(FoundingCommand):
    """报告党员人数: how many counted members there are now, before the founding meeting; the branch tells it as well."""

    kind: Literal["report_founding_members"] = "report_founding_members"
    roles: ClassVar = OPERATORS | {Role.UPSTREAM, Role.SERVICE}
    while_suspended: ClassVar = True
    counted: Count = Field(title="正式党员数", description="counted members now, all together")
    source: EntryRef | None = Field(default=None, title="依据记录", description="the entry that tells it")


class DecideShortfall(FoundingCommand):
    """处理党员人数不足: the superior waits, changes the mode, or revokes."""

    kind: Literal["decide_shortfall"] = "decide_shortfall"
    roles: ClassVar = LEADERS
    while_suspended: ClassVar = True
    choice: ShortfallChoice = Field(title="处理", description="wait, change mode, or revoke")
    mode: Mode | None = Field(default=None, title="新的组建方式", description="mode to change to")
    successor: Identifier | None = Field(
        default=None, title="新的组建编号", description="id of the establishment that goes on in the new mode"
    )
    reason: Text = Field(title="理由", description="the reason")
    document: DocumentNumber = Field(title="文号", description="number of the decision")


class DecideRepetition(FoundingCommand):
    """处理多次开会未成: the superior orders another meeting, or revokes."""

    kind: Literal["decide_founding_repetition"] = "decide_founding_repetition"
    roles: ClassVar = LEADERS
    choice: RepetitionChoice = Field(title="处理", description="meet again, or revoke")
    reason: Text = Field(title="理由", description="the reason")
    document: DocumentNumber = Field(title="文号", description="number of the decision")


class RevokeEstablishment(FoundingCommand):
    """撤销批复: the superior takes the approval back; ends affiliation and work coverage as well."""

    kind: Literal["revoke_establishment"] = "revoke_establishment"
    roles: ClassVar = LEADERS
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")
    document: DocumentNumber = Field(title="文号", description="number of the decision")


class PlaceAdviser(FoundingCommand):
    """选派党建工作指导员: places, renews or replaces the adviser of a work coverage."""

    kind: Literal["place_adviser"] = "place_adviser"
    roles: ClassVar = APPROVERS
    when_closed: ClassVar = True
    adviser: Person = Field(title="指导员", description="the adviser")
    starts_on: Day = Field(title="起始日期", description="first day")
    waivers: Waivers = ()


class RecordUnions(FoundingCommand):
    """登记工会、共青团: set up, or explained why not."""

    kind: Literal["record_unions"] = "record_unions"
    roles: ClassVar = OPERATORS
    trade_union: UnionRecord = Field(title="工会", description="the trade union")
    youth_league: UnionRecord = Field(title="共青团", description="the youth league")


class EndCoverage(FoundingCommand):
    """覆盖终止: the enterprise is covered at a higher level now, or its host branch is no more; by the service alone."""

    kind: Literal["end_coverage"] = "end_coverage"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    by: StreamName


class FileEstablishment(Command):
    """组建备案: the superior files what it set up; files again after a correction was asked for."""

    kind: Literal["file_establishment"] = "file_establishment"
    roles: ClassVar = OPERATORS | APPROVERS
    track: ClassVar = FILING
    document: DocumentNumber = Field(title="文号", description="number of the filing")
    documents: Records = ()


class RequestFilingCorrection(Command):
    """要求补正备案: lists what must be mended."""

    kind: Literal["request_establishment_correction"] = "request_establishment_correction"
    roles: ClassVar = REGISTRARS
    track: ClassVar = FILING
    items: tuple[Text, ...] = Field(min_length=1, max_length=20, title="补正事项", description="what to mend")


class AcknowledgeEstablishment(Command):
    """备案回执: the registrar takes note and gives a receipt."""

    kind: Literal["acknowledge_establishment"] = "acknowledge_establishment"
    roles: ClassVar = REGISTRARS
    track: ClassVar = FILING


EstablishmentCommand = Annotated[
    OpenEstablishment
    | Apply
    | CancelPreparation
    | HostAgrees
    | HostDeclines
    | ReturnApplication
    | Resubmit
    | WithdrawApplication
    | DecideEstablishment
    | DecideDirectly
    | ApproveCandidates
    | Convene
    | RecordFoundingMeeting
    | RecordCommitteeMeeting
    | ReportResult
    | AcceptResult
    | ApproveSecretary
    | RefuseSecretary
    | DeclineResult
    | ReportMembers
    | DecideShortfall
    | DecideRepetition
    | RevokeEstablishment
    | PlaceAdviser
    | RecordUnions
    | FileEstablishment
    | RequestFilingCorrection
    | AcknowledgeEstablishment
    | SharedCommand,
    Field(discriminator="kind"),
]
