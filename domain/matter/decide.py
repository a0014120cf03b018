"""What the acts possible in every case cause."""

from datetime import timedelta
from typing import Any

from domain.deadlines import Deadline, Stage, computed_again, due_strokes, postponed, set_deadline
from domain.events import Event
from domain.matter import commands as c
from domain.matter import events as e
from domain.matter.errors import (
    DelegationOverError,
    ExtensionTooLongError,
    NoSuchConsequenceError,
    NoSuchEntryError,
    NoSuchTaskError,
    NotSuspendedError,
    SamePersonError,
)
from domain.matter.state import Matter, PastAct
from domain.orders import Act

SUSPENSION = "decide_suspension"
CONSEQUENCE = "keep_or_undo"
"""The steps that the superior is asked for."""


def decide_shared(act: Act[Any], state: Matter, waiting: frozenset[str]) -> list[Event]:  # noqa: C901
    """
    Return what a shared or internal command causes; `waiting` are the names of the steps that wait.

    One arm a command: that is why it is longer than others.
    """
    match act.command:
        case c.Comment() as command:
            return [e.Commented(text=command.text, attachments=command.attachments)]
        case c.Reassign() as command:
            return _reassign(command, state, waiting)
        case c.DelegateTask() as command:
            return [_delegated(command, act, waiting)]
        case c.Urge() as command:
            _require(command.action, waiting)
            return [e.Urged(action=command.action, reason=command.reason)]
        case c.ExtendDeadline() as command:
            return [_extended(command, act, state)]
        case c.Suspend() as command:
            return _suspend(command, act, state)
        case c.Resume() as command:
            return _resumed(command, act, state)
        case c.CorrectRecord() as command:
            _second_person(command.version, act, state)
            fields = command.model_dump(exclude={"kind"})
            return [e.RecordCorrected.model_validate(fields)]
        case c.RevokeDecision() as command:
            _second_person(command.version, act, state)
            return [
                e.DecisionRevoked(version=command.version, reason=command.reason, document=command.document)
            ]
        case c.SettleConsequence() as command:
            return [_settled(command, state)]
        case _:
            return _internal(act, state)


def _internal(act: Act[Any], state: Matter) -> list[Event]:  # noqa: C901  # one arm a command
    match act.command:
        case c.Tick():
            return _time_passed(act, state)
        case c.ConfirmDelivery(number=number, outcome=outcome, rule=rule):
            if all(promise.number != number for promise in state.undelivered):
                return []
            return [e.FollowUpDelivered(number=number, outcome=outcome, rule=rule)]
        case c.AdoptCalendar(year=year):
            fresh = tuple(computed_again(one, act.rules) for one in state.deadlines)
            if fresh == state.deadlines:
                return []
            return [e.DeadlinesComputedAgain(year=year, deadlines=fresh)]
        case c.RaiseConsequence(origin=origin, followed=followed):
            if any(one.origin == origin and one.followed == followed for one in state.consequences):
                return []
            term = act.rules.policy.shared.keep_or_undo
            decision = set_deadline(CONSEQUENCE, act.acted_on, term, act.rules)
            return [e.ConsequenceRaised(origin=origin, followed=followed, decision=decision)]
        case unknown:
            message = f"no decider takes {type(unknown).__name__}"
            raise TypeError(message)


def _require(action: str, waiting: frozenset[str]) -> None:
    if action not in waiting:
        raise NoSuchTaskError(action, sorted(waiting))


def _reassign(command: c.Reassign, state: Matter, waiting: frozenset[str]) -> list[Event]:
    _require(command.action, waiting)
    holders = {one.to for one in state.assignments if one.action == command.action and one.until is None}
    return [] if holders == {command.to} else [e.Reassigned(action=command.action, to=command.to)]


def _delegated(command: c.DelegateTask, act: Act[Any], waiting: frozenset[str]) -> Event:
    _require(command.action, waiting)
    if command.until < act.today:
        raise DelegationOverError(command.until, act.today)
    return e.TaskDelegated(action=command.action, to=command.to, until=command.until)


def _extended(command: c.ExtendDeadline, act: Act[Any], state: Matter) -> Event:
    deadline = state.deadline(command.action)
    if deadline is None or deadline.fixed:
        raise NoSuchTaskError(command.action, [one.action for one in state.deadlines if not one.fixed])
    limit = act.rules.policy.shared.extension_limit.value
    if deadline.shift + command.days > limit:
        raise ExtensionTooLongError(deadline.shift + command.days, limit)
    moved = postponed(deadline, act.rules, extended=command.days)
    return e.DeadlineExtended(deadline=moved, days=command.days, reason=command.reason)


def _suspend(command: c.Suspend, act: Act[Any], state: Matter) -> list[Event]:
    if state.rest is not None:
        return []
    term = act.rules.policy.shared.life_event_decision
    decision = set_deadline(SUSPENSION, act.acted_on, term, act.rules)
    return [e.Suspended(**command.model_dump(exclude={"kind"}), decision=decision)]


def _resumed(command: c.Resume, act: Act[Any], state: Matter) -> list[Event]:
    """Go on; after a move of its enterprise where that is now. Source: domain.md §4 [P]."""
    if state.rest is None:
        raise NotSuspendedError
    rested = (act.acted_on - state.rest.since) // timedelta(days=1)
    going_on = state.without(SUSPENSION)
    deadlines = tuple(postponed(one, act.rules, rested=rested) for one in going_on)
    resumed = e.Resumed(reason=command.reason, deadlines=deadlines)
    to_org = state.rest.to_org
    if to_org is None or to_org == state.org:
        return [resumed]
    return [resumed, e.HandedOver(from_org=state.org, to_org=to_org)]


def _second_person(version: int, act: Act[Any], state: Matter) -> None:
    """Refuse who decided or recorded the entry, as decider and as recorder. Source: domain.md §3, corrections [P]."""
    entry: PastAct | None = next((one for one in state.acts if one.version == version), None)
    if entry is None:
        raise NoSuchEntryError(version, state.version)
    for person in sorted({*act.deciders, act.order.actor.id}.intersection(entry.by)):
        raise SamePersonError(person, entry.kind)


def _settled(command: c.SettleConsequence, state: Matter) -> Event:
    for one in state.consequences:
        if one.origin == command.origin:
            return e.ConsequenceSettled(
                origin=one.origin, followed=one.followed, choice=command.choice, reason=command.reason
            )
    raise NoSuchConsequenceError(command.origin.stream, command.origin.version)


def _time_passed(act: Act[Any], state: Matter) -> list[Event]:
    told: list[Event] = []
    for stroke in due_strokes(awake(state), act.at):
        deadline = state.deadline(stroke.action)
        assert deadline is not None  # noqa: S101  # strokes come from these deadlines
        happened = _STRUCK[stroke.stage] if deadline.awaited else e.PeriodEnded
        told.append(happened(action=stroke.action, due_on=deadline.due_on))
    return told


_STRUCK = {
    Stage.REMINDED: e.DeadlineReminded,
    Stage.OVERDUE: e.DeadlinePassed,
    Stage.ESCALATED: e.DeadlineEscalated,
}


def awake(state: Matter) -> tuple[Deadline, ...]:
    """Return the deadlines that run: while a case rests only the superior's own."""
    if state.rest is None:
        return state.deadlines
    return tuple(one for one in state.deadlines if one.action in {SUSPENSION, CONSEQUENCE})
