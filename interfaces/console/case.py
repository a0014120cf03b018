"""What a page shows of one case: its story, what waits, and what can be ordered of it now."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from domain.deadlines import Deadline
from domain.matter.state import Matter
from domain.tasks import Task
from interfaces.desk.answers import Line
from interfaces.http.shown import Possible


class Passage(NamedTuple):
    """Lines of a story that follow each other; `technical` ones tell how the service works, and are folded."""

    technical: bool
    lines: tuple[Line, ...]


class Waiting(NamedTuple):
    """A step that waits, with the deadline that runs for it."""

    task: Task
    deadline: Deadline | None
    days: int | None
    """Days until it is due; negative when it is late."""


class Choices(NamedTuple):
    """What can be ordered: what is awaited first, the remark that is always possible, and all else."""

    awaited: tuple[Possible, ...]
    further: tuple[Possible, ...]


def passages(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Return a story, the newest first, technical lines together."""
    newest = sorted(lines, key=lambda one: one.position, reverse=True)
    return tuple(
        Passage(technical, tuple(found))
        for technical, found in groupby(newest, key=lambda one: one.technical)
    )


def waiting(tasks: Sequence[Task], state: Matter, today: date) -> tuple[Waiting, ...]:
    """Return what waits, and until when."""
    return tuple(
        Waiting(one, state.deadline(one.action), (one.due_on - today).days if one.due_on else None)
        for one in tasks
    )


def choices(possible: Sequence[Possible], tasks: Sequence[Task]) -> Choices:
    """Part what can be ordered; what is awaited in the order of the steps and of their commands."""
    order = {kind: place for place, kind in enumerate(kind for task in tasks for kind in task.commands)}
    awaited = sorted((one for one in possible if one.awaited), key=lambda one: order[one.command])
    return Choices(tuple(awaited), tuple(one for one in possible if not one.awaited))
