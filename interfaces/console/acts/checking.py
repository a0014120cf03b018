"""`POST …/check`: a form that is still being filled in is looked at; nothing is done, and nothing goes on record."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request

from domain.model import Model
from domain.orders import Command
from domain.refusals import DomainError, Refusal
from interfaces.console.acts.deciding import sender_of
from interfaces.console.acts.filling import filled
from interfaces.console.acts.opening import command_that_opens, parts_of_name
from interfaces.console.acts.ordering import command_of
from interfaces.console.asked import Id
from interfaces.console.cases.processes import seen
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import RefusedError, refusal_of
from interfaces.desk.desk import Sender
from interfaces.forms.form import Form, nodes_of
from interfaces.http.asked import parts_of
from interfaces.http.streams import Stream

router = APIRouter(include_in_schema=False)

Judge = Callable[[Command, Sender], Awaitable[None]]


class Wrong(Model):
    """What is wrong at one field, in the language of who writes."""

    name: str
    said: tuple[str, ...]


class Against(Model):
    """Which rule would refuse, as the page tells it after sending."""

    said: str
    rule: str
    policy: str | None


class Checked(Model):
    """What stands against a form: at its fields; of the order that it is, where no field is wrong."""

    wrong: tuple[Wrong, ...] = ()
    refusal: Against | None = None


@router.post("/processes/{stream:stream}/do/{kind}/check")
async def of_order(stream: Stream, kind: str, request: Request, visitor: Reader) -> Checked:
    """Look at the form of a command."""
    await seen(request, visitor, stream)
    desk = parts_of(request).desk
    return await _checked(
        visitor, command_of(stream, kind), lambda command, by: desk.judge(stream, command, by)
    )


@router.post("/open/{process}/check")
async def of_opening(process: str, request: Request, visitor: Reader, by: Id = None) -> Checked:
    """Look at the form of what opens a case; without the name that it takes nothing but the fields is judged."""
    kind, desk = command_that_opens(process, by), parts_of(request).desk
    parts = parts_of_name(process, visitor)

    async def judge(command: Command, sender: Sender) -> None:
        if all(parts):
            await desk.judge_opening(process, command, parts, sender)

    return await _checked(visitor, kind, judge)


async def _checked(visitor: Visitor, kind: type[Command], judge: Judge) -> Checked:
    sentences = parts_of(visitor.caller.request).desk.catalogue
    done = await filled(kind, visitor.form, sentences)
    if done.command is None:
        return Checked(wrong=_wrong(done.form, visitor))
    try:
        await judge(done.command, sender_of(visitor))
    except (DomainError, RefusedError) as error:
        return Checked(refusal=_against(refusal_of(error, sentences), visitor))
    return Checked()


def _wrong(form: Form, visitor: Visitor) -> tuple[Wrong, ...]:
    told = visitor.speech.told
    return tuple(
        Wrong(name=one.name, said=tuple(map(told, one.wrong))) for one in nodes_of(form) if one.wrong
    )


def _against(refusal: Refusal, visitor: Visitor) -> Against:
    said = refusal.en if visitor.speech.english else refusal.zh
    return Against(said=said, rule=refusal.rule, policy=refusal.policy)
