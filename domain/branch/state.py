"""Where a branch stands."""

from datetime import date
from enum import StrEnum
from typing import assert_never

from domain.branch.facts import HeldContract, Officer, Partner, TermOfOffice
from domain.branch.kinds import BranchMode, Direction, Office, OfficeCause, UnknownFact
from domain.branch_kinds import BranchKind
from domain.filing.kinds import FilingKind
from domain.matter.state import Matter
from domain.model import DocumentNumber, Identifier, Model, Name, StreamName
from domain.orders import OrgId
from domain.people import Person, PersonId
from domain.serials.serials import Serials

CONFIRM = "confirm_registration"
COMPLETE = "complete_facts"
REELECT = "reelect"
ACCEPT = "accept_reelection"
APPRAISE = "appraise_secretary"
THRESHOLD = "decide_threshold"
ADJUST = "adjust_branch"
OFFICE = "keep_or_vacate"
TAKES_EFFECT = "contract_takes_effect"
DEPUTY = "find_deputy"
VACANCY = "fill_office"
BODY_END = "end_with_body"
TRANSFER = "transfer_members"
"""The steps of a branch that wait for somebody."""

APPOINTMENT = "appointment"
"""The kind of case whose numbers the branch gives."""


class BranchStatus(StrEnum):
    """党组织状态."""

    NONE = "none"
    REGISTERED = "registered"
    """A branch from before the system, not yet confirmed."""
    FOUNDED = "founded"
    """Approved, not yet active."""
    ACTIVE = "active"
    DISSOLVED = "dissolved"
    REJECTED = "rejected"


class ContractRecord(Model):
    """What the branch knows of a contract. `ended_on`: its effective end, perhaps ahead."""

    held: HeldContract
    filing: StreamName | None = None
    filing_kind: FilingKind | None = None
    ended_on: date | None = None
    reached: bool = False

    @property
    def pending(self) -> bool:
        """Whether it ends on a day that has not come."""
        return self.ended_on is not None and not self.reached


class OpenThreshold(Model):
    """A crossing the superior has still to decide about, or has decided to answer by an adjustment."""

    threshold: int
    enterprise: Identifier | None
    direction: Direction


class OfficeQuestion(Model):
    """Whether somebody keeps, or gets back, the secretary's office."""

    cause: OfficeCause
    person: Person


class LostOffice(Model):
    """The office somebody lost when a contract had ended."""

    officer: Officer


class Result(Model):
    """A re-election whose result the superior has still to accept."""

    held_on: date
    secretary: Officer
    deputies: tuple[Officer, ...]
    committee: tuple[Person, ...]


class Appointed(Model):
    """Which appointment filled an office."""

    office: Office
    appointment: StreamName


class NotedStar(Model):
    """The stars of a year, and where they come from; none: from before the system."""

    year: int
    star: int
    evaluation: StreamName | None = None


class NotedAdviser(Model):
    """An adviser of an enterprise of the branch, from before the system."""

    adviser: PersonId
    enterprise: Identifier
    since: date | None = None
    until: date | None = None


class Affiliate(Model):
    """An enterprise whose host the branch is, and the establishment that affiliated it."""

    enterprise: Identifier
    establishment: StreamName


class Ending(Model):
    """By which decision the branch is no more. `into`: with which it was merged; none: dissolved."""

    document: DocumentNumber
    into: Identifier | None = None


