"""What can happen to an establishment."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.deadlines import Deadline
from domain.elections.bodies import Leadership
from domain.elections.electing import Elected
from domain.elections.meeting import Attendance
from domain.elections.rounds import Ballots
from domain.elections.slate import Slate
from domain.establishment.application import Application, Officers, Partner, UnionRecord
from domain.establishment.commands import FILING, FOUNDING
from domain.establishment.modes import MeetingFailure, Mode, ReturnReason
from domain.events import Event
from domain.model import Count, Digested, DocumentNumber, EntryRef, Identifier, StreamName, Text
from domain.orders import OrgId
from domain.people import Person
from domain.policy.exceptions import Waiver


class FoundingEvent(Event):
    """The base of what happens on the founding track."""

    track: ClassVar = FOUNDING


class EstablishmentOpened(FoundingEvent):
    """启动组建."""

    kind: Literal["establishment.opened.v1"] = "establishment.opened.v1"
    org: OrgId
    mode: Mode
    partners: tuple[Partner, ...] = ()
    investigation: EntryRef | None = None
    application: Deadline


class PreparationCancelled(FoundingEvent):
    """停止筹备: also when what had led here proved wrong."""

    kind: Literal["establishment.preparation_cancelled.v1"] = "establishment.preparation_cancelled.v1"
    reason: Text


class ApplicationSubmitted(FoundingEvent):
    """申请组建. `answer`: of the superior, or of the host branch first."""

    kind: Literal["establishment.applied.v1"] = "establishment.applied.v1"
    org: OrgId
    application: Application
    waivers: tuple[Waiver, ...] = ()
    answer: Deadline


class HostAgreed(FoundingEvent):
    """挂靠党支部同意."""

    kind: Literal["establishment.host_agreed.v1"] = "establishment.host_agreed.v1"
    host: Identifier
    document: DocumentNumber | None = None
    decision: Deadline


class ApplicationReturned(FoundingEvent):
    """退回: by the superior, or because the host branch declined."""

    kind: Literal["establishment.returned.v1"] = "establishment.returned.v1"
    reasons: tuple[ReturnReason, ...]
    note: Text
    resubmission: Deadline


class ApplicationResubmitted(FoundingEvent):
    """重新申请. `released`: enterprises whose claims are given back first, because mode or enterprises changed."""

    kind: Literal["establishment.resubmitted.v1"] = "establishment.resubmitted.v1"
    application: Application
    waivers: tuple[Waiver, ...] = ()
    released: tuple[Identifier, ...] = ()
    late: bool
    answer: Deadline


class ApplicationWithdrawn(FoundingEvent):
    """撤回申请."""

    kind: Literal["establishment.withdrawn.v1"] = "establishment.withdrawn.v1"
    reason: Text


class EstablishmentRejected(FoundingEvent):
    """不予批准."""

    kind: Literal["establishment.rejected.v1"] = "establishment.rejected.v1"
    document: DocumentNumber
    reasons: Text


class EstablishmentApproved(FoundingEvent):
    """
    批复同意组建: claims are granted, a branch of its own begins.

    `direct`: decided by the superior without an application. `deadlines`: of the steps that begin now.
    """

    kind: Literal["establishment.approved.v1"] = "establishment.approved.v1"
    org: OrgId
    application: Application
    document: DocumentNumber
    direct: bool = False
    waivers: tuple[Waiver, ...] = ()
    founding_group: tuple[Person, ...] = ()
    officers: Officers | None = None
    deadlines: tuple[Deadline, ...] = ()


class CandidatesApproved(FoundingEvent):
    """批准候选人预备人选."""

    kind: Literal["establishment.candidates_approved.v1"] = "establishment.candidates_approved.v1"
    leadership: Leadership
    slates: tuple[Slate, ...]
    document: DocumentNumber
    waivers: tuple[Waiver, ...] = ()


class OfficerCandidatesApproved(FoundingEvent):
    """批准书记、副书记候选人: again, after the committee was elected."""

    kind: Literal["establishment.officer_candidates_approved.v1"] = (
        "establishment.officer_candidates_approved.v1"
    )
    slates: tuple[Slate, ...]
    document: DocumentNumber
    waivers: tuple[Waiver, ...] = ()


class FoundingMeetingConvened(FoundingEvent):
    """召集成立大会."""

    kind: Literal["establishment.meeting_convened.v1"] = "establishment.meeting_convened.v1"
    meeting_on: date


class FoundingMeetingHeld(FoundingEvent):
    """成立大会选举有效. Without a secretary the committee elects the officers next."""

    kind: Literal["establishment.meeting_held.v1"] = "establishment.meeting_held.v1"
    held_on: date
    attendance: Attendance
    elections: tuple[Ballots, ...]
    elected: Elected
    minutes: tuple[Digested, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    following: Deadline


class FoundingMeetingFailed(FoundingEvent):
    """成立大会未成. `failures`: how often by now; `deadlines`: of what follows, the superior's decision or a repetition."""

    kind: Literal["establishment.meeting_failed.v1"] = "establishment.meeting_failed.v1"
    held_on: date
    attendance: Attendance
    elections: tuple[Ballots, ...]
    failure: MeetingFailure
    failures: int = Field(ge=1)
    exhausted: bool
    minutes: tuple[Digested, ...] = ()
    deadlines: tuple[Deadline, ...]


