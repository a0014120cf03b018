"""`/audit/replay/…`: a case as it stood at a version or a moment, and the entry that led there, verified at each look."""

from datetime import datetime
from functools import partial
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from audit.proving import NoSuchEntryError
from domain.dates import SHANGHAI
from interfaces.console.asked import Maybe
from interfaces.console.audit.changes import Change, Changes
from interfaces.console.audit.values import Written, then, written
from interfaces.console.cases.facts import Fact, Facts
from interfaces.console.drawing import page
from interfaces.console.kept import kept
from interfaces.console.registers.browsing import telling
from interfaces.console.visiting import Auditor, Visitor
from interfaces.desk.anchored import last_anchored
from interfaces.desk.moments import read_moment
from interfaces.desk.replayed import Judged, Replayed, judged, replayed
from interfaces.http.asked import auditor_of, parts_of
from interfaces.http.audits import PROOF
from interfaces.http.readers import check_audited
from interfaces.http.refusals import NoSuchVersionError
from interfaces.http.streams import Stream
from journal.notes import Checkpoint

router = APIRouter(include_in_schema=False)


def _moment(given: object) -> object:
    if given in {None, ""}:
        return None
    try:
        return read_moment(str(given))
    except (ValueError, OverflowError):
        kind, text = "datetime_parsing", "a moment is written as 2026-03-01 or 2026-03-01T09:00"
        raise PydanticCustomError(kind, text) from None


Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Version = Annotated[Number | None, Maybe, Query()]
At = Annotated[datetime | None, BeforeValidator(_moment), Query()]


class About(NamedTuple):
    """What a page tells of an entry beside what it says. `decided_by`: a person's id, or what tells of a meeting."""

    judged: Judged
    state: tuple[Change, ...]
    tasks: tuple[Change, ...]
    decided_by: Fact
    checkpoint: Checkpoint | None
    written: Written


@router.get("/audit/replay/{stream:stream}")
async def replay(
    stream: Stream, request: Request, visitor: Auditor, version: Version = None, at: At = None
) -> Response:
    """Return the page. Without version and moment: as it stands. Raises `NoSuchVersionError`, and as `check_audited`."""
    found = await _replayed(request, visitor, stream, version, at)
    return page(
        request,
        visitor,
        "audit/replay.html",
        room="/audit",
        found=found,
        at_written=_written_at(found, at),
        then=then(found.now.state, Facts(telling(request, visitor)), _changed_fields(found)),
        about=await _about(request, visitor, found),
    )


@router.get("/audit/proof/{stream:stream}")
async def proof(stream: Stream, request: Request, visitor: Auditor, version: Number) -> Response:
    """Return the file that proves an entry (C2SP tlog-proof), to be kept. Raises what `prove` raises."""
    await check_audited(stream, visitor.caller, parts_of(request).desk)
    found = await auditor_of(request).prove(stream, version)
    return kept(found.text.encode(), PROOF, f"{stream}@{version}.tlog-proof")


@router.get("/audit/entry/{stream:stream}")
async def entry(stream: Stream, request: Request, visitor: Auditor, version: Number) -> Response:
    """Return the exact bytes of an entry, to be kept. Raises `NoSuchEntryError`."""
    await check_audited(stream, visitor.caller, parts_of(request).desk)
    found = await parts_of(request).journal.load(stream, version - 1, 1)
    if not found or found[0].version != version:
        raise NoSuchEntryError(stream, version)
    return kept(found[0].body, "application/json", f"{stream}@{version}.json")


async def _replayed(
    request: Request, visitor: Visitor, stream: str, version: int | None, at: datetime | None
) -> Replayed:
    parts = parts_of(request)
    reading = await check_audited(stream, visitor.caller, parts.desk)
    if version is not None and version > reading.version:
        raise NoSuchVersionError(stream, version, reading.version)
    anchors = last_anchored(parts.anchors)
    sentences = parts.desk.catalogue.knowing(partial(visitor.directory.called, on=parts.desk.today))
    return await replayed(parts.journal, sentences, stream, version=version, at=at, anchors=anchors)


async def _about(request: Request, visitor: Visitor, found: Replayed) -> About | None:
    if not (found.entry and found.step and found.attestation):
        return None
    desk, proof = parts_of(request).desk, found.attestation.proof
    facts = Facts(telling(request, visitor))
    changes = Changes(facts)
    return About(
        judged=await judged(parts_of(request).journal, desk.catalogue, found.entry, desk.today),
        state=changes.of(found.step.state, type(found.now.state)),
        tasks=changes.of_tasks(
            found.step.tasks, lambda step: visitor.speech.headed(desk.catalogue.step(step))
        ),
        decided_by=facts.value("", found.step.fact.decided_by),
        checkpoint=Checkpoint.parse(proof.checkpoint) if proof else None,
        written=written(found.entry.body),
    )


def _written_at(found: Replayed, at: datetime | None) -> str:
    """Return a moment as the form has it: the one that was asked for, else that of the entry."""
    of = at or (found.step.fact.at if found.step else None)
    return of.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M") if of else ""


def _changed_fields(found: Replayed) -> frozenset[str]:
    """Return the fields of the state that the last entry changed, or something within them."""
    changes = found.step.state if found.step else ()
    return frozenset(one.field.partition(".")[0].partition("[")[0] for one in changes)