class BranchState(Matter):
    """
    A living branch.

    `further_deputies`: elected by a committee with several; whoever is appointed takes the place of `deputy`;
    `adjusting`: crossings whose answer is still to be carried out;
    `agreed_end`: the term's last day before the superior shifted it; `in_a_row`: grades 不称职 one after another;
    `owed`: what is still to be asked about the secretary's office once the open `question` is settled;
    `evaluations`: every evaluation that was opened for it; `ending`: set once it is no more;
    `expected`: enterprises of a branch that is being merged into this one; `recorders`, `reporters`: bound by four eyes in what waits for the superior.
    """

    status: BranchStatus = BranchStatus.NONE
    superior: OrgId | None = None
    name: Name | None = None
    branch_kind: BranchKind | None = None
    mode: BranchMode | None = None
    village: bool = False
    founded_on: date | None = None
    ends_on: date | None = None
    partners: tuple[Partner, ...] = ()
    body_counted: int | None = None
    expected: tuple[Identifier, ...] = ()
    affiliated: tuple[Affiliate, ...] = ()
    secretary: Officer | None = None
    acting: Officer | None = None
    deputy: Officer | None = None
    further_deputies: tuple[Officer, ...] = ()
    full_time_deputy: Officer | None = None
    committee: tuple[Person, ...] = ()
    appointed: tuple[Appointed, ...] = ()
    term: TermOfOffice | None = None
    agreed_end: date | None = None
    expired: bool = False
    contracts: tuple[ContractRecord, ...] = ()
    question: OfficeQuestion | None = None
    owed: tuple[OfficeQuestion, ...] = ()
    lost: LostOffice | None = None
    thresholds: tuple[OpenThreshold, ...] = ()
    adjusting: tuple[OpenThreshold, ...] = ()
    result: Result | None = None
    deputy_excused: bool = False
    evaluations: tuple[StreamName, ...] = ()
    stars: tuple[NotedStar, ...] = ()
    advisers: tuple[NotedAdviser, ...] = ()
    reported_year: int | None = None
    graded_year: int | None = None
    in_a_row: int = 0
    ending: Ending | None = None
    unknown: tuple[UnknownFact, ...] = ()
    recorders: tuple[PersonId, ...] = ()
    reporters: tuple[PersonId, ...] = ()
    serials: Serials = Serials()

    @property
    def id(self) -> Identifier:
        """The branch, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def counted(self) -> int | None:
        """Full members, in all its enterprises or in the body it was founded in; none while one count is unknown."""
        if not self.partners:
            return self.body_counted
        counts = [partner.counted for partner in self.partners if partner.counted is not None]
        return sum(counts) if len(counts) == len(self.partners) else None

    @property
    def unawarded(self) -> tuple[StreamName, ...]:
        """The evaluations from which no star came, as far as it is known here."""
        awarded = {one.evaluation for one in self.stars}
        return tuple(one for one in self.evaluations if one not in awarded)

    @property
    def enterprises(self) -> tuple[Identifier, ...]:
        """Its enterprises."""
        return tuple(partner.enterprise for partner in self.partners)

    @property
    def held_alone(self) -> tuple[Identifier, ...]:
        """Its enterprises if it has them as an independent branch: one that more come to is joint."""
        alone = self.mode == BranchMode.INDEPENDENT or (self.mode is None and len(self.partners) == 1)
        return self.enterprises if alone else ()

    def partner(self, enterprise: Identifier) -> Partner | None:
        """Return one of its enterprises, or None."""
        return next((one for one in self.partners if one.enterprise == enterprise), None)

    def holder(self, office: Office) -> Officer | None:
        """Return who holds an office, or None."""
        match office:
            case Office.SECRETARY:
                return self.secretary
            case Office.DEPUTY:
                return self.deputy
            case Office.FULL_TIME_DEPUTY:
                return self.full_time_deputy
            case unknown:
                assert_never(unknown)

    def held_by(self, person: PersonId) -> list[tuple[Office, Officer]]:
        """Return the offices somebody holds, further deputies included."""
        holders = [(office, self.holder(office)) for office in Office]
        holders += [(Office.DEPUTY, one) for one in self.further_deputies]
        return [(office, one) for office, one in holders if one is not None and one.person.id == person]

    def open_appointment(self, office: Office) -> StreamName | None:
        """Return the appointment that is to fill an office, or None."""
        mine = (one for one in self.serials.open if one.of == APPOINTMENT)
        return next((one.by for one in mine if one.key.split(".")[0] == office), None)
