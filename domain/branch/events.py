"""What can happen to a branch."""

from datetime import date
from typing import ClassVar, Literal

from domain.branch.adjusting import Adjustment
from domain.branch.facts import (
    Destination,
    HeldAdviser,
    HeldContract,
    Officer,
    OnDay,
    Partner,
    TermOfOffice,
    YearStar,
)
from domain.branch.kinds import (
    BranchMode,
    Direction,
    DissolutionGround,
    Grade,
    MembershipChange,
    Merit,
    Office,
    OfficeAnswer,
    OfficeCause,
    ReelectionFailure,
    ThresholdAnswer,
    UnknownFact,
    VacancyGround,
)
from domain.branch.onboarding import LegacyFacts
from domain.branch_kinds import BranchKind
from domain.deadlines import Deadline
from domain.events import Event
from domain.filing.kinds import FilingKind, Post
from domain.model import Digested, DocumentNumber, Identifier, Name, StreamName, Text
from domain.orders import OrgId
from domain.people import Person
from domain.policy.exceptions import Waiver
from domain.serials.serials import SerialClaimed, SerialReleased


class BranchEstablished(Event):
    """成立党组织: approved, and not yet active. `body_counted`: full members of one founded in a body."""

    kind: Literal["branch.established.v1"] = "branch.established.v1"
    org: OrgId
    superior: OrgId
    name: Name
    branch_kind: BranchKind
    mode: BranchMode
    partners: tuple[Partner, ...]
    body_counted: int | None = None
    village: bool
    ends_on: date | None
    document: DocumentNumber
    establishment: StreamName


class BranchActivated(Event):
    """
    党组织正式成立. `founded_on`: the day of the founding meeting, or of the decision that named the officers.

    `reelection`: by when the next election is due; `body_end`: the last day of the project or task.

    A temporary branch has no term: it is not elected again and ends with its body. Source: B8.
    """

    kind: Literal["branch.activated.v1"] = "branch.activated.v1"
    founded_on: OnDay
    secretary: Officer | None
    deputy: Officer | None
    further_deputies: tuple[Officer, ...] = ()
    committee: tuple[Person, ...]
    term: TermOfOffice | None
    reelection: Deadline | None
    appraisal: Deadline | None
    body_end: Deadline | None
    establishment: StreamName


class ExistingBranchRegistered(Event):
    """
    登记既有党组织: basis `legacy`; the superior has still to confirm it.

    `offices_limit`: secretary's offices one person holds at most; none: the superior allowed another. `waivers`: what
    else was excepted, judged in the advisers' own streams.
    """

    kind: Literal["branch.registered.v1"] = "branch.registered.v1"
    basis: Literal["legacy"] = "legacy"
    org: OrgId
    superior: OrgId
    name: Name
    village: bool
    facts: LegacyFacts
    unknown: tuple[UnknownFact, ...]
    contracts: tuple[HeldContract, ...]
    stars: tuple[YearStar, ...]
    advisers: tuple[HeldAdviser, ...]
    offices_limit: int | None
    waivers: tuple[Waiver, ...] = ()
    confirmation: Deadline


class RegistrationConfirmed(Event):
    """确认登记. Nothing is overdue for what lay before; unknown facts wait."""

    kind: Literal["branch.registration_confirmed.v1"] = "branch.registration_confirmed.v1"
    reelection: Deadline | None
    appraisal: Deadline | None
    completion: Deadline | None


class RegistrationRejected(Event):
    """不予确认."""

    kind: Literal["branch.registration_rejected.v1"] = "branch.registration_rejected.v1"
    reason: Text


class FactsCompleted(Event):
    """补齐事项. `left`: what is still unknown."""

    kind: Literal["branch.facts_completed.v1"] = "branch.facts_completed.v1"
    facts: LegacyFacts
    known: tuple[UnknownFact, ...]
    left: tuple[UnknownFact, ...]
    offices_limit: int | None
    reelection: Deadline | None
    appraisal: Deadline | None


class MembershipReported(Event):
    """党员变动. `total`: of the whole branch, if every count is known; `enterprise`: none of one founded in a body."""

    kind: Literal["branch.membership_reported.v1"] = "branch.membership_reported.v1"
    track: ClassVar = "members"
    enterprise: Identifier | None
    change: MembershipChange
    person: Person | None
    counted: int
    total: int | None


class EmployeesReported(Event):
    """职工人数. A track of its own: social security's word waits for nothing that is said of members."""

    kind: Literal["branch.employees_reported.v1"] = "branch.employees_reported.v1"
    track: ClassVar = "employees"
    enterprise: Identifier
    employees: int


