"""`/v1/audit/verify` and `/v1/audit/status`: the seal over the journal as auditors ask about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from audit.seal_status import SealStatus
from audit.verifying.verify import Span
from interfaces.desk.answers import DeskUnavailableError
from interfaces.desk.audits import Held
from interfaces.http.asked import auditor_of, parts_of
from interfaces.http.needs import Caller, Need, Needs
from interfaces.http.refusals import SpanTooLongError
from interfaces.http.strict import StrictRoute
from interfaces.http.verified import LAST, Against, Verified
from journal.notes import PublicKey

router = APIRouter(prefix="/v1/audit", route_class=StrictRoute, tags=["审计 audit"])

Auditor = Annotated[Caller, Depends(Needs(Need.AUDIT))]

LONGEST = 100_000
"""Entries that are verified while somebody waits; a whole journal is verified at its own machine."""
_ANCHORS = "留底文件 anchors"


@router.get("/verify", summary="核验账本的一段 verify a range of the journal")
async def verification(
    request: Request,
    _caller: Auditor,
    first: Annotated[int, Query(ge=1, le=LAST, description="从哪一条 from which position")] = 1,
    last: Annotated[int | None, Query(ge=1, le=LAST, description="到哪一条 to which position")] = None,
) -> Verified:
    """
    Compare bytes, columns, order, seals, signatures and anchors of a range; `nothing_wrong` tells whether it holds.

    核验一段记录：字节、各列、次序、封存、签名和留底；范围会扩展到与之一同封存的记录。
    """
    return await verified_range(request, Span(first, last), Held())


@router.post("/verify", summary="以自己的留底和公钥核验 verify by anchors and a key of one's own")
async def verification_against(body: Against, request: Request, _caller: Auditor) -> Verified:
    """
    Compare a range with what the auditor holds: checkpoints that were kept elsewhere, a key that is trusted.

    以审计人员自己保存的检查点和所信任的公钥核验；没有写入任何内容。
    """
    held = Held(body.anchors, PublicKey.parse(body.key) if body.key is not None else None)
    return await verified_range(request, Span(body.first, body.last), held)


@router.get("/status", summary="封存状况 how the seal stands")
async def status(request: Request, _caller: Auditor) -> SealStatus:
    """
    Return how far the seal reaches, who seals, and whether all that was vouched for agrees.

    封到何处、是否有人封存、检查点与留底是否相符；alarm、contradiction 为空即相符。
    """
    with _anchors_named():
        return await auditor_of(request).status()


async def verified_range(request: Request, span: Span, held: Held) -> Verified:
    """Verify a range that is short enough to be waited for. Raises `SpanTooLongError`, `DeskUnavailableError`."""
    first, last = span.first or 1, span.last or LAST
    if min(last, await parts_of(request).journal.length()) - first >= LONGEST:
        raise SpanTooLongError(LONGEST)
    with _anchors_named():
        return Verified.of(await auditor_of(request).verify(span, held, _nobody_watches))


@contextmanager
def _anchors_named() -> Iterator[None]:
    """Raise `DeskUnavailableError` for a file of anchors that the service cannot read."""
    try:
        yield
    except OSError as error:
        raise DeskUnavailableError(_ANCHORS, error) from error


def _nobody_watches(_more: int, _total: int | None) -> None:
    """Take note of no progress."""
