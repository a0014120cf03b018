"""Cohorts too small for quotas move to the superior's before either ranks."""

import pytest

from domain.stars.pooling import Cohort, OrgPlace, pool
from domain.stars.refusals import OrgCircleError

TREE = [
    OrgPlace(org="province"),
    OrgPlace(org="city", led_by="province"),
    OrgPlace(org="county", led_by="city"),
    OrgPlace(org="east", led_by="county"),
    OrgPlace(org="west", led_by="county"),
]


def pooled(minimum: int = 10, **sizes: int) -> dict[str, str]:
    cohorts = [Cohort(org=org, branches=size) for org, size in sizes.items()]
    forwards = pool(cohorts, TREE, minimum)
    assert forwards == pool(cohorts[::-1], TREE[::-1], minimum)
    return {each.org: each.ranks_in for each in forwards}


@pytest.mark.parametrize(("size", "ranks_in"), [(9, "county"), (10, "east"), (11, "east")])
def test_a_cohort_below_the_minimum_moves_to_the_superiors(size: int, ranks_in: str) -> None:
    assert pooled(east=size, county=30)["east"] == ranks_in


def test_what_moved_up_counts_there() -> None:
    assert pooled(east=6, west=4) == {"east": "county", "west": "county"}
    assert pooled(east=6, county=4) == {"east": "county", "county": "county"}


def test_a_pool_that_is_still_too_small_moves_on() -> None:
    assert pooled(east=5, west=4, city=20) == {"east": "city", "west": "city", "city": "city"}


def test_at_the_top_a_cohort_stays_however_small() -> None:
    assert pooled(east=1, west=1) == {"east": "province", "west": "province"}


def test_a_cohort_large_enough_stays_although_its_neighbour_moves() -> None:
    assert pooled(east=12, west=3, county=7) == {"east": "east", "west": "county", "county": "county"}


def test_an_org_without_a_place_in_the_tree_keeps_its_branches() -> None:
    assert pooled(elsewhere=2) == {"elsewhere": "elsewhere"}


def test_the_minimum_is_a_parameter() -> None:
    assert pooled(minimum=3, east=3) == {"east": "east"}


def test_two_counts_of_one_org_are_one_cohort() -> None:
    halves = [Cohort(org="east", branches=5), Cohort(org="east", branches=5)]
    assert [each.ranks_in for each in pool(halves, TREE, 10)] == ["east"]


def test_orgs_that_lead_each_other_are_refused() -> None:
    circle = [OrgPlace(org="a", led_by="b"), OrgPlace(org="b", led_by="a")]
    with pytest.raises(OrgCircleError):
        pool([Cohort(org="a", branches=1)], circle, 10)
