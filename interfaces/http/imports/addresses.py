"""`/v1/registers/imports`: upload and look, commit, and how far it is (SSE)."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Request, Response, UploadFile
from starlette.responses import StreamingResponse

from domain.model import Identifier
from interfaces.http.asked import parts_of
from interfaces.http.imports.committing import Committer
from interfaces.http.imports.spool import ID, Spool
from interfaces.http.imports.taking import arrived, taken
from interfaces.http.imports.told import Import, Kind, Status, Upload
from interfaces.http.readers import Reader
from interfaces.http.strict import StrictRoute

router = APIRouter(prefix="/v1/registers/imports", route_class=StrictRoute, tags=["导入 imports"])

_LOOK_AGAIN = 0.3
"""Seconds between two looks at how far an import is."""
_STILL_THERE = 15
"""Seconds of silence after which a stream says that it is still there."""
_LONGEST = 3600
"""Seconds that one stream lasts; whoever wants more asks again."""

Number = Annotated[str, Path(pattern=ID, description="上传编号 the upload")]


def spool_of(request: Request) -> Spool:
    """Return where uploads wait."""
    spool: Spool = request.app.state.spool
    return spool


def committer_of(request: Request) -> Committer:
    """Return who writes them."""
    committer: Committer = request.app.state.committer
    return committer


@router.post(
    "", status_code=201, summary="上传台账，逐行检查，不写入 upload a register and have it looked through"
)
async def upload(  # noqa: PLR0913  # a form has that many fields
    request: Request,
    response: Response,
    caller: Reader,
    file: Annotated[UploadFile, File(description="CSV、TSV 或者 .xlsx")],
    kind: Annotated[
        Kind, Form(description="企业台账，或者党组织清单 what the file lists")
    ] = Kind.ENTERPRISES,
    org: Annotated[
        Identifier | None, Form(description="没有写明组织的行归哪个组织 where rows lie that name none")
    ] = None,
    *,
    keep: Annotated[
        bool, Form(description="没有变化也保存名单 keep the rows even if they tell nothing new")
    ] = False,
) -> Import:
    """
    Return what can be taken, and each bad row with number, column, value and reason; nothing is written yet.

    试导入：列出可以导入的行数，以及每个有误的行（行号、栏、值、原因）；没有写入。确认无误后 POST {Location}/commit。
    """
    if org is not None:
        caller.check(org)
    parts, spool = parts_of(request), spool_of(request)
    kept = arrived(parts, caller.person, file, kind, org, keep=keep)
    told = await taken(parts.desk, spool, kept, file.file)
    response.headers["location"] = f"/v1/registers/imports/{kept.id}"
    return told


@router.post("/{number}/commit", status_code=202, summary="写入已检查的台账 write what was looked through")
async def commit(number: Number, request: Request, caller: Reader) -> Import:
    """
    Begin to write the good rows; repeated, it goes on where it was, and changes nothing twice.

    写入可以导入的行，在后台进行，进度见 {Location}/events；重复提交不会重复登记。
    """
    return await committer_of(request).begin(spool_of(request).find(number, caller.person))


@router.get("/{number}", summary="导入情况 how far an import is")
async def progress(number: Number, request: Request, caller: Reader) -> Import:
    """
    Return how far an import is, and in the end what became of every row.

    导入进行到哪里；完成后，新登记、更新、未变、被拒各多少行。
    """
    spool = spool_of(request)
    return spool.told(spool.find(number, caller.person))


@router.get(
    "/{number}/events",
    summary="导入进度 progress as server-sent events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def events(number: Number, request: Request, caller: Reader) -> StreamingResponse:
    """
    Stream how far an import is (`event: progress`), to its end (`event: end`).

    进度逐条推送，完成或者失败时以 end 结束；数据与 GET 相同，但不列出有误的行。
    """
    spool = spool_of(request)
    found = spool.find(number, caller.person)
    spool.told(found)
    return StreamingResponse(
        _stream(spool, found),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _stream(spool: Spool, found: Upload) -> AsyncIterator[str]:
    clock = asyncio.get_running_loop()
    begun = spoken = clock.time()
    before: Import | None = None
    while clock.time() - begun < _LONGEST:
        told = spool.told(found).model_copy(update={"wrong": ()})
        if told != before:
            before, spoken = told, clock.time()
            yield _event(told)
        if told.status in {Status.DONE, Status.FAILED}:
            return
        if clock.time() - spoken > _STILL_THERE:
            spoken = clock.time()
            yield ": \n\n"
        await asyncio.sleep(_LOOK_AGAIN)


def _event(told: Import) -> str:
    name = "end" if told.status in {Status.DONE, Status.FAILED} else "progress"
    return f"event: {name}\ndata: {told.model_dump_json(exclude_defaults=True)}\n\n"
