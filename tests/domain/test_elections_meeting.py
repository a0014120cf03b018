from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.elections.errors import (
    MoreListedThanRollError,
    MorePresentThanEligibleError,
    NobodyEligibleError,
    PersonListedTwiceError,
    ProxyVotesError,
    QuorumNotMetError,
)
from domain.elections.meeting import Attendance, check_attendance, check_quorum, has_quorum, quorum
from tests.domain.elections_given import absent, meeting, suspended
from tests.policies import default_policy, policy_with


@pytest.mark.parametrize(
    ("roll", "needed"), [(1, 1), (3, 3), (4, 4), (5, 4), (6, 5), (9, 8), (10, 8), (11, 9), (100, 80)]
)
def test_four_fifths_of_the_eligible_must_be_present(roll: int, needed: int) -> None:
    assert quorum(meeting(roll), default_policy()) == needed


@pytest.mark.parametrize("present", [8, 9, 10])
def test_eight_or_more_of_ten_are_enough(present: int) -> None:
    check_quorum(meeting(10, present), default_policy())


def test_seven_of_ten_are_too_few_and_the_refusal_says_how_many_are_needed() -> None:
    with pytest.raises(QuorumNotMetError) as refused:
        check_quorum(meeting(10, 7), default_policy())
    assert refused.value.data == {"present": "7", "needed": "8"}
    assert refused.value.policy == "election.quorum"


def test_the_part_that_must_be_present_is_the_policys() -> None:
    two_thirds = policy_with("election.quorum", value={"numerator": 2, "denominator": 3})
    assert quorum(meeting(10), two_thirds) == 7


@given(roll=st.integers(1, 2000), present=st.integers(0, 2000))
def test_the_quorum_is_exact_rational_arithmetic(roll: int, present: int) -> None:
    enough = Fraction(present, roll) >= Fraction(4, 5)
    assert has_quorum(meeting(roll, present), default_policy()) == enough


def test_an_absence_that_superior_and_meeting_accept_lowers_who_is_expected() -> None:
    attendance = Attendance(roll=10, absences=(absent("p-1"), absent("p-2")), present=7)
    assert attendance.eligible == 8
    check_quorum(attendance, default_policy())


@pytest.mark.parametrize(("superior", "accepted"), [(False, True), (True, False), (False, False)])
def test_an_absence_that_only_one_of_them_accepts_does_not(superior: bool, accepted: bool) -> None:  # noqa: FBT001
    unaccepted = tuple(absent(f"p-{n}", superior=superior, meeting=accepted) for n in range(3))
    attendance = Attendance(roll=10, absences=unaccepted, present=7)
    assert attendance.eligible == 10
    with pytest.raises(QuorumNotMetError):
        check_quorum(attendance, default_policy())


def test_whose_rights_are_suspended_is_not_expected() -> None:
    attendance = Attendance(roll=6, suspensions=(suspended("p-1"),), present=4)
    assert attendance.eligible == 5
    check_quorum(attendance, default_policy())


def test_nobody_votes_for_another() -> None:
    with pytest.raises(ProxyVotesError):
        check_quorum(Attendance(roll=5, present=5, proxies=1), default_policy())


@pytest.mark.parametrize(
    "twice",
    [
        Attendance(roll=9, absences=(absent("p-1"), absent("p-1")), present=7),
        Attendance(roll=9, absences=(absent("p-1"),), suspensions=(suspended("p-1"),), present=7),
        Attendance(roll=9, suspensions=(suspended("p-1"), suspended("p-1")), present=7),
    ],
)
def test_nobody_is_listed_twice(twice: Attendance) -> None:
    with pytest.raises(PersonListedTwiceError):
        check_attendance(twice)


def test_no_more_are_listed_than_are_on_the_roll() -> None:
    with pytest.raises(MoreListedThanRollError):
        check_attendance(
            Attendance(roll=1, absences=(absent("p-1"),), suspensions=(suspended("p-2"),), present=0)
        )


@pytest.mark.parametrize(
    "empty", [meeting(0), Attendance(roll=1, suspensions=(suspended("p-1"),), present=0)]
)
def test_a_meeting_without_anybody_who_may_vote_is_none(empty: Attendance) -> None:
    with pytest.raises(NobodyEligibleError):
        check_quorum(empty, default_policy())


def test_all_on_the_roll_may_be_present() -> None:
    check_attendance(meeting(5))


def test_no_more_are_present_than_are_on_the_roll() -> None:
    with pytest.raises(MorePresentThanEligibleError):
        check_attendance(meeting(5, 6))


def test_the_absent_are_not_present_even_if_their_absence_is_not_accepted() -> None:
    with pytest.raises(MorePresentThanEligibleError) as refused:
        check_attendance(Attendance(roll=5, absences=(absent("p-1", meeting=False),), present=5))
    assert refused.value.data == {"present": "5", "possible": "4"}
