"""The re-election, at the term's end: recorded, then accepted by the superior. Source: B, B21, E; domain.md §§5, 6."""

from collections.abc import Iterable
from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import Officer
from domain.branch.guard import advice, appraisal, dropped, offices_limit, reelection, require
from domain.branch.kinds import BranchMode, Office, ReelectionFailure
from domain.branch.refusals import (
    HeldAfterActError,
    NoTermError,
    ReelectionTooEarlyError,
    ResultPendingError,
    SecretaryVoteMissingError,
    UnnamedElectedError,
    VoteTwiceError,
)
from domain.branch.state import ACCEPT, BranchState, BranchStatus, Result
from domain.branch.terms import term_of_office
from domain.dates import before
from domain.deadlines import set_deadline
from domain.elections.bodies import Leadership, check_leadership
from domain.elections.electing import Elected, check_electors, check_fit, check_own, elected_by, is_filled
from domain.elections.errors import WrongRollError
from domain.elections.limits import refuse
from domain.elections.meeting import check_attendance, has_quorum
from domain.elections.outcome import Outcome
from domain.elections.rounds import hold
from domain.elections.slate import Electors, Seat, Slate
from domain.events import Event
from domain.four_eyes import refuse_same_person, refuse_self
from domain.matter.errors import NotNowError
from domain.orders import Act
from domain.people import PersonId
from domain.policy.policy import Policy

_Outcomes = dict[Seat, Outcome]


def record(command: c.RecordReelection, act: Act[Any], branch: BranchState) -> list[Event]:
    """
    Take over a meeting's record, judged as a founding's is, by the policy in force on its day.

    Without a quorum or a complete result it has failed: that is recorded, and the election stays due. Source: E, B21.
    """
    require(act, branch, BranchStatus.ACTIVE)
    policy = act.rules.policy_on(command.held_on)
    _check_time(command, act, branch)
    _check_votes(command, branch)
    if not _is_quorate(command, policy):
        return [_failed(command, ReelectionFailure.NO_QUORUM)]
    outcomes = _outcomes(command, policy)
    if not _is_seated(outcomes, command):
        return [_failed(command, ReelectionFailure.INCOMPLETE)]
    _check_bodies(command, outcomes, policy, branch)
    elected = elected_by(outcomes, fewer_seats=command.fewer_seats)
    if elected is None:
        return [_failed(command, _unfilled(outcomes))]
    return [_recorded(command, elected, act)]


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


def _check_votes(command: c.RecordReelection, branch: BranchState) -> None:
    """Refuse a seat that is voted on twice, and a meeting of others than all members here. Source: E5."""
    seats: set[Seat] = set()
    for vote in command.votes:
        slate, roll = vote.ballots[0].slate, vote.attendance.roll
        if slate.seat in seats:
            raise VoteTwiceError(slate.seat)
        seats.add(slate.seat)
        if slate.electors is Electors.MEETING and branch.counted not in {roll, None}:
            raise WrongRollError(roll, branch.counted or 0)


def _is_quorate(command: c.RecordReelection, policy: Policy) -> bool:
    for vote in command.votes:
        check_attendance(vote.attendance)
    return all(has_quorum(vote.attendance, policy) for vote in command.votes)


def _outcomes(command: c.RecordReelection, policy: Policy) -> _Outcomes:
    return {
        vote.ballots[0].slate.seat: hold(vote.ballots, vote.attendance, policy, command.waivers)
        for vote in command.votes
    }


def _is_seated(outcomes: _Outcomes, command: c.RecordReelection) -> bool:
    """Whether there is a committee to elect its officers, if one was to be elected; without it nobody else can be."""
    outcome = outcomes.get(Seat.MEMBER)
    return outcome is None or is_filled(Seat.MEMBER, outcome, fewer_seats=command.fewer_seats)


def _check_bodies(
    command: c.RecordReelection, outcomes: _Outcomes, policy: Policy, branch: BranchState
) -> None:
    """Refuse bodies such a branch does not have, and votes of others than they belong to. Source: B, B21, E4."""
    slates = {vote.ballots[0].slate.seat: vote.ballots[0].slate for vote in command.votes}
    if Seat.SECRETARY not in slates:
        raise SecretaryVoteMissingError
    leadership = _leadership(slates)
    check_fit(slates.values(), leadership)
    if branch.counted is not None:
        check_electors(slates.values(), branch.counted, policy, command.waivers, dispersed=command.dispersed)
        filled = leadership.seats and len(outcomes[Seat.MEMBER].elected)
        given_up = leadership.model_copy(update={"seats": filled})
        check_leadership(given_up, branch.counted, policy, command.waivers)
    if leadership.seats:
        _check_committee(command, outcomes[Seat.MEMBER].elected)


def _leadership(slates: dict[Seat, Slate]) -> Leadership:
    """Return the bodies these slates are to fill."""
    seats = {seat: slate.seats for seat, slate in slates.items()}
    return Leadership(seats=seats.get(Seat.MEMBER, 0), deputies=seats.get(Seat.DEPUTY, 0))


def _check_committee(command: c.RecordReelection, committee: tuple[PersonId, ...]) -> None:
    """Refuse officers whom others than the elected committee chose, or from outside of it. Source: B21."""
    meetings = [one for one in command.votes if one.ballots[0].slate.electors is Electors.COMMITTEE]
    for vote in meetings:
        if vote.attendance.roll != len(committee):
            raise WrongRollError(vote.attendance.roll, len(committee))
    check_own((vote.ballots for vote in meetings), committee)


def _unfilled(outcomes: _Outcomes) -> ReelectionFailure:
    complete = outcomes[Seat.SECRETARY].complete
    return ReelectionFailure.INCOMPLETE if complete else ReelectionFailure.NO_SECRETARY


def _failed(command: c.RecordReelection, reason: ReelectionFailure) -> Event:
    return e.ReelectionFailed(held_on=command.held_on, reason=reason, minutes=command.minutes)


def _recorded(command: c.RecordReelection, elected: Elected, act: Act[Any]) -> Event:
    committee = _named(elected.committee, command.people)
    approval = act.rules.policy.appointment.approval
    return e.ReelectionRecorded(
        held_on=command.held_on,
        secretary=_named([str(elected.secretary)], command.people)[0],
        deputies=_named(elected.deputies, command.people),
        committee=tuple(one.person for one in committee),
        minutes=command.minutes,
        approval=set_deadline(ACCEPT, act.acted_on, approval, act.rules),
    )


def _named(elected: Iterable[PersonId], people: tuple[Officer, ...]) -> tuple[Officer, ...]:
    elected, named = tuple(elected), {one.person.id: one for one in people}
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
