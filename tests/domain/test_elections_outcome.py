from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.elections.ballot import Ballot, Tally, check_ballot
from domain.elections.meeting import Attendance
from domain.elections.outcome import Outcome, count, votes_needed
from domain.elections.slate import Seat, Slate
from tests.domain.elections_given import absent, ballot, candidates, meeting, slate
from tests.policies import default_policy, policy_with

THREE_OF_FOUR = slate("a", "b", "c", "d", seats=3)
OF_ALL_ELIGIBLE = policy_with("election.majority_base", value="eligible")


def result(given: Ballot, attendance: Attendance | None = None) -> Outcome:
    return count(given, attendance or meeting(10), default_policy())


@pytest.mark.parametrize(("present", "needed"), [(1, 1), (2, 2), (3, 2), (9, 5), (10, 6), (11, 6)])
def test_more_than_half_of_those_present_elects(present: int, needed: int) -> None:
    assert votes_needed(meeting(12, present), default_policy()) == needed


@pytest.mark.parametrize(("votes", "elected"), [(4, ()), (5, ("a",)), (6, ("a",))])
def test_five_of_nine_are_more_than_half(votes: int, elected: tuple[str, ...]) -> None:
    secretary = slate("a", seat=Seat.SECRETARY)
    assert result(ballot(secretary, 9, a=votes), meeting(9)).elected == elected


@pytest.mark.parametrize(("votes", "elected"), [(5, ()), (6, ("a",)), (7, ("a",))])
def test_five_of_ten_are_not(votes: int, elected: tuple[str, ...]) -> None:
    secretary = slate("a", seat=Seat.SECRETARY)
    assert result(ballot(secretary, 10, a=votes)).elected == elected


def test_the_base_is_who_was_present_not_the_papers_that_came_back() -> None:
    given = Ballot(
        slate=slate("a", seat=Seat.SECRETARY),
        issued=10,
        returned=8,
        valid=8,
        tallies=(Tally(person="a", votes=5),),
    )
    assert result(given).open_seats == 1


@pytest.mark.parametrize(("votes", "elected"), [(5, ()), (6, ("a",))])
def test_a_policy_may_make_all_eligible_the_base(votes: int, elected: tuple[str, ...]) -> None:
    attendance = Attendance(roll=11, absences=(absent("p-1"),), present=8)
    given = ballot(slate("a", seat=Seat.SECRETARY), 8, a=votes)
    assert count(given, attendance, OF_ALL_ELIGIBLE).elected == elected


def test_another_majority_is_the_policys() -> None:
    two_thirds = policy_with("election.majority", value={"numerator": 2, "denominator": 3})
    assert votes_needed(meeting(9), two_thirds) == 7


def test_of_more_than_there_are_seats_those_with_most_votes_are_elected() -> None:
    assert result(ballot(THREE_OF_FOUR, 10, a=6, b=8, c=7, d=9)) == Outcome(elected=("d", "b", "c"))


def test_a_tie_within_the_seats_needs_no_second_ballot() -> None:
    assert result(ballot(THREE_OF_FOUR, 10, c=8, b=8, a=8, d=6)) == Outcome(elected=("a", "b", "c"))


def test_those_who_tie_for_the_last_seat_go_to_a_second_ballot() -> None:
    outcome = result(ballot(THREE_OF_FOUR, 10, d=7, c=7, b=8, a=8))
    assert outcome == Outcome(elected=("a", "b"), second_ballot_among=("c", "d"), tied_seats=1)
    assert not outcome.complete


def test_three_may_tie_for_two_seats() -> None:
    outcome = result(ballot(THREE_OF_FOUR, 10, d=7, c=7, b=7, a=8))
    assert outcome == Outcome(elected=("a",), second_ballot_among=("b", "c", "d"), tied_seats=2)


def test_a_tie_below_the_majority_fills_nothing() -> None:
    outcome = result(ballot(THREE_OF_FOUR, 10, a=9, b=8, c=5, d=5))
    assert outcome == Outcome(elected=("a", "b"), open_seats=1)


