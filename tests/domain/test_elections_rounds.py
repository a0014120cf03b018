import pytest

from domain.elections.ballot import Ballot
from domain.elections.errors import (
    AlreadyElectedError,
    AnotherElectionError,
    MoreVotesThanValidError,
    NotAmongTiedError,
    NotForOpenSeatsError,
    NothingToFillError,
    TooFewCommitteeCandidatesError,
)
from domain.elections.outcome import Outcome
from domain.elections.rounds import hold
from domain.elections.slate import Electors, Seat
from domain.policy.exceptions import Waiver
from domain.refusals import DomainError
from tests.domain.elections_given import ballot, by_superior, meeting, slate
from tests.policies import default_policy

THREE_OF_FOUR = slate("a", "b", "c", "d", seats=3)
TIED = ballot(THREE_OF_FOUR, 10, a=9, b=8, c=6, d=6)
ONE_SHORT = ballot(THREE_OF_FOUR, 10, a=9, b=8, c=5, d=5)
TWO_SHORT = ballot(THREE_OF_FOUR, 10, a=9, b=5, c=5, d=5)
FULL = ballot(THREE_OF_FOUR, 10, a=9, b=8, c=7)
VOID = FULL.model_copy(update={"returned": 11})
SECOND = ballot(slate("c", "d", seats=1, runoff=True), 10, c=4, d=6)


def held(*ballots: Ballot, waivers: tuple[Waiver, ...] = ()) -> Outcome:
    return hold(ballots, meeting(10), default_policy(), waivers)


def test_one_ballot_may_do() -> None:
    outcome = held(FULL)
    assert outcome == Outcome(elected=("a", "b", "c"))
    assert outcome.complete


def test_a_second_ballot_among_the_tied_fills_the_last_seat() -> None:
    assert held(TIED, SECOND) == Outcome(elected=("a", "b", "d"))


def test_a_second_ballot_that_ties_again_leaves_the_tie() -> None:
    even = ballot(SECOND.slate, 10, c=5, d=5)
    assert held(TIED, even) == Outcome(elected=("a", "b"), second_ballot_among=("c", "d"), tied_seats=1)
    assert held(TIED, even, SECOND).elected == ("a", "b", "d")


def test_another_ballot_fills_the_open_seat() -> None:
    another = ballot(slate("c", "d", seats=1), 10, c=4, d=6)
    assert held(ONE_SHORT, another) == Outcome(elected=("a", "b", "d"))


def test_another_ballot_may_fail_as_well() -> None:
    another = ballot(slate("c", "d", seats=1), 10, c=5, d=5)
    assert held(ONE_SHORT, another) == Outcome(elected=("a", "b"), open_seats=1)


def test_another_ballot_may_be_for_fewer_than_the_open_seats() -> None:
    another = ballot(slate("c", "d", seats=1), 10, d=6)
    assert held(TWO_SHORT, another) == Outcome(elected=("a", "d"), open_seats=1)


def test_an_open_seat_is_not_forgotten_over_a_tie() -> None:
    first = ballot(slate("a", "b", "c", "d", "e", "f", seats=5), 11, a=9, b=8)
    tied = ballot(slate("c", "d", "e", seats=2), 11, c=9, d=6, e=6)
    second = ballot(slate("d", "e", seats=1, runoff=True), 11, d=6, e=5)
    now = hold((first, tied), meeting(11), default_policy())
    assert now == Outcome(elected=("a", "b", "c"), second_ballot_among=("d", "e"), tied_seats=1, open_seats=1)
    then = hold((first, tied, second), meeting(11), default_policy())
    assert then == Outcome(elected=("a", "b", "c", "d"), open_seats=1)


def test_a_void_ballot_is_repeated() -> None:
    assert held(VOID) == Outcome(open_seats=3, void=True)
    assert held(VOID, FULL) == Outcome(elected=("a", "b", "c"))


def test_a_void_second_ballot_is_repeated() -> None:
    void = SECOND.model_copy(update={"returned": 11})
    assert held(TIED, void).void
    assert held(TIED, void, SECOND) == Outcome(elected=("a", "b", "d"))


@pytest.mark.parametrize(
    ("ballots", "error"),
    [
        ((FULL, SECOND), NothingToFillError),
        ((TIED, ballot(slate("c", "d", seats=1), 10, d=6)), NotAmongTiedError),
        ((TIED, ballot(slate("b", "d", seats=1, runoff=True), 10, d=6)), NotAmongTiedError),
        ((TIED, ballot(slate("c", "d", seats=1, runoff=True), 10, "e", e=6)), NotAmongTiedError),
        ((TIED, ballot(slate("c", "d", seats=2, runoff=True), 10, d=6)), NotAmongTiedError),
        ((ONE_SHORT, SECOND), NotForOpenSeatsError),
        ((ONE_SHORT, ballot(slate("c", "d", "e", seats=2), 10, d=6)), NotForOpenSeatsError),
        ((SECOND,), NotForOpenSeatsError),
        ((ONE_SHORT, ballot(slate("a", "d", seats=1), 10, d=6)), AlreadyElectedError),
        ((ONE_SHORT, ballot(slate("c", "d", seats=1), 10, "a", d=6)), AlreadyElectedError),
        ((ONE_SHORT, ballot(slate("d", seat=Seat.SECRETARY), 10, d=6)), AnotherElectionError),
        ((ONE_SHORT, ballot(slate("d", "c", electors=Electors.CONGRESS), 10, d=6)), AnotherElectionError),
        ((ONE_SHORT, ballot(slate("d", seats=1), 10, d=6)), TooFewCommitteeCandidatesError),
        ((ballot(THREE_OF_FOUR, 10, a=11),), MoreVotesThanValidError),
    ],
)
def test_a_ballot_that_the_ones_before_did_not_ask_for_is_refused(
    ballots: tuple[Ballot, ...], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        held(*ballots)


def test_an_exception_holds_for_every_ballot() -> None:
    two = slate("a", "b", seat=Seat.SECRETARY, electors=Electors.COMMITTEE)
    outcome = held(
        ballot(two, 10, a=5, b=5),
        ballot(two, 10, a=6, b=4),
        waivers=(by_superior("election.officer_candidates"),),
    )
    assert outcome == Outcome(elected=("a",))
