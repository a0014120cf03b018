"""
`/verify`: where the code on a paper leads (回执、批复上的二维码): whether the entry that the paper tells of stands.

For who is signed in and may read the case, and for nobody else: that a case has an entry, when, and under which name is
already something about it. What is shown is the place of the entry, its hash and how far it is vouched for, verified at
each look; what it says is on the case's own page. Somebody without an account checks a paper by the evidence that its
holder hands over (`verify.py`), against the seal that anybody may fetch (`/log/…`), which tells no content.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from audit.attesting import Attestation, attest
from domain.reading import NotForYouError
from interfaces.console.asked import Maybe
from interfaces.console.cases.processes import seen
from interfaces.console.drawing import page
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.anchored import last_anchored
from interfaces.http.asked import parts_of
from interfaces.http.audits import Version
from interfaces.http.readers import check_audited
from interfaces.http.refusals import NoSuchVersionError
from interfaces.http.streams import PATTERN
from journal.entry import StoredEntry
from journal.notes import Checkpoint

router = APIRouter(include_in_schema=False)

Name = Annotated[Annotated[str, Field(pattern=f"^{PATTERN}$")] | None, Maybe, Query()]


@router.get("/verify")
async def verify(request: Request, visitor: Reader, stream: Name = None, version: Version = 1) -> Response:
    """Return the page. Raises `NoSuchCaseError`, `NoSuchVersionError`, `NotForYouError`."""
    if stream is None:
        return _page(request, visitor, None, None)
    reading = await seen(request, visitor, stream)
    if version > reading.version:
        raise NoSuchVersionError(stream, version, reading.version)
    parts = parts_of(request)
    (entry,) = await parts.journal.load(stream, version - 1, 1)
    found = await attest(parts.journal, entry, last_anchored(parts.anchors))
    return _page(request, visitor, entry, found, audits=await _audits(request, visitor, stream))


async def _audits(request: Request, visitor: Visitor, stream: str) -> bool:
    """Whether the visitor may look at the case as an auditor, and take its proof along."""
    try:
        await check_audited(stream, visitor.caller.as_auditor, parts_of(request).desk)
    except NotForYouError:
        return False
    return True


def _page(
    request: Request,
    visitor: Visitor,
    entry: StoredEntry | None,
    found: Attestation | None,
    *,
    audits: bool = False,
) -> Response:
    proof = found.proof if found else None
    return page(
        request,
        visitor,
        "cases/verify.html",
        entry=entry,
        found=found,
        checkpoint=Checkpoint.parse(proof.checkpoint) if proof else None,
        at=parts_of(request).desk.moment,
        audits=audits,
    )
