"""Registers as workbooks (导出): all rows at one position, written to a file that goes with the answer."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from interfaces.desk.overview import Standing
from interfaces.http.asked import parts_of
from interfaces.http.registers import Asked, Narrowed
from interfaces.sheets.exporting import About, export
from interfaces.sheets.spool import spooled

router = APIRouter(prefix="/v1", tags=["查阅 reading"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get(
    "/registers/{register}.xlsx",  # noqa: FAST003  # `Asked` takes it
    summary="导出台账 a register as a workbook",
    response_class=FileResponse,
    responses={200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def workbook(request: Request, asked: Asked) -> FileResponse:
    """
    Return all rows as a workbook; its second sheet says what they are and at which position they are true.

    导出全部行；企业和党组织的文件可以原样导回。以 = + - @ 开头的文字不会被当作公式。
    """
    desk = parts_of(request).desk
    with spooled(asked.register) as spool:
        standing = await desk.gather(asked.asked, spool, lambda _more: None)
        about = _about(request, asked, standing)
        return await sent(
            f"{asked.register}.xlsx",
            lambda path: export(path, spool, about, desk.catalogue, lambda _more, _total: None),
            _headers(standing, spool.rows),
        )


async def sent(name: str, write: Callable[[Path], None], headers: Mapping[str, str]) -> FileResponse:
    """Write a workbook aside, in a thread, and answer with it; nothing of it is left behind."""
    home = TemporaryDirectory(prefix="branchctl-export-")
    path = Path(home.name) / name
    try:
        await asyncio.to_thread(write, path)
    except BaseException:
        home.cleanup()
        raise
    return FileResponse(
        path, media_type=XLSX, filename=name, background=BackgroundTask(home.cleanup), headers=dict(headers)
    )


def _headers(standing: Standing, rows: int) -> dict[str, str]:
    """Tell programs what the second sheet tells people: where it is true, and how many rows there are."""
    at = {"x-at": standing.at.isoformat()} if standing.at else {}
    return {
        "cache-control": "private, no-store",
        "x-position": str(standing.position),
        "x-rows": str(rows),
        **at,
    }


def _about(request: Request, asked: Narrowed, standing: Standing) -> About:
    desk, caller, of = parts_of(request).desk, asked.caller, asked.asked
    org = caller.directory.org(of.org) if of.org else None
    return About(
        org=f"{org.name_on(desk.today)} {of.org}" if org else "、".join(caller.roots),
        position=standing.position,
        at=standing.at,
        asked_at=desk.moment,
        asked_by=f"{caller.directory.name_of(caller.person)} {caller.person}",
        narrowed="; ".join(
            f"{name}: {value}"
            for name, value in (
                ("status", " ".join(of.statuses or ())),
                ("text", of.text),
                ("figure", of.figure),
                ("year", of.year),
            )
            if value
        ),
    )
