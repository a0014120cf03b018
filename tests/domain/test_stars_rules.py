"""Veto → first year → gate → threshold → promotion cap, each alone and one after the other."""

import pytest

from domain.stars.parts import FirstYear
from domain.stars.ranking import rank
from domain.stars.reasons import BelowThreshold, GateMissed, PromotionCapped, Vetoed
from domain.stars.refusals import (
    CandidateTwiceError,
    OtherSchemeError,
    StandardUnknownError,
    VetoUnknownError,
)
from tests.domain.star_cases import (
    DEFAULT,
    PLATFORM,
    SIX_HAVES,
    branch,
    codes,
    crowd,
    proposal_for,
    spread,
    stars,
    with_rule,
    without_quotas,
)

FREE = without_quotas()
"""The default scheme without quotas, which have tests of their own."""


@pytest.mark.parametrize(
    ("total", "star"),
    [
        (0, 0),
        (599, 0),
        (600, 1),
        (601, 1),
        (699, 1),
        (700, 2),
        (701, 2),
        (799, 2),
        (800, 3),
        (801, 3),
        (899, 3),
        (900, 4),
        (901, 4),
        (949, 4),
        (950, 5),
        (951, 5),
        (1000, 5),
    ],
)
def test_a_threshold_is_met_by_reaching_it(total: int, star: int) -> None:
    proposal = proposal_for(branch("a", total), scheme=FREE)
    assert proposal.star == star
    assert codes(proposal) == (["below-threshold"] if star < 5 else [])


def test_points_that_fall_short_say_what_the_next_star_takes() -> None:
    proposal = proposal_for(branch("a", 899), scheme=FREE)
    assert proposal.reasons == (BelowThreshold(before=5, after=3, total=899, needed=900),)


def test_without_all_six_haves_a_branch_has_two_stars_at_most() -> None:
    proposal = proposal_for(branch("a", 1000, met=SIX_HAVES[:5]), scheme=FREE)
    assert proposal.star == 2
    assert proposal.reasons == (GateMissed(before=5, after=2, gate="six-haves", missing=("rules",)),)


def test_the_gate_keeps_nobody_from_two_stars() -> None:
    assert proposal_for(branch("a", 700, met=()), scheme=FREE).star == 2


def test_gate_and_points_are_both_named_when_both_keep_a_branch_down() -> None:
    proposal = proposal_for(branch("a", 650, met=()), scheme=FREE)
    assert codes(proposal) == ["gate-missed", "below-threshold"]
    assert proposal.star == 1


def test_several_gates_lower_one_after_the_other() -> None:
    totals = spread(1000, PLATFORM)
    scheme = without_quotas(PLATFORM)
    everything = (*SIX_HAVES, "floating-roll", "contact-person")
    four_haves = everything[2:7]
    assert proposal_for(branch("a", totals=totals, met=everything), scheme=scheme).star == 5
    assert proposal_for(branch("a", totals=totals, met=everything[:7]), scheme=scheme).star == 3
    assert proposal_for(branch("a", totals=totals, met=four_haves), scheme=scheme).star == 2
    assert codes(proposal_for(branch("a", totals=totals, met=four_haves), scheme=scheme)) == ["gate-missed"]
    turned = scheme.model_copy(update={"gates": scheme.gates[::-1]})
    assert codes(proposal_for(branch("a", totals=totals, met=()), scheme=turned)) == ["gate-missed"] * 2


