"""
`/processes/{stream}/attachments/{sha256}`: whether a file that somebody holds is the one that was attached (核对摘要).

The service keeps the digest alone, so the file comes from who has it. A browser with a script computes the digest
itself, and nothing leaves the machine; without one the file is sent here, looked at, and kept nowhere.
"""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from domain.model import Sha256
from interfaces.console.cases.processes import seen
from interfaces.console.drawing import page
from interfaces.console.uploads import digest_of
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.attached import Attached, attached
from interfaces.http.asked import parts_of
from interfaces.http.refusals import NoSuchAddressError
from interfaces.http.streams import Stream

router = APIRouter(include_in_schema=False)
ADDRESS = "/processes/{stream:stream}/attachments/{sha256}"
FILE = "_file"
Digest = Annotated[Sha256, Path()]


class Compared(NamedTuple):
    """A file that was sent, and whether it is the one that was attached."""

    sha256: str
    size: int
    same: bool


@router.get(ADDRESS)
async def attachment(stream: Stream, sha256: Digest, request: Request, visitor: Reader) -> Response:
    """Return the page of an attachment. Raises `NoSuchAddressError`, and as `seen`."""
    return _page(request, visitor, stream, await _attached(request, visitor, stream, sha256))


@router.post(ADDRESS)
async def compared(stream: Stream, sha256: Digest, request: Request, visitor: Reader) -> Response:
    """Answer whether a file is the one that was attached; nothing is recorded or kept."""
    found = await _attached(request, visitor, stream, sha256)
    return _page(request, visitor, stream, found, await _compared(found, visitor.form))


async def _compared(found: Attached, form: FormData) -> Compared | None:
    file = form.get(FILE)
    if not isinstance(file, UploadFile):
        return None
    digest, size = await digest_of(file)
    return Compared(digest, size, digest == found.file.sha256) if file.filename else None


async def _attached(request: Request, visitor: Visitor, stream: str, sha256: str) -> Attached:
    await seen(request, visitor, stream)
    for one in attached(await parts_of(request).desk.facts(stream)):
        if one.file.sha256 == sha256:
            return one
    raise NoSuchAddressError


def _page(
    request: Request, visitor: Visitor, stream: str, found: Attached, compared: Compared | None = None
) -> Response:
    return page(request, visitor, "cases/attachment.html", stream=stream, attachment=found, compared=compared)
