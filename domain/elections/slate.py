"""Who stands for what: the slate that the superior approves before the vote."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.elections.errors import (
    CandidateNotEntitledError,
    CandidateTwiceError,
    TooFewCandidatesError,
    TooFewCommitteeCandidatesError,
    WrongOfficerCandidatesError,
)
from domain.elections.limits import refuse
from domain.model import Model
from domain.people import PersonId
from domain.policy.exceptions import Waiver
from domain.policy.policy import Policy


class Seat(StrEnum):
    """What is elected (职务)."""

    MEMBER = "member"
    """委员"""
    SECRETARY = "secretary"
    """书记"""
    DEPUTY = "deputy"
    """副书记"""


class Electors(StrEnum):
    """Who elects (选举人)."""

    MEETING = "meeting"
    """党员大会"""
    CONGRESS = "congress"
    """党员代表大会"""
    COMMITTEE = "committee"
    """委员会会议"""


class Candidate(Model):
    """Somebody who stands, with the facts on which the right to be elected is judged."""

    person: PersonId = Field(title="候选人", description="the person")
    full: bool = Field(title="正式党员", description="a full member")
    here: bool = Field(title="组织关系在本支部", description="whose relation is here, not dual-managed")


class Slate(Model):
    """One ballot's seats and candidates. `runoff`: a second ballot among those who tied for the last seats."""

    seat: Seat = Field(title="职务", description="what is elected")
    electors: Electors = Field(title="选举人", description="who elects")
    seats: Annotated[int, Field(ge=1, le=99)] = Field(title="应选名额", description="seats to fill")
    candidates: Annotated[tuple[Candidate, ...], Field(min_length=1, max_length=200)] = Field(
        title="候选人", description="who stands"
    )
    runoff: bool = Field(default=False, title="再次投票", description="a second ballot among the tied")


def candidates_needed(seats: int, policy: Policy) -> int:
    """
    How many must stand for so many seats of a committee: 120 percent of them, rounded up.

    Source: E (`election.candidates_excess`).
    """
    return -(-seats * policy.election.candidates_excess.value // 100)


def check_slate(slate: Slate, policy: Policy, waivers: tuple[Waiver, ...] = ()) -> None:
    """
    Refuse a slate with people who cannot be elected, somebody twice, or the wrong number.

    More candidates than seats for a committee; one each for secretary and deputy when a committee elects them; in a
    branch without a committee enough for the seats; in a second ballot more than there are seats. Source: E, E5, E14, B21.
    """
    check_can_be_elected(slate.candidates)
    stand = len(slate.candidates)
    if slate.runoff:
        _enough(stand, slate.seats + 1)
    elif slate.seat is Seat.MEMBER:
        _excess(stand, candidates_needed(slate.seats, policy), policy, waivers)
    elif slate.electors is Electors.COMMITTEE:
        _one_each(stand, slate.seats, policy, waivers)
    else:
        _enough(stand, slate.seats)


def check_can_be_elected(candidates: tuple[Candidate, ...]) -> None:
    """Refuse whoever is not a full member here, and whoever stands twice. Source: E5, S5."""
    seen: set[PersonId] = set()
    for candidate in candidates:
        if candidate.person in seen:
            raise CandidateTwiceError(candidate.person)
        if not (candidate.full and candidate.here):
            raise CandidateNotEntitledError(candidate.person)
        seen.add(candidate.person)


def _enough(stand: int, needed: int) -> None:
    if stand < needed:
        raise TooFewCandidatesError(stand, needed)


def _excess(stand: int, needed: int, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    rule = policy.election.candidates_excess
    if stand < needed:
        refuse(TooFewCommitteeCandidatesError(stand, needed, rule.value), rule, waivers)


def _one_each(stand: int, seats: int, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    rule = policy.election.officer_candidates
    if stand != seats * rule.value:
        refuse(WrongOfficerCandidatesError(stand, seats * rule.value), rule, waivers)
