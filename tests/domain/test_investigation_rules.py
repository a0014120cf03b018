"""Ownership, priority, conclusion: every number just below, at and just above; missing data is never "no"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.coverage import Conclusion, CoverageLevel
from domain.investigation.conclusion import conclude, concluded_by_register, independent_after_transfer
from domain.investigation.facts import Facts, employees, facts_of_row
from domain.investigation.ownership import in_scope
from domain.investigation.priority import has_priority
from domain.policy.investigation import ParkLevel
from domain.register.ownership import Ownership
from domain.register.row import Headcount, MemberCounts
from tests.domain.enterprise_cases import row
from tests.policies import default_policy, policy_with

POLICY = default_policy()
INDIVIDUALS = policy_with("investigation.individual_business", value=True)

ORDINARY = Facts(
    ownership=Ownership.PRIVATE,
    employees=12,
    premises=True,
    in_production=True,
    cluster_or_park=False,
    counted=0,
    others=0,
    dual_managed=0,
    organised=False,
)


def facts(**more: object) -> Facts:
    return ORDINARY.model_copy(update=more)


@pytest.mark.parametrize(
    ("ownership", "scope"),
    [
        (Ownership.PRIVATE, True),
        (Ownership.STATE, False),
        (Ownership.COLLECTIVE, False),
        (Ownership.BRANCH_OFFICE, False),
        (Ownership.INDIVIDUAL_BUSINESS, False),
        (Ownership.UNKNOWN, None),
    ],
)
def test_state_collective_and_branch_offices_are_excluded_and_the_unknown_is_asked(
    ownership: Ownership, *, scope: bool | None
) -> None:
    assert in_scope(ownership, POLICY) is scope
    expected = {True: Conclusion.WORK_COVERAGE, False: Conclusion.EXCLUDED, None: None}[scope]
    assert conclude(facts(ownership=ownership), POLICY) == expected


def test_individual_businesses_are_in_scope_where_policy_says_so() -> None:
    assert in_scope(Ownership.INDIVIDUAL_BUSINESS, INDIVIDUALS) is True


@pytest.mark.parametrize(("employed", "priority"), [(9, False), (10, True), (11, True)])
def test_ten_employees_with_premises_and_activity_give_priority(employed: int, *, priority: bool) -> None:
    assert has_priority(facts(employees=employed), POLICY) is priority


@pytest.mark.parametrize("lacks", ["premises", "in_production"])
def test_all_three_are_needed_outside_a_park(lacks: str) -> None:
    assert has_priority(facts(**{lacks: False}), POLICY) is False
    assert has_priority(facts(**{lacks: None}), POLICY) is None


def test_a_cluster_or_park_gives_priority_whatever_else() -> None:
    assert has_priority(facts(cluster_or_park=True, employees=1, premises=False), POLICY) is True
    assert has_priority(facts(cluster_or_park=None, employees=1), POLICY) is None
    assert has_priority(facts(cluster_or_park=None), POLICY) is True


def test_one_no_decides_what_the_unknown_cannot() -> None:
    assert has_priority(facts(employees=None, premises=False), POLICY) is False
    assert has_priority(facts(employees=None), POLICY) is None


@pytest.mark.parametrize(
    ("counted", "conclusion"),
    [
        (1, Conclusion.JOINT_OR_AFFILIATED),
        (2, Conclusion.JOINT_OR_AFFILIATED),
        (3, Conclusion.INDEPENDENT),
        (4, Conclusion.INDEPENDENT),
    ],
)
@pytest.mark.parametrize("employed", [9, 10])
def test_three_counted_members_lead_to_an_own_organisation_whatever_the_priority(
    counted: int, conclusion: Conclusion, employed: int
) -> None:
    assert conclude(facts(counted=counted, employees=employed), POLICY) == conclusion


def test_only_probationary_or_transferable_members_join_or_affiliate() -> None:
    assert conclude(facts(others=1), POLICY) == Conclusion.JOINT_OR_AFFILIATED
    assert conclude(facts(others=9), POLICY) == Conclusion.JOINT_OR_AFFILIATED


def test_the_dual_managed_never_count() -> None:
    assert conclude(facts(dual_managed=5), POLICY) == Conclusion.WORK_COVERAGE


def test_without_any_member_priority_decides_between_work_coverage_and_the_list() -> None:
    assert conclude(facts(), POLICY) == Conclusion.WORK_COVERAGE
    assert conclude(facts(employees=9), POLICY) == Conclusion.LISTED
    assert conclude(facts(employees=9, dual_managed=1), POLICY) == Conclusion.WORK_COVERAGE
    assert conclude(facts(employees=9, dual_managed=None), POLICY) is None
    assert conclude(facts(employees=None), POLICY) is None


@pytest.mark.parametrize("unknown", ["organised", "counted", "others"])
def test_what_is_not_known_is_asked_and_never_taken_for_no(unknown: str) -> None:
    assert conclude(facts(**{unknown: None}), POLICY) is None


def test_enough_counted_members_decide_although_others_are_unknown() -> None:
    assert conclude(facts(counted=3, others=None), POLICY) == Conclusion.INDEPENDENT
    assert conclude(facts(counted=1, others=None), POLICY) == Conclusion.JOINT_OR_AFFILIATED


@pytest.mark.parametrize(
    ("level", "counted", "conclusion"),
    [
        (CoverageLevel.INDEPENDENT, 2, Conclusion.ADJUST),
        (CoverageLevel.INDEPENDENT, 3, Conclusion.COVERED),
        (CoverageLevel.INDEPENDENT, 4, Conclusion.COVERED),
        (CoverageLevel.JOINT, 2, Conclusion.COVERED),
        (CoverageLevel.JOINT, 3, Conclusion.ADJUST),
        (CoverageLevel.AFFILIATED, 0, Conclusion.COVERED),
        (CoverageLevel.AFFILIATED, 3, Conclusion.ADJUST),
        (CoverageLevel.INDEPENDENT, None, None),
        (None, 3, None),
    ],
)
def test_an_organisation_is_as_it_should_be_or_adjusted(
    level: CoverageLevel | None, counted: int | None, conclusion: Conclusion | None
) -> None:
    assert conclude(facts(organised=True, level=level, counted=counted), POLICY) == conclusion


@pytest.mark.parametrize(
    ("counted", "conclusion"),
    [(0, Conclusion.COVERED), (1, Conclusion.JOINT_OR_AFFILIATED), (3, Conclusion.INDEPENDENT)],
)
def test_work_coverage_is_enough_until_there_is_a_member(counted: int, conclusion: Conclusion) -> None:
    covered = facts(level=CoverageLevel.WORK_COVERAGE, counted=counted)
    assert conclude(covered, POLICY) == conclusion


@pytest.mark.parametrize(
    ("counted", "transferable", "outlook"),
    [(2, 0, False), (2, 1, True), (0, 2, False), (0, 3, True), (3, 1, False)],
)
def test_transferable_members_may_make_it_enough(counted: int, transferable: int, *, outlook: bool) -> None:
    assert independent_after_transfer(counted, transferable, POLICY) is outlook


def test_a_register_concludes_only_that_nothing_is_set_up() -> None:
    assert concluded_by_register(facts(ownership=Ownership.STATE), POLICY) == Conclusion.EXCLUDED
    assert concluded_by_register(facts(employees=9), POLICY) == Conclusion.LISTED
    for decided in (facts(), facts(counted=3), facts(counted=1)):
        assert conclude(decided, POLICY) is not None
        assert concluded_by_register(decided, POLICY) is None


def test_a_row_without_head_counts_and_members_decides_nothing() -> None:
    assert facts_of_row(row()) == Facts(ownership=Ownership.PRIVATE)
    assert conclude(facts_of_row(row()), POLICY) is None


def test_a_row_tells_what_it_tells() -> None:
    told = row(
        employees=Headcount(total=30),
        premises=True,
        in_production=True,
        cluster_or_park=False,
        existing_organisation=False,
        members=MemberCounts(full_here=2, transferable=1, probationary=1, dual_managed=0),
    )
    expected = facts(employees=30, counted=2, others=2)
    assert facts_of_row(told) == expected


def test_others_are_known_only_when_both_kinds_are() -> None:
    assert facts_of_row(row(members=MemberCounts(transferable=1))).others is None


def test_employees_are_the_total_or_all_own_kinds_together() -> None:
    assert employees(Headcount(total=7, open_ended=3)) == 7
    assert employees(Headcount(open_ended=1, fixed_term=2, by_task=3, part_time=4, dispatched=9)) == 10
    assert employees(Headcount(open_ended=1, fixed_term=2, by_task=3)) is None


@pytest.mark.parametrize(
    ("level", "reaches"),
    [(ParkLevel.NATIONAL, True), (ParkLevel.CITY, True), (ParkLevel.COUNTY, False)],
)
def test_a_park_at_city_level_or_above(level: ParkLevel, *, reaches: bool) -> None:
    assert level.reaches(POLICY.investigation.park_level_minimum.value) is reaches


known = st.one_of(st.none(), st.integers(0, 12))
maybe = st.one_of(st.none(), st.booleans())
any_facts = st.builds(
    Facts,
    ownership=st.sampled_from(Ownership),
    employees=known,
    premises=maybe,
    in_production=maybe,
    cluster_or_park=maybe,
    counted=known,
    others=known,
    dual_managed=known,
    organised=maybe,
    level=st.one_of(st.none(), st.sampled_from(CoverageLevel)),
)


@given(any_facts)
def test_learning_more_never_turns_a_conclusion_over(some: Facts) -> None:
    """What was decided with something unknown stays decided whatever that something turns out to be."""
    conclusion = conclude(some, POLICY)
    if conclusion is None:
        return
    guesses = {"employees": (0, 10), "premises": (True, False), "cluster_or_park": (True, False)}
    guesses |= {"in_production": (True, False), "others": (0, 5), "counted": (0, 3), "dual_managed": (0, 1)}
    for field, values in guesses.items():
        if getattr(some, field) is None:
            told = {conclude(some.model_copy(update={field: value}), POLICY) for value in values}
            assert told == {conclusion}
