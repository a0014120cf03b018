"""`/work/{command}`: one form for the cases that were ticked in the worklist, and what became of each (成批办理)."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from access.opening import Access
from access.refusals import StepUpNeededError
from domain.batches import for_step, in_batch
from domain.orders import Command
from domain.permissions import is_decision
from domain.refusals import DomainError, Refusal
from domain.titles import name_of_kind
from interfaces.console.acts.deciding import KEY, paper_of, sender_of
from interfaces.console.acts.filling import filled
from interfaces.console.acts.outcomes import Ordered, list_of, settle_each, told
from interfaces.console.acts.steps import Giving, with_people, without_step
from interfaces.console.acts.ticked import Chosen, chosen, ticks_of
from interfaces.console.cases.facts import ACTION
from interfaces.console.drawing import page
from interfaces.console.proving import freshened
from interfaces.console.registers.browsing import telling
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import refusal_of
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Form
from interfaces.http.asked import parts_of
from interfaces.http.problems import status_of
from interfaces.http.refusals import NoSuchAddressError


class Asked(NamedTuple):
    """A form that is shown, for which cases; `step_up`: the password is asked for with it."""

    command: type[Command]
    form: Form
    cases: tuple[Chosen, ...]
    refusal: Refusal | None = None
    step_up: bool = False


def router(access: Access) -> APIRouter:
    """Return the pages. The first is a form of its own, since an address does not hold a hundred cases."""
    made = APIRouter(include_in_schema=False)

    @made.post("/work/{kind}")
    async def asked(kind: str, request: Request, visitor: Reader) -> Response:
        command = _command(kind)
        cases = await chosen(request, visitor, ticks_of(visitor.form), command)
        return await _shown(request, visitor, Asked(command, _blank(request, command), cases))

    @made.post("/work/{kind}/do")
    async def ordered(kind: str, request: Request, visitor: Reader) -> Response:
        command, desk = _command(kind), parts_of(request).desk
        cases = await chosen(request, visitor, ticks_of(visitor.form), command)
        done = await filled(command, visitor.form, desk.catalogue)
        again = Asked(command, without_step(done.form), cases)
        if done.command is None:
            return await _shown(request, visitor, again, done.status)
        return await _settled(access, request, visitor, again, done.command)

    return made


async def _settled(
    access: Access, request: Request, visitor: Visitor, again: Asked, command: Command
) -> Response:
    """Have each settled, once it is sure who decides; show the form again where that is not sure, or nothing can be said."""
    try:
        sender_of(visitor)
        fresh = await freshened(access, request, visitor)
        if is_decision(again.command):
            fresh.caller.check_fresh()
    except StepUpNeededError:
        return await _shown(request, visitor, again._replace(step_up=True), 401)
    except DomainError as error:
        refusal = refusal_of(error, parts_of(request).desk.catalogue)
        asks = refusal.rule.startswith("access.")
        return await _shown(
            request, visitor, again._replace(refusal=refusal, step_up=asks), status_of(refusal.rule)
        )
    about = {one.reading.stream: one.about for one in again.cases}
    orders = [
        Ordered(tick, for_step(command, tick.action), about[tick.stream]) for tick in ticks_of(visitor.form)
    ]
    return told(
        request, visitor, name_of_kind(again.command.kind_name()), await settle_each(request, fresh, orders)
    )


async def _shown(request: Request, visitor: Visitor, asked: Asked, status: int = 200) -> Response:
    waiting = tuple(one for one in asked.cases if one.task is not None)
    given = [Giving(one.reading.state, (one.tick.action,)) for one in waiting]
    form = with_people(asked.form, asked.command, given, telling(request, visitor))
    return page(
        request,
        visitor,
        "acts/batch.html",
        status=status,
        room="/",
        asked=asked._replace(form=form),
        title=name_of_kind(asked.command.kind_name()),
        waiting=waiting,
        others=tuple(one for one in asked.cases if one.task is None),
        action=waiting[0].tick.action if waiting and ACTION in asked.command.model_fields else None,
        key=visitor.form.get(KEY, ""),
        back=list_of(visitor),
        known=frozenset(),  # of many cases nothing is known alike
        paper=dict(paper_of(visitor.form)),
    )


def _command(kind: str) -> type[Command]:
    """Return a command that one form says for many cases. Raises `NoSuchAddressError`."""
    found = in_batch(kind)
    if found is None:
        raise NoSuchAddressError
    return found


def _blank(request: Request, command: type[Command]) -> Form:
    return without_step(form_of(command, parts_of(request).desk.catalogue))
