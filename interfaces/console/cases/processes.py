"""`/processes/{stream}`: one case, its story on the left, what can be done now on the right."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from domain.known.asking import contracts
from domain.process_map import ProcessMap
from interfaces.console.cases.facts import Facts
from interfaces.console.cases.story import choices, is_over, openings_under, outcome, passages, waiting
from interfaces.console.drawing import page
from interfaces.console.registers.browsing import telling
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import Line, Reading
from interfaces.desk.attached import attached
from interfaces.desk.enquiries import Pages
from interfaces.http.asked import parts_of
from interfaces.http.readers import check_reading, readable
from interfaces.http.refusals import NoSuchCaseError
from interfaces.http.shown import possible_now
from interfaces.http.streams import Stream
from interfaces.papers.asking import papers_at

_LINES = 200
"""Lines of a story that a page shows; the next page goes on."""
_LIVES = frozenset({"enterprise", "branch", "contract"})
"""Streams that are named by a tag in all that is about them."""


def router(maps: Mapping[str, ProcessMap]) -> APIRouter:
    """Return the page. `maps`: what was proved of each process."""
    made = APIRouter(include_in_schema=False)

    @made.get("/processes/{stream:stream}")
    async def process(
        stream: Stream,
        request: Request,
        visitor: Reader,
        *,
        after: Annotated[int, Query(ge=0)] = 0,
        done: Annotated[int | None, Query(ge=1)] = None,
    ) -> Response:
        """Return the page. `done`: the version that an order of theirs has just left."""
        reading = await seen(request, visitor, stream)
        return await _shown(request, visitor, reading, maps.get(stream.split("/")[0]), after=after, done=done)

    return made


async def seen(request: Request, visitor: Visitor, stream: str) -> Reading:
    """Return a case that somebody may look at. Raises `NoSuchCaseError`, `NotForYouError`."""
    reading = await parts_of(request).desk.state(stream)
    check_reading(visitor.caller, reading)
    if not reading.version:
        raise NoSuchCaseError(stream)
    return reading


async def since(request: Request, visitor: Visitor, stream: str, version: int) -> tuple[Line, ...]:
    """Return what has happened since somebody saw a version: by whom they were overtaken."""
    story = await parts_of(request).desk.timeline(stream, Pages(), realm=visitor.realm)
    return tuple(line for line in story.items if line.version > version)


async def _shown(  # a page of a story begins somewhere
    request: Request,
    visitor: Visitor,
    reading: Reading,
    proved: ProcessMap | None,
    *,
    after: int,
    done: int | None,
) -> Response:
    """Return the page of a case."""
    desk = parts_of(request).desk
    name, key = reading.stream.split("/")[:2]
    # of who lives for years, everything is told that is about them, across cases
    asked = f"{name}:{key}" if name in _LIVES else reading.stream
    story = await desk.timeline(asked, Pages(after, _LINES, technical=True), realm=visitor.realm)
    facts = await desk.facts(reading.stream)
    lines = await readable(story.items, visitor.caller, desk)
    return page(
        request,
        visitor,
        "cases/process.html",
        name=name,
        reading=reading,
        about=await desk.about(reading),
        story=passages(lines),
        following=story.after,
        seal=story.seal,
        waiting=waiting(reading.tasks, await desk.offices_of(reading), reading.state, desk.today),
        choices=choices(
            possible_now(reading, visitor.caller, desk.today), reading.tasks, reading.state, proved
        ),
        papers=await papers_at(desk, reading.stream),
        facts=Facts(telling(request, visitor)).of(reading.state),
        over=is_over(reading.state),
        done=outcome(reading.state, facts, done) if done else None,
        openings=openings_under(name),
        attachments=attached(facts),
        contracts=contracts(reading.state),
        key=key,
        new_key=parts_of(request).new_id(),
    )
