"""From the approved candidates to the elected officers (候选人、成立大会、委员会会议). Source: domain.md §5; E, E14, B21."""

from datetime import date
from typing import Any

from domain.deadlines import Deadline, set_deadline
from domain.elections.bodies import Leadership, check_leadership
from domain.elections.electing import Elected, check_own
from domain.elections.errors import WrongRollError
from domain.elections.meeting import Attendance, check_attendance, check_quorum, has_quorum
from domain.elections.slate import Electors
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment import refusals as r
from domain.establishment.applying import meeting_deadlines
from domain.establishment.duties import refuse_applicants, require
from domain.establishment.modes import MeetingFailure
from domain.establishment.state import COMMITTEE, REPETITION, REPORT, EstablishmentState, Status
from domain.establishment.voting import (
    Voting,
    check_each,
    check_officer_slates,
    check_slates,
    elect,
    of_committee,
    of_meeting,
)
from domain.events import Event
from domain.four_eyes import refuse_self
from domain.orders import Act
from domain.policy.policy import Policy


def approve_candidates(command: c.ApproveCandidates, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Approve who stands, before the vote; officers again when the committee stands. Source: E14, B21."""
    require(act, state, Status.APPROVED, Status.HELD)
    refuse_applicants(act, state)
    refuse_self(act, {one.person for slate in command.slates for one in slate.candidates})
    policy = act.rules.policy_on(act.acted_on)
    check_each(command.slates, state.counted, policy, command.waivers, dispersed=command.dispersed)
    told = command.model_dump(include={"document"})
    if state.status == Status.HELD:
        _require_committee(state)
        check_officer_slates(command.slates, state.leadership, state.elected.committee)
        return [e.OfficerCandidatesApproved(slates=command.slates, waivers=command.waivers, **told)]
    check_leadership(command.leadership, state.counted, policy, command.waivers)
    check_slates(command.slates, command.leadership)
    return [
        e.CandidatesApproved(
            leadership=command.leadership, slates=command.slates, waivers=command.waivers, **told
        )
    ]


def convene(command: c.Convene, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Call the meeting, or put it on another day."""
    require(act, state, Status.CANDIDATES_APPROVED, Status.CONVENED)
    if state.status == Status.CONVENED and state.meeting_on == command.meeting_on:
        return []
    if command.meeting_on < act.acted_on:
        raise r.MeetingDateError(command.meeting_on, act.acted_on, None)
    return [e.FoundingMeetingConvened(meeting_on=command.meeting_on)]


def record_meeting(command: c.RecordFoundingMeeting, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """
    Record the founding meeting, judged by the policy in force on its day.

    Without quorum, or without a complete result, it failed. Source: E; domain.md §5.
    """
    require(act, state, Status.CONVENED)
    _check_day(command.held_on, state.meeting_on, act)
    policy = act.rules.policy_on(command.held_on)
    slates = of_meeting(state.slates)
    if slates[0].electors is Electors.MEETING:
        _check_roll(command.attendance, state)
    voting = Voting(slates, command.attendance, policy, command.waivers)
    if not _is_quorate(command, policy):
        return [_failed(command, MeetingFailure.NO_QUORUM, act, state)]
    elected = elect(command.elections, voting, fewer_seats=command.fewer_seats)
    if elected is None:
        return [_failed(command, MeetingFailure.NO_RESULT, act, state)]
    _check_filled(elected, voting, state)
    return [
        e.FoundingMeetingHeld(
            held_on=command.held_on,
            attendance=command.attendance,
            elections=command.elections,
            elected=elected,
            minutes=command.minutes,
            waivers=command.waivers,
            following=_report(REPORT if elected.secretary else COMMITTEE, act),
        )
    ]


def record_committee(
    command: c.RecordCommitteeMeeting, act: Act[Any], state: EstablishmentState
) -> list[Event]:
    """Record the committee's first meeting, at which it elects secretary and deputies. Source: B21."""
    require(act, state, Status.HELD)
    _require_committee(state)
    _check_day(command.held_on, state.held_on, act)
    committee = state.elected.committee
    if command.attendance.roll != len(committee):
        raise WrongRollError(command.attendance.roll, len(committee))
    policy = act.rules.policy_on(command.held_on)
    voting = Voting(of_committee(state.slates), command.attendance, policy, command.waivers)
    if not _is_quorate(command, policy):
        return [_committee_failed(command, MeetingFailure.NO_QUORUM, act)]
    check_own(command.elections, committee)
    officers = elect(command.elections, voting, fewer_seats=False)
    if officers is None:
        return [_committee_failed(command, MeetingFailure.NO_RESULT, act)]
    return [
        e.OfficersElected(
            held_on=command.held_on,
            attendance=command.attendance,
            elections=command.elections,
            elected=officers.model_copy(update={"committee": committee}),
            minutes=command.minutes,
            waivers=command.waivers,
            report=_report(REPORT, act),
        )
    ]


def _require_committee(state: EstablishmentState) -> None:
    """Refuse what is for a committee that has still to elect its officers."""
    if not state.elected.committee:
        raise r.NoCommitteeError


def _check_day(held_on: date, earliest: date | None, act: Act[Any]) -> None:
    """Refuse a vote of before the day it was called for, or of after its record. Source: E14."""
    if held_on > act.acted_on or (earliest is not None and held_on < earliest):
        raise r.MeetingDateError(held_on, earliest, act.acted_on)


def _check_roll(attendance: Attendance, state: EstablishmentState) -> None:
    """Refuse another roll than the counted members, by whom the quorum is judged. Source: E, S6; domain.md §5."""
    if attendance.roll != state.counted:
        raise r.RollNotCountedError(attendance.roll, state.counted)


def _is_quorate(command: c.RecordFoundingMeeting | c.RecordCommitteeMeeting, policy: Policy) -> bool:
    """Tell whether enough were present; refuse ballots that were held although they were not. Source: E."""
    check_attendance(command.attendance)
    if command.elections:
        check_quorum(command.attendance, policy)
    return has_quorum(command.attendance, policy)


def _check_filled(elected: Elected, voting: Voting, state: EstablishmentState) -> None:
    """Refuse fewer seats than the members' number asks for. Source: B."""
    if len(elected.committee) == state.leadership.seats:
        return
    leadership = Leadership(seats=len(elected.committee), deputies=state.leadership.deputies)
    check_leadership(leadership, state.counted, voting.policy, voting.waivers)


def _failed(
    command: c.RecordFoundingMeeting, failure: MeetingFailure, act: Act[Any], state: EstablishmentState
) -> Event:
    """Return that the meeting failed; after 2 repetitions [P] the superior decides. Source: domain.md §5."""
    failures = state.failures + 1
    policy = act.rules.policy.establishment
    exhausted = failures > policy.meeting_repetitions.value
    decision = set_deadline(REPETITION, act.acted_on, policy.shortfall_decision, act.rules)
    return e.FoundingMeetingFailed(
        held_on=command.held_on,
        attendance=command.attendance,
        elections=command.elections,
        failure=failure,
        failures=failures,
        exhausted=exhausted,
        minutes=command.minutes,
        deadlines=(decision,) if exhausted else meeting_deadlines(act),
    )


def _committee_failed(command: c.RecordCommitteeMeeting, failure: MeetingFailure, act: Act[Any]) -> Event:
    return e.CommitteeMeetingFailed(
        held_on=command.held_on,
        attendance=command.attendance,
        elections=command.elections,
        failure=failure,
        minutes=command.minutes,
        repetition=_report(COMMITTEE, act),
    )


def _report(action: str, act: Act[Any]) -> Deadline:
    """Return until when the officers are elected, or the result is reported: 5 working days each [P]."""
    return set_deadline(action, act.acted_on, act.rules.policy.establishment.result_report, act.rules)
