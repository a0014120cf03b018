"""`/registers/import`: a register comes in: looked through row by row, then written, its progress at an address of its own."""

import asyncio
from contextlib import suppress
from datetime import date
from pathlib import Path as File
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, UploadFile
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, RedirectResponse, Response

from domain.model import Identifier
from domain.orders import Role
from domain.refusals import DomainError, Refusal
from interfaces.console.asked import Maybe
from interfaces.console.drawing import page
from interfaces.console.registers.browsing import suggested
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import RefusedError, refusal_of
from interfaces.http.asked import parts_of
from interfaces.http.exports import XLSX
from interfaces.http.imports.addresses import committer_of, spool_of
from interfaces.http.imports.spool import ID
from interfaces.http.imports.surveying import KINDS, header_of, look_through
from interfaces.http.imports.taking import arrived, taken
from interfaces.http.imports.told import Import, Kind, Status, Upload
from interfaces.http.problems import status_of
from interfaces.http.refusals import AlreadyRunningError
from interfaces.sheets.marking import Source, mark

router = APIRouter(include_in_schema=False)

MOST = 100
"""Bad rows that a page lists; the workbook to download has all of them."""
_LOOK_AGAIN = "2"
"""Seconds after which a page asks again how far an import is."""

Number = Annotated[str, Path(pattern=ID)]
Org = Annotated[Annotated[Identifier | None, Maybe], Form()]


@router.get("/registers/import")
async def beginning(request: Request, visitor: Reader) -> Response:
    """Return the form, and what was uploaded lately."""
    return _form(request, visitor)


@router.post("/registers/import")
async def upload(  # a form has that many fields
    request: Request,
    visitor: Reader,
    file: UploadFile,
    kind: Annotated[Kind, Form()] = Kind.ENTERPRISES,
    org: Org = None,
    *,
    keep: Annotated[bool, Form()] = False,
) -> Response:
    """Look a file through, and go to what was found."""
    parts = parts_of(request)
    kept = arrived(parts, visitor.person, file, kind, org, keep=keep)
    try:
        if org is not None:
            visitor.caller.check(org)
        await taken(parts.desk, spool_of(request), kept, file.file)
    except (DomainError, RefusedError) as refused:
        return _form(request, visitor, kept, refusal_of(refused, parts.desk.catalogue))
    return RedirectResponse(f"/registers/import/{kept.id}", 303)


@router.get("/registers/import/{number}")
async def shown(number: Number, request: Request, visitor: Reader) -> Response:
    """Return how far an import is; while it is being written, the page comes again by itself."""
    spool = spool_of(request)
    found = spool.find(number, visitor.person)
    busy = spool.busy(found)
    told = spool.told(found)
    running = told.status is Status.RUNNING
    answer = page(
        request,
        visitor,
        "registers/import.html",
        room="/registers",
        told=told,
        wrong=told.wrong[:MOST],
        more=max(0, len(told.wrong) + told.more_wrong - MOST),
        interrupted=running and not busy,
        campaign=_campaign(told, visitor, parts_of(request).desk.today),
    )
    if running and busy:
        answer.headers["refresh"] = _LOOK_AGAIN
    return answer


@router.post("/registers/import/{number}")
async def commit(number: Number, request: Request, visitor: Reader) -> Response:
    """Begin to write what was looked through, or go on with it; whoever is at it already goes on."""
    with suppress(AlreadyRunningError):  # it was sent twice
        await committer_of(request).begin(spool_of(request).find(number, visitor.person))
    return RedirectResponse(f"/registers/import/{number}", 303)


@router.get("/registers/import/{number}/marked.xlsx")
async def marked(number: Number, request: Request, visitor: Reader) -> Response:
    """Return the bad rows as a workbook in which they can be corrected, each wrong cell marked."""
    spool, desk = spool_of(request), parts_of(request).desk
    upload = spool.find(number, visitor.person)
    spool.told(upload)
    wrong = (await look_through(desk, upload, spool.file(upload))).wrong
    home = TemporaryDirectory(prefix="branchctl-marked-")
    path = File(home.name) / "marked.xlsx"
    source = Source(spool.file(upload), header_of(upload.kind))
    try:
        await asyncio.to_thread(mark, path, source, wrong, desk.catalogue)
    except BaseException:
        home.cleanup()
        raise
    return FileResponse(
        path,
        media_type=XLSX,
        filename=f"{File(upload.name).stem}-有误的行.xlsx",
        background=BackgroundTask(home.cleanup),
        headers={"cache-control": "private, no-store"},
    )


def _campaign(told: Import, visitor: Visitor, today: date) -> list[tuple[str, str]]:
    """Return what the form of a campaign over the register is told: whose, which year's, and the register."""
    offices = visitor.directory.offices(visitor.person, today)
    org = told.org or next((one.org for one in offices if one.role is Role.OPERATOR), "")
    done = told.outcome
    part = {"stream": done.stream, "rows": told.rows, "version": done.version} if done else {}
    return [
        ("under", org),
        ("under", str(today.year)),
        *((f"registers.0.{name}", str(value)) for name, value in part.items()),
    ]


def _form(
    request: Request, visitor: Visitor, given: Upload | None = None, refusal: Refusal | None = None
) -> Response:
    return page(
        request,
        visitor,
        "registers/import_form.html",
        status=status_of(refusal.rule) if refusal else 200,
        room="/registers",
        given=given,
        refusal=refusal,
        kinds=tuple(Kind),
        endings=KINDS,
        limit=parts_of(request).settings.upload_limit >> 20,
        uploads=_lately(request, visitor),
        orgs=suggested(visitor),
    )


def _lately(request: Request, visitor: Visitor) -> tuple[Import, ...]:
    spool = spool_of(request)
    return tuple(spool.told(one) for one in spool.of(visitor.person))