@pytest.mark.parametrize(("last", "star"), [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
def test_a_branch_rises_one_star_a_year_at_most(last: int, star: int) -> None:
    assert proposal_for(branch("a", 1000, last), scheme=FREE).star == star


def test_the_promotion_cap_names_last_years_star() -> None:
    proposal = proposal_for(branch("a", 960, 2), scheme=FREE)
    assert proposal.reasons == (PromotionCapped(before=5, after=3, last_star=2, at_most=1),)


@pytest.mark.parametrize(("at_most", "star"), [(1, 3), (2, 4), (3, 5)])
def test_how_far_a_year_brings_a_branch_is_the_schemes(at_most: int, star: int) -> None:
    assert proposal_for(branch("a", 1000, 2), scheme=with_rule("promotion", at_most, FREE)).star == star


def test_with_the_superiors_exception_a_branch_rises_as_far_as_its_points() -> None:
    assert proposal_for(branch("a", 1000, 0, promotion_exception=True), scheme=FREE).star == 5


def test_the_exception_lifts_neither_gate_nor_threshold() -> None:
    assert proposal_for(branch("a", 700, 0, promotion_exception=True), scheme=FREE).star == 2
    assert proposal_for(branch("a", 1000, 0, met=(), promotion_exception=True), scheme=FREE).star == 2


def test_a_branch_may_fall_any_number_of_stars() -> None:
    assert proposal_for(branch("a", 100, 5), scheme=FREE).star == 0


def test_a_branch_that_submitted_nothing_has_no_points_and_no_star() -> None:
    proposal = proposal_for(branch("a", totals=()), scheme=FREE)
    assert (proposal.total, proposal.star, codes(proposal)) == (0, 0, ["not-submitted"])


@pytest.mark.parametrize(("points", "star"), [(599, 0), (600, 1)])
def test_what_not_submitting_brings_is_the_policys(points: int, star: int) -> None:
    proposal = proposal_for(branch("a", totals=(), unsubmitted=points), scheme=FREE)
    assert (proposal.total, proposal.star) == (points, star)


def test_a_branch_of_the_first_year_is_scored_but_gets_no_star_and_no_place() -> None:
    proposal = proposal_for(branch("a", 1000, first_year=True), scheme=FREE)
    assert (proposal.total, proposal.star, proposal.place) == (1000, 0, None)
    assert codes(proposal) == ["first-year"]


def test_a_scheme_may_rank_the_first_year_as_any_other() -> None:
    scheme = with_rule("first_year", FirstYear.AS_OTHERS, FREE)
    proposal = proposal_for(branch("a", 1000, 0, first_year=True), scheme=scheme)
    assert (proposal.star, proposal.place) == (1, 1)


def test_a_vetoed_branch_gets_no_star_whatever_else_holds() -> None:
    vetoed = branch("a", 1000, vetoes=("bad-credit", "pollution"), promotion_exception=True)
    proposal = proposal_for(vetoed, scheme=FREE)
    assert (proposal.star, proposal.place) == (0, None)
    assert proposal.reasons == (Vetoed(before=5, after=0, vetoes=("pollution", "bad-credit")),)


def test_a_veto_is_named_before_the_first_year() -> None:
    assert codes(proposal_for(branch("a", 1000, first_year=True, vetoes=("pollution",)))) == ["vetoed"]


def test_every_rule_that_lowered_a_branch_is_named_in_its_order() -> None:
    crowded = [branch("b", 960), *crowd(10)]
    proposal = proposal_for(branch("a", 955, 4), crowded)
    assert codes(proposal) == ["quota-full"]
    proposal = proposal_for(branch("a", 920, 3), [branch("b", 940), branch("c", 930), *crowd(8)])
    assert codes(proposal) == ["below-threshold", "quota-full"]
    proposal = proposal_for(branch("a", 980, 3), [branch("b", 940, promotion_exception=True), *crowd(4)])
    assert codes(proposal) == ["promotion-capped"]


def test_places_go_by_merit_and_only_to_the_base() -> None:
    ranking = rank(
        [branch("c", 700), branch("a", 800), branch("b", 800), branch("d", 900, vetoes=("pollution",))], FREE
    )
    assert [(proposal.branch, proposal.place) for proposal in ranking.proposals] == [
        ("a", 1),
        ("b", 1),
        ("c", 3),
        ("d", None),
    ]


def test_cohorts_are_ranked_apart() -> None:
    ranking = rank([branch("a", 960, cohort="east"), branch("b", 970, cohort="west"), branch("c", 950)], FREE)
    assert [(result.cohort, result.base) for result in ranking.cohorts] == [
        ("county", 1),
        ("east", 1),
        ("west", 1),
    ]
    assert stars(ranking) == {"a": 5, "b": 5, "c": 5}
    assert {proposal.place for proposal in ranking.proposals} == {1}


def test_nobody_to_rank_is_an_empty_ranking() -> None:
    assert rank([], DEFAULT).proposals == ()


def test_a_branch_that_comes_twice_is_refused() -> None:
    with pytest.raises(CandidateTwiceError):
        rank([branch("a", 700), branch("a", 800, cohort="east")], DEFAULT)


def test_a_branch_scored_under_another_scheme_is_refused() -> None:
    with pytest.raises(OtherSchemeError):
        rank([branch("a", 700)], PLATFORM)


def test_findings_the_scheme_does_not_know_are_refused() -> None:
    with pytest.raises(StandardUnknownError):
        rank([branch("a", 700, met=("floating-roll",))], DEFAULT)
    with pytest.raises(VetoUnknownError):
        rank([branch("a", 700, vetoes=("late-report",))], DEFAULT)
