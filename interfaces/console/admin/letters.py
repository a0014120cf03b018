"""`/admin/letters`: what upstream systems sent and what became of it; a dead letter is delivered again, with a reason."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from domain.catalogue import Said
from domain.inbox.commands import RedriveEvent
from domain.model import Text
from domain.refusals import Refusal
from interfaces.console.acts.deciding import sender_of
from interfaces.console.asked import Maybe
from interfaces.console.drawing import page
from interfaces.console.proving import new_key
from interfaces.console.visiting import Administrator, Visitor
from interfaces.desk.answers import RefusedError
from interfaces.http.asked import parts_of
from interfaces.http.ordering import settled
from interfaces.http.refusals import NoSuchEventError
from ledger.letters import Letter, LetterStanding, LettersWanted

router = APIRouter(prefix="/admin/letters", include_in_schema=False)

_PAGE = 50
_LAST = 2**53 - 1
Position = Annotated[int, Path(ge=1, le=_LAST)]
After = Annotated[int, Query(ge=0, le=_LAST)]
Standing = Annotated[LetterStanding | None, Maybe, Query()]
_FIRST_LOOK = LetterStanding.DEAD


@router.get("")
async def letters(
    request: Request, visitor: Administrator, standing: Standing = _FIRST_LOOK, after: After = 0
) -> Response:
    """Return the list; without a question only the dead ones."""
    desk = parts_of(request).desk
    found = await desk.letters(LettersWanted(standing, None, after, _PAGE), realm=visitor.realm)
    return page(
        request,
        visitor,
        "admin/letters.html",
        room="/admin",
        found=found,
        standing=standing,
        standings=list(LetterStanding),
        why=lambda one: _why(one, request),
    )


@router.get("/{position}")
async def letter(
    visitor: Administrator,
    position: Position,
    at_least: Annotated[int | None, Query(ge=1, le=_LAST)] = None,
) -> Response:
    """Return one event, with what it said."""
    return await _one(visitor, await _letter(visitor, position, at_least))


@router.post("/{position}")
async def redrive(
    request: Request, visitor: Administrator, position: Position, reason: Annotated[Text, Form()]
) -> Response:
    """Have it delivered again, as things stand now."""
    found = await _letter(visitor, position)
    command = RedriveEvent(of=found.event, reason=reason)
    try:
        answer = await settled(request, found.stream, command, sender_of(visitor))
    except RefusedError as refused:
        return await _one(visitor, found, refused.refusal)
    return RedirectResponse(f"/admin/letters/{position}?at_least={answer.position}", 303)


async def _letter(visitor: Visitor, position: int, at_least: int | None = None) -> Letter:
    """Return an event of the visitor's organisations. Raises `NoSuchEventError`."""
    wanted = LettersWanted(None, (position,), 0, 1)
    desk = parts_of(visitor.caller.request).desk
    found = await desk.letters(wanted, at_least=at_least, realm=visitor.realm)
    if not found.items:
        raise NoSuchEventError(position)
    return found.items[0]


async def _one(visitor: Visitor, found: Letter, refusal: Refusal | None = None) -> Response:
    request = visitor.caller.request
    return page(
        request,
        visitor,
        "admin/letter.html",
        status=422 if refusal else 200,
        room="/admin",
        letter=found,
        event=await parts_of(request).desk.said(found),
        why=_why(found, request),
        refusal=refusal,
        key=new_key(request),
    )


def _why(found: Letter, request: Request) -> Said | None:
    """Return why an event is dead."""
    catalogue = parts_of(request).desk.catalogue
    if found.rule is None:
        return None
    if found.rule not in catalogue:
        return Said(zh=found.rule, en=found.rule)
    return catalogue.refused(found.rule, dict(found.data))
