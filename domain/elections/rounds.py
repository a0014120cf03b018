"""Several ballots of one election: a tie broken, an open seat filled, a void ballot repeated."""

from typing import Annotated

from pydantic import Field

from domain.elections.ballot import Ballot, check_ballot
from domain.elections.errors import (
    AlreadyElectedError,
    AnotherElectionError,
    NotAmongTiedError,
    NotForOpenSeatsError,
    NothingToFillError,
)
from domain.elections.meeting import Attendance
from domain.elections.outcome import Outcome, count
from domain.policy.exceptions import Waiver
from domain.policy.policy import Policy

Ballots = Annotated[tuple[Ballot, ...], Field(min_length=1, max_length=20)]
"""All ballots of one election at one meeting, in the order held."""


def hold(
    ballots: Ballots, attendance: Attendance, policy: Policy, waivers: tuple[Waiver, ...] = ()
) -> Outcome:
    """
    Return the result of all ballots of one election at one meeting, in the order held.

    Each is checked; each but the first must be what the ones before it asked for. Call
    `check_quorum` first. Source: E.
    """
    first, *others = ballots
    _check_opening(first)
    check_ballot(first, attendance, policy, waivers)
    outcome = count(first, attendance, policy)
    for ballot in others:
        _check_same_election(ballot, first)
        check_follows(ballot, outcome)
        check_ballot(ballot, attendance, policy, waivers)
        outcome = joined(outcome, ballot, count(ballot, attendance, policy))
    return outcome


def check_follows(ballot: Ballot, outcome: Outcome) -> None:
    """
    Refuse a ballot that is not what the outcome so far asks for.

    After a tie: the second ballot among exactly those who tied, for the seats they tied for. Else: a ballot for the
    open seats or fewer, among people not elected yet. Source: E.
    """
    if outcome.complete:
        raise NothingToFillError(len(outcome.elected))
    if outcome.tied_seats:
        _check_runoff(ballot, outcome)
    else:
        _check_another(ballot, outcome)


def joined(outcome: Outcome, ballot: Ballot, result: Outcome) -> Outcome:
    """Return the outcome so far together with the result of the ballot that followed it."""
    tried = 0 if ballot.slate.runoff else ballot.slate.seats
    return Outcome(
        elected=outcome.elected + result.elected,
        second_ballot_among=result.second_ballot_among,
        tied_seats=result.tied_seats,
        open_seats=outcome.open_seats - tried + result.open_seats,
        void=result.void,
    )


def _check_opening(ballot: Ballot) -> None:
    if ballot.slate.runoff:
        raise NotForOpenSeatsError(ballot.slate.seats, 0)


def _check_same_election(ballot: Ballot, first: Ballot) -> None:
    asked, given = first.slate, ballot.slate
    if (asked.seat, asked.electors) != (given.seat, given.electors):
        raise AnotherElectionError


def _check_runoff(ballot: Ballot, outcome: Outcome) -> None:
    slate = ballot.slate
    asked = (True, outcome.tied_seats, set(outcome.second_ballot_among))
    if (slate.runoff, slate.seats, {candidate.person for candidate in ballot.standing}) != asked:
        raise NotAmongTiedError(", ".join(sorted(outcome.second_ballot_among)), outcome.tied_seats)


def _check_another(ballot: Ballot, outcome: Outcome) -> None:
    slate = ballot.slate
    if slate.runoff or slate.seats > outcome.open_seats:
        raise NotForOpenSeatsError(slate.seats, outcome.open_seats)
    for candidate in ballot.standing:
        if candidate.person in outcome.elected:
            raise AlreadyElectedError(candidate.person)
