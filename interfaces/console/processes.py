"""`/processes/{stream}`: one case, its story on the left, what can be done now on the right."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from domain.processes import CASES
from interfaces.console.case import choices, passages, waiting
from interfaces.console.drawing import page
from interfaces.console.facts import Facts
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import Reading
from interfaces.desk.enquiries import Pages
from interfaces.http.asked import parts_of
from interfaces.http.readers import check_reading
from interfaces.http.refusals import NoSuchCaseError
from interfaces.http.shown import possible_now
from interfaces.http.streams import Stream

router = APIRouter(include_in_schema=False)
_LINES = 200
"""Lines of a story that a page shows; the next page goes on."""


@router.get("/processes/{stream:stream}")
async def process(
    stream: Stream,
    request: Request,
    visitor: Reader,
    *,
    after: Annotated[int, Query(ge=0)] = 0,
    done: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Return the page. `done`: the version that an order of theirs has just left."""
    return await shown(request, visitor, await seen(request, visitor, stream), after=after, done=done)


async def seen(request: Request, visitor: Visitor, stream: str) -> Reading:
    """Return a case that somebody may look at. Raises `NoSuchCaseError`, `NotForYouError`."""
    reading = await parts_of(request).desk.state(stream)
    check_reading(visitor.caller, reading)
    if not reading.version:
        raise NoSuchCaseError(stream)
    return reading


async def shown(
    request: Request, visitor: Visitor, reading: Reading, *, after: int = 0, done: int | None = None
) -> Response:
    """Return the page of a case."""
    desk = parts_of(request).desk
    story = await desk.timeline(reading.stream, Pages(after, _LINES, technical=True), realm=visitor.realm)
    name = reading.stream.split("/")[0]
    return page(
        request,
        visitor,
        "process.html",
        name=name,
        reading=reading,
        story=passages(story.items),
        following=story.after,
        seal=story.seal,
        waiting=waiting(reading.tasks, reading.state, desk.today),
        choices=choices(possible_now(reading, visitor.caller, desk.today)),
        facts=Facts(desk.catalogue, visitor.speech).of(reading.state),
        done=done,
        is_case=name in CASES,
    )
