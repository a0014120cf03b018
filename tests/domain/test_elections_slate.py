import pytest

from domain.elections.errors import (
    CandidateNotEntitledError,
    CandidateTwiceError,
    TooFewCandidatesError,
    TooFewCommitteeCandidatesError,
    WrongOfficerCandidatesError,
)
from domain.elections.slate import Candidate, Electors, Seat, Slate, candidates_needed, check_slate
from tests.domain.elections_given import by_superior, slate
from tests.policies import default_policy, policy_with

PEOPLE = tuple(f"p-{n}" for n in range(1, 20))
OFFICERS = [Seat.SECRETARY, Seat.DEPUTY]


@pytest.mark.parametrize(("seats", "needed"), [(1, 2), (3, 4), (5, 6), (6, 8), (7, 9), (10, 12)])
def test_a_fifth_more_stand_than_a_committee_has_seats(seats: int, needed: int) -> None:
    assert candidates_needed(seats, default_policy()) == needed


@pytest.mark.parametrize(("seats", "stand"), [(3, 4), (3, 5), (5, 6), (5, 7)])
def test_enough_candidates_stand_for_a_committee(seats: int, stand: int) -> None:
    check_slate(slate(*PEOPLE[:stand], seats=seats), default_policy())


@pytest.mark.parametrize(("seats", "stand", "needed"), [(3, 3, 4), (5, 5, 6)])
def test_as_many_candidates_as_seats_are_too_few_for_a_committee(seats: int, stand: int, needed: int) -> None:
    with pytest.raises(TooFewCommitteeCandidatesError) as refused:
        check_slate(slate(*PEOPLE[:stand], seats=seats), default_policy())
    assert refused.value.data == {"candidates": str(stand), "needed": str(needed), "percent": "120"}


def test_nobody_can_except_from_the_excess_because_it_is_a_must() -> None:
    with pytest.raises(TooFewCommitteeCandidatesError):
        check_slate(
            slate(*PEOPLE[:3], seats=3), default_policy(), (by_superior("election.candidates_excess"),)
        )


def test_a_policy_that_makes_the_excess_a_should_lets_the_superior_except() -> None:
    policy = policy_with("election.candidates_excess", strength="should")
    check_slate(slate(*PEOPLE[:3], seats=3), policy, (by_superior("election.candidates_excess"),))


@pytest.mark.parametrize("seat", OFFICERS)
def test_a_committee_votes_on_one_candidate_for_each_office(seat: Seat) -> None:
    check_slate(slate("p-1", seat=seat, electors=Electors.COMMITTEE), default_policy())


@pytest.mark.parametrize(("stand", "seats"), [(2, 1), (1, 2)])
@pytest.mark.parametrize("seat", OFFICERS)
def test_a_committee_votes_on_neither_more_nor_fewer(seat: Seat, stand: int, seats: int) -> None:
    with pytest.raises(WrongOfficerCandidatesError):
        check_slate(
            slate(*PEOPLE[:stand], seat=seat, seats=seats, electors=Electors.COMMITTEE), default_policy()
        )


def test_the_superior_may_except_from_one_candidate_each() -> None:
    two = slate("p-1", "p-2", seat=Seat.SECRETARY, electors=Electors.COMMITTEE)
    check_slate(two, default_policy(), (by_superior("election.officer_candidates"),))


@pytest.mark.parametrize("stand", [1, 2])
def test_a_branch_without_a_committee_elects_its_secretary_from_one_or_more(stand: int) -> None:
    check_slate(slate(*PEOPLE[:stand], seat=Seat.SECRETARY), default_policy())


def test_it_cannot_elect_two_from_one() -> None:
    with pytest.raises(TooFewCandidatesError):
        check_slate(slate("p-1", seat=Seat.DEPUTY, seats=2), default_policy())


def test_more_than_the_seats_stand_in_a_second_ballot_and_no_fifth_more() -> None:
    check_slate(slate(*PEOPLE[:6], seats=5, runoff=True), default_policy())
    check_slate(slate(*PEOPLE[:11], seats=10, runoff=True), default_policy())


def test_as_many_as_the_seats_are_no_second_ballot() -> None:
    with pytest.raises(TooFewCandidatesError):
        check_slate(slate(*PEOPLE[:5], seats=5, runoff=True), default_policy())


def test_nobody_stands_twice() -> None:
    with pytest.raises(CandidateTwiceError):
        check_slate(slate("p-1", "p-2", "p-1", seats=1), default_policy())


@pytest.mark.parametrize(("full", "here"), [(False, True), (True, False), (False, False)])
def test_only_full_members_whose_relation_is_here_can_be_elected(full: bool, here: bool) -> None:  # noqa: FBT001
    stranger = Candidate(person="p-1", full=full, here=here)
    given = Slate(seat=Seat.SECRETARY, electors=Electors.MEETING, seats=1, candidates=(stranger,))
    with pytest.raises(CandidateNotEntitledError):
        check_slate(given, default_policy())
