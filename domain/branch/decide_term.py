"""The term of office: shifted by the superior, expired, renewed by an election. Source: B, E, E3, L; domain.md §6."""

from collections.abc import Iterable
from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import Officer
from domain.branch.guard import advice, appraisal, call, dropped, offices_limit, reelection, require
from domain.branch.kinds import BranchMode, Office, ReelectionFailure, VacancyGround
from domain.branch.refusals import (
    HeldAfterActError,
    NoTermError,
    ReelectionTooEarlyError,
    ResultPendingError,
    SecretaryVoteMissingError,
    TermShiftIntoPastError,
    TermShiftTooLongError,
    UnnamedElectedError,
    VoteTwiceError,
)
from domain.branch.state import ACCEPT, REELECT, BranchState, BranchStatus, Result
from domain.branch.terms import term_of_office
from domain.dates import before
from domain.deadlines import set_deadline
from domain.elections.ballot import check_from_committee
from domain.elections.bodies import Leadership, check_leadership
from domain.elections.limits import refuse
from domain.elections.meeting import check_attendance, has_quorum
from domain.elections.outcome import Outcome
from domain.elections.rounds import hold
from domain.elections.slate import Seat
from domain.events import Event
from domain.four_eyes import refuse_same_person, refuse_self
from domain.matter.errors import NotNowError
from domain.orders import Act
from domain.people import PersonId
from domain.policy.policy import Policy


def shift(command: c.ShiftTerm, act: Act[Any], branch: BranchState) -> list[Event]:
    """
    Let the term end earlier or later, at most a year from its agreed end, all shifts together.

    Source: E3 (`branch.term_shift_maximum`).
    """
    require(act, branch, BranchStatus.ACTIVE)
    term, agreed = branch.term, branch.agreed_end
    if term is None or agreed is None:
        raise NoTermError
    if term.ends_on == command.ends_on:
        return []
    refuse_self(act, [branch.secretary.person.id] if branch.secretary else [])
    limit, calendar = act.rules.policy.branch.term_shift_maximum, act.rules.calendar
    first, last = sorted((agreed, command.ends_on))
    if before(last, limit, calendar) > first:
        refuse(TermShiftTooLongError(command.ends_on, agreed, limit.value), limit, command.waivers)
    if command.ends_on < act.acted_on:
        raise TermShiftIntoPastError(command.ends_on, act.acted_on)
    moved = term.model_copy(update={"ends_on": command.ends_on})
    return [
        e.TermShifted(
            was=term.ends_on,
            ends_on=command.ends_on,
            reason=command.reason,
            document=command.document,
            reelection=reelection(moved, act),
        )
    ]


def expired(branch: BranchState) -> list[Event]:
    """Return what a term that ended without an election causes: it is supervised, and an appointment is called."""
    deadline = branch.deadline(REELECT)
    passed = deadline is not None and deadline.passed
    if not passed or branch.expired or branch.term is None:
        return []
    holder = branch.secretary.person if branch.secretary else None
    return [
        e.TermExpired(ended_on=branch.term.ends_on),
        *call(branch, Office.SECRETARY, VacancyGround.EXPIRY, holder),
    ]


def record(command: c.RecordReelection, act: Act[Any], branch: BranchState) -> list[Event]:
    """
    Take over a meeting's record, judged by the policy in force on its day.

    Without a quorum, or without a secretary, it has failed: that is recorded, and the election stays due. Source: E, B21.
    """
    require(act, branch, BranchStatus.ACTIVE)
    policy = act.rules.policy_on(command.held_on)
    _check_time(command, act, branch)
    _check_votes(command)
    for vote in command.votes:
        check_attendance(vote.attendance)
        if not has_quorum(vote.attendance, policy):
            return [_failed(command, ReelectionFailure.NO_QUORUM)]
    outcomes = _outcomes(command, policy)
    _check_bodies(command, outcomes, policy, branch)
    if not outcomes[Seat.SECRETARY].complete:
        return [_failed(command, ReelectionFailure.NO_SECRETARY)]
    return [_recorded(command, outcomes, act)]


def _check_time(command: c.RecordReelection, act: Act[Any], branch: BranchState) -> None:
    """Refuse a meeting of after the act, or long before the term ends; earlier is a shifted term. Source: E3, L."""
    if branch.mode == BranchMode.TEMPORARY:
        raise NoTermError
    if branch.result is not None:
        raise ResultPendingError(branch.result.held_on)
    if command.held_on > act.acted_on:
        raise HeldAfterActError(command.held_on, act.acted_on)
    if branch.term is None:
        return
    ahead = act.rules.policy.branch.reelection_reminder
    earliest = before(branch.term.ends_on, ahead, act.rules.calendar)
    if command.held_on < earliest:
        refusal = ReelectionTooEarlyError(command.held_on, branch.term.ends_on, earliest)
        refuse(refusal, ahead, command.waivers)