class ThresholdCrossed(Event):
    """党员人数跨过界限: the superior decides what follows. `enterprise`: one partner of a joint branch."""

    kind: Literal["branch.threshold_crossed.v1"] = "branch.threshold_crossed.v1"
    track: ClassVar = "members"
    threshold: int
    direction: Direction
    counted: int
    enterprise: Identifier | None
    decision: Deadline


class ThresholdLapsed(Event):
    """人数恢复: the members crossed back before the superior decided."""

    kind: Literal["branch.threshold_lapsed.v1"] = "branch.threshold_lapsed.v1"
    track: ClassVar = "members"
    threshold: int
    enterprise: Identifier | None


class ThresholdDecided(Event):
    """人数变动处理. `adjustment`: by when what was decided is carried out; none if all stays as it is."""

    kind: Literal["branch.threshold_decided.v1"] = "branch.threshold_decided.v1"
    track: ClassVar = "members"
    threshold: int
    enterprise: Identifier | None
    answer: ThresholdAnswer
    reason: Text
    adjustment: Deadline | None = None


class ContractNoted(Event):
    """记载合同变动. `takes_effect`: when the next end of a contract counts, if it lies ahead."""

    kind: Literal["branch.contract_noted.v1"] = "branch.contract_noted.v1"
    track: ClassVar = "office"
    filing: StreamName
    filing_kind: FilingKind
    contract: Identifier
    person: Person
    post: Post
    effective_on: date
    takes_effect: Deadline | None


class ContractEndReached(Event):
    """合同终止生效: the effective day has come."""

    kind: Literal["branch.contract_end_reached.v1"] = "branch.contract_end_reached.v1"
    track: ClassVar = "office"
    contract: Identifier
    person: Person
    filing: StreamName
    takes_effect: Deadline | None


class ContractEndUndone(Event):
    """撤回合同终止记载: the filing it came from proved wrong."""

    kind: Literal["branch.contract_end_undone.v1"] = "branch.contract_end_undone.v1"
    track: ClassVar = "office"
    filing: StreamName
    takes_effect: Deadline | None


class OfficeQuestioned(Event):
    """职务待定: the superior is asked to keep or vacate; until then the secretary stays in office."""

    kind: Literal["branch.office_questioned.v1"] = "branch.office_questioned.v1"
    track: ClassVar = "office"
    cause: OfficeCause
    person: Person
    decision: Deadline


class OfficeQuestionOwed(Event):
    """另有待定事由: another question is open; this one is asked once that is settled."""

    kind: Literal["branch.office_question_owed.v1"] = "branch.office_question_owed.v1"
    track: ClassVar = "office"
    cause: OfficeCause
    person: Person


class OfficeQuestionDropped(Event):
    """无须再定: what had raised the question no longer holds."""

    kind: Literal["branch.office_question_dropped.v1"] = "branch.office_question_dropped.v1"
    track: ClassVar = "office"
    person: Person


class OfficeKept(Event):
    """保留职务."""

    kind: Literal["branch.office_kept.v1"] = "branch.office_kept.v1"
    track: ClassVar = "office"
    cause: OfficeCause
    person: Person
    answer: OfficeAnswer = OfficeAnswer.KEEP
    reason: Text
    document: DocumentNumber


class OfficeVacated(Event):
    """职务空缺. `person`: who held it, if anybody; `document`: the superior's, if one decided."""

    kind: Literal["branch.office_vacated.v1"] = "branch.office_vacated.v1"
    track: ClassVar = "office"
    office: Office
    ground: VacancyGround
    person: Person | None
    reason: Text | None
    document: DocumentNumber | None


class OfficeStaysVacant(Event):
    """不恢复职务: the contract runs again, the office stays vacant."""

    kind: Literal["branch.office_stays_vacant.v1"] = "branch.office_stays_vacant.v1"
    track: ClassVar = "office"
    person: Person
    reason: Text
    document: DocumentNumber


class OfficeRestored(Event):
    """恢复职务: the contract runs again, and the superior puts the secretary back into office."""

    kind: Literal["branch.office_restored.v1"] = "branch.office_restored.v1"
    track: ClassVar = "office"
    officer: Officer
    reason: Text
    document: DocumentNumber
    appraisal: Deadline


class AppointmentCalled(Event):
    """启动选配: the office is to be filled; the appointment has this number of the branch."""

    kind: Literal["branch.appointment_called.v1"] = "branch.appointment_called.v1"
    track: ClassVar = "office"
    appointment: StreamName
    office: Office
    ground: VacancyGround
    holder: Person | None


