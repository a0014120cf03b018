"""Cohorts too small for quotas are ranked with the superior's, decided before either ranks [P]."""

from collections.abc import Iterable

from domain.model import Count, Identifier, Model
from domain.stars.refusals import OrgCircleError


class OrgPlace(Model):
    """An org and who leads it; None = nobody above takes part."""

    org: Identifier
    led_by: Identifier | None = None


class Cohort(Model):
    """The branches of one org under one scheme: how many there are to rank."""

    org: Identifier
    branches: Count


class Pooled(Model):
    """In whose round the branches of an org are ranked; its own, when the two are the same."""

    org: Identifier
    ranks_in: Identifier


def pool(cohorts: Iterable[Cohort], places: Iterable[OrgPlace], minimum: int) -> tuple[Pooled, ...]:
    """
    Say for each cohort in whose round it is ranked.

    A cohort below `minimum` branches (policy `evaluation.cohort_minimum`) moves to the superior's, where it counts:
    from the leaves of the tree upwards, so that each superior is judged with all that moved to it. One at the top,
    or whose org has no place, stays however small. Sorted by org. Raises OrgCircleError.
    """
    leaders = {place.org: place.led_by for place in places}
    sizes: dict[str, int] = {}
    for cohort in cohorts:
        sizes[cohort.org] = sizes.get(cohort.org, 0) + cohort.branches
    moved = _move_up(dict(sizes), leaders, minimum)
    return tuple(Pooled(org=org, ranks_in=_end(org, moved)) for org in sorted(sizes))


def _move_up(sizes: dict[str, int], leaders: dict[str, str | None], minimum: int) -> dict[str, str]:
    """Return where each too small cohort goes next."""
    orgs = {above for org in sizes for above in _line(org, leaders)}
    moved: dict[str, str] = {}
    for org in sorted(orgs, key=lambda org: len(_line(org, leaders)), reverse=True):
        leader = leaders.get(org)
        if leader is not None and sizes.get(org, 0) < minimum:
            moved[org] = leader
            sizes[leader] = sizes.get(leader, 0) + sizes.get(org, 0)
    return moved


def _line(org: str, leaders: dict[str, str | None]) -> list[str]:
    """Return the org and all above it, from the org upwards."""
    line = [org]
    while (leader := leaders.get(line[-1])) is not None:
        if leader in line:
            raise OrgCircleError(org)
        line.append(leader)
    return line


def _end(org: str, moved: dict[str, str]) -> str:
    while org in moved:
        org = moved[org]
    return org
