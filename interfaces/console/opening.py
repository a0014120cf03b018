"""`/open/{process}`: a case is opened by the form of the command that opens it; its name is found by itself."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from domain.orders import Command
from domain.refusals import DomainError, Refusal
from domain.titles import Title, title_of
from interfaces.console.asked import Id
from interfaces.console.deciding import paper_of, sender_of
from interfaces.console.drawing import page
from interfaces.console.filling import filled
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import Answer, RefusedError, refusal_of
from interfaces.desk.names import SHAPES
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Form
from interfaces.forms.names import read_names
from interfaces.http.asked import in_flight_of, parts_of
from interfaces.http.opening import IDENTIFIED, opened
from interfaces.http.problems import status_of
from interfaces.http.refusals import NoSuchAddressError

router = APIRouter(include_in_schema=False)

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
    """Never asked for: what opens a case decides nothing (`domain.permissions.is_decision`)."""


def openings_under(name: str) -> tuple[str, ...]:
    """Return the cases that people open under a stream of a kind: whose names begin with its id."""
    return tuple(kind for kind in opened() if kind != name and SHAPES[kind].parts[:1] == (name.upper(),))


@router.get("/open")
async def everything(request: Request, visitor: Reader) -> Response:
    """Return what can be opened at all, with the ways to do it."""
    ways = {process: [title_of(one) for one in commands] for process, commands in opened().items()}
    return page(request, visitor, "openings.html", ways=ways)


@router.get("/open/{process}")
async def asked(
    process: str,
    request: Request,
    visitor: Reader,
    under: Annotated[list[str] | None, Query(max_length=2)] = None,
    by: Id = None,
) -> Response:
    """
    Return the form. `under`: the first parts of the case's name; `by`: the command, where several open it.

    Whatever else the address says is written into the fields of that name: a page that knows it leads here with it.
    """
    command = _command(process, by)
    told = [pair for pair in request.query_params.multi_items() if pair[0] not in {"under", "by"}]
    form = form_of(command, parts_of(request).desk.catalogue, read_names(told).tree)
    return _shown(request, visitor, Asked(process, command, _padded(process, under or []), form))


@router.post("/open/{process}")
async def ordered(process: str, request: Request, visitor: Reader, by: Id = None) -> Response:
    """Open the case and go there, or show the form again with what stands against it."""
    command, sentences = _command(process, by), parts_of(request).desk.catalogue
    done = await filled(command, visitor.form, sentences)
    again = Asked(process, command, _parts(process, visitor), done.form)
    if done.command is None:
        return _shown(request, visitor, again, done.status)
    try:
        answer = await _opened(request, visitor, again, done.command)
    except (DomainError, RefusedError) as error:
        refusal = refusal_of(error, sentences)
        return _shown(request, visitor, again._replace(refusal=refusal), status_of(refusal.rule))
    return RedirectResponse(f"/processes/{answer.stream}?done={answer.version}", 303)


def _command(process: str, kind: str | None) -> type[Command]:
    """Return the command that opens a case, the first where none is chosen. Raises `NoSuchAddressError`."""
    commands = opened().get(process, ())
    found = [one for one in commands if kind in (None, one.kind_name())]
    if not found:
        raise NoSuchAddressError
    return found[0]


def _padded(process: str, given: list[str]) -> tuple[str, ...]:
    wanted = len(SHAPES[process].parts)
    return (*given, *[""] * wanted)[:wanted]


def _parts(process: str, visitor: Visitor) -> tuple[str, ...]:
    return tuple(str(visitor.form.get(f"{PART}{name}", "")).strip() for name in SHAPES[process].parts)


async def _opened(request: Request, visitor: Visitor, asked: Asked, command: Command) -> Answer:
    sender = sender_of(visitor)
    assert sender.command_id is not None  # noqa: S101  # every form has a key
    parts = tuple(filter(None, asked.parts))
    desk, case = parts_of(request).desk, "/".join((asked.process, *parts))
    return await in_flight_of(request).carry(
        case, sender.command_id, lambda: desk.open(asked.process, command, parts, sender)
    )


def _shown(request: Request, visitor: Visitor, asked: Asked, status: int = 200) -> Response:
    named = zip(SHAPES[asked.process].parts, asked.parts, strict=True)
    return page(
        request,
        visitor,
        "open.html",
        status=status,
        asked=asked,
        title=title_of(asked.command),
        ways=tuple((one.kind_name(), title_of(one)) for one in opened()[asked.process]),
        named=tuple((f"{PART}{name}", Title(*IDENTIFIED[name][:2]), text) for name, text in named),
        key=parts_of(request).new_id(),
        paper=dict(paper_of(visitor.form)),
    )
