"""Where open cases stand (流程图): every case that is not finished, with its status, also one that waits for time alone."""

from datetime import date
from typing import Any

from domain.model import Model
from domain.orders import OrgId
from domain.processes import CASES
from ledger.projection import Change, Projection
from ledger.subjects import About, about

_NOT_BEGUN = "none"


class OpenCaseRow(Model):
    """
    A case that is not finished.

    `elsewhere`: other organisations than its own where steps lie. `due_on`: the first day that a step, or else time, is
    due; `overdue`: whether a step is. `closed`: only a consequence is asked about. `steps`: what waits, by action.
    """

    stream: str
    process: str
    status: str
    closed: bool
    org: OrgId
    elsewhere: tuple[OrgId, ...]
    due_on: date | None
    overdue: bool
    rests: bool
    steps: tuple[str, ...]
    about: About


def _rows(change: Change) -> list[OpenCaseRow]:
    state = change.state
    begun = not state.closed and state.status != _NOT_BEGUN
    if not begun and not change.tasks:
        return []
    return [
        OpenCaseRow(
            stream=change.stream,
            process=change.process,
            status=str(state.status),
            closed=state.closed,
            org=state.org,
            elsewhere=tuple(sorted({task.org for task in change.tasks} - {state.org})),
            due_on=_due_on(change, state),
            overdue=any(task.overdue for task in change.tasks),
            rests=state.rest is not None,
            steps=tuple(task.action for task in change.tasks),
            about=about(change.stream, state),
        )
    ]


def _due_on(change: Change, state: Any) -> date | None:  # noqa: ANN401  # of any process
    steps = [task.due_on for task in change.tasks if task.due_on]
    return min(steps or [one.due_on for one in state.deadlines], default=None)


OPEN_CASES = Projection("open_case", OpenCaseRow, _rows, CASES)
