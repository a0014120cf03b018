"""`/processes/{stream}/do/{command}`: the form of a command, made from its class, and what becomes of it."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from access.opening import Access
from access.refusals import StepUpNeededError
from domain.known.asking import known, which
from domain.known.telling import Known
from domain.orders import Command
from domain.permissions import accepted
from domain.refusals import DomainError, Refusal
from domain.titles import name_of_kind, title_of
from interfaces.console.acts.deciding import paper_of, sender_of
from interfaces.console.acts.filling import Begun, begun_of, filled
from interfaces.console.acts.steps import giving, with_people, with_steps
from interfaces.console.asked import Id
from interfaces.console.cases.facts import ACTION
from interfaces.console.cases.processes import seen, since
from interfaces.console.drawing import page
from interfaces.console.proving import freshened
from interfaces.console.registers.browsing import telling
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import Answer, Line, Reading, RefusedError, refusal_of
from interfaces.forms.form import Form
from interfaces.http.asked import parts_of
from interfaces.http.ordering import check_decision, settled
from interfaces.http.problems import status_of
from interfaces.http.refusals import NoSuchAddressError
from interfaces.http.streams import Stream

_STALE = "matter.stale"


class Asked(NamedTuple):
    """
    A form that is shown: of which command of which case, as it was `begun` from the records.

    `step_up`: the password is asked for with it.
    """

    reading: Reading
    command: type[Command]
    form: Form
    begun: Begun
    refusal: Refusal | None = None
    step_up: bool = False


def router(access: Access) -> APIRouter:
    """Return the pages."""
    made = APIRouter(include_in_schema=False)

    @made.get("/processes/{stream:stream}/do/{kind}")
    async def asked(  # a query has that many parts
        stream: Stream, kind: str, request: Request, visitor: Reader, of: Id = None, step: Id = None
    ) -> Response:
        reading, command = await seen(request, visitor, stream), command_of(stream, kind)
        chosen = (Known(ACTION, step),) if step else ()
        told = (*chosen, *known(command, reading.state, of or ""))
        begun = begun_of(command, told, parts_of(request).desk.catalogue)
        return await _shown(request, visitor, Asked(reading, command, begun.form, begun))

    @made.post("/processes/{stream:stream}/do/{kind}")
    async def ordered(
        stream: Stream, kind: str, request: Request, visitor: Reader, of: Id = None
    ) -> Response:
        reading, command = await seen(request, visitor, stream), command_of(stream, kind)
        sentences = parts_of(request).desk.catalogue
        done = await filled(command, visitor.form, sentences)
        begun = begun_of(command, known(command, reading.state, of or ""), sentences)
        again = Asked(reading, command, done.form, begun)
        if done.command is None:
            return await _shown(request, visitor, again, done.status)
        return await _settled(access, request, visitor, again, done.command)

    return made


def command_of(stream: str, kind: str) -> type[Command]:
    """Return a command that a case takes. Raises `NoSuchAddressError`."""
    for one in accepted(stream):
        if one.kind_name() == kind:
            return one
    raise NoSuchAddressError


async def _settled(
    access: Access, request: Request, visitor: Visitor, again: Asked, command: Command
) -> Response:
    """Have it settled and go to the case, or show the form again with what stands against it."""
    stream = again.reading.stream
    try:
        answer = await order(access, request, visitor, stream, command)
    except StepUpNeededError:
        return await _shown(request, visitor, again._replace(step_up=True), 401)
    except (DomainError, RefusedError) as error:
        refusal = refusal_of(error, parts_of(request).desk.catalogue)
    else:
        return RedirectResponse(f"/processes/{stream}?done={answer.version}", 303)
    asks = refusal.rule.startswith("access.")  # a password that was not right is asked for again
    return await _shown(
        request, visitor, again._replace(refusal=refusal, step_up=asks), status_of(refusal.rule)
    )


async def order(access: Access, request: Request, visitor: Visitor, stream: str, command: Command) -> Answer:
    """Have an order of a form settled. Raises a `DomainError`, `RefusedError`, `DeskUnavailableError`."""
    sender = sender_of(visitor)
    fresh = await freshened(access, request, visitor)
    check_decision(fresh.caller, command, sender)
    return await settled(request, stream, command, sender)


async def _shown(request: Request, visitor: Visitor, asked: Asked, status: int = 200) -> Response:
    stale = asked.refusal is not None and asked.refusal.rule == _STALE
    form = with_steps(asked.form, asked.reading.tasks, parts_of(request).desk.catalogue)
    return page(
        request,
        visitor,
        "acts/order.html",
        status=status,
        asked=asked._replace(
            form=with_people(form, asked.command, [giving(form, asked.reading)], telling(request, visitor))
        ),
        parts=which(asked.command, asked.reading.state),
        known=asked.begun.still(asked.form),
        name=asked.reading.stream.split("/")[0],
        title=name_of_kind(asked.command.kind_name()),
        does=title_of(asked.command),
        key=parts_of(request).new_id(),
        paper=dict(paper_of(visitor.form)),
        overtaken=await _since(request, visitor, asked.reading.stream) if stale else (),
    )


async def _since(request: Request, visitor: Visitor, stream: str) -> tuple[Line, ...]:
    """Return what has happened since the form was opened."""
    return await since(request, visitor, stream, sender_of(visitor).expected or 0)
