"""Where a round stands."""

from datetime import date
from enum import StrEnum

from domain.evaluation_round.rows import RankedCohort, Row, Tie
from domain.matter.state import Matter
from domain.model import DocumentNumber, Identifier, Model, StreamName, Year
from domain.orders import OrgId
from domain.people import PersonId

OPEN = "open_round"
ENROL = "enrol_branches"
COHORTS = "await_cohorts"
ANSWER = "await_superior"
REVIEWS = "await_reviews"
RANK = "rank_round"
NOTICE = "open_round_notice"
AWARD = "award_stars"
CONTINUE = "continue_round"
"""The steps of a round that wait."""


class Status(StrEnum):
    """轮次状态."""

    NONE = "none"
    GATHERING = "gathering"
    POOLING = "pooling"
    REVIEWING = "reviewing"
    READY = "ready"
    TIED = "tied"
    RANKING = "ranking"
    PROPOSED = "proposed"
    ON_NOTICE = "on_notice"
    COMPLETED = "completed"


class Awarding(Model):
    """An award that still has pages to go: the decision and its day."""

    document: DocumentNumber
    decided_on: date


class RoundState(Matter):
    """
    One organisation's round of one year.

    `opened_on`: the day whose schemes count. `rows`: every branch that takes part, compact: some thousand fit. `awaited`: subordinates whose rounds have not
    reported; `reported`: those that have. `moving`: branches reported to the superior's round. `decisions`: the orders the meeting gave, best
    first, no branch in two of them. `notice`: the last day of the notice opened last. `scorers`, `rankers`: bound by
    four eyes.
    """

    status: Status = Status.NONE
    opened: bool = False
    opened_on: date | None = None
    complete: bool = False
    superior: OrgId | None = None
    awaited: tuple[OrgId, ...] = ()
    reported: tuple[OrgId, ...] = ()
    moving: tuple[Identifier, ...] = ()
    rows: tuple[Row, ...] = ()
    ties: tuple[Tie, ...] = ()
    decisions: tuple[tuple[Identifier, ...], ...] = ()
    cohorts: tuple[RankedCohort, ...] = ()
    notice: date | None = None
    awarding: Awarding | None = None
    scorers: tuple[PersonId, ...] = ()
    rankers: tuple[PersonId, ...] = ()

    @property
    def round_org(self) -> OrgId:
        """The organisation that holds the round, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def year(self) -> Year:
        """The evaluated year, as the stream's name tells."""
        return int(self.stream.split("/")[2])

    def round_of(self, org: OrgId) -> StreamName:
        """Return the same year's round of another organisation."""
        return f"evaluation-round/{org}/{self.year}"

    def evaluation_of(self, branch: Identifier) -> StreamName:
        """Return the same year's evaluation of a branch."""
        return f"evaluation/{branch}/{self.year}"

    def row(self, branch: Identifier) -> Row | None:
        """Return the row of a branch, or None."""
        return next((row for row in self.rows if row.branch == branch), None)

    @property
    def live(self) -> tuple[Row, ...]:
        """The branches that are still there."""
        return tuple(row for row in self.rows if row.live)