class OfficersElected(FoundingEvent):
    """委员会选出书记、副书记."""

    kind: Literal["establishment.officers_elected.v1"] = "establishment.officers_elected.v1"
    held_on: date
    attendance: Attendance
    elections: tuple[Ballots, ...]
    elected: Elected
    minutes: tuple[Digested, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    report: Deadline


class CommitteeMeetingFailed(FoundingEvent):
    """委员会会议未成: it is repeated."""

    kind: Literal["establishment.committee_meeting_failed.v1"] = "establishment.committee_meeting_failed.v1"
    held_on: date
    attendance: Attendance
    elections: tuple[Ballots, ...]
    failure: MeetingFailure
    minutes: tuple[Digested, ...] = ()
    repetition: Deadline


class ResultReported(FoundingEvent):
    """报告选举结果."""

    kind: Literal["establishment.result_reported.v1"] = "establishment.result_reported.v1"
    officers: Officers
    documents: tuple[Digested, ...] = ()
    acceptance: Deadline


class ResultAccepted(FoundingEvent):
    """同意选举结果."""

    kind: Literal["establishment.result_accepted.v1"] = "establishment.result_accepted.v1"
    document: DocumentNumber


class SecretaryApproved(FoundingEvent):
    """批准书记、副书记. `offices_limit`: see `BranchFounded`."""

    kind: Literal["establishment.secretary_approved.v1"] = "establishment.secretary_approved.v1"
    document: DocumentNumber
    offices_limit: int | None


class SecretaryRefused(FoundingEvent):
    """不批准书记: the result stands, the office is vacant from the start."""

    kind: Literal["establishment.secretary_refused.v1"] = "establishment.secretary_refused.v1"
    reasons: Text
    document: DocumentNumber


class ResultDeclined(FoundingEvent):
    """不同意选举结果: candidates are approved and the meeting is held again."""

    kind: Literal["establishment.result_declined.v1"] = "establishment.result_declined.v1"
    reasons: Text
    document: DocumentNumber
    deadlines: tuple[Deadline, ...]


class BranchFounded(FoundingEvent):
    """
    党组织成立: officers are in office. The term is counted from the day on which the members elected.

    `offices_limit`: secretary's offices one person holds at most; none: the superior allowed another.
    """

    kind: Literal["establishment.founded.v1"] = "establishment.founded.v1"
    officers: Officers
    term_starts_on: date
    offices_limit: int | None


class FoundedWithoutSecretary(FoundingEvent):
    """党组织成立，书记空缺: as elected, but for the secretary, whom the superior did not approve."""

    kind: Literal["establishment.founded_without_secretary.v1"] = "establishment.founded_without_secretary.v1"
    officers: Officers
    term_starts_on: date


class ShortfallReported(FoundingEvent):
    """党员人数不足: the meeting is blocked."""

    kind: Literal["establishment.shortfall_reported.v1"] = "establishment.shortfall_reported.v1"
    counted: Count
    source: EntryRef | None = None
    decision: Deadline


class ShortfallWaits(FoundingEvent):
    """等待: until the members are enough again, or the superior decides anew."""

    kind: Literal["establishment.shortfall_waits.v1"] = "establishment.shortfall_waits.v1"
    reason: Text
    document: DocumentNumber
    waiting: Deadline


class MembersRecovered(FoundingEvent):
    """党员人数恢复: candidates are approved afresh, because the members changed."""

    kind: Literal["establishment.members_recovered.v1"] = "establishment.members_recovered.v1"
    counted: Count
    source: EntryRef | None = None
    deadlines: tuple[Deadline, ...]


class MembersCounted(FoundingEvent):
    """党员人数变动. `deadlines`: of the candidates' approval, if other bodies are to be elected now; else it goes on."""

    kind: Literal["establishment.members_counted.v1"] = "establishment.members_counted.v1"
    counted: Count
    source: EntryRef | None = None
    deadlines: tuple[Deadline, ...] = ()


class ModeChanged(FoundingEvent):
    """改变组建方式: this one ends; `successor` goes on in the new mode."""

    kind: Literal["establishment.mode_changed.v1"] = "establishment.mode_changed.v1"
    mode: Mode
    successor: Identifier
    reason: Text
    document: DocumentNumber


class RepetitionOrdered(FoundingEvent):
    """再次召开: the superior orders another founding meeting."""

    kind: Literal["establishment.repetition_ordered.v1"] = "establishment.repetition_ordered.v1"
    reason: Text
    document: DocumentNumber
    deadlines: tuple[Deadline, ...]


class EstablishmentRevoked(FoundingEvent):
    """撤销批复. `document`: none when what had led here proved wrong."""

    kind: Literal["establishment.revoked.v1"] = "establishment.revoked.v1"
    reason: Text
    document: DocumentNumber | None


class AdviserPlaced(FoundingEvent):
    """选派党建工作指导员. `ends_on`: the last day, `renewal`: by which the next term begins; `replaces`: whose place it is."""

    kind: Literal["establishment.adviser_placed.v1"] = "establishment.adviser_placed.v1"
    adviser: Person
    starts_on: date
    ends_on: date
    replaces: Person | None = None
    waivers: tuple[Waiver, ...] = ()
    renewal: Deadline | None = None


class UnionsRecorded(FoundingEvent):
    """工会、共青团已建立或者已说明."""

    kind: Literal["establishment.unions_recorded.v1"] = "establishment.unions_recorded.v1"
    trade_union: UnionRecord
    youth_league: UnionRecord


class CoverageEnded(FoundingEvent):
    """覆盖终止: `by` covers the enterprise at a higher level, or was the host branch and ended; the claim goes back."""

    kind: Literal["establishment.coverage_ended.v1"] = "establishment.coverage_ended.v1"
    by: StreamName


class EstablishmentFiled(Event):
    """组建备案. `late_by_days`: working days past the filing period, by the date on the paper; 0 = in time."""

    kind: Literal["establishment.filed.v1"] = "establishment.filed.v1"
    track: ClassVar = FILING
    document: DocumentNumber
    documents: tuple[Digested, ...] = ()
    late_by_days: int = Field(ge=0)
    acknowledgement: Deadline


class EstablishmentCorrectionRequested(Event):
    """要求补正备案."""

    kind: Literal["establishment.correction_requested.v1"] = "establishment.correction_requested.v1"
    track: ClassVar = FILING
    items: tuple[Text, ...]
    correction: Deadline


class EstablishmentAcknowledged(Event):
    """备案回执."""

    kind: Literal["establishment.acknowledged.v1"] = "establishment.acknowledged.v1"
    track: ClassVar = FILING
    receipt: DocumentNumber


EstablishmentEvent = (
    EstablishmentOpened
    | PreparationCancelled
    | ApplicationSubmitted
    | HostAgreed
    | ApplicationReturned
    | ApplicationResubmitted
    | ApplicationWithdrawn
    | EstablishmentRejected
    | EstablishmentApproved
    | CandidatesApproved
    | OfficerCandidatesApproved
    | FoundingMeetingConvened
    | FoundingMeetingHeld
    | FoundingMeetingFailed
    | OfficersElected
    | CommitteeMeetingFailed
    | ResultReported
    | ResultAccepted
    | SecretaryApproved
    | SecretaryRefused
    | ResultDeclined
    | BranchFounded
    | FoundedWithoutSecretary
    | ShortfallReported
    | ShortfallWaits
    | MembersRecovered
    | MembersCounted
    | ModeChanged
    | RepetitionOrdered
    | EstablishmentRevoked
    | AdviserPlaced
    | UnionsRecorded
    | CoverageEnded
    | EstablishmentFiled
    | EstablishmentCorrectionRequested
    | EstablishmentAcknowledged
)
