"""Quotas and ties: the surplus falls one star and counts there; a quota is never exceeded."""

import pytest

from domain.stars.candidates import Candidate
from domain.stars.quotas import QuotaUse, UndecidedTie
from domain.stars.ranking import Ranking, rank
from domain.stars.reasons import QuotaFull
from tests.domain.star_cases import DEFAULT, branch, codes, crowd, shifted, stars


def five_stars(ranking: Ranking) -> int:
    return sum(proposal.star == 5 for proposal in ranking.proposals)


def excellent(count: int) -> list[Candidate]:
    """Branches with five-star points, each a tenth apart: e00 is the best."""
    return [branch(f"e{number:02}", 1000 - number) for number in range(count)]


@pytest.mark.parametrize(("base", "places"), [(9, 0), (10, 1), (11, 1), (19, 1), (20, 2), (21, 2)])
def test_one_in_ten_may_have_five_stars_and_fractions_are_dropped(base: int, places: int) -> None:
    ranking = rank([*excellent(3), *crowd(base - 3)], DEFAULT)
    assert five_stars(ranking) == places
    assert ranking.cohorts[0].quotas[0] == QuotaUse(star=5, places=places, taken=places)


@pytest.mark.parametrize(("base", "places"), [(4, 0), (5, 1), (6, 1), (9, 1), (10, 2), (11, 2)])
def test_one_in_five_may_have_four_stars_and_fractions_are_dropped(base: int, places: int) -> None:
    good = [branch(f"g{number}", 940 - number) for number in range(4)]
    result = stars(rank([*good, *crowd(base - 4)], DEFAULT))
    assert sum(star == 4 for star in result.values()) == places


def test_the_surplus_falls_one_star_and_counts_there() -> None:
    good = [branch("g0", 940), branch("g1", 930)]
    result = stars(rank([*excellent(2), *good, *crowd(6)], DEFAULT))
    assert (result["e00"], result["e01"], result["g0"], result["g1"]) == (5, 4, 4, 3)


def test_the_surplus_of_the_surplus_falls_on_to_three_stars_which_takes_everyone() -> None:
    result = stars(rank([*excellent(8), *crowd(2)], DEFAULT))
    assert [result[f"e{number:02}"] for number in range(8)] == [5, 4, 4, 3, 3, 3, 3, 3]


def test_each_fall_names_the_base_and_the_places() -> None:
    ranking = rank([*excellent(4), *crowd(6)], DEFAULT)
    assert ranking.proposals[3].reasons == (
        QuotaFull(before=5, after=4, base=10, places=1),
        QuotaFull(before=4, after=3, base=10, places=2),
    )


def test_vetoed_and_first_year_branches_do_not_enlarge_the_base() -> None:
    others = [*crowd(8), branch("v", 990, vetoes=("pollution",)), branch("n", 990, first_year=True)]
    ranking = rank([*excellent(1), *others], DEFAULT)
    assert ranking.cohorts[0].base == 9
    assert five_stars(ranking) == 0


def test_branches_that_submitted_nothing_count_in_the_base() -> None:
    silent = [branch(f"s{number}", totals=()) for number in range(9)]
    assert five_stars(rank([*excellent(1), *silent], DEFAULT)) == 1


def test_a_capped_branch_takes_no_place_above_its_cap() -> None:
    result = stars(rank([branch("a", 1000, 3), branch("b", 960), *crowd(8)], DEFAULT))
    assert (result["a"], result["b"]) == (4, 5)


def test_places_that_nobody_reaches_stay_free() -> None:
    assert rank(crowd(20), DEFAULT).cohorts[0].quotas == (
        QuotaUse(star=5, places=2, taken=0),
        QuotaUse(star=4, places=4, taken=0),
    )


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (shifted(960, masses=-1), shifted(960, six_haves=-1)),
        (shifted(960, masses=-1), shifted(960, institutions=-1)),
        (shifted(960, masses=-1), shifted(960, vanguard=-1)),
    ],
)
def test_a_tie_of_totals_goes_by_the_schemes_order_of_categories(winner: object, loser: object) -> None:
    ranking = rank([branch("a", totals=loser), branch("b", totals=winner), *crowd(8)], DEFAULT)
    assert (stars(ranking)["b"], stars(ranking)["a"]) == (5, 4)
    assert ranking.ties == ()


def test_another_order_of_categories_decides_otherwise() -> None:
    turned = DEFAULT.model_copy(update={"tie_order": DEFAULT.tie_order[::-1]})
    level = [branch("a", totals=shifted(960, six_haves=-1)), branch("b", totals=shifted(960, masses=-1))]
    assert stars(rank([*level, *crowd(8)], turned))["a"] == 5


