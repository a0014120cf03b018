"""Cases that were ticked: as they were listed, and as they stand now."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from fastapi import Request
from starlette.datastructures import FormData

from domain.batches import IN_BATCH, fits
from domain.orders import Command, OrgId
from domain.permissions import is_decision
from domain.tasks import Task
from interfaces.console.cases.processes import seen
from interfaces.console.refusals import NotTickedError
from interfaces.console.visiting import Visitor
from interfaces.desk.answers import Reading, WorkItem
from interfaces.http.asked import parts_of
from interfaces.http.shown import allowed_at
from interfaces.http.streams import PATTERN

CASE = "_case"
"""A box in a list; its value is a `Tick`."""
MOST = 100
"""Cases of one batch, as over HTTP."""
_TICK = re.compile(
    rf"(?P<stream>{PATTERN}) (?P<action>[A-Za-z0-9][A-Za-z0-9._-]{{0,63}}) (?P<version>\d{{1,9}})"
)


class Tick(NamedTuple):
    """A step of a case, and the version at which somebody saw it."""

    stream: str
    action: str
    version: int

    def __str__(self) -> str:
        return f"{self.stream} {self.action} {self.version}"


class Chosen(NamedTuple):
    """
    A case that was ticked, as it stands. `task`: its step; None when that does not wait for the command any more.

    `office`: where the step waits; `moved`: something has happened since the list was drawn.
    """

    reading: Reading
    about: str
    task: Task | None
    office: OrgId | None
    moved: bool

    @property
    def tick(self) -> Tick:
        """What its box says: of the case as it is shown now."""
        assert self.task is not None  # noqa: S101  # what does not wait has no box
        return Tick(self.reading.stream, self.task.action, self.reading.version)


def ticks_of(form: FormData) -> tuple[Tick, ...]:
    """Return what was ticked, each once. Raises `NotTickedError` for nothing, too much, or what is no box of ours."""
    said = dict.fromkeys(one for one in form.getlist(CASE) if isinstance(one, str))
    found = [_TICK.fullmatch(one) for one in said]
    ticks = tuple(Tick(one["stream"], one["action"], int(one["version"])) for one in found if one)
    if not ticks or len(ticks) < len(found) or len(ticks) > MOST:
        raise NotTickedError(len(found), MOST)
    return ticks


async def chosen(
    request: Request, visitor: Visitor, ticks: Iterable[Tick], command: type[Command]
) -> tuple[Chosen, ...]:
    """Return what was ticked as it stands now. Raises what `interfaces.console.cases.processes.seen` raises."""
    return tuple([await _chosen(request, visitor, tick, command) for tick in ticks])


async def _chosen(request: Request, visitor: Visitor, tick: Tick, command: type[Command]) -> Chosen:
    reading = await seen(request, visitor, tick.stream)
    desk = parts_of(request).desk
    steps = zip(reading.tasks, await desk.offices_of(reading), strict=True)
    waits = ((one, office) for one, office in steps if one.action == tick.action and fits(command, one))
    task, office = next(waits, (None, None))
    return Chosen(reading, await desk.about(reading), task, office, reading.state.moved > tick.version)


def offered(items: Iterable[WorkItem], visitor: Visitor) -> tuple[type[Command], ...]:
    """Return the decisions that can be taken of several of these at once, by who looks."""
    today = parts_of(visitor.caller.request).desk.today
    asked = {(kind, one.task.org) for one in items for kind in one.task.commands}
    return tuple(
        command
        for command in IN_BATCH
        if is_decision(command)
        and any(
            kind == command.kind_name() and allowed_at(command, org, visitor.caller, today)
            for kind, org in asked
        )
    )
