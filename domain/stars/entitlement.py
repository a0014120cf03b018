"""The stars a branch may have by itself, before it is compared with others: each rule in its order."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from domain.stars.candidates import Candidate, only_scored
from domain.stars.parts import TOP_STAR
from domain.stars.reasons import (
    BelowThreshold,
    FirstYearReason,
    GateMissed,
    NotSubmitted,
    PromotionCapped,
    Reason,
    ReasonCode,
    Vetoed,
)
from domain.stars.scheme import Scheme
from domain.stars.scoring import missing_standards


class Standing(NamedTuple):
    """Where a candidate stands while the rules are applied: it starts at five stars and only falls."""

    candidate: Candidate
    reasons: tuple[Reason, ...]

    @property
    def branch(self) -> str:
        """The candidate's branch."""
        return self.candidate.branch

    @property
    def star(self) -> int:
        """Where the last reason left it."""
        return self.reasons[-1].after if self.reasons else TOP_STAR

    @property
    def needs_decision(self) -> bool:
        """Whether an undecided tie lowered it."""
        return any(reason.code is ReasonCode.TIE_UNDECIDED for reason in self.reasons)

    def lowered(self, reason: Reason) -> "Standing":
        """Return the standing one reason further down."""
        return Standing(self.candidate, (*self.reasons, reason))


def entitle(candidate: Candidate, scheme: Scheme) -> Standing:
    """Apply every rule but the quotas: veto, first year, gates, thresholds, promotion cap (domain.md §9)."""
    standing = Standing(candidate, ())
    for rule in _RULES:
        for reason in rule(candidate, standing.star, scheme):
            standing = standing.lowered(reason)
    return standing


def _veto(candidate: Candidate, star: int, scheme: Scheme) -> Iterator[Reason]:
    """一票否决 [L]: any one finding excludes every star; they are named in the scheme's order."""
    if candidate.vetoes:
        found = tuple(veto.code for veto in scheme.vetoes if veto.code in candidate.vetoes)
        yield Vetoed(before=star, after=0, vetoes=found)


def _first_year(candidate: Candidate, star: int, scheme: Scheme) -> Iterator[Reason]:
    """Give a score but no star to who was established in the evaluated year [L]."""
    if star and only_scored(candidate, scheme):
        yield FirstYearReason(before=star, after=0)


def _gates(candidate: Candidate, star: int, scheme: Scheme) -> Iterator[Reason]:
    """六有 complete for three stars and more [S20 P], and whatever other gates the scheme has."""
    for gate in scheme.gates:
        ceiling = gate.from_star.value - 1
        missing = missing_standards(gate, candidate.met)
        if missing and ceiling < star:
            yield GateMissed(before=star, after=ceiling, gate=gate.code, missing=missing)
            star = ceiling


def _threshold(candidate: Candidate, star: int, scheme: Scheme) -> Iterator[Reason]:
    """At least so many points for each star [L]."""
    reached = scheme.star_for(candidate.total)
    if reached >= star:
        return
    if not candidate.totals:
        yield NotSubmitted(before=star, after=reached, total=candidate.total)
    else:
        needed = scheme.thresholds[reached].value
        yield BelowThreshold(before=star, after=reached, total=candidate.total, needed=needed)


def _promotion(candidate: Candidate, star: int, scheme: Scheme) -> Iterator[Reason]:
    """At most one star up a year, unless the superior excepts [一般 L]; none last year counts as 0."""
    at_most = scheme.promotion.value
    ceiling = candidate.last_star + at_most
    if ceiling < star and not candidate.promotion_exception:
        yield PromotionCapped(before=star, after=ceiling, last_star=candidate.last_star, at_most=at_most)


_RULES: tuple[Callable[[Candidate, int, Scheme], Iterator[Reason]], ...] = (
    _veto,
    _first_year,
    _gates,
    _threshold,
    _promotion,
)
