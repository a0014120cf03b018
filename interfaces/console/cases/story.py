"""What a page shows of one case: its story, what waits, and what can be ordered of it now."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from domain.batches import OF_A_STEP
from domain.deadlines import Deadline
from domain.decider import SHARED_COMMANDS
from domain.enterprise.state import EnterpriseState
from domain.events import Fact
from domain.matter.state import Matter
from domain.model import StreamName
from domain.orders import OrgId
from domain.process_map import Place, ProcessMap
from domain.processes import CASES
from domain.tasks import Task
from interfaces.desk.answers import Line
from interfaces.desk.names import SHAPES
from interfaces.http.opening import opened
from interfaces.http.shown import Possible

_OF_A_STEP = frozenset(one.kind_name() for one in OF_A_STEP)
_SHARED = frozenset(one.kind_name() for one in SHARED_COMMANDS)


class Passage(NamedTuple):
    """Lines of a story that follow each other; `technical` ones tell how the service works, and are folded."""

    technical: bool
    lines: tuple[Line, ...]


class Waiting(NamedTuple):
    """A step that waits, at which office, with the deadline that runs for it."""

    task: Task
    office: OrgId
    deadline: Deadline | None
    days: int | None
    """Days until it is due; negative when it is late."""


class Choices(NamedTuple):
    """
    What can be ordered: what is awaited first, then what else the case takes where it stands.

    `elsewhere`: what an office may order, but no test has seen taken there; the rules say whether it is.
    """

    awaited: tuple[Possible, ...]
    further: tuple[Possible, ...]
    elsewhere: tuple[Possible, ...]


class Outcome(NamedTuple):
    """
    What an act left. `version`: of its last entry; `over`: nobody is awaited here any more, ever.

    `followed`: the cases in which something follows from it.
    """

    version: int
    over: bool
    followed: tuple[StreamName, ...]


def outcome(state: Matter, facts: Sequence[Fact[Any]], version: int) -> Outcome | None:
    """Return what the act left whose last entry is `version`; None where there is no such entry."""
    act = next((one.command_id for one in facts if one.version == version), None)
    if act is None:
        return None
    causes = {one.version for one in facts if one.command_id == act}
    followed = dict.fromkeys(one.to for one in state.promises if one.cause in causes)
    return Outcome(version, is_over(state), tuple(one for one in followed if one.split("/")[0] in CASES))


def is_over(state: Matter) -> bool:
    """Whether a case is done with; an enterprise only rests until something becomes of it."""
    return state.closed and not isinstance(state, EnterpriseState)


def passages(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Return a story, the newest first, technical lines together."""
    newest = sorted(lines, key=lambda one: one.position, reverse=True)
    return tuple(
        Passage(technical, tuple(found))
        for technical, found in groupby(newest, key=lambda one: one.technical)
    )


def waiting(
    tasks: Sequence[Task], offices: Sequence[OrgId], state: Matter, today: date
) -> tuple[Waiting, ...]:
    """Return what waits, and until when. `offices`: at which, one for each."""
    return tuple(
        Waiting(one, office, state.deadline(one.action), (one.due_on - today).days if one.due_on else None)
        for one, office in zip(tasks, offices, strict=True)
    )


def choices(
    possible: Sequence[Possible], tasks: Sequence[Task], state: Matter, proved: ProcessMap | None
) -> Choices:
    """
    Part what can be ordered; what is awaited in the order of the steps and of their commands.

    `proved`: what tests have seen taken, and where; None for a process that has no map: all of it may be.
    """
    order = {kind: place for place, kind in enumerate(kind for task in tasks for kind in task.commands)}
    awaited = sorted((one for one in possible if one.awaited), key=lambda one: order[one.command])
    rest = [one for one in possible if not one.awaited]
    further = [one for one in rest if _fits(one.command, tasks, state, proved)]
    return Choices(tuple(awaited), tuple(further), tuple(one for one in rest if one not in further))


def _fits(command: str, tasks: Sequence[Task], state: Any, proved: ProcessMap | None) -> bool:  # noqa: ANN401  # of any process
    if command in _OF_A_STEP:
        return bool(tasks)
    if command in _SHARED or proved is None:
        return True
    return proved.taken(command, Place(status=str(state.status), closed=state.closed))


def openings_under(name: str) -> tuple[str, ...]:
    """Return the cases that people open under a stream of a kind: whose names begin with its id."""
    return tuple(kind for kind in opened() if kind != name and SHAPES[kind].parts[:1] == (name.upper(),))
