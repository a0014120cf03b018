"""From the rows of a round to its ranking: pure, the same whenever it is computed again (排序)."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from domain.documents import document_digest
from domain.evaluation.facts import Scored
from domain.evaluation.schemes import frozen_scheme
from domain.evaluation.service_commands import Reasons
from domain.evaluation_round.rows import RankedCohort, RankedRound, RankedRow, Row, Tie
from domain.evaluation_round.state import RoundState
from domain.model import Identifier, Model, Sha256
from domain.rules import Rules
from domain.stars.candidates import Candidate
from domain.stars.ranking import Proposal, Ranking, rank
from domain.stars.reasons import ReasonCode
from domain.stars.scheme import Scheme

Order = tuple[Identifier, ...]


class _Rankings(Model):
    """What the digest of a ranking is of: one ranking a scheme, in the order of the schemes' digests."""

    rankings: tuple[Ranking, ...]


class _Reasoned(Model):
    reasons: Reasons


def rank_rows(state: RoundState, rules: Rules) -> RankedRound:
    """
    Rank every branch that counts, scheme by scheme, from the scores in the state.

    Errors: SchemeMissingError, and those of `domain.stars.ranking.rank`.
    """
    standing = [row for row in state.rows if not row.left]
    by_branch = {row.branch: row for row in standing}
    rankings: list[Ranking] = []
    rows: list[RankedRow] = []
    cohorts: list[RankedCohort] = []
    for digest in sorted({row.scheme for row in standing}):
        scheme = frozen_scheme(digest, rules)
        members = [row for row in standing if row.scheme == digest]
        ranking = rank(_candidates(members, state, rules), scheme)
        rankings.append(ranking)
        rows.extend(_row(one, by_branch[one.branch], scheme) for one in ranking.proposals)
        cohorts.extend(
            RankedCohort(scheme=digest, base=one.base, quotas=one.quotas) for one in ranking.cohorts
        )
    ties = tuple(tie for ranking in rankings for tie in _ties(ranking, state.decisions))
    return RankedRound(
        rows=tuple(rows),
        ties=ties,
        cohorts=tuple(cohorts),
        digest=document_digest(_Rankings(rankings=tuple(rankings))),
    )


def changed(ranked: RankedRound, rows: Iterable[Row]) -> tuple[RankedRow, ...]:
    """Return the proposals that are other than what stands; nothing changes for who has its star, or is gone."""
    standing = {row.branch: row for row in rows}
    return tuple(one for one in ranked.rows if _differs(one, standing[one.branch]))


def pages(rows: Sequence[RankedRow], size: int) -> list[tuple[RankedRow, ...]]:
    """Return the rows in pages of at most `size`."""
    return [tuple(rows[start : start + size]) for start in range(0, len(rows), size)]


def reasons_digest(reasons: Reasons) -> Sha256:
    """Return the digest by which a row remembers why."""
    return document_digest(_Reasoned(reasons=reasons))


def _candidates(members: Iterable[Row], state: RoundState, rules: Rules) -> list[Candidate]:
    places = {branch: place for order in state.decisions for place, branch in enumerate(order, start=1)}
    unsubmitted = rules.policy.evaluation.not_submitted_points.value
    return [
        Candidate(
            branch=row.branch,
            cohort=state.round_org,
            **(row.scored or Scored()).model_dump(),
            unsubmitted=unsubmitted,
            last_star=row.last_star,
            first_year=row.first_year,
            promotion_exception=row.promotion_exception,
            tie_decision=places.get(row.branch),
        )
        for row in sorted(members, key=attrgetter("branch"))
    ]


def _row(proposal: Proposal, standing: Row, scheme: Scheme) -> RankedRow:
    cut = any(reason.code == ReasonCode.QUOTA_FULL for reason in proposal.reasons)
    limited = proposal.star in {quota.star for quota in scheme.quotas}
    known = (standing.star, standing.total) == (proposal.star, proposal.total)
    return RankedRow(
        branch=proposal.branch,
        star=proposal.star,
        total=proposal.total,
        place=proposal.place,
        reasons=proposal.reasons,
        contested=cut or limited,
        fresh=not known or standing.notice is None,
    )


def _differs(one: RankedRow, standing: Row) -> bool:
    if standing.awarded is not None or not standing.live:
        return False
    before = (standing.star, standing.total, standing.place, standing.reasons, standing.contested)
    now = (one.star, one.total, one.place, reasons_digest(one.reasons), one.contested)
    return standing.stale or before != now


def _ties(ranking: Ranking, decisions: Iterable[Order]) -> list[Tie]:
    """
    Return the undecided ties, each with the branches of every earlier decision it touches.

    Ranks of two decisions say nothing about each other, so the meeting puts all of them in one order again.
    """
    found: list[Tie] = []
    for tie in ranking.ties:
        branches = set(tie.branches)
        for order in decisions:
            branches |= set(order) if branches & set(order) else set()
        found.append(Tie(star=tie.star, places=tie.places, branches=tuple(sorted(branches))))
    return found
