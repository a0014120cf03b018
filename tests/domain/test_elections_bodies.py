import pytest

from domain.branch_kinds import BranchKind
from domain.elections.bodies import (
    Leadership,
    allowed_kinds,
    check_congress,
    check_kind,
    check_leadership,
    has_committee,
    may_hold_congress,
    term_for,
)
from domain.elections.errors import (
    BranchTooLargeError,
    CommitteeMissingError,
    CommitteeTooEarlyError,
    CommitteeTooSmallError,
    CongressTooEarlyError,
    GeneralBranchTooLargeError,
    GeneralBranchTooSmallError,
    TooManyDeputiesError,
    TooManySeatsError,
    UnusualSeatsError,
)
from domain.refusals import DomainError
from tests.domain.elections_given import by_approver, by_superior
from tests.policies import default_policy, policy_with

BRANCH, GENERAL, COMMITTEE = BranchKind.BRANCH, BranchKind.GENERAL_BRANCH, BranchKind.COMMITTEE


@pytest.mark.parametrize(
    ("counted", "kinds"),
    [
        (3, (BRANCH,)),
        (49, (BRANCH,)),
        (50, (BRANCH, GENERAL)),
        (51, (GENERAL,)),
        (99, (GENERAL,)),
        (100, (COMMITTEE,)),
        (101, (COMMITTEE,)),
    ],
)
def test_the_kind_follows_from_the_counted_members(counted: int, kinds: tuple[BranchKind, ...]) -> None:
    assert allowed_kinds(counted, default_policy()) == kinds
    for kind in kinds:
        check_kind(kind, counted, default_policy())


OTHER_KINDS = [
    (BRANCH, 51, BranchTooLargeError),
    (GENERAL, 49, GeneralBranchTooSmallError),
    (GENERAL, 100, GeneralBranchTooLargeError),
    (COMMITTEE, 99, CommitteeTooSmallError),
]


@pytest.mark.parametrize(("kind", "counted", "error"), OTHER_KINDS)
def test_another_kind_is_refused(kind: BranchKind, counted: int, error: type[DomainError]) -> None:
    with pytest.raises(error):
        check_kind(kind, counted, default_policy())


@pytest.mark.parametrize(("kind", "counted", "error"), OTHER_KINDS)
def test_another_kind_needs_an_exception_from_the_rule_that_refused(
    kind: BranchKind, counted: int, error: type[DomainError]
) -> None:
    assert error.policy is not None
    check_kind(kind, counted, default_policy(), (by_superior(error.policy),))


@pytest.mark.parametrize(("counted", "committee"), [(6, False), (7, True), (8, True)])
def test_seven_members_elect_a_committee(counted: int, *, committee: bool) -> None:
    assert has_committee(counted, default_policy()) == committee


@pytest.mark.parametrize("seats", [3, 5])
@pytest.mark.parametrize("counted", [7, 8, 50])
def test_a_committee_has_three_or_five_seats(counted: int, seats: int) -> None:
    check_leadership(Leadership(seats=seats, deputies=2), counted, default_policy())


@pytest.mark.parametrize("seats", [1, 2, 4, 6, 7])
def test_another_number_of_seats_needs_the_approver(seats: int) -> None:
    with pytest.raises(UnusualSeatsError):
        check_leadership(Leadership(seats=seats), 20, default_policy())
    check_leadership(
        Leadership(seats=seats), 20, default_policy(), (by_approver("election.committee_seats"),)
    )


@pytest.mark.parametrize("seats", [8, 9])
def test_above_seven_seats_it_is_the_maximum_that_must_be_excepted(seats: int) -> None:
    with pytest.raises(TooManySeatsError):
        check_leadership(
            Leadership(seats=seats), 20, default_policy(), (by_approver("election.committee_seats"),)
        )
    lifted = (by_approver("election.committee_seats_maximum"),)
    check_leadership(Leadership(seats=seats), 20, default_policy(), lifted)


def test_six_members_have_no_committee_unless_the_superior_excepts() -> None:
    with pytest.raises(CommitteeTooEarlyError):
        check_leadership(Leadership(seats=3), 6, default_policy(), (by_approver("election.committee_from"),))
    check_leadership(Leadership(seats=3), 6, default_policy(), (by_superior("election.committee_from"),))


def test_seven_members_have_one_unless_the_superior_excepts() -> None:
    with pytest.raises(CommitteeMissingError):
        check_leadership(Leadership(seats=0), 7, default_policy(), (by_approver("election.committee_from"),))
    check_leadership(Leadership(seats=0), 7, default_policy(), (by_superior("election.committee_from"),))


@pytest.mark.parametrize("deputies", [0, 1])
def test_without_a_committee_there_is_a_deputy_or_none(deputies: int) -> None:
    check_leadership(Leadership(seats=0, deputies=deputies), 6, default_policy())


def test_two_deputies_without_a_committee_need_the_superior() -> None:
    two = Leadership(seats=0, deputies=2)
    with pytest.raises(TooManyDeputiesError):
        check_leadership(two, 6, default_policy(), (by_approver("election.deputy_maximum"),))
    check_leadership(two, 6, default_policy(), (by_superior("election.deputy_maximum"),))


@pytest.mark.parametrize(("counted", "lawful"), [(499, False), (500, True), (501, True)])
def test_delegates_may_meet_from_five_hundred_members(counted: int, *, lawful: bool) -> None:
    assert may_hold_congress(counted, default_policy(), dispersed=False) == lawful


def test_delegates_may_meet_where_the_organisations_lie_dispersed() -> None:
    check_congress(120, default_policy(), dispersed=True)


def test_delegates_do_not_meet_where_all_can_unless_excepted() -> None:
    check_congress(500, default_policy(), dispersed=False)
    with pytest.raises(CongressTooEarlyError):
        check_congress(499, default_policy(), dispersed=False)
    check_congress(499, default_policy(), (by_approver("election.congress_from"),), dispersed=False)


@pytest.mark.parametrize(
    ("kind", "village", "years"),
    [(BRANCH, False, 3), (GENERAL, False, 3), (COMMITTEE, False, 5)]
    + [(kind, True, 5) for kind in BranchKind],
)
def test_the_term_follows_from_the_kind_and_is_five_years_in_villages(
    kind: BranchKind, years: int, *, village: bool
) -> None:
    term = term_for(kind, default_policy(), village=village)
    assert (term.value, term.unit) == (years, "years")


def test_each_term_is_the_policys_own() -> None:
    for field, kind, village in (
        ("branch_term", BRANCH, False),
        ("general_branch_term", GENERAL, False),
        ("committee_term", COMMITTEE, False),
        ("village_term", BRANCH, True),
    ):
        policy = policy_with(f"branch.{field}", value=4)
        assert term_for(kind, policy, village=village).value == 4
