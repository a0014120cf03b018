"""待办: the steps that wait in the open cases."""

from datetime import date

from domain.matter.state import Assignment, Matter
from domain.model import Model
from domain.orders import OrgId
from domain.people import PersonId
from domain.processes import CASES
from domain.tasks import Task
from ledger.projection import Change, Projection
from ledger.subjects import About, about


class TaskRow(Model):
    """
    A step that waits.

    `org`: where it lies, `case_org`: where its case lies. `named`: everybody it was given to or who stands in, whatever
    the day. `assignments`: those of this step.
    """

    stream: str
    action: str
    process: str
    org: OrgId
    case_org: OrgId
    role: str
    due_on: date | None
    overdue: bool
    named: tuple[PersonId, ...]
    task: Task
    assignments: tuple[Assignment, ...]
    about: About


def _rows(change: Change) -> list[TaskRow]:
    subject = about(change.stream, change.state) if change.tasks else About()
    return [_row(task, change.process, change.state, subject) for task in change.tasks]


def _row(task: Task, process: str, state: Matter, subject: About) -> TaskRow:
    assignments = tuple(one for one in state.assignments if one.action == task.action)
    return TaskRow(
        stream=state.stream,
        action=task.action,
        process=process,
        org=task.org,
        case_org=state.org,
        role=task.role,
        due_on=task.due_on,
        overdue=task.overdue,
        named=tuple(dict.fromkeys(one.to for one in assignments)) if task.assignee else (),
        task=task,
        assignments=assignments,
        about=subject,
    )


TASKS = Projection("task", TaskRow, _rows, CASES)
