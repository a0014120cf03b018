"""Where an appointment stands."""

from datetime import date
from enum import StrEnum

from domain.appointment.commands import CandidateFacts
from domain.appointment.kinds import Source
from domain.branch.facts import TermOfOffice
from domain.branch.kinds import Office, VacancyGround
from domain.branch_kinds import BranchKind
from domain.matter.state import Matter
from domain.model import Identifier, Model
from domain.orders import OrgId
from domain.people import Person, PersonId

FILL = "fill_office"
ASSESS = "assess_candidate"
REVIEW = "review_qualification"
NOTICE = "open_notice"
STANDING = "public_notice"
OBJECTION = "decide_objection"
DECIDE = "elect_or_appoint"
REPORT = "report_election"
APPROVE = "approve_appointment"
TAKE = "take_office"
"""The steps of an appointment that wait for somebody; `public_notice` waits for time alone."""


class AppointmentStatus(StrEnum):
    """选配状态."""

    NONE = "none"
    OPENED = "opened"
    NOMINATED = "nominated"
    RETURNED = "returned"
    PASSED = "passed"
    ON_NOTICE = "on_notice"
    NOTICE_OVER = "notice_over"
    ELECTED = "elected"
    REPORTED = "reported"
    APPOINTED = "appointed"
    APPROVED = "approved"
    IN_OFFICE = "in_office"
    CANCELLED = "cancelled"


class Objection(Model):
    """An objection still open. `raised_by`: bound by four eyes."""

    number: int
    raised_on: date
    raised_by: tuple[PersonId, ...] = ()


class Candidacy(Model):
    """
    Who stands, and how far it went. `objections`: still open.

    `noticed_on`, `notice_until`: first and last day of the public notice, the last once it has ended. `nominators`,
    `reviewers`, `electors` (who recorded the election), `presenters` (who reported it, or appointed): bound by four
    eyes.
    """

    person: Person
    source: Source
    facts: CandidateFacts
    met: int | None = None
    notice_required: bool = False
    raised: int = 0
    objections: tuple[Objection, ...] = ()
    noticed_on: date | None = None
    notice_until: date | None = None
    nominators: tuple[PersonId, ...] = ()
    reviewers: tuple[PersonId, ...] = ()
    electors: tuple[PersonId, ...] = ()
    presenters: tuple[PersonId, ...] = ()

    def objection(self, number: int) -> Objection | None:
        """Return an open objection, or None."""
        return next((one for one in self.objections if one.number == number), None)

    @property
    def open_objections(self) -> str:
        """The numbers of the objections still open, to be told."""
        return ", ".join(str(one.number) for one in self.objections) or "-"


class AppointmentState(Matter):
    """One office of a branch that is to be filled. `ready_on`: from when the vote, or taking office, is possible."""

    status: AppointmentStatus = AppointmentStatus.NONE
    superior: OrgId | None = None
    office: Office = Office.SECRETARY
    ground: VacancyGround = VacancyGround.FOUNDING
    holder: Person | None = None
    branch_kind: BranchKind | None = None
    village: bool = False
    temporary: bool = False
    term: TermOfOffice | None = None
    candidacy: Candidacy | None = None
    acting: Person | None = None
    ready_on: date | None = None

    @property
    def branch(self) -> Identifier:
        """The branch, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def number(self) -> int:
        """The serial number, as the stream's name tells."""
        return int(self.stream.split("/")[2])
