"""How long an entry waits for its seal: from the answer to its append until a reader finds it sealed."""

import asyncio
import bisect
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from typing import NamedTuple

from bench.journals.acts import REMARK, submissions
from bench.journals.arena import Arena
from bench.journals.report import Row, plain_row
from domain.events import Event
from journal.journal import Journal

_LOOK = 0.01
"""Seconds between two looks at how far the seal reaches: what is measured is too long by half of it."""

_TEN: list[Event] = [REMARK] * 10
_HUNDRED: list[Event] = [REMARK] * 100
_CALLERS = 8


class _Seen(NamedTuple):
    """Up to which position, and when: appended and answered, or sealed."""

    at: float
    position: int


class Lags(NamedTuple):
    """Milliseconds, and how many entries a second were appended meanwhile."""

    median: float
    p99: float
    rate: float


async def lag(arena: Arena, seconds: float) -> AsyncIterator[Row]:
    """Measure it at 5 000 entries a second, and flat out."""
    dsn = await arena.migrated_database()
    async with arena.journal(dsn) as journal:
        steady = await _lags(journal, _steadily, seconds)
        yield plain_row(f"seal lag at {steady.rate:,.0f} entries/s, median", "ms", steady.median)
        yield plain_row(f"seal lag at {steady.rate:,.0f} entries/s, p99", "ms", steady.p99, 50, at_most=True)
        hurried = await _lags(journal, _flat_out, seconds)
        yield plain_row(f"seal lag flat out, {hurried.rate:,.0f} entries/s, median", "ms", hurried.median)
        yield plain_row(f"seal lag flat out, {hurried.rate:,.0f} entries/s, p99", "ms", hurried.p99)


Pace = Callable[[Journal, float, list[_Seen]], Awaitable[None]]


async def _lags(journal: Journal, pace: Pace, seconds: float) -> Lags:
    answered: list[_Seen] = []
    sealed: list[_Seen] = []
    start = time.perf_counter()
    last: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    watching = asyncio.create_task(_watch(journal, sealed, last))
    await pace(journal, start + seconds, answered)
    took = time.perf_counter() - start
    last.set_result(max(one.position for one in answered))
    await watching
    waits = [(_sealed_at(sealed, one.position) - one.at) * 1000 for one in answered]
    return Lags(statistics.median(waits), statistics.quantiles(waits, n=100)[-1], len(answered) / took)


async def _watch(journal: Journal, sealed: list[_Seen], last: "asyncio.Future[int]") -> None:
    """Look until the `last` is sealed."""
    size = 0
    while not (last.done() and last.result() <= size):
        size = await journal.seals.size()
        sealed.append(_Seen(time.perf_counter(), size))
        await asyncio.sleep(_LOOK)


async def _steadily(journal: Journal, until: float, answered: list[_Seen]) -> None:
    """Five commands of ten entries every hundredth of a second."""
    numbers = count()
    due = time.perf_counter()
    async with asyncio.TaskGroup() as sending:
        while due < until:
            for _ in range(5):
                sending.create_task(_append(journal, f"filing/steady/{next(numbers)}", _TEN, answered))
            due += 0.01
            await asyncio.sleep(max(0, due - time.perf_counter()))


async def _flat_out(journal: Journal, until: float, answered: list[_Seen]) -> None:
    """Eight callers, each with a hundred entries a call."""
    numbers = count()

    async def call() -> None:
        while time.perf_counter() < until:
            await _append(journal, f"filing/hurry/{next(numbers)}", _HUNDRED, answered)

    await asyncio.gather(*(call() for _ in range(_CALLERS)))


async def _append(journal: Journal, stream: str, events: list[Event], answered: list[_Seen]) -> None:
    appended = await journal.append(submissions(stream, 1, events)[0])
    now = time.perf_counter()
    answered.extend(_Seen(now, entry.position) for entry in appended.entries)


def _sealed_at(sealed: list[_Seen], position: int) -> float:
    return sealed[bisect.bisect_left(sealed, position, key=lambda one: one.position)].at
