"""`/open/{process}`: a case is opened by the form of the command that opens it; its name is found by itself."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from access.opening import Access
from access.refusals import StepUpNeededError
from domain.catalogue import Catalogue
from domain.orders import Command
from domain.refusals import DomainError, Refusal
from domain.titles import Title, title_of
from interfaces.console.asked import Id
from interfaces.console.deciding import freshened, paper_of, sender_of
from interfaces.console.drawing import page
from interfaces.console.uploads import pairs_of
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import Answer, RefusedError
from interfaces.desk.names import SHAPES
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Form
from interfaces.forms.posting import FormError, posted
from interfaces.forms.prefilling import prefilled
from interfaces.forms.shaping import reshaped
from interfaces.http.asked import in_flight_of, parts_of
from interfaces.http.opening import IDENTIFIED, opened
from interfaces.http.problems import status_of
from interfaces.http.refusals import NoSuchAddressError

PART = "_part."
"""Before a part of the case's name, in the form."""


class Asked(NamedTuple):
    """A form that is shown: of which command opens which case; `parts`: of its name, as far as they are given."""

    process: str
    command: type[Command]
    parts: tuple[str, ...]
    form: Form
    refusal: Refusal | None = None
    step_up: bool = False


def router(access: Access) -> APIRouter:
    """Return the pages."""
    made = APIRouter(include_in_schema=False)

    @made.get("/open/{process}")
    async def asked(
        process: str,
        request: Request,
        visitor: Reader,
        under: Annotated[list[str] | None, Query(max_length=2)] = None,
        by: Id = None,
    ) -> Response:
        command, sentences = _command(process, by), parts_of(request).desk.catalogue

        form = form_of(command, sentences, prefilled(command))
        return _shown(request, visitor, Asked(process, command, _padded(process, under or []), form))

    @made.post("/open/{process}")
    async def ordered(process: str, request: Request, visitor: Reader, by: Id = None) -> Response:
        command, sentences = _command(process, by), parts_of(request).desk.catalogue
        pairs, parts = await pairs_of(visitor.form), _parts(process, visitor)
        form = reshaped(command, pairs, sentences)
        if form is not None:
            return _shown(request, visitor, Asked(process, command, parts, form))
        try:
            told = posted(command, pairs, sentences)
        except FormError as wrong:
            return _shown(request, visitor, Asked(process, command, parts, wrong.form), 422)
        return await _settled(
            access, request, visitor, Asked(process, command, parts, _again(told, sentences)), told
        )

    return made


def _command(process: str, kind: str | None) -> type[Command]:
    """Return the command that opens a case, the first where none is chosen. Raises `NoSuchAddressError`."""
    commands = opened().get(process, ())
    found = [one for one in commands if kind in (None, one.kind_name())]
    if not found:
        raise NoSuchAddressError
    return found[0]


def _again(told: Command, sentences: Catalogue) -> Form:
    return form_of(type(told), sentences, told.model_dump(mode="json"))


def _padded(process: str, given: list[str]) -> tuple[str, ...]:
    wanted = len(SHAPES[process].parts)
    return (*given, *[""] * wanted)[:wanted]


def _parts(process: str, visitor: Visitor) -> tuple[str, ...]:
    return tuple(str(visitor.form.get(f"{PART}{name}", "")).strip() for name in SHAPES[process].parts)


async def _settled(
    access: Access, request: Request, visitor: Visitor, again: Asked, command: Command
) -> Response:
    try:
        answer = await _ordered(access, request, visitor, again, command)
    except StepUpNeededError:
        return _shown(request, visitor, again._replace(step_up=True), 401)
    except DomainError as error:
        refusal = parts_of(request).desk.catalogue.refusal(error)
    except RefusedError as refused:
        refusal = refused.refusal
    else:
        return RedirectResponse(f"/processes/{answer.stream}?done={answer.version}", 303)
    return _shown(request, visitor, again._replace(refusal=refusal), status_of(refusal.rule))


async def _ordered(
    access: Access, request: Request, visitor: Visitor, again: Asked, command: Command
) -> Answer:
    sender = sender_of(visitor)
    await freshened(access, request, visitor)
    assert sender.command_id is not None  # noqa: S101  # every form has a key
    parts = tuple(filter(None, again.parts))
    desk, case = parts_of(request).desk, "/".join((again.process, *parts))
    return await in_flight_of(request).carry(
        case, sender.command_id, lambda: desk.open(again.process, command, parts, sender)
    )


def _shown(request: Request, visitor: Visitor, asked: Asked, status: int = 200) -> Response:
    named = [IDENTIFIED[name] for name in SHAPES[asked.process].parts]
    return page(
        request,
        visitor,
        "open.html",
        status=status,
        asked=asked,
        title=title_of(asked.command),
        ways=tuple((one.kind_name(), title_of(one)) for one in opened()[asked.process]),
        named=tuple(
            (f"{PART}{name}", Title(zh, en), text)
            for name, (zh, en, _), text in zip(SHAPES[asked.process].parts, named, asked.parts, strict=True)
        ),
        key=parts_of(request).new_id(),
        paper=dict(paper_of(visitor.form)),
    )
