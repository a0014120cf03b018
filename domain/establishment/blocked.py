"""What the superior decides when an approved founding cannot go on (人数不足、多次未成、撤销). Source: domain.md §5 [P]."""

from typing import Any, assert_never

from domain.deadlines import Deadline, set_deadline
from domain.elections.bodies import has_committee
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment import refusals as r
from domain.establishment.applying import meeting_deadlines
from domain.establishment.duties import refuse_applicants, refuse_recorders, require
from domain.establishment.modes import OWN_BRANCH, RepetitionChoice, ShortfallChoice
from domain.establishment.state import SHORTFALL, WAIT, EstablishmentState, Status
from domain.events import Event
from domain.matter.commands import SettleConsequence
from domain.orders import Act

BEFORE_MEETING = (Status.APPROVED, Status.CANDIDATES_APPROVED, Status.CONVENED)
_WITH_CANDIDATES = (Status.CANDIDATES_APPROVED, Status.CONVENED)
_SHORT = (Status.BLOCKED, Status.WAITING)
UNAPPROVED = (Status.PREPARING, Status.AWAITING_HOST, Status.APPLIED, Status.RETURNED)
UNFOUNDED = (
    *BEFORE_MEETING,
    Status.EXHAUSTED,
    Status.HELD,
    Status.OFFICERS_ELECTED,
    Status.REPORTED,
    *_SHORT,
    Status.PLACING,
)


def report_members(command: c.ReportMembers, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """
    Take over how many counted members there are before the meeting; after it they are the branch's matter.

    Fewer than 3 block the meeting, enough again free it. Source: S6; domain.md §5.
    """
    require(act, state, *BEFORE_MEETING, Status.EXHAUSTED, *_SHORT)
    if state.counted == command.counted:
        return []
    policy = act.rules.policy.establishment
    enough = command.counted >= policy.independent_minimum.value
    told = command.model_dump(include={"counted", "source"})
    if enough != (state.status in _SHORT):
        return [e.MembersCounted(**told, deadlines=_afresh(command.counted, act, state))]
    if enough:
        return [e.MembersRecovered(**told, deadlines=meeting_deadlines(act))]
    decision = set_deadline(SHORTFALL, act.acted_on, policy.shortfall_decision, act.rules)
    return [e.ShortfallReported(**told, decision=decision)]


def _afresh(counted: int, act: Act[Any], state: EstablishmentState) -> tuple[Deadline, ...]:
    """Return until when candidates are approved afresh, if so many members elect other bodies; else none. Source: B."""
    policy = act.rules.policy
    same = has_committee(counted, policy) == has_committee(state.counted, policy)
    return () if same or state.status not in _WITH_CANDIDATES else meeting_deadlines(act)


def decide_shortfall(command: c.DecideShortfall, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Wait, change the mode, or revoke."""
    require(act, state, *_SHORT)
    refuse_applicants(act, state)
    refuse_recorders(act, state)
    match command.choice:
        case ShortfallChoice.WAIT:
            term = act.rules.policy.establishment.shortfall_decision
            waiting = set_deadline(WAIT, act.acted_on, term, act.rules)
            return [e.ShortfallWaits(reason=command.reason, document=command.document, waiting=waiting)]
        case ShortfallChoice.CHANGE_MODE:
            return [_changed(command, state)]
        case ShortfallChoice.REVOKE:
            return [e.EstablishmentRevoked(reason=command.reason, document=command.document)]
        case unknown:
            assert_never(unknown)


def decide_repetition(command: c.DecideRepetition, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Order another meeting after the repetitions, or revoke."""
    require(act, state, Status.EXHAUSTED)
    refuse_applicants(act, state)
    refuse_recorders(act, state)
    if command.choice is RepetitionChoice.REVOKE:
        return [e.EstablishmentRevoked(reason=command.reason, document=command.document)]
    return [
        e.RepetitionOrdered(
            reason=command.reason, document=command.document, deadlines=meeting_deadlines(act)
        )
    ]


def revoke(command: c.RevokeEstablishment, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Take the approval back; a founded branch is dissolved instead, affiliation and work coverage end here."""
    if state.status == Status.REVOKED:
        return []
    if not _covers_without_branch(state):
        require(act, state, *UNFOUNDED)
    refuse_applicants(act, state)
    return [e.EstablishmentRevoked(reason=command.reason, document=command.document)]


def cancel(command: c.CancelPreparation, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """End a preparation that leads nowhere."""
    require(act, state, Status.PREPARING)
    return [e.PreparationCancelled(reason=command.reason)]


def undo(act: Act[SettleConsequence], state: EstablishmentState) -> list[Event]:
    """End what the entry had led to that proved wrong; a founded branch is undone where it lives. Source: domain.md §3."""
    if state.status in UNAPPROVED:
        return [e.PreparationCancelled(reason=act.command.reason)]
    if state.status in UNFOUNDED or _covers_without_branch(state):
        return [e.EstablishmentRevoked(reason=act.command.reason, document=None)]
    return []


def end_coverage(command: c.EndCoverage, state: EstablishmentState) -> list[Event]:
    """End affiliation or work coverage: of what is covered at a higher level, or lost its host. Source: domain.md §3."""
    placing = state.status == Status.PLACING
    return [e.CoverageEnded(by=command.by)] if placing or _covers_without_branch(state) else []


def _covers_without_branch(state: EstablishmentState) -> bool:
    return state.status == Status.ACTIVE and state.mode not in OWN_BRANCH


def _changed(command: c.DecideShortfall, state: EstablishmentState) -> Event:
    mode, successor = command.mode, command.successor
    if mode is None or successor is None or mode == state.mode or successor == state.id:
        raise r.NewModeMissingError(str(state.mode))
    return e.ModeChanged(mode=mode, successor=successor, reason=command.reason, document=command.document)
