"""What is checked of every act before its own rules: dates, staleness, whether the case is open, whose step it is."""

from collections.abc import Sequence
from typing import Any

from domain.four_eyes import refuse_same_person
from domain.matter.errors import (
    ActedBeforeError,
    ActedInFutureError,
    ClosedError,
    NotAssigneeError,
    StaleError,
    SuspendedError,
)
from domain.matter.state import Matter
from domain.orders import Act, Role
from domain.policy.exceptions import Waiver, WaiverLevel
from domain.tasks import Task


def admit(act: Act[Any], state: Matter, waiting: Sequence[Task]) -> None:
    """Refuse an act that no rule of its process need look at."""
    _check_open(act, state)
    if act.by_service:
        return
    _check_version(act, state)
    _check_dates(act, state)
    _check_assignee(act, state, waiting)
    _check_waivers(act)


def _check_open(act: Act[Any], state: Matter) -> None:
    command = act.command
    if state.closed and not (command.when_closed or command.opens):
        raise ClosedError(command.kind)
    if state.rest is not None and not (command.while_suspended or command.opens):
        raise SuspendedError(command.kind, state.rest.since)


def _check_version(act: Act[Any], state: Matter) -> None:
    """
    Refuse who has not seen all that happened.

    That the service reminded of a deadline, or saw it pass, or noted that a follow-up arrived, is nothing that a decision
    could depend on: who was deciding meanwhile need not begin again. Source: domain.md §2 [P].
    """
    expected = act.order.expected
    if expected is not None and not state.moved <= expected <= state.version:
        raise StaleError(expected, state.version)


def _check_dates(act: Act[Any], state: Matter) -> None:
    """
    Refuse a paper of after today, or of before the last human act of the same track.

    Source: domain.md §3, two times [P].
    """
    if act.acted_on > act.today:
        raise ActedInFutureError(act.acted_on, act.today)
    for last in state.last_acts:
        if last.track == act.command.track and act.acted_on < last.on:
            raise ActedBeforeError(act.acted_on, last.on)


def _check_assignee(act: Act[Any], state: Matter, waiting: Sequence[Task]) -> None:
    """Refuse a person to whom the step was not given; who records it may be another. What a system tells is nobody's."""
    if act.order.actor.role == Role.UPSTREAM:
        return
    for task in waiting:
        if task.assignee is None or act.command.kind not in task.commands:
            continue
        delegates = {
            one.to
            for one in state.assignments
            if one.action == task.action and one.until is not None and act.today <= one.until
        }
        if not {act.order.actor.id, *act.deciders} & {task.assignee, *delegates}:
            raise NotAssigneeError(act.order.actor.id, task.assignee)


def _check_waivers(act: Act[Any]) -> None:
    """
    Refuse an exception that somebody grants himself; an approver may grant what is an approver's to grant.

    Source: domain.md §2, four eyes, and the table of strengths [P].
    """
    waivers: tuple[Waiver, ...] = getattr(act.command, "waivers", ())
    approves = act.order.actor.role is Role.APPROVER
    own = [one.granted_by for one in waivers if not (approves and one.level is WaiverLevel.APPROVER)]
    refuse_same_person(act, own, "waiver")
