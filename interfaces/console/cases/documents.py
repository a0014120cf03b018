"""`/processes/{stream}/papers/{version}`: approval, receipt, notice and correction request, as a page and as PDF."""

from urllib.parse import quote

import segno
from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from interfaces.console.cases.processes import seen
from interfaces.console.drawing import page
from interfaces.console.visiting import Reader
from interfaces.http.asked import parts_of
from interfaces.http.refusals import NoSuchAddressError
from interfaces.http.streams import Stream
from interfaces.papers.asking import papers_at
from interfaces.papers.paper import Paper
from interfaces.papers.printing.pdf import pdf

router = APIRouter(include_in_schema=False)


@router.get("/processes/{stream:stream}/papers/{version}.pdf")
async def printed(stream: Stream, version: int, request: Request, visitor: Reader) -> Response:
    """Return a document as PDF."""
    paper = await _paper(request, visitor, stream, version)
    name = quote(
        f"{visitor.speech.told(paper.wording.kind)} {paper.number or paper.stream}.pdf".replace("/", "-")
    )
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}", "cache-control": "no-store"}
    return Response(
        pdf(paper, visitor.speech.language, _address(request, paper)),
        headers=headers,
        media_type="application/pdf",
    )


@router.get("/processes/{stream:stream}/papers/{version}")
async def shown(stream: Stream, version: int, request: Request, visitor: Reader) -> Response:
    """Return a document as a page that can be printed."""
    paper = await _paper(request, visitor, stream, version)
    address = _address(request, paper)
    code = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="paper-code", lineclass=None
    )
    return page(
        request,
        visitor,
        "cases/paper.html",
        paper=paper,
        address=address,
        code=Markup(code),  # noqa: S704  # drawn by us, of an address
    )


async def _paper(request: Request, visitor: Reader, stream: str, version: int) -> Paper:
    await seen(request, visitor, stream)
    found = await papers_at(parts_of(request).desk, stream, version=version)
    if not found:
        raise NoSuchAddressError
    return found[0]


def _address(request: Request, paper: Paper) -> str:
    """Return where it is verified, as this service is reached from outside."""
    return f"{str(request.base_url).rstrip('/')}{paper.verification}"
