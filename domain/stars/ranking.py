"""
From points to proposed stars: veto → first year → gate → threshold → promotion cap → quota.

Pure, in integers, and the same whatever order the candidates come in. Source: S22 L P (domain.md §9).
"""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from pydantic import Field

from domain.model import Count, Identifier, Model
from domain.stars.candidates import Candidate, check_candidates, counts_in_base, in_order
from domain.stars.entitlement import Standing, entitle
from domain.stars.parts import Star, Tenths
from domain.stars.quotas import QuotaUse, UndecidedTie, fill_quotas
from domain.stars.reasons import Reason
from domain.stars.scheme import Scheme


class Proposal(Model):
    """
    What is proposed for one branch, and every rule that kept it from more.

    `place`: within its cohort, by merit, those level sharing one; None = not in the base. `needs_decision`: it fell
    only because the round meeting has not decided a tie; it may still rise.
    """

    branch: Identifier
    cohort: Identifier
    star: Star
    total: Tenths
    place: int | None = Field(default=None, ge=1)
    reasons: tuple[Reason, ...] = ()
    needs_decision: bool = False


class CohortResult(Model):
    """How many a cohort's quotas are a share of, and how far each quota was used."""

    cohort: Identifier
    base: Count
    quotas: tuple[QuotaUse, ...]


class Ranking(Model):
    """The proposals, by cohort and place; the ties that the meeting has to decide; the use of the quotas."""

    proposals: tuple[Proposal, ...]
    ties: tuple[UndecidedTie, ...]
    cohorts: tuple[CohortResult, ...]


def rank(candidates: Iterable[Candidate], scheme: Scheme) -> Ranking:
    """
    Propose a star for every candidate, cohort by cohort.

    While a tie is undecided, all who are level fall, so that no quota is ever exceeded; rank again after each
    decision, since it may uncover another tie below. Raises CandidateTwiceError, OtherSchemeError,
    StandardUnknownError, VetoUnknownError.
    """
    sorted_candidates = sorted(candidates, key=attrgetter("cohort", "branch"))
    check_candidates(sorted_candidates, scheme)
    by_cohort = groupby(sorted_candidates, key=attrgetter("cohort"))
    rankings = [_rank_cohort(cohort, list(members), scheme) for cohort, members in by_cohort]
    return Ranking(
        proposals=tuple(proposal for ranking in rankings for proposal in ranking.proposals),
        ties=tuple(tie for ranking in rankings for tie in ranking.ties),
        cohorts=tuple(result for ranking in rankings for result in ranking.cohorts),
    )


def _rank_cohort(cohort: str, members: list[Candidate], scheme: Scheme) -> Ranking:
    groups = in_order((member for member in members if counts_in_base(member, scheme)), scheme)
    places = _places(groups)
    base = tuple(entitle(member, scheme) for group in groups for member in group)
    others = tuple(entitle(member, scheme) for member in members if member.branch not in places)
    filled = fill_quotas(cohort, base, scheme)
    return Ranking(
        proposals=tuple(_proposal(each, places.get(each.branch)) for each in (*filled.standings, *others)),
        ties=filled.ties,
        cohorts=(CohortResult(cohort=cohort, base=len(base), quotas=filled.quotas),),
    )


def _places(groups: list[list[Candidate]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for group in groups:
        place = len(places) + 1
        places.update({candidate.branch: place for candidate in group})
    return places


def _proposal(standing: Standing, place: int | None) -> Proposal:
    return Proposal(
        branch=standing.candidate.branch,
        cohort=standing.candidate.cohort,
        star=standing.star,
        total=standing.candidate.total,
        place=place,
        reasons=standing.reasons,
        needs_decision=standing.needs_decision,
    )
