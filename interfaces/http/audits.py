"""`/v1/audit/…`: replay, conformance and proofs, for auditors."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from interfaces.desk.audited import ToldConformance, ToldMoment, ToldStep
from interfaces.desk.audits import Then
from interfaces.desk.names import is_journals_own
from interfaces.http.asked import auditor_of, parts_of
from interfaces.http.moments import Moment
from interfaces.http.needs import Caller, Need, Needs
from interfaces.http.paging import Limit
from interfaces.http.readers import check_audited
from interfaces.http.refusals import NoSuchCaseError, NoSuchVersionError
from interfaces.http.streams import Stream

router = APIRouter(prefix="/v1/audit", tags=["审计 audit"])

Auditor = Annotated[Caller, Depends(Needs(Need.AUDIT))]
Version = Annotated[int, Query(ge=1, le=2**31 - 1, description="第几版 a version")]

PROOF = "text/plain; charset=utf-8"


async def _then(
    version: Version | None = None,
    time: Annotated[Moment | None, Query(description="当时所知 as it was known then")] = None,
) -> Then:
    """Return as of when a stream is asked for."""
    return Then(version, time)


AsKnown = Annotated[Then, Depends(_then)]


@router.get("/replay/{stream:stream}/steps", summary="逐条重放 entry by entry, with what each changed")
async def replay_steps(
    stream: Stream,
    request: Request,
    caller: Auditor,
    then: AsKnown,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="从第几版之后 behind a version")] = 0,
    limit: Limit = 100,
) -> tuple[ToldStep, ...]:
    """
    Return the entries of a stream behind a version, each with its fact, its rules, and what it changed.

    逐条重放，与办理时是同一套规则代码；每条列出状态和待办的变化。
    """
    await _check_then(request, caller, stream, then)
    return await auditor_of(request).steps(stream, then, after, limit)


@router.get("/replay/{stream:stream}", summary="重放到某一时刻 a stream as it stood at any moment")
async def replay(stream: Stream, request: Request, caller: Auditor, then: AsKnown) -> ToldMoment:
    """
    Return state, tasks and the rules they were judged by, as they were known then.

    当时的状态、待办和所依规则文件。
    """
    await _check_then(request, caller, stream, then)
    return await auditor_of(request).moment(stream, then)


@router.get("/conform/{stream:stream}", summary="规则复核 every command put to its rules again")
async def conform(
    stream: Stream,
    request: Request,
    caller: Auditor,
    *,
    today: Annotated[bool, Query(description="按今天的规则 by today's rules, not those of then")] = False,
) -> ToldConformance:
    """
    Put every command of a stream to its rules again, and compare byte by byte with what stands.

    把每个命令交给当时的规则重新裁定，与记录逐字节比较；findings 为空即全部符合。账本自身的记录（journal/…）不由规则裁定。

    The journal's own streams (`journal/…`) are decided by no rules; they are counted.
    """
    if not is_journals_own(stream):
        await _check(request, caller, stream)
    found = await auditor_of(request).conform(stream, today=today)
    if not found.entries:
        raise NoSuchCaseError(stream)
    return found


@router.get(
    "/proof/{stream:stream}",
    summary="一条记录的证明 the proof of one entry",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def proof(stream: Stream, request: Request, caller: Auditor, version: Version) -> Response:
    """
    Return the file that proves an entry: its bytes, the path to the root, the signed checkpoint (C2SP tlog-proof).

    证明文件：不必信任本服务，任何人都可以用 verify.py 和已知的公钥核对。
    """
    await _check(request, caller, stream)
    found = await auditor_of(request).prove(stream, version)
    return Response(found.text, media_type=PROOF, headers={"cache-control": "private, no-store"})


async def _check_then(request: Request, caller: Caller, stream: str, then: Then) -> None:
    """Refuse as `_check` does, and a version that the stream has not come to."""
    last = await _check(request, caller, stream)
    if then.version is not None and then.version > last:
        raise NoSuchVersionError(stream, then.version, last)


async def _check(request: Request, caller: Caller, stream: str) -> int:
    """Refuse as `check_audited` does; return the stream's last version."""
    return (await check_audited(stream, caller, parts_of(request).desk)).version
