"""`/v1/audit/…`: replay, conformance, proofs and verification, for auditors."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from audit.conforming import conform_stream
from audit.proving import prove
from audit.replaying import governing, moment, steps, told
from audit.verifying.verify import Span, verify
from domain.dates import local_day
from domain.places import DOCUMENTS
from domain.processes import decider_of
from interfaces.desk.audited import (
    ToldConformance,
    ToldMoment,
    ToldStep,
    told_findings,
    told_moment,
    told_step,
)
from interfaces.desk.names import check_stream
from interfaces.http.asked import parts_of
from interfaces.http.moments import Moment
from interfaces.http.needs import Caller, Need, Needs
from interfaces.http.paging import Limit
from interfaces.http.refusals import NoSuchCaseError, NoSuchVersionError, SpanTooLongError
from interfaces.http.streams import Stream
from interfaces.http.verified import Verified
from journal.rules_on_record import RulesOnRecord

router = APIRouter(prefix="/v1/audit", tags=["审计 audit"])

Auditor = Annotated[Caller, Depends(Needs(Need.AUDIT))]
Version = Annotated[int, Query(ge=1, le=2**31 - 1, description="第几版 a version")]

PROOF = "text/plain; charset=utf-8"
LONGEST = 100_000
"""Entries that are verified while somebody waits; a whole journal is verified by `branchctl audit verify`."""


@router.get("/replay/{stream:stream}/steps", summary="逐条重放 entry by entry, with what each changed")
async def replay_steps(
    stream: Stream,
    request: Request,
    caller: Auditor,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="从第几版之后 behind a version")] = 0,
    limit: Limit = 100,
) -> tuple[ToldStep, ...]:
    """
    Return the entries of a stream behind a version, each with its fact, its rules, and what it changed.

    逐条重放，与办理时是同一套规则代码；每条列出状态和待办的变化。
    """
    journal, sentences = parts_of(request).journal, parts_of(request).desk.catalogue
    await _check(request, caller, stream)
    known = await told(journal, stream)
    chosen = [one for one in steps(known) if one.entry.version > after][:limit]
    return tuple(told_step(one, sentences) for one in chosen)


@router.get("/replay/{stream:stream}", summary="重放到某一时刻 a stream as it stood at any moment")
async def replay(
    stream: Stream,
    request: Request,
    caller: Auditor,
    version: Version | None = None,
    time: Annotated[Moment | None, Query(description="当时所知 as it was known then")] = None,
) -> ToldMoment:
    """
    Return state, tasks and the rules they were judged by, as they were known then.

    当时的状态、待办和所依规则文件。
    """
    journal = parts_of(request).journal
    last = await _check(request, caller, stream)
    if version is not None and version > last:
        raise NoSuchVersionError(stream, version, last)
    known = await told(journal, stream, version=version, at=time)
    return told_moment(moment(known), governing(known, await RulesOnRecord.read(journal)))


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

    把每个命令交给当时的规则重新裁定，与记录逐字节比较；findings 为空即全部符合。
    """
    parts = parts_of(request)
    await _check(request, caller, stream)
    day = local_day(parts.desk.moment) if today else None
    checks = [one async for one in conform_stream(parts.journal, stream, day)]
    return ToldConformance(
        commands=len(checks),
        entries=sum(len(one.act.entries) for one in checks),
        own=sum(len(one.act.entries) for one in checks if not one.decided),
        today=day,
        findings=told_findings((one for check in checks for one in check.findings), parts.desk.catalogue),
    )


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
    found = await prove(parts_of(request).journal, stream, version)
    return Response(str(found), media_type=PROOF, headers={"cache-control": "private, no-store"})


@router.get("/verify", summary="核验账本的一段 verify a range of the journal")
async def verification(
    request: Request,
    _caller: Auditor,
    first: Annotated[int, Query(ge=1, le=2**53 - 1, description="从哪一条 from which position")] = 1,
    last: Annotated[int | None, Query(ge=1, le=2**53 - 1, description="到哪一条 to which position")] = None,
) -> Verified:
    """
    Compare bytes, columns, order, seals and signatures of a range; `nothing_wrong` tells whether it holds.

    核验一段记录：字节、各列、次序、封存和签名；范围会扩展到与之一同封存的记录。整本核验用 branchctl audit verify。
    """
    journal = parts_of(request).journal
    end = min(last or 2**53, await journal.length())
    if end - first >= LONGEST:
        raise SpanTooLongError(LONGEST)
    return Verified.of(await verify(journal, Span(first, max(first, end))))


async def _check(request: Request, caller: Caller, stream: str) -> int:
    """Refuse a stream that is not there, or lies where the auditor does not look; return its last version."""
    check_stream(stream)
    reading = await parts_of(request).desk.state(stream)
    if not reading.version:
        raise NoSuchCaseError(stream)
    caller.check(None if decider_of(stream).name in DOCUMENTS else reading.state.org)
    return reading.version