class AppointmentDropped(Event):
    """终止选配: the office is filled otherwise, or the branch ends."""

    kind: Literal["branch.appointment_dropped.v1"] = "branch.appointment_dropped.v1"
    track: ClassVar = "office"
    appointment: StreamName
    reason: Text


class OfficerNoted(Event):
    """记载任职. `reelection`: set when a new term of the branch begins with it."""

    kind: Literal["branch.officer_noted.v1"] = "branch.officer_noted.v1"
    track: ClassVar = "office"
    office: Office
    officer: Officer
    former: Person | None
    acting: bool
    term: TermOfOffice | None
    appointment: StreamName
    reelection: Deadline | None
    appraisal: Deadline | None


class UnionChairAdvised(Event):
    """提倡兼任工会主席: advice, never a task. Source: S15."""

    kind: Literal["branch.union_chair_advised.v1"] = "branch.union_chair_advised.v1"
    track: ClassVar = "office"
    office: Office
    person: Person


class DeputyDue(Event):
    """应当配备专职副书记: large, many members, the main investor is secretary. Source: S14."""

    kind: Literal["branch.deputy_due.v1"] = "branch.deputy_due.v1"
    track: ClassVar = "office"
    employees: int
    counted: int
    search: Deadline


class DeputyNotDue(Event):
    """不再应当配备专职副书记: its conditions no longer hold, or one is in office."""

    kind: Literal["branch.deputy_not_due.v1"] = "branch.deputy_not_due.v1"
    track: ClassVar = "office"


class DeputyExcused(Event):
    """暂不配备专职副书记."""

    kind: Literal["branch.deputy_excused.v1"] = "branch.deputy_excused.v1"
    track: ClassVar = "office"
    reason: Text
    document: DocumentNumber


class TermShifted(Event):
    """提前或者延期换届."""

    kind: Literal["branch.term_shifted.v1"] = "branch.term_shifted.v1"
    track: ClassVar = "office"
    was: date
    ends_on: date
    reason: Text
    document: DocumentNumber
    reelection: Deadline


class TermExpired(Event):
    """任期届满未换届: supervised; whoever is in office stays until the election."""

    kind: Literal["branch.term_expired.v1"] = "branch.term_expired.v1"
    track: ClassVar = "office"
    ended_on: date


class ReelectionFailed(Event):
    """换届选举未成: too few came, or not all were elected."""

    kind: Literal["branch.reelection_failed.v1"] = "branch.reelection_failed.v1"
    track: ClassVar = "office"
    held_on: date
    reason: ReelectionFailure
    minutes: Digested


class ReelectionRecorded(Event):
    """换届选举: the superior has still to accept the result."""

    kind: Literal["branch.reelection_recorded.v1"] = "branch.reelection_recorded.v1"
    track: ClassVar = "office"
    held_on: date
    secretary: Officer
    deputies: tuple[Officer, ...]
    committee: tuple[Person, ...]
    minutes: Digested
    approval: Deadline


class ReelectionConfirmed(Event):
    """
    批复换届结果: a new term begins with the day of the election.

    `offices_limit`: secretary's offices one person holds at most; none: the superior allowed another.
    """

    kind: Literal["branch.reelection_confirmed.v1"] = "branch.reelection_confirmed.v1"
    track: ClassVar = "office"
    secretary: Officer
    deputies: tuple[Officer, ...]
    committee: tuple[Person, ...]
    former: Person | None
    offices_limit: int | None
    term: TermOfOffice
    document: DocumentNumber
    reelection: Deadline
    appraisal: Deadline


class ReelectionRefused(Event):
    """不予批准换届结果: the election is awaited again."""

    kind: Literal["branch.reelection_refused.v1"] = "branch.reelection_refused.v1"
    track: ClassVar = "office"
    reason: Text
    reelection: Deadline | None


class SecretaryYearReported(Event):
    """书记述职."""

    kind: Literal["branch.year_reported.v1"] = "branch.year_reported.v1"
    track: ClassVar = "appraisal"
    year: int
    to_members: bool
    to_employees: bool
    report: Digested


class SecretaryGraded(Event):
    """述职评议. `in_a_row`: how many grades 不称职 stand one after another now."""

    kind: Literal["branch.secretary_graded.v1"] = "branch.secretary_graded.v1"
    track: ClassVar = "appraisal"
    year: int
    person: Person
    grade: Grade
    in_a_row: int
    appraisal: Deadline


