"""What became of many orders, each answered by itself: done, refused by which rule, or overtaken by whom."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid5

from fastapi import Request
from starlette.responses import Response

from domain.orders import Command, OrgId
from domain.permissions import is_decision
from domain.refusals import DomainError, Refusal
from domain.tasks import Task
from domain.titles import Title
from interfaces.console.acts.deciding import sender_of
from interfaces.console.acts.ticked import Tick
from interfaces.console.cases.processes import since
from interfaces.console.drawing import page
from interfaces.console.visiting import Visitor, place_here
from interfaces.desk.answers import Answer, Line, RefusedError, refusal_of
from interfaces.desk.desk import Sender
from interfaces.http.asked import parts_of
from interfaces.http.ordering import check_decision, settled

BACK = "_back"
"""Where the list is that a form stood in."""
_STALE = "matter.stale"


class Ordered(NamedTuple):
    """One order of a batch. `about`: whom or what its case is about."""

    tick: Tick
    command: Command
    about: str


class Outcome(NamedTuple):
    """
    What became of it: an answer, or a refusal. `overtaken`: what had happened since the case was seen.

    `waits`: what waits in the case now, and at which office.
    """

    ordered: Ordered
    answer: Answer | None
    refusal: Refusal | None = None
    overtaken: tuple[Line, ...] = ()
    waits: tuple[tuple[Task, OrgId], ...] = ()


async def settle_each(request: Request, visitor: Visitor, orders: Sequence[Ordered]) -> tuple[Outcome, ...]:
    """
    Have many orders of one form settled in turn; one that is refused stops none of the others.

    Each has an id made of the form's key: sent again, what was done gets its first answer. Raises `CircumstancesError`,
    `DeskUnavailableError`: sent again, it goes on from there.
    """
    by = sender_of(visitor)
    return tuple([await _settled(request, visitor, one, by) for one in orders])


async def _settled(request: Request, visitor: Visitor, ordered: Ordered, by: Sender) -> Outcome:
    tick, command = ordered.tick, ordered.command
    assert by.command_id is not None  # noqa: S101  # every form has a key
    sender = by._replace(
        command_id=uuid5(by.command_id, f"{tick.stream} {tick.action} {command.kind}"),
        expected=tick.version if is_decision(type(command)) else by.expected,
    )
    try:
        check_decision(visitor.caller, command, sender)
        answer = await settled(request, tick.stream, command, sender)
    except (DomainError, RefusedError) as error:
        refusal = refusal_of(error, parts_of(request).desk.catalogue)
        overtaken = await since(request, visitor, tick.stream, tick.version) if refusal.rule == _STALE else ()
        return Outcome(ordered, None, refusal, overtaken)
    desk = parts_of(request).desk
    reading = await desk.state(tick.stream)
    offices = await desk.offices_of(reading)
    return Outcome(ordered, answer, waits=tuple(zip(reading.tasks, offices, strict=True)))


def told(request: Request, visitor: Visitor, title: Title, outcomes: Sequence[Outcome]) -> Response:
    """Return the page that lists what became of each."""
    return page(
        request,
        visitor,
        "acts/outcomes.html",
        room="/",
        title=title,
        outcomes=outcomes,
        done=sum(one.answer is not None for one in outcomes),
        back=list_of(visitor),
    )


def list_of(visitor: Visitor) -> str:
    """Return the address of the list that a form stood in."""
    return place_here(str(visitor.form.get(BACK, "")))
