"""`/audit/pack/…`: the evidence of one case to take along, as a zip that is checked without this service."""

import asyncio
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from audit.exports.case import Piece, evidence_of
from interfaces.console.kept import kept
from interfaces.console.visiting import Auditor
from interfaces.http.asked import parts_of
from interfaces.http.readers import check_audited
from interfaces.http.streams import Stream

router = APIRouter(include_in_schema=False)


@router.get("/audit/pack/{stream:stream}")
async def pack(stream: Stream, request: Request, visitor: Auditor) -> Response:
    """Return the evidence of a case. Raises as `check_audited` and `evidence_of`."""
    await check_audited(stream, visitor.caller, parts_of(request).desk)
    pieces = await evidence_of(parts_of(request).journal, stream)
    folder = stream.replace("/", "-")
    return kept(await asyncio.to_thread(zipped, folder, pieces), "application/zip", f"{folder}.zip")


def zipped(folder: str, pieces: Sequence[Piece]) -> bytes:
    """Return files as a zip with one folder; the same files are the same bytes, since no clock is asked."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as file:
        for one in pieces:
            told = ZipInfo(f"{folder}/{one.path}")
            told.compress_type = ZIP_DEFLATED
            told.external_attr = 0o644 << 16
            file.writestr(told, one.content)
    return whole.getvalue()