def _check_votes(command: c.RecordReelection) -> None:
    seats: set[Seat] = set()
    for vote in command.votes:
        seat = vote.ballots[0].slate.seat
        if seat in seats:
            raise VoteTwiceError(seat)
        seats.add(seat)
    if Seat.SECRETARY not in seats:
        raise SecretaryVoteMissingError


_Outcomes = dict[Seat, Outcome]


def _outcomes(command: c.RecordReelection, policy: Policy) -> _Outcomes:
    return {
        vote.ballots[0].slate.seat: hold(vote.ballots, vote.attendance, policy, command.waivers)
        for vote in command.votes
    }


def _check_bodies(
    command: c.RecordReelection, outcomes: _Outcomes, policy: Policy, branch: BranchState
) -> None:
    """Refuse bodies such a branch does not have, and officers from outside its committee. Source: B, B21."""
    seats = {vote.ballots[0].slate.seat: vote.ballots[0].slate.seats for vote in command.votes}
    if branch.counted is not None:
        asked = Leadership(seats=seats.get(Seat.MEMBER, 0), deputies=seats.get(Seat.DEPUTY, 0))
        check_leadership(asked, branch.counted, policy, command.waivers)
    if Seat.MEMBER not in outcomes:
        return
    committee = outcomes[Seat.MEMBER].elected
    for vote in command.votes:
        for ballot in vote.ballots if vote.ballots[0].slate.seat != Seat.MEMBER else ():
            check_from_committee(ballot, committee)


def _failed(command: c.RecordReelection, reason: ReelectionFailure) -> Event:
    return e.ReelectionFailed(held_on=command.held_on, reason=reason, minutes=command.minutes)


def _recorded(command: c.RecordReelection, outcomes: _Outcomes, act: Act[Any]) -> Event:
    committee = _named(_elected(outcomes, Seat.MEMBER), command.people)
    approval = act.rules.policy.appointment.approval
    return e.ReelectionRecorded(
        held_on=command.held_on,
        secretary=_named(_elected(outcomes, Seat.SECRETARY), command.people)[0],
        deputies=_named(_elected(outcomes, Seat.DEPUTY), command.people),
        committee=tuple(one.person for one in committee),
        minutes=command.minutes,
        approval=set_deadline(ACCEPT, act.acted_on, approval, act.rules),
    )


def _elected(outcomes: _Outcomes, seat: Seat) -> tuple[PersonId, ...]:
    return outcomes[seat].elected if seat in outcomes else ()


def _named(elected: Iterable[PersonId], people: tuple[Officer, ...]) -> tuple[Officer, ...]:
    named = {one.person.id: one for one in people}
    for person in elected:
        if person not in named:
            raise UnnamedElectedError(person)
    return tuple(named[person] for person in elected)


def confirm(command: c.ConfirmReelection, act: Act[Any], branch: BranchState) -> list[Event]:
    """Accept the result: a new term begins with the day of the election; an open appointment is not needed any more."""
    result = _result(act, branch)
    secretary = branch.secretary.person if branch.secretary else None
    assert branch.branch_kind is not None  # noqa: S101  # by _result
    policy = act.rules.policy_on(result.held_on)
    term = term_of_office(result.held_on, branch.branch_kind, policy, village=branch.village)
    another = secretary is not None and secretary.id != result.secretary.person.id
    confirmed = e.ReelectionConfirmed(
        secretary=result.secretary,
        deputies=result.deputies,
        committee=result.committee,
        former=secretary if another else None,
        offices_limit=offices_limit(act, command.waivers),
        term=term,
        document=command.document,
        reelection=reelection(term, act),
        appraisal=appraisal(result.held_on, act),
    )
    seated = [(Office.DEPUTY, one) for one in result.deputies]
    advised = advice(act, (Office.SECRETARY, result.secretary), *seated)
    return [confirmed, *dropped(branch, command.document, Office.SECRETARY, Office.DEPUTY), *advised]


def refuse_result(command: c.RefuseReelection, act: Act[Any], branch: BranchState) -> list[Event]:
    """Refuse the result; the election is awaited again until the term ends."""
    _result(act, branch)
    again = reelection(branch.term, act) if branch.term else None
    return [e.ReelectionRefused(reason=command.reason, reelection=again)]


def _result(act: Act[Any], branch: BranchState) -> Result:
    """Return the result that waits; neither its recorder nor the elected decide about it."""
    require(act, branch, BranchStatus.ACTIVE)
    result = branch.result
    if result is None or branch.branch_kind is None:
        raise NotNowError(act.command.kind, branch.status, ACCEPT)
    refuse_same_person(act, branch.recorders, e.ReelectionRecorded.kind_name())
    elected = [result.secretary, *result.deputies]
    refuse_self(act, [one.person.id for one in elected])
    return result
