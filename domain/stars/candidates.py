"""Who is ranked, and in what order (merit): the facts of one branch, as its round knows them."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Annotated

from pydantic import Field

from domain.model import Identifier, Model
from domain.stars.parts import Code, FirstYear, Star, Tenths
from domain.stars.refusals import CandidateTwiceError, OtherSchemeError
from domain.stars.scheme import Scheme
from domain.stars.scoring import CategoryTotal, check_findings

TieRank = Annotated[int, Field(ge=1)]
"""
The order the round meeting gave to branches that were level: 1 goes first.

Ranks of two decisions say nothing about each other; a round drops a decision when a score it was about changes.
"""


class Candidate(Model):
    """
    One branch in a round.

    `cohort`: the org whose round ranks it, after pooling. `totals`: by category; empty = nothing was submitted,
    which brings `unsubmitted` tenths (the policy's `evaluation.not_submitted_points`, 0 unless it says otherwise).
    `last_star`: last year's, 0 = none; imported stars count. `first_year`: established in the evaluated year.
    `promotion_exception`: the superior lets it rise further than one year allows.
    """

    branch: Identifier
    cohort: Identifier
    totals: tuple[CategoryTotal, ...]
    unsubmitted: Tenths = 0
    met: tuple[Code, ...] = ()
    vetoes: tuple[Code, ...] = ()
    last_star: Star = 0
    first_year: bool = False
    promotion_exception: bool = False
    tie_decision: TieRank | None = None

    @property
    def total(self) -> int:
        """All categories together, in tenths."""
        return sum(part.tenths for part in self.totals) if self.totals else self.unsubmitted


def check_candidates(candidates: Sequence[Candidate], scheme: Scheme) -> None:
    """
    Refuse a branch that comes twice, or was not scored under this scheme.

    Errors: CandidateTwiceError, OtherSchemeError, StandardUnknownError, VetoUnknownError.
    """
    categories = sorted(category.code for category in scheme.categories)
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.branch in seen:
            raise CandidateTwiceError(candidate.branch)
        seen.add(candidate.branch)
        if candidate.totals and sorted(part.category for part in candidate.totals) != categories:
            raise OtherSchemeError(candidate.branch, scheme.id)
    met = {standard for candidate in candidates for standard in candidate.met}
    check_findings(met, {veto for candidate in candidates for veto in candidate.vetoes}, scheme)


def counts_in_base(candidate: Candidate, scheme: Scheme) -> bool:
    """
    Tell whether the branch is one of those the quotas are a share of.

    All that were scored count, without the vetoed and those of the first year; who submitted nothing counts,
    as the last. Source: L.
    """
    return not candidate.vetoes and not only_scored(candidate, scheme)


def only_scored(candidate: Candidate, scheme: Scheme) -> bool:
    """Tell whether the branch gets a score but no star because it was established in the evaluated year (L)."""
    return candidate.first_year and scheme.first_year.value is FirstYear.SCORE_ONLY


def in_order(candidates: Iterable[Candidate], scheme: Scheme) -> list[list[Candidate]]:
    """
    Order by merit, best first; those whom nothing tells apart stand in one group.

    Points, then the categories in the scheme's tie order, then last year's star, then the meeting's decision. A
    decision counts only when it ranks every one of those that are level: one newly come to a tie was not weighed.
    """

    def merit(candidate: Candidate) -> tuple[int, ...]:
        by_category = {part.category: part.tenths for part in candidate.totals}
        parts = (by_category.get(category, 0) for category in scheme.tie_order)
        return (candidate.total, *parts, candidate.last_star)

    best_first = sorted(candidates, key=lambda candidate: candidate.branch)
    best_first.sort(key=merit, reverse=True)
    return [group for _, level in groupby(best_first, key=merit) for group in _decided(list(level))]


def _decided(level: list[Candidate]) -> list[list[Candidate]]:
    ranked = [
        (candidate.tie_decision, candidate) for candidate in level if candidate.tie_decision is not None
    ]
    if len(ranked) < len(level):
        return [level]
    ranked.sort(key=itemgetter(0))
    return [[candidate for _, candidate in same] for _, same in groupby(ranked, key=itemgetter(0))]
