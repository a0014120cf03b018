"""What can happen to an appointment."""

from datetime import date
from typing import ClassVar, Literal

from domain.appointment.commands import CandidateFacts
from domain.appointment.kinds import DispatchOrigin, ElectionFailure, InternalPost, Source, Standard
from domain.branch.facts import Officer, TermOfOffice
from domain.branch.kinds import Office, VacancyGround
from domain.branch_kinds import BranchKind
from domain.deadlines import Deadline
from domain.events import Event
from domain.model import Digested, DocumentNumber, Text
from domain.orders import OrgId
from domain.people import Person


class AppointmentOpened(Event):
    """启动选配. `filling`: by when somebody is to be in office."""

    kind: Literal["appointment.opened.v1"] = "appointment.opened.v1"
    org: OrgId
    superior: OrgId
    office: Office
    ground: VacancyGround
    holder: Person | None
    branch_kind: BranchKind | None
    village: bool
    temporary: bool
    term: TermOfOffice | None
    filling: Deadline


class CandidateNominated(Event):
    """提名人选."""

    kind: Literal["appointment.nominated.v1"] = "appointment.nominated.v1"
    candidate: Person
    source: Source
    post: InternalPost | None
    origin: DispatchOrigin | None
    part_time: bool
    reason: Text | None
    facts: CandidateFacts


class CandidateAssessed(Event):
    """考察人选: met and not met; never an opinion."""

    kind: Literal["appointment.assessed.v1"] = "appointment.assessed.v1"
    met: tuple[Standard, ...]
    not_met: tuple[Standard, ...]
    text: Digested | None
    review: Deadline


class CandidateWithdrawn(Event):
    """撤回人选."""

    kind: Literal["appointment.candidate_withdrawn.v1"] = "appointment.candidate_withdrawn.v1"
    candidate: Person
    reason: Text


class QualificationPassed(Event):
    """资格审查通过. `notice_required`: a public notice comes first."""

    kind: Literal["appointment.qualification_passed.v1"] = "appointment.qualification_passed.v1"
    notice_required: bool


class QualificationReturned(Event):
    """资格审查退回: the assessment is to be mended."""

    kind: Literal["appointment.qualification_returned.v1"] = "appointment.qualification_returned.v1"
    reason: Text
    mending: Deadline


class QualificationRejected(Event):
    """资格审查不通过: somebody else is to be nominated."""

    kind: Literal["appointment.qualification_rejected.v1"] = "appointment.qualification_rejected.v1"
    candidate: Person
    reason: Text


class NoticeOpened(Event):
    """任前公示."""

    kind: Literal["appointment.notice_opened.v1"] = "appointment.notice_opened.v1"
    notice: Digested
    until: Deadline


class NoticeEnded(Event):
    """公示期满."""

    kind: Literal["appointment.notice_ended.v1"] = "appointment.notice_ended.v1"


class AppointmentObjected(Event):
    """提出异议. A track of its own: what is said against a candidate waits for nobody else's paper."""

    kind: Literal["appointment.objected.v1"] = "appointment.objected.v1"
    track: ClassVar = "objection"
    objection: int
    statement: Digested
    decision: Deadline


class AppointmentObjectionDismissed(Event):
    """异议不成立."""

    kind: Literal["appointment.objection_dismissed.v1"] = "appointment.objection_dismissed.v1"
    objection: int
    reason: Text


class AppointmentObjectionUpheld(Event):
    """异议成立: somebody else is to be nominated."""

    kind: Literal["appointment.objection_upheld.v1"] = "appointment.objection_upheld.v1"
    objection: int
    candidate: Person
    reason: Text


class OfficerElected(Event):
    """当选."""

    kind: Literal["appointment.elected.v1"] = "appointment.elected.v1"
    candidate: Person
    held_on: date
    minutes: Digested
    report: Deadline


class ElectionFailed(Event):
    """选举未成: the search begins again."""

    kind: Literal["appointment.election_failed.v1"] = "appointment.election_failed.v1"
    candidate: Person
    held_on: date
    reason: ElectionFailure
    minutes: Digested


class OfficerAppointed(Event):
    """任命."""

    kind: Literal["appointment.appointed.v1"] = "appointment.appointed.v1"
    candidate: Person
    document: DocumentNumber
    approval: Deadline


class ElectionReported(Event):
    """报告选举结果."""

    kind: Literal["appointment.election_reported.v1"] = "appointment.election_reported.v1"
    document: DocumentNumber
    approval: Deadline


class AppointmentApproved(Event):
    """批复任职. `offices_limit`: secretary's offices one person holds at most; none: the superior allowed another."""

    kind: Literal["appointment.approved.v1"] = "appointment.approved.v1"
    candidate: Person
    document: DocumentNumber
    offices_limit: int | None
    taking: Deadline


class AppointmentRefused(Event):
    """不予批准: somebody else is to be nominated."""

    kind: Literal["appointment.refused.v1"] = "appointment.refused.v1"
    candidate: Person
    document: DocumentNumber
    reason: Text


class OfficeTaken(Event):
    """到任. `term`: a whole one, or the rest of the present one; none in a temporary branch."""

    kind: Literal["appointment.office_taken.v1"] = "appointment.office_taken.v1"
    office: Office
    officer: Officer
    starts_on: date
    term: TermOfOffice | None


class ActingNamed(Event):
    """指定主持工作."""

    kind: Literal["appointment.acting_named.v1"] = "appointment.acting_named.v1"
    office: Office
    officer: Officer
    document: DocumentNumber


class AppointmentCancelled(Event):
    """终止选配. `released`: who had been approved and gives the office back."""

    kind: Literal["appointment.cancelled.v1"] = "appointment.cancelled.v1"
    reason: Text
    released: Person | None


AppointmentEvent = (
    AppointmentOpened
    | CandidateNominated
    | CandidateAssessed
    | CandidateWithdrawn
    | QualificationPassed
    | QualificationReturned
    | QualificationRejected
    | NoticeOpened
    | NoticeEnded
    | AppointmentObjected
    | AppointmentObjectionDismissed
    | AppointmentObjectionUpheld
    | OfficerElected
    | ElectionFailed
    | OfficerAppointed
    | ElectionReported
    | AppointmentApproved
    | AppointmentRefused
    | OfficeTaken
    | ActingNamed
    | AppointmentCancelled
)
