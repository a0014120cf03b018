"""The last rule, which compares: so many per cent of the base may have a star, and the surplus falls one."""

from typing import NamedTuple

from domain.model import Count, Identifier, Model
from domain.stars.candidates import Candidate, in_order
from domain.stars.entitlement import Standing
from domain.stars.parts import Quota, SomeStar
from domain.stars.reasons import QuotaFull, TieUndecided
from domain.stars.scheme import Scheme


class UndecidedTie(Model):
    """Branches that are level for fewer places of a star than they are: the round meeting puts them in order."""

    cohort: Identifier
    star: SomeStar
    places: Count
    branches: tuple[Identifier, ...]


class QuotaUse(Model):
    """The places a quota gave, and how many were taken."""

    star: SomeStar
    places: Count
    taken: Count


class Filled(NamedTuple):
    """What a cohort looks like after its quotas; `standings` in the order they came in."""

    standings: tuple[Standing, ...]
    ties: tuple[UndecidedTie, ...]
    quotas: tuple[QuotaUse, ...]


def places_of(quota: Quota, base: int) -> int:
    """Return the places a quota gives: its share of the base, the fraction dropped (L)."""
    return base * quota.value // 100


def fill_quotas(cohort: str, base: tuple[Standing, ...], scheme: Scheme) -> Filled:
    """
    Cut each star with a quota, from the highest down, so that whoever falls counts where he lands.

    Stars without a quota take everyone. Those who claim a star are put in order among themselves: a tie is decided
    when the meeting ranked all who claim the same star, whoever else is level with them elsewhere.
    """
    standings = base
    ties: list[UndecidedTie] = []
    used: list[QuotaUse] = []
    for quota in sorted(scheme.quotas, key=lambda quota: quota.star, reverse=True):
        places = places_of(quota, len(base))
        claims = (standing.candidate for standing in standings if standing.star == quota.star)
        cut = _cut(in_order(claims, scheme), places)
        ties.extend(_undecided(cohort, quota.star, cut, ties))
        used.append(QuotaUse(star=quota.star, places=places, taken=places - cut.free))
        standings = tuple(_after(standing, cut, len(base), places) for standing in standings)
    return Filled(standings, tuple(ties), tuple(used))


class _Cut(NamedTuple):
    """What a quota does to those who claim it: `tied` are level for the `free` places, `over` find none."""

    free: int
    tied: frozenset[str]
    over: frozenset[str]


def _cut(claims: list[list[Candidate]], places: int) -> _Cut:
    free = places
    while claims and len(claims[0]) <= free:
        free -= len(claims[0])
        claims = claims[1:]
    tied = claims[:1] if free else []
    return _Cut(free, _branches(tied), _branches(claims[len(tied) :]))


def _undecided(cohort: str, star: int, cut: _Cut, known: list[UndecidedTie]) -> list[UndecidedTie]:
    """Report a tie, unless one higher up already asks for the order of the same branches."""
    if not cut.tied or any(cut.tied <= set(tie.branches) for tie in known):
        return []
    branches = tuple(sorted(cut.tied))
    return [UndecidedTie(cohort=cohort, star=star, places=cut.free, branches=branches)]


def _after(standing: Standing, cut: _Cut, base: int, places: int) -> Standing:
    before, after = standing.star, standing.star - 1
    if standing.branch in cut.tied:
        return standing.lowered(TieUndecided(before=before, after=after, base=base, places=places))
    if standing.branch in cut.over:
        return standing.lowered(QuotaFull(before=before, after=after, base=base, places=places))
    return standing


def _branches(groups: list[list[Candidate]]) -> frozenset[str]:
    return frozenset(candidate.branch for group in groups for candidate in group)
