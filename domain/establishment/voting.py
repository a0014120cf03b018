"""How the elections of a founding are held against what the superior approved. Source: E, E14, B21."""

from collections.abc import Iterable
from typing import NamedTuple

from domain.elections.bodies import Leadership
from domain.elections.electing import Elected, check_electors, check_fit, check_officers_fit, elected_by
from domain.elections.meeting import Attendance
from domain.elections.outcome import Outcome
from domain.elections.rounds import Ballots, hold
from domain.elections.slate import Electors, Seat, Slate, check_slate
from domain.establishment.refusals import (
    OfficerNotCandidateError,
    SlateNotApprovedError,
    WrongElectionsError,
)
from domain.people import PersonId
from domain.policy.exceptions import Waiver
from domain.policy.policy import Policy


class Voting(NamedTuple):
    """What elections at one meeting are judged by."""

    slates: tuple[Slate, ...]
    attendance: Attendance
    policy: Policy
    waivers: tuple[Waiver, ...]


def check_slates(slates: tuple[Slate, ...], leadership: Leadership) -> None:
    """Refuse slates that do not fit the leadership, officers of a committee who do not stand for it. Source: E14, B21."""
    check_fit(slates, leadership)
    if leadership.seats:
        check_officers_stand(slates, _standing(slates, Seat.MEMBER))


def check_officer_slates(
    slates: tuple[Slate, ...], leadership: Leadership, committee: Iterable[PersonId]
) -> None:
    """Refuse other slates than those a committee votes on, of its own members. Source: B21."""
    check_officers_fit(slates, leadership)
    check_officers_stand(slates, committee)


def check_officers_stand(slates: Iterable[Slate], committee: Iterable[PersonId]) -> None:
    """Refuse an officer of a committee who neither is nor stands to be one of its members. Source: B21."""
    members = frozenset(committee)
    for slate in slates:
        for candidate in slate.candidates:
            if slate.electors is Electors.COMMITTEE and candidate.person not in members:
                raise OfficerNotCandidateError(candidate.person)


def check_each(
    slates: tuple[Slate, ...],
    counted: int,
    policy: Policy,
    waivers: tuple[Waiver, ...],
    *,
    dispersed: bool,
) -> None:
    """Refuse candidates who cannot be elected, the wrong number, a congress where all can meet. Source: E4, E5, E14."""
    for slate in slates:
        check_slate(slate, policy, waivers)
    check_electors(slates, counted, policy, waivers, dispersed=dispersed)


def elect(elections: tuple[Ballots, ...], voting: Voting, *, fewer_seats: bool) -> Elected | None:
    """
    Return who was elected, or None when the elections have no complete result.

    `fewer_seats`: seats of committee and deputies that stayed open are given up. Source: E.
    """
    return elected_by(_held(elections, voting), fewer_seats=fewer_seats)


def of_meeting(slates: Iterable[Slate]) -> tuple[Slate, ...]:
    """Return the slates on which the members or their delegates vote."""
    return tuple(one for one in slates if one.electors is not Electors.COMMITTEE)


def of_committee(slates: Iterable[Slate]) -> tuple[Slate, ...]:
    """Return the slates on which the committee votes."""
    return tuple(one for one in slates if one.electors is Electors.COMMITTEE)


def _held(elections: tuple[Ballots, ...], voting: Voting) -> dict[Seat, Outcome]:
    approved = {slate.seat: slate for slate in voting.slates}
    given = sorted(str(ballots[0].slate.seat) for ballots in elections)
    if given != sorted(map(str, approved)):
        raise WrongElectionsError(", ".join(sorted(map(str, approved))), ", ".join(given) or "-")
    outcomes: dict[Seat, Outcome] = {}
    for ballots in elections:
        seat = ballots[0].slate.seat
        _check_approved(ballots, approved[seat])
        outcomes[seat] = hold(ballots, voting.attendance, voting.policy, voting.waivers)
    return outcomes


def _check_approved(ballots: Ballots, slate: Slate) -> None:
    """
    Refuse a first ballot on another slate than the approved, a later one with people who never stood.

    Source: E14; members may write in others.
    """
    first, *others = ballots
    if first.slate != slate:
        raise SlateNotApprovedError(slate.seat)
    stood = {one.person for one in first.standing}
    for ballot in others:
        if any(one.person not in stood for one in ballot.slate.candidates):
            raise SlateNotApprovedError(slate.seat)
        stood.update(one.person for one in ballot.standing)


def _standing(slates: Iterable[Slate], seat: Seat) -> frozenset[PersonId]:
    return frozenset(one.person for slate in slates if slate.seat is seat for one in slate.candidates)
