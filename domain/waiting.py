"""Who is awaited in a case: the process's own steps, and what the superior is asked in every case."""

from typing import TypeVar

from domain.decider import Decider
from domain.matter.commands import Resume, SettleConsequence
from domain.matter.decide import CONSEQUENCE, SUSPENSION
from domain.matter.state import Matter
from domain.orders import Command, Role
from domain.tasks import Task

S = TypeVar("S", bound=Matter)


def waiting_tasks(decider: Decider[S], state: S) -> list[Task]:
    """Return what waits, with due days and assignees."""
    waiting = _steps(decider, state)
    if state.consequences:
        waiting.append(_asked(CONSEQUENCE, (SettleConsequence,), state))
    return [_dated(task, state) for task in waiting]


def _steps(decider: Decider[S], state: S) -> list[Task]:
    if state.closed:
        return []
    if state.rest is None:
        return list(decider.tasks(state))
    closing = tuple(one for one in decider.commands if one.while_suspended and one.roles - {Role.SERVICE})
    return [_asked(SUSPENSION, (Resume, *closing), state)]


def _asked(action: str, commands: tuple[type[Command], ...], state: Matter) -> Task:
    kinds = tuple(one.kind_name() for one in commands)
    return Task(action=action, role=Role.APPROVER, org=state.org, commands=kinds)


def _dated(task: Task, state: Matter) -> Task:
    deadline = state.deadline(task.action)
    holders = [one.to for one in state.assignments if one.action == task.action and one.until is None]
    return task.model_copy(
        update={
            "due_on": deadline.due_on if deadline else None,
            "overdue": deadline is not None and deadline.overdue,
            "assignee": holders[-1] if holders else None,
        }
    )
