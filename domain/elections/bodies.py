"""Which organisation, which bodies and which term so many members have."""

from typing import Annotated, Any, NamedTuple, assert_never

from pydantic import Field

from domain.branch_kinds import BranchKind
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
from domain.elections.limits import refuse
from domain.model import Model
from domain.policy.exceptions import Waiver
from domain.policy.policy import Policy
from domain.policy.rule import Rule, Term
from domain.refusals import DomainError

Few = Annotated[int, Field(ge=0, le=99)]


class Leadership(Model):
    """The bodies an election is to fill. `seats` 0: no committee, a secretary and at most one deputy alone."""

    seats: Few = Field(title="委员名额", description="committee seats; 0 = no committee")
    deputies: Few = Field(default=0, title="副书记名额", description="deputies")


def allowed_kinds(counted: int, policy: Policy) -> tuple[BranchKind, ...]:
    """
    Which kinds `counted` members may found without an exception; of exactly 50, both.

    Source: B, L (`establishment.branch_members_maximum`, `.general_branch_minimum`, `.committee_minimum`).
    """
    return tuple(kind for kind in BranchKind if not _kind_breaches(kind, counted, policy))


def check_kind(kind: BranchKind, counted: int, policy: Policy, waivers: tuple[Waiver, ...] = ()) -> None:
    """Refuse a kind that `counted` members do not found, unless excepted. Source: B, L."""
    for breach in _kind_breaches(kind, counted, policy):
        refuse(breach.refusal, breach.rule, waivers)


def has_committee(counted: int, policy: Policy) -> bool:
    """Whether `counted` members elect a committee: from 7 on. Source: B (`election.committee_from`)."""
    return counted >= policy.election.committee_from.value


def check_leadership(
    leadership: Leadership, counted: int, policy: Policy, waivers: tuple[Waiver, ...] = ()
) -> None:
    """
    Refuse bodies that `counted` members do not have, unless excepted.

    From 7 members a committee of 3 or 5, at most 7; below, a secretary and at most one deputy. Above the maximum, the
    exception must be from the maximum. Source: B.
    """
    if leadership.seats:
        _check_seats(leadership.seats, counted, policy, waivers)
    else:
        _check_without_committee(leadership.deputies, counted, policy, waivers)


def may_hold_congress(counted: int, policy: Policy, *, dispersed: bool) -> bool:
    """
    Whether delegates may meet in place of all members: from 500, or where the organisations lie dispersed.

    Source: E4 (`election.congress_from`).
    """
    return dispersed or counted >= policy.election.congress_from.value


def check_congress(
    counted: int, policy: Policy, waivers: tuple[Waiver, ...] = (), *, dispersed: bool
) -> None:
    """Refuse a congress where all members can meet, unless excepted. Source: E4."""
    if not may_hold_congress(counted, policy, dispersed=dispersed):
        rule = policy.election.congress_from
        refuse(CongressTooEarlyError(counted, rule.value), rule, waivers)


def term_for(kind: BranchKind, policy: Policy, *, village: bool) -> Term:
    """
    How long whoever is elected holds office: by kind; in villages and communities as those have it.

    Source: B, L (`branch.committee_term`, `.general_branch_term`, `.branch_term`, `.village_term`).
    """
    if village:
        return policy.branch.village_term
    match kind:
        case BranchKind.BRANCH:
            return policy.branch.branch_term
        case BranchKind.GENERAL_BRANCH:
            return policy.branch.general_branch_term
        case BranchKind.COMMITTEE:
            return policy.branch.committee_term
        case unknown:
            assert_never(unknown)


class _Breach(NamedTuple):
    refusal: DomainError
    rule: Rule[Any]


def _kind_breaches(kind: BranchKind, counted: int, policy: Policy) -> list[_Breach]:
    match kind:
        case BranchKind.BRANCH:
            return _branch_breaches(counted, policy)
        case BranchKind.GENERAL_BRANCH:
            return _general_branch_breaches(counted, policy)
        case BranchKind.COMMITTEE:
            return _committee_breaches(counted, policy)
        case unknown:
            assert_never(unknown)


def _branch_breaches(counted: int, policy: Policy) -> list[_Breach]:
    rule = policy.establishment.branch_members_maximum
    return [_Breach(BranchTooLargeError(counted, rule.value), rule)] if counted > rule.value else []


def _general_branch_breaches(counted: int, policy: Policy) -> list[_Breach]:
    least, below = policy.establishment.general_branch_minimum, policy.establishment.committee_minimum
    if counted < least.value:
        return [_Breach(GeneralBranchTooSmallError(counted, least.value), least)]
    return (
        [_Breach(GeneralBranchTooLargeError(counted, below.value), below)] if counted >= below.value else []
    )


def _committee_breaches(counted: int, policy: Policy) -> list[_Breach]:
    rule = policy.establishment.committee_minimum
    return [_Breach(CommitteeTooSmallError(counted, rule.value), rule)] if counted < rule.value else []


def _check_seats(seats: int, counted: int, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    election = policy.election
    if not has_committee(counted, policy):
        refusal = CommitteeTooEarlyError(counted, election.committee_from.value)
        refuse(refusal, election.committee_from, waivers)
    limit, usual = election.committee_seats_maximum, election.committee_seats
    if seats > limit.value:
        refuse(TooManySeatsError(seats, limit.value), limit, waivers)
    elif seats not in usual.value:
        refuse(UnusualSeatsError(seats, ", ".join(map(str, usual.value))), usual, waivers)


def _check_without_committee(
    deputies: int, counted: int, policy: Policy, waivers: tuple[Waiver, ...]
) -> None:
    election = policy.election
    if has_committee(counted, policy):
        refusal = CommitteeMissingError(counted, election.committee_from.value)
        refuse(refusal, election.committee_from, waivers)
    if deputies > election.deputy_maximum.value:
        refuse(
            TooManyDeputiesError(deputies, election.deputy_maximum.value), election.deputy_maximum, waivers
        )
