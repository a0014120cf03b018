import pytest

from domain.elections.ballot import Ballot, Tally, check_ballot, check_from_committee, check_not_void
from domain.elections.errors import (
    CandidateNotEntitledError,
    CandidateSuspendedError,
    CandidateTwiceError,
    MoreIssuedThanPresentError,
    MoreReturnedThanIssuedError,
    MoreValidThanReturnedError,
    MoreVotesThanSeatsError,
    MoreVotesThanValidError,
    NotOnCommitteeError,
    TalliedTwiceError,
    TalliedUnknownError,
    TooFewCommitteeCandidatesError,
)
from domain.elections.meeting import Attendance
from domain.elections.slate import Candidate, Electors, Seat
from domain.refusals import DomainError
from tests.domain.elections_given import ballot, by_superior, meeting, slate, suspended
from tests.policies import default_policy

THREE_OF_FOUR = slate("a", "b", "c", "d", seats=3)


def papers(issued: int, returned: int, valid: int) -> Ballot:
    return Ballot(slate=THREE_OF_FOUR, issued=issued, returned=returned, valid=valid)


def check(given: Ballot, attendance: Attendance | None = None) -> None:
    check_ballot(given, attendance or meeting(10), default_policy())


@pytest.mark.parametrize("given", [papers(9, 9, 9), papers(10, 10, 10), papers(10, 9, 8), papers(10, 0, 0)])
def test_papers_may_stay_away_and_be_spoilt(given: Ballot) -> None:
    check(given)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (papers(11, 11, 11), MoreIssuedThanPresentError),
        (papers(10, 9, 10), MoreValidThanReturnedError),
    ],
)
def test_no_papers_come_from_nowhere(given: Ballot, error: type[DomainError]) -> None:
    with pytest.raises(error):
        check(given)


@pytest.mark.parametrize(("returned", "void"), [(8, False), (9, False), (10, True)])
def test_a_ballot_is_void_when_more_papers_come_back_than_were_issued(returned: int, *, void: bool) -> None:
    given = papers(9, returned, 8)
    assert given.void == void
    check(given)


def test_a_void_ballot_is_refused_where_only_one_with_effect_will_do() -> None:
    check_not_void(papers(9, 9, 9))
    with pytest.raises(MoreReturnedThanIssuedError):
        check_not_void(papers(9, 10, 9))


def test_everybody_may_vote_for_one_person_and_no_more() -> None:
    check(ballot(THREE_OF_FOUR, 10, a=10))
    with pytest.raises(MoreVotesThanValidError) as refused:
        check(ballot(THREE_OF_FOUR, 10, a=11))
    assert refused.value.data == {"person": "a", "votes": "11", "valid": "10"}


def test_a_paper_holds_as_many_votes_as_there_are_seats_and_no_more() -> None:
    check(ballot(THREE_OF_FOUR, 10, a=10, b=10, c=5, d=5))
    with pytest.raises(MoreVotesThanSeatsError) as refused:
        check(ballot(THREE_OF_FOUR, 10, a=10, b=10, c=6, d=5))
    assert refused.value.data == {"votes": "31", "possible": "30"}


def test_votes_are_stated_once_for_each() -> None:
    one = Tally(person="a", votes=3)
    with pytest.raises(TalliedTwiceError):
        check(Ballot(slate=THREE_OF_FOUR, issued=9, returned=9, valid=9, tallies=(one, one)))


def test_somebody_can_be_written_in() -> None:
    check(ballot(THREE_OF_FOUR, 10, "e", a=9, e=6))


def test_votes_for_somebody_who_neither_stands_nor_was_written_in_are_refused() -> None:
    with pytest.raises(TalliedUnknownError):
        check(ballot(THREE_OF_FOUR, 10, a=9, e=6))


def test_who_stands_is_not_written_in_as_well() -> None:
    with pytest.raises(CandidateTwiceError):
        check(ballot(THREE_OF_FOUR, 10, "a", a=9))


def test_who_is_written_in_must_be_somebody_who_can_be_elected() -> None:
    given = ballot(THREE_OF_FOUR, 10, a=9)
    stranger = Candidate(person="e", full=False, here=True)
    with pytest.raises(CandidateNotEntitledError):
        check(given.model_copy(update={"written_in": (stranger,)}))


@pytest.mark.parametrize("person", ["a", "d", "e"])
def test_whose_rights_are_suspended_can_neither_stand_nor_be_written_in(person: str) -> None:
    attendance = Attendance(roll=11, suspensions=(suspended(person),), present=10)
    with pytest.raises(CandidateSuspendedError):
        check(ballot(THREE_OF_FOUR, 10, "e", a=9), attendance)


def test_the_suspension_of_others_does_not_matter() -> None:
    attendance = Attendance(roll=11, suspensions=(suspended("z"),), present=10)
    check(ballot(THREE_OF_FOUR, 10, "e", a=9), attendance)


def test_a_ballot_needs_a_lawful_slate() -> None:
    with pytest.raises(TooFewCommitteeCandidatesError):
        check(ballot(slate("a", "b", "c", seats=3), 10, a=9))


def test_an_exception_for_the_slate_holds_for_its_ballot() -> None:
    two = slate("a", "b", seat=Seat.SECRETARY, electors=Electors.COMMITTEE)
    check_ballot(
        ballot(two, 5, a=3, b=2), meeting(5), default_policy(), (by_superior("election.officer_candidates"),)
    )


def test_a_committee_elects_its_officers_from_among_itself() -> None:
    given = ballot(slate("a", seat=Seat.SECRETARY, electors=Electors.COMMITTEE), 3, a=3)
    check_from_committee(given, {"a", "b", "c"})
    with pytest.raises(NotOnCommitteeError):
        check_from_committee(given, {"b", "c", "d"})
