"""`/audit`: how far the journal is sealed, where to look, a range verified on the spot, and how to take everything along."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from audit.seal_status import SealStatus
from audit.verifying.verify import Span
from domain.model import StreamName
from interfaces.console.asked import Maybe
from interfaces.console.drawing import page
from interfaces.console.visiting import Auditor, Visitor
from interfaces.desk.auditor import Auditor as Asked
from interfaces.desk.audits import Held
from interfaces.http.asked import auditor_of, parts_of
from interfaces.http.readers import check_audited
from interfaces.http.refusals import NoSuchPositionError
from interfaces.http.sealing import LONGEST, verified_range
from interfaces.http.streams import PATTERN

router = APIRouter(include_in_schema=False)

Find = Annotated[
    Annotated[str, Field(pattern=rf"^\s*([0-9]{{1,15}}|{PATTERN}(#[0-9]{{1,9}})?)\s*$")] | None,
    Maybe,
    Query(),
]
"""A position, a stream, or an entry of a stream: `1234`, `filing/K-1/1`, `filing/K-1/1#2`."""
Position = Annotated[Annotated[int, Field(ge=1, le=2**53 - 1)] | None, Maybe, Query()]


@router.get("/audit")
async def audit(request: Request, visitor: Auditor, find: Find = None) -> Response:
    """Return the page; `find` leads to the entry that it names."""
    if find is not None:
        return RedirectResponse(await _found(request, visitor, find.strip()), 303)
    status, problem = await _status(request)
    return page(
        request,
        visitor,
        "audit/audit.html",
        room="/audit",
        status_of=status,
        unreadable=problem,
        longest=LONGEST,
    )


@router.get("/audit/verify")
async def verification(
    request: Request, visitor: Auditor, first: Position = None, last: Position = None
) -> Response:
    """Return what a verification of a range found. Raises `SpanTooLongError`, `DeskUnavailableError`."""
    found = await verified_range(request, Span(first, last), Held())
    return page(
        request,
        visitor,
        "audit/audit_verified.html",
        room="/audit",
        found=found,
        at=parts_of(request).desk.moment,
        asked=Span(first, last),
        longest=LONGEST,
    )


async def _status(request: Request) -> tuple[SealStatus, str]:
    """Return how the seal stands, and why the file of anchors cannot be read, if it cannot."""
    try:
        return await auditor_of(request).status(), ""
    except OSError as error:
        parts = parts_of(request)
        without = Asked(parts.journal, parts.desk.catalogue, None, parts.now)
        return await without.status(), error.strerror or type(error).__name__


async def _found(request: Request, visitor: Visitor, find: str) -> str:
    """Return the address of an entry that the visitor may look at. Raises `NoSuchPositionError`, and as `check_audited`."""
    stream, _, version = find.partition("#")
    if find.isdigit():
        stream, version = await _at_position(request, int(find))
    reading = await check_audited(stream, visitor.caller, parts_of(request).desk)
    return f"/audit/replay/{stream}?version={version or reading.version}"


async def _at_position(request: Request, position: int) -> tuple[StreamName, str]:
    journal = parts_of(request).journal
    entries = await journal.at([position]) if position else []
    if not entries:
        raise NoSuchPositionError(position, await journal.length())
    return entries[0].stream, str(entries[0].version)
