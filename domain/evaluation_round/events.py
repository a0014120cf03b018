"""What can happen to a round."""

from datetime import date
from typing import Literal

from domain.deadlines import Deadline
from domain.evaluation.facts import Scored
from domain.evaluation_round.rows import (
    AwardedRow,
    Opening,
    PlacedBranch,
    RankedCohort,
    RankedRow,
    Tie,
)
from domain.events import Event
from domain.model import Count, DocumentNumber, Identifier, Sha256, StreamName, Text, Year
from domain.orders import OrgId
from domain.people import PersonId
from domain.policy.exceptions import Waiver
from domain.stars.parts import Star


class RoundOpened(Event):
    """开始评定轮次."""

    kind: Literal["round.opened.v1"] = "round.opened.v1"
    org: OrgId
    year: Year
    superior: OrgId | None
    subordinates: tuple[OrgId, ...]
    complete: bool


class BranchesEnrolled(Event):
    """参评名单. `complete`: no further page follows; `moved_from`: whose cohort came here to be ranked."""

    kind: Literal["round.enrolled.v1"] = "round.enrolled.v1"
    branches: tuple[PlacedBranch, ...]
    count: Count
    complete: bool
    moved_from: OrgId | None = None


class SubordinateReported(Event):
    """下级名单已定. `moved`: branches that came here from it; 0 = it ranks all of its own."""

    kind: Literal["round.subordinate_reported.v1"] = "round.subordinate_reported.v1"
    org: OrgId
    moved: Count


class SubordinateSkipped(Event):
    """不再等待下级."""

    kind: Literal["round.subordinate_skipped.v1"] = "round.subordinate_skipped.v1"
    org: OrgId
    reason: Text


class CohortDeclined(Event):
    """未能并入: this round had gathered already; the subordinate ranks its cohort itself, however small."""

    kind: Literal["round.cohort_declined.v1"] = "round.cohort_declined.v1"
    org: OrgId


class CohortsReported(Event):
    """上报: gathered; these branches are too few for quotas of their own and go to the superior's round."""

    kind: Literal["round.cohorts_reported.v1"] = "round.cohorts_reported.v1"
    to: StreamName
    branches: tuple[PlacedBranch, ...]
    count: Count


class CohortsMoved(Event):
    """已并入上级."""

    kind: Literal["round.cohorts_moved.v1"] = "round.cohorts_moved.v1"
    count: Count


class CohortsKept(Event):
    """留在本级: the superior's round could not take them."""

    kind: Literal["round.cohorts_kept.v1"] = "round.cohorts_kept.v1"
    count: Count


class EvaluationsOpened(Event):
    """各支部开始评定."""

    kind: Literal["round.evaluations_opened.v1"] = "round.evaluations_opened.v1"
    openings: tuple[Opening, ...]
    count: Count


class BranchScored(Event):
    """评分汇总."""

    kind: Literal["round.scored.v1"] = "round.scored.v1"
    branch: Identifier
    scored: Scored
    by: tuple[PersonId, ...]


class BranchGone(Event):
    """支部撤并. `ranked`: its proposal is void and the base stays; else it leaves the base."""

    kind: Literal["round.branch_gone.v1"] = "round.branch_gone.v1"
    branch: Identifier
    ranked: bool


class PromotionExcepted(Event):
    """越级晋星例外."""

    kind: Literal["round.promotion_excepted.v1"] = "round.promotion_excepted.v1"
    branch: Identifier
    waivers: tuple[Waiver, ...]


class RankingDue(Event):
    """待排序: every score is there."""

    kind: Literal["round.ranking_due.v1"] = "round.ranking_due.v1"
    ranking: Deadline


class TiesFound(Event):
    """并列: the meeting has to decide before stars can be proposed."""

    kind: Literal["round.ties_found.v1"] = "round.ties_found.v1"
    ties: tuple[Tie, ...]
    count: Count


class TieDecided(Event):
    """并列裁定."""

    kind: Literal["round.tie_decided.v1"] = "round.tie_decided.v1"
    branches: tuple[Identifier, ...]


class ProposalsRanked(Event):
    """排序结果: a page of the proposals that are new or other than before."""

    kind: Literal["round.proposals_ranked.v1"] = "round.proposals_ranked.v1"
    rows: tuple[RankedRow, ...]
    count: Count


class RoundRanked(Event):
    """
    排序完成.

    `at_version`: the version of this stream whose scores were ranked; `digest`: of the whole ranking, so that it can
    be computed again and compared; `branches`: how many were ranked.
    """

    kind: Literal["round.ranked.v1"] = "round.ranked.v1"
    at_version: int
    digest: Sha256
    branches: Count
    cohorts: tuple[RankedCohort, ...]


class NoticeOpened(Event):
    """公示. `until`: its last day; it was published, so that no calendar moves it."""

    kind: Literal["round.notice_opened.v1"] = "round.notice_opened.v1"
    until: date
    award: Deadline


class ProposalsPosted(Event):
    """列入公示的支部."""

    kind: Literal["round.proposals_posted.v1"] = "round.proposals_posted.v1"
    until: date
    branches: tuple[Identifier, ...]
    count: Count


class ObjectionNoted(Event):
    """异议汇总."""

    kind: Literal["round.objection_noted.v1"] = "round.objection_noted.v1"
    branch: Identifier
    number: int
    pending: bool


class StarsAwarded(Event):
    """授星. `more`: further pages follow under the same decision."""

    kind: Literal["round.stars_awarded.v1"] = "round.stars_awarded.v1"
    document: DocumentNumber
    decided_on: date
    rows: tuple[AwardedRow, ...]
    count: Count
    more: bool


class AwardPaused(Event):
    """授星暂停: what was left of the decision can no longer be awarded under it."""

    kind: Literal["round.award_paused.v1"] = "round.award_paused.v1"


class StarMoved(Event):
    """改授."""

    kind: Literal["round.star_moved.v1"] = "round.star_moved.v1"
    branch: Identifier
    star: Star


class RoundCompleted(Event):
    """轮次办结. `awarded`: branches with an award here; 0 when all went to the superior's round, or ended."""

    kind: Literal["round.completed.v1"] = "round.completed.v1"
    awarded: Count


GatheringEvent = (
    RoundOpened
    | BranchesEnrolled
    | SubordinateReported
    | SubordinateSkipped
    | CohortDeclined
    | CohortsReported
    | CohortsMoved
    | CohortsKept
    | EvaluationsOpened
    | BranchScored
    | BranchGone
    | PromotionExcepted
    | RoundCompleted
)
"""Who takes part, and what is reported of them."""

RankingEvent = (
    RankingDue
    | TiesFound
    | TieDecided
    | ProposalsRanked
    | RoundRanked
    | NoticeOpened
    | ProposalsPosted
    | ObjectionNoted
    | StarsAwarded
    | AwardPaused
    | StarMoved
)
"""From the ranking to the award."""

RoundEvent = GatheringEvent | RankingEvent
