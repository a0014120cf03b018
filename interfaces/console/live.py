"""`/live`: tells a page that the ledger has moved on (SSE); what there is to see, the page asks for itself."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import StreamingResponse

from access.principal import NotSignedInError
from domain.people import PersonId
from interfaces.console.refusals import WatchedEnoughError
from interfaces.console.visiting import Glimpse, Visitor
from interfaces.http.asked import parts_of
from ledger.watching import Watch, Watcher

_EACH = 8
"""Streams of one person at the same time: a page that nobody sees has none."""
_ALL = 2000
"""Streams of one process."""
_STILL_THERE = 15.0
"""Seconds of silence after which a stream says that it is still there."""
_LONGEST = 300.0
"""Seconds that one stream lasts; a browser asks again by itself, and is known anew."""
_LAST = 2**53 - 1

After = Annotated[int, Query(ge=0, le=_LAST)]
Before = Annotated[str, Header(alias="last-event-id", max_length=16)]


class Places:
    """How many streams there are, and whose. `each`, `whole`: how many there may be."""

    def __init__(self, each: int = _EACH, whole: int = _ALL) -> None:
        self._each = each
        self._whole = whole
        self._taken: Counter[PersonId] = Counter()

    @contextmanager
    def taken(self, person: PersonId) -> Iterator[None]:
        """Hold a place. Raises `WatchedEnoughError`."""
        self.check(person)
        self._taken[person] += 1
        try:
            yield
        finally:
            self._taken[person] -= 1
            if not self._taken[person]:
                del self._taken[person]

    def check(self, person: PersonId) -> None:
        """Refuse one more. Raises `WatchedEnoughError`."""
        if self._taken[person] >= self._each or self._taken.total() >= self._whole:
            raise WatchedEnoughError(self._each)


def router(places: Places | None = None, longest: float = _LONGEST) -> APIRouter:
    """Return the address. `longest`: seconds that a stream lasts."""
    made, held = APIRouter(include_in_schema=False), places or Places()

    @made.get("/live")
    async def live(
        request: Request, visitor: Glimpse, after: After = 0, before: Before = ""
    ) -> StreamingResponse:
        held.check(visitor.person)
        seen = max(after, int(before) if before.isdecimal() else 0)
        return StreamingResponse(
            _stream(request, visitor, held, seen, longest),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    return made


async def _stream(
    request: Request, visitor: Visitor, places: Places, after: int, longest: float
) -> AsyncIterator[str]:
    watch: Watch = parts_of(request).desk.watch
    try:
        with places.taken(visitor.person), watch.watching() as watcher:
            yield ": \n\n"
            async for position in _positions(watch, watcher, after, longest):
                if position is not None and not await _still_in(request, visitor):
                    return
                yield f"id: {position}\nevent: moved\ndata: {position}\n\n" if position else ": \n\n"
    except WatchedEnoughError:  # somebody else was quicker
        return


async def _positions(watch: Watch, watcher: Watcher, after: int, longest: float) -> AsyncIterator[int | None]:
    """Yield each position that is reached, None where a while was silent, until it is time."""
    clock = asyncio.get_running_loop()
    end = clock.time() + longest
    while clock.time() < end and not watch.closed:
        position = await watcher.moved(after, min(_STILL_THERE, end - clock.time()))
        after = position or after
        yield position


async def _still_in(request: Request, visitor: Visitor) -> bool:
    """Whether the session goes on; that it is asked is no use of it."""
    try:
        await parts_of(request).door.identify(visitor.session, used=False)
    except NotSignedInError:
        return False
    return True