def test_level_in_every_category_the_higher_star_of_last_year_goes_first() -> None:
    ranking = rank([branch("a", 960, last=4), branch("b", 960, last=5), *crowd(8)], DEFAULT)
    assert (stars(ranking)["b"], stars(ranking)["a"]) == (5, 4)


def test_level_in_all_the_meetings_decision_goes_first() -> None:
    level = [branch("a", 960, tie_decision=2), branch("b", 960, tie_decision=1)]
    ranking = rank([*level, *crowd(8)], DEFAULT)
    assert (stars(ranking)["b"], stars(ranking)["a"]) == (5, 4)
    assert ranking.ties == ()


def test_while_a_tie_at_the_cut_is_undecided_all_fall_and_the_meeting_is_asked() -> None:
    ranking = rank([branch("b", 960), branch("a", 960), *crowd(8)], DEFAULT)
    assert (stars(ranking)["a"], stars(ranking)["b"]) == (4, 4)
    assert ranking.ties == (UndecidedTie(cohort="county", star=5, places=1, branches=("a", "b")),)
    assert [codes(proposal) for proposal in ranking.proposals[:2]] == [["tie-undecided"]] * 2
    assert [proposal.needs_decision for proposal in ranking.proposals[:3]] == [True, True, False]


def test_a_tie_above_or_below_the_cut_asks_nobody() -> None:
    level = [branch("a", 990), branch("b", 990), branch("c", 960), branch("d", 960)]
    ranking = rank([*level, *crowd(16)], DEFAULT)
    assert [stars(ranking)[name] for name in "abcd"] == [5, 5, 4, 4]
    assert ranking.ties == ()


def test_nobody_behind_an_undecided_tie_takes_the_place_it_leaves_free() -> None:
    ranking = rank([branch("a", 960), branch("b", 960), branch("c", 955), *crowd(7)], DEFAULT)
    assert five_stars(ranking) == 0
    assert codes(next(each for each in ranking.proposals if each.branch == "c")) == [
        "quota-full",
        "quota-full",
    ]


def test_the_same_branches_level_at_two_cuts_are_put_to_the_meeting_once() -> None:
    ranking = rank([*(branch(name, 960) for name in "abcd"), *crowd(6)], DEFAULT)
    assert [stars(ranking)[name] for name in "abcd"] == [3, 3, 3, 3]
    assert ranking.ties == (UndecidedTie(cohort="county", star=5, places=1, branches=("a", "b", "c", "d")),)


def test_one_decision_settles_every_cut_it_was_asked_for() -> None:
    level = [branch(name, 960, tie_decision=rank_) for rank_, name in enumerate("cadb", start=1)]
    ranking = rank([*level, *crowd(6)], DEFAULT)
    assert [stars(ranking)[name] for name in "cadb"] == [5, 4, 4, 3]
    assert ranking.ties == ()


def test_a_branch_newly_come_to_a_tie_makes_it_undecided_again() -> None:
    level = [branch("a", 960, tie_decision=1), branch("b", 960, tie_decision=2), branch("c", 960)]
    (tie,) = rank([*level, *crowd(7)], DEFAULT).ties
    assert tie.branches == ("a", "b", "c")


def test_branches_given_the_same_rank_are_still_level() -> None:
    level = [branch("a", 960, tie_decision=1), branch("b", 960, tie_decision=1)]
    (tie,) = rank([*level, *crowd(8)], DEFAULT).ties
    assert tie.branches == ("a", "b")


def test_a_level_branch_that_claims_no_such_star_need_not_be_ranked_by_the_meeting() -> None:
    level = [branch("a", 960, tie_decision=2), branch("b", 960, tie_decision=1), branch("c", 960, met=())]
    ranking = rank([*level, *crowd(7)], DEFAULT)
    assert [stars(ranking)[name] for name in "abc"] == [4, 5, 2]
    assert ranking.ties == ()


def test_a_tie_further_down_with_others_in_it_is_a_tie_of_its_own() -> None:
    four_at_most = {"last": 3}
    level = [branch(name, 960, 3, promotion_exception=True) for name in "ab"]
    ranking = rank([*level, branch("c", 960, **four_at_most), *crowd(7)], DEFAULT)
    assert [(tie.star, tie.branches) for tie in ranking.ties] == [(5, ("a", "b")), (4, ("a", "b", "c"))]
