"""`/open/{process}`: a case is opened by the form of the command that opens it; its name is found by itself."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from domain.model import StreamName
from domain.orders import Command
from domain.refusals import DomainError, Refusal
from domain.titles import Title, name_of_kind, title_of
from interfaces.console.acts.deciding import paper_of, sender_of
from interfaces.console.acts.filling import Begun, begun_of, filled
from interfaces.console.acts.knowing import known_of_new
from interfaces.console.asked import Id, Maybe
from interfaces.console.drawing import page
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import Answer, RefusedError, refusal_of
from interfaces.desk.names import SHAPES
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Form
from interfaces.forms.names import read_names
from interfaces.forms.prefilling import prefilled
from interfaces.forms.trees import laid_over
from interfaces.http.asked import in_flight_of, parts_of
from interfaces.http.opening import IDENTIFIED, opened
from interfaces.http.problems import status_of
from interfaces.http.refusals import NoSuchAddressError

router = APIRouter(include_in_schema=False)

About = Annotated[StreamName | None, Maybe, Query()]
_OWN = frozenset({"under", "by", "about"})
PART = "_part."
"""Before a part of the case's name, in the form."""


class Asked(NamedTuple):
    """
    A form that is shown: of which command opens which case, as it was `begun` from the records.

    `parts`: of its name, as far as they are given.
    """

    process: str
    command: type[Command]
    parts: tuple[str, ...]
    form: Form
    begun: Begun
    refusal: Refusal | None = None
    step_up: bool = False
    """Never asked for: what opens a case decides nothing (`domain.permissions.is_decision`)."""


@router.get("/open")
async def everything(request: Request, visitor: Reader) -> Response:
    """Return what can be opened at all, with the ways to do it."""
    ways = {
        process: [name_of_kind(one.kind_name()) for one in commands] for process, commands in opened().items()
    }
    return page(request, visitor, "acts/openings.html", ways=ways)


@router.get("/open/{process}")
async def asked(
    process: str,
    request: Request,
    visitor: Reader,
    under: Annotated[list[str] | None, Query(max_length=2)] = None,
    by: Id = None,
    about: About = None,
) -> Response:
    """
    Return the form.

    `under`: the first parts of the case's name; `by`: the command, where several open it; `about`: a stream that tells
    what is known of it (`branch/b-1`). Whatever else the address says is written into the fields of that name: a page
    that knows it leads here with it.
    """
    command, parts = command_that_opens(process, by), _padded(process, under or [])
    begun = await _begun(request, visitor, process, command, parts, about)
    told = [pair for pair in request.query_params.multi_items() if pair[0] not in _OWN]
    tree = laid_over(prefilled(command, begun.known), read_names(told).tree)
    form = form_of(command, parts_of(request).desk.catalogue, tree)
    return _shown(request, visitor, Asked(process, command, parts, form, begun))


@router.post("/open/{process}")
async def ordered(
    process: str, request: Request, visitor: Reader, by: Id = None, about: About = None
) -> Response:
    """Open the case and go there, or show the form again with what stands against it."""
    command, sentences = command_that_opens(process, by), parts_of(request).desk.catalogue
    done, parts = await filled(command, visitor.form, sentences), parts_of_name(process, visitor)
    begun = await _begun(request, visitor, process, command, parts, about)
    again = Asked(process, command, parts, done.form, begun)
    if done.command is None:
        return _shown(request, visitor, again, done.status)
    try:
        answer = await _opened(request, visitor, again, done.command)
    except (DomainError, RefusedError) as error:
        refusal = refusal_of(error, sentences)
        return _shown(request, visitor, again._replace(refusal=refusal), status_of(refusal.rule))
    return RedirectResponse(f"/processes/{answer.stream}?done={answer.version}", 303)


def command_that_opens(process: str, kind: str | None) -> type[Command]:
    """Return the command that opens a case, the first where none is chosen. Raises `NoSuchAddressError`."""
    commands = opened().get(process, ())
    found = [one for one in commands if kind in (None, one.kind_name())]
    if not found:
        raise NoSuchAddressError
    return found[0]


async def _begun(  # what a case is opened by
    request: Request,
    visitor: Visitor,
    process: str,
    command: type[Command],
    parts: tuple[str, ...],
    about: StreamName | None,
) -> Begun:
    told = await known_of_new(visitor, process, command, parts, about)
    return begun_of(command, told, parts_of(request).desk.catalogue)


def _padded(process: str, given: list[str]) -> tuple[str, ...]:
    wanted = len(SHAPES[process].parts)
    return (*given, *[""] * wanted)[:wanted]


def parts_of_name(process: str, visitor: Visitor) -> tuple[str, ...]:
    """Return the parts of the case's name that a form gives, empty where it gives none."""
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
        "acts/open.html",
        status=status,
        asked=asked,
        known=asked.begun.still(asked.form),
        title=name_of_kind(asked.command.kind_name()),
        does=title_of(asked.command),
        ways=tuple((one.kind_name(), name_of_kind(one.kind_name())) for one in opened()[asked.process]),
        named=tuple((f"{PART}{name}", Title(*IDENTIFIED[name][:2]), text) for name, text in named),
        key=parts_of(request).new_id(),
        paper=dict(paper_of(visitor.form)),
    )
