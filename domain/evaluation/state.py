"""Where an evaluation stands."""

from datetime import date
from enum import StrEnum

from domain.evaluation.facts import Objection, ProposedDowngrade, ReportedVeto, Scored
from domain.matter.state import Matter
from domain.model import Identifier, Sha256, StreamName, Year
from domain.people import PersonId
from domain.stars.parts import Code, Star, Tenths
from domain.stars.reasons import Reason
from domain.stars.scoring import ScoreSheet

ASSESS = "submit_self_assessment"
REVIEW = "review_assessment"
VISIT = "verify_on_site"
ROUND = "await_round"
OBJECTION = "decide_star_objection"
APPEAL = "decide_award_appeal"
DOWNGRADE = "decide_downgrade"
VETO = "conclude_veto"
"""The steps of an evaluation that wait; an objection's has its number behind it, a veto's its code."""


def objection_step(number: int) -> Identifier:
    """Return the name of the step that decides an objection."""
    return f"{OBJECTION}.{number}"


def veto_step(veto: Code) -> Identifier:
    """Return the name of the step that concludes a veto."""
    return f"{VETO}.{veto}"


class Status(StrEnum):
    """评定状态."""

    NONE = "none"
    OPENED = "opened"
    ASSESSED = "assessed"
    NOT_SUBMITTED = "not_submitted"
    REVIEWED = "reviewed"
    VERIFIED = "verified"
    PROPOSED = "proposed"
    ON_NOTICE = "on_notice"
    RESCORED = "rescored"
    AWARDED = "awarded"
    APPEALED = "appealed"
    DOWNGRADING = "downgrading"
    LEFT = "left"
    VOID = "void"


RANKED = frozenset(
    {
        Status.PROPOSED,
        Status.ON_NOTICE,
        Status.RESCORED,
        Status.AWARDED,
        Status.APPEALED,
        Status.DOWNGRADING,
    }
)
"""A star was proposed: if the branch ends now, the base of the quotas stays as it is."""

HAS_STAR = frozenset({Status.AWARDED, Status.APPEALED, Status.DOWNGRADING})


class EvaluationState(Matter):
    """
    One branch's evaluation of one year.

    `star`: proposed, later awarded. `cap`: the lowest star of a branch merged into this one. `valid_until`: until when
    a veto can lower it. `vetoes`: incidents that were told of, concluded ones too. `submitters`, `reviewers`, `appellants`: bound by four eyes.
    """

    status: Status = Status.NONE
    round: StreamName = "none/none"
    scheme: Sha256 | None = None
    last_star: Star = 0
    visit: bool = False
    sheet: ScoreSheet | None = None
    scored: Scored | None = None
    star: Star = 0
    total: Tenths = 0
    reasons: tuple[Reason, ...] = ()
    notice_until: date | None = None
    objections: tuple[Objection, ...] = ()
    objections_raised: int = 0
    cap: Star | None = None
    appeal_until: date | None = None
    valid_until: date | None = None
    downgrade: ProposedDowngrade | None = None
    vetoes: tuple[ReportedVeto, ...] = ()
    submitters: tuple[PersonId, ...] = ()
    reviewers: tuple[PersonId, ...] = ()
    appellants: tuple[PersonId, ...] = ()

    @property
    def branch(self) -> Identifier:
        """The branch, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def year(self) -> Year:
        """The evaluated year, as the stream's name tells."""
        return int(self.stream.split("/")[2])

    @property
    def open_vetoes(self) -> tuple[Code, ...]:
        """The vetoes that were told of and that nobody concluded."""
        return tuple(dict.fromkeys(one.veto for one in self.vetoes if not one.concluded))

    @property
    def awaited_vetoes(self) -> tuple[Code, ...]:
        """The vetoes that wait for an evaluator; where no star was given there is none to lose."""
        return () if self.status in HAS_STAR and not self.star else self.open_vetoes

    def reporters(self, veto: Code) -> frozenset[PersonId]:
        """Return who told of a veto."""
        return frozenset(by for one in self.vetoes if one.veto == veto for by in one.reported_by)

    def objection(self, number: int) -> Objection | None:
        """Return an open objection, or None."""
        return next((one for one in self.objections if one.number == number), None)