def test_who_was_written_in_is_elected_like_any_other() -> None:
    assert result(ballot(THREE_OF_FOUR, 10, "e", a=8, b=7, e=6)).elected == ("a", "b", "e")


def test_a_void_ballot_elects_nobody() -> None:
    void = ballot(THREE_OF_FOUR, 9, a=9, b=9, c=9).model_copy(update={"returned": 10})
    assert result(void) == Outcome(open_seats=3, void=True)


def test_in_a_second_ballot_most_votes_win_without_another_majority() -> None:
    again = slate("c", "d", seats=1, runoff=True)
    assert result(ballot(again, 10, c=3, d=4)) == Outcome(elected=("d",))


def test_another_tie_in_a_second_ballot_is_put_to_the_vote_again() -> None:
    again = slate("b", "c", "d", seats=2, runoff=True)
    assert result(ballot(again, 10, b=5)) == Outcome(
        elected=("b",), second_ballot_among=("c", "d"), tied_seats=1
    )


def test_a_void_second_ballot_leaves_the_tie() -> None:
    void = ballot(slate("d", "c", seats=1, runoff=True), 9).model_copy(update={"returned": 10})
    assert result(void) == Outcome(second_ballot_among=("c", "d"), tied_seats=1, void=True)


@st.composite
def ballots(draw: st.DrawFn, *, runoff: bool = False) -> tuple[Ballot, Attendance]:
    """A lawful ballot of a committee, with the meeting it was held at."""
    seats = draw(st.integers(1, 7))
    stand = draw(st.integers(-(-seats * 6 // 5), 12))
    present = draw(st.integers(1, 40))
    valid = draw(st.integers(0, present))
    left = valid * seats
    tallies = []
    for number in range(stand):
        votes = draw(st.integers(0, min(valid, left)))
        left -= votes
        tallies.append(Tally(person=f"p-{number}", votes=votes))
    people = slate(*(tally.person for tally in tallies), seats=seats, runoff=runoff)
    given = Ballot(slate=people, issued=present, returned=valid, valid=valid, tallies=tuple(tallies))
    return given, meeting(present)


@given(ballots() | ballots(runoff=True))
def test_every_seat_is_filled_tied_for_or_open(held: tuple[Ballot, Attendance]) -> None:
    given, attendance = held
    check_ballot(given, attendance, default_policy())
    outcome = result(given, attendance)
    assert len(outcome.elected) + outcome.tied_seats + outcome.open_seats == given.slate.seats
    assert len(outcome.elected) <= given.slate.seats
    assert not set(outcome.elected) & set(outcome.second_ballot_among)
    assert (len(outcome.second_ballot_among) > outcome.tied_seats) == bool(outcome.tied_seats)


@given(ballots())
def test_who_is_elected_has_the_majority_and_nobody_left_out_has_more(
    held: tuple[Ballot, Attendance],
) -> None:
    given, attendance = held
    outcome = result(given, attendance)
    votes = {tally.person: tally.votes for tally in given.tallies}
    for person in outcome.elected + outcome.second_ballot_among:
        assert votes[person] * 2 > attendance.present
    passed_over = set(votes) - set(outcome.elected)
    for person in outcome.elected:
        assert all(votes[person] >= votes[other] for other in passed_over)


@given(ballots() | ballots(runoff=True), st.randoms(use_true_random=False))
def test_the_order_of_names_changes_nothing(held: tuple[Ballot, Attendance], chance: Random) -> None:
    given, attendance = held
    people = [tally.person for tally in given.tallies]
    tallies = list(given.tallies)
    chance.shuffle(people)
    chance.shuffle(tallies)
    shuffled: Slate = given.slate.model_copy(update={"candidates": candidates(*people)})
    other = given.model_copy(update={"slate": shuffled, "tallies": tuple(tallies)})
    assert result(other, attendance) == result(given, attendance)