class MeritRecorded(Event):
    """培训和荣誉."""

    kind: Literal["branch.merit_recorded.v1"] = "branch.merit_recorded.v1"
    track: ClassVar = "appraisal"
    person: Person
    merit: Merit
    title: Text


class EvaluationNoted(Event):
    """记载评定."""

    kind: Literal["branch.evaluation_noted.v1"] = "branch.evaluation_noted.v1"
    track: ClassVar = "stars"
    evaluation: StreamName


class StarNoted(Event):
    """记载星级."""

    kind: Literal["branch.star_noted.v1"] = "branch.star_noted.v1"
    track: ClassVar = "stars"
    year: int
    star: int
    evaluation: StreamName


class StarUndone(Event):
    """撤回星级记载: the award it came from proved wrong."""

    kind: Literal["branch.star_undone.v1"] = "branch.star_undone.v1"
    track: ClassVar = "stars"
    year: int
    evaluation: StreamName


class AffiliationNoted(Event):
    """记载挂靠."""

    kind: Literal["branch.affiliation_noted.v1"] = "branch.affiliation_noted.v1"
    enterprise: Identifier
    affiliated: bool
    establishment: StreamName


class BranchAdjusted(Event):
    """
    调整设置. `lowered`: its enterprises that were covered alone and are covered jointly from now on.

    `waivers`: what was excepted, judged also by the branch that goes on after a merger.
    """

    kind: Literal["branch.adjusted.v1"] = "branch.adjusted.v1"
    change: Adjustment
    document: DocumentNumber
    reason: Text
    lowered: tuple[Identifier, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class MergerAdmitted(Event):
    """准予并入: another branch is merged into this one; its enterprises are on their way."""

    kind: Literal["branch.merger_admitted.v1"] = "branch.merger_admitted.v1"
    branch: Identifier
    enterprises: tuple[Identifier, ...]


class PartnerLeft(Event):
    """企业离开: one of the enterprises is covered at a higher level by `by` now, and no longer here."""

    kind: Literal["branch.partner_left.v1"] = "branch.partner_left.v1"
    enterprise: Identifier
    by: StreamName


class BranchReceived(Event):
    """并入: another branch's enterprises and members are here now. `lowered`: as with an adjusted one."""

    kind: Literal["branch.received.v1"] = "branch.received.v1"
    branch: Identifier
    partners: tuple[Partner, ...]
    document: DocumentNumber
    lowered: tuple[Identifier, ...] = ()


class BranchDissolved(Event):
    """撤销党组织. `transfer`: by when its members must have arrived elsewhere; none if it has none."""

    kind: Literal["branch.dissolved.v1"] = "branch.dissolved.v1"
    ground: DissolutionGround
    reason: Text
    document: DocumentNumber
    filed_with: OrgId
    destinations: tuple[Destination, ...]
    transfer: Deadline | None


class BranchUndone(Event):
    """撤回成立: the establishment it came from proved wrong; there never was such a branch."""

    kind: Literal["branch.undone.v1"] = "branch.undone.v1"
    reason: Text


class MembersTransferred(Event):
    """党员转接完毕: the branch's record is closed."""

    kind: Literal["branch.members_transferred.v1"] = "branch.members_transferred.v1"


BranchEvent = (
    BranchEstablished
    | BranchActivated
    | ExistingBranchRegistered
    | RegistrationConfirmed
    | RegistrationRejected
    | FactsCompleted
    | MembershipReported
    | EmployeesReported
    | ThresholdCrossed
    | ThresholdLapsed
    | ThresholdDecided
    | ContractNoted
    | ContractEndReached
    | ContractEndUndone
    | OfficeQuestioned
    | OfficeQuestionOwed
    | OfficeQuestionDropped
    | OfficeKept
    | OfficeVacated
    | OfficeStaysVacant
    | OfficeRestored
    | AppointmentCalled
    | AppointmentDropped
    | OfficerNoted
    | UnionChairAdvised
    | DeputyDue
    | DeputyNotDue
    | DeputyExcused
    | TermShifted
    | TermExpired
    | ReelectionFailed
    | ReelectionRecorded
    | ReelectionConfirmed
    | ReelectionRefused
    | SecretaryYearReported
    | SecretaryGraded
    | MeritRecorded
    | EvaluationNoted
    | StarNoted
    | StarUndone
    | AffiliationNoted
    | BranchAdjusted
    | MergerAdmitted
    | PartnerLeft
    | BranchReceived
    | BranchDissolved
    | BranchUndone
    | MembersTransferred
    | SerialClaimed
    | SerialReleased
)
