"""Where an establishment stands."""

from datetime import date
from enum import StrEnum

from domain.elections.bodies import Leadership
from domain.elections.electing import Elected
from domain.elections.slate import Slate
from domain.establishment.application import Application, Officers, Partner
from domain.establishment.modes import Mode
from domain.matter.state import Matter
from domain.model import DocumentNumber, Identifier
from domain.people import Person, PersonId

APPLY = "apply"
HOST = "host_consent"
DECIDE = "decide_establishment"
RESUBMIT = "resubmit"
CANDIDATES = "approve_candidates"
MEETING = "founding_meeting"
COMMITTEE = "elect_officers"
REPORT = "report_result"
ACCEPT = "accept_result"
SHORTFALL = "decide_shortfall"
WAIT = "await_members"
REPETITION = "decide_repetition"
ADVISER = "place_adviser"
RENEW = "renew_adviser"
UNIONS = "record_unions"
"""The steps of the founding track that wait for somebody."""

FILE = "file_establishment"
ACKNOWLEDGE = "acknowledge_establishment"
"""The steps of the filing track."""

FOUNDING_STEPS = (
    APPLY,
    HOST,
    DECIDE,
    RESUBMIT,
    CANDIDATES,
    MEETING,
    COMMITTEE,
    REPORT,
    ACCEPT,
    SHORTFALL,
    WAIT,
    REPETITION,
    ADVISER,
    RENEW,
    UNIONS,
)
FILING_STEPS = (FILE, ACKNOWLEDGE)


class Status(StrEnum):
    """组建状态: of the founding track."""

    NONE = "none"
    PREPARING = "preparing"
    AWAITING_HOST = "awaiting_host"
    APPLIED = "applied"
    RETURNED = "returned"
    APPROVED = "approved"
    CANDIDATES_APPROVED = "candidates_approved"
    CONVENED = "convened"
    EXHAUSTED = "exhausted"
    HELD = "held"
    OFFICERS_ELECTED = "officers_elected"
    REPORTED = "reported"
    BLOCKED = "blocked"
    WAITING = "waiting"
    PLACING = "placing"
    ACTIVE = "active"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    REVOKED = "revoked"
    MODE_CHANGED = "mode_changed"
    ENDED = "ended"


class FilingStage(StrEnum):
    """备案状态: of the filing track."""

    NOT_REQUIRED = "not_required"
    DUE = "due"
    FILED = "filed"
    CORRECTING = "correcting"
    ACKNOWLEDGED = "acknowledged"


class EstablishmentState(Matter):
    """
    One establishment. `counted`: members as last told; `failures`: founding meetings without result.

    Bound by four eyes: `applicants` who applied, `reviewers` who returned it, `recorders` who recorded meetings or a
    shortfall, `filers` who filed.
    """

    status: Status = Status.NONE
    filing: FilingStage = FilingStage.NOT_REQUIRED
    mode: Mode | None = None
    prepared: tuple[Partner, ...] = ()
    application: Application | None = None
    counted: int = 0
    applicants: tuple[PersonId, ...] = ()
    reviewers: tuple[PersonId, ...] = ()
    recorders: tuple[PersonId, ...] = ()
    filers: tuple[PersonId, ...] = ()
    document: DocumentNumber | None = None
    approved_on: date | None = None
    founding_group: tuple[Person, ...] = ()
    leadership: Leadership = Leadership(seats=0)
    slates: tuple[Slate, ...] = ()
    convened_on: date | None = None
    meeting_on: date | None = None
    held_on: date | None = None
    failures: int = 0
    elected: Elected = Elected()
    officers: Officers | None = None
    result_accepted: bool = False
    secretary_approved: bool = False
    secretary_refused: bool = False
    offices_limit: int | None = None
    successor: Identifier | None = None
    adviser: Person | None = None
    adviser_since: date | None = None
    unions_recorded: bool = False
    late_by_days: int = 0
    receipt: DocumentNumber | None = None

    @property
    def id(self) -> Identifier:
        """Its id, which its branch has as well; as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def applied(self) -> Application:
        """What was applied for, or decided directly; there is one from the application on."""
        assert self.application is not None  # noqa: S101  # asked only where it is known
        return self.application
