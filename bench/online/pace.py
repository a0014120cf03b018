"""How many a second, and how long each took."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import NamedTuple

Send = Callable[[int], Awaitable[object]]
"""Sends the nth of a round."""


class Pace(NamedTuple):
    """What one round came to. Milliseconds."""

    rate: float
    p50: float
    p99: float


async def pace(senders: Sequence[Send], number: int) -> Pace:
    """Return how fast so many go, each sender one after the other, all senders at once."""
    turns = iter(range(number))
    took: list[float] = []

    async def sending(send: Send) -> None:
        for turn in turns:
            began = time.perf_counter()
            await send(turn)
            took.append(time.perf_counter() - began)

    begun = time.perf_counter()
    await asyncio.gather(*map(sending, senders))
    cuts = statistics.quantiles(took, n=100)
    return Pace(number / (time.perf_counter() - begun), cuts[49] * 1000, cuts[98] * 1000)


def median(paces: Iterable[Pace]) -> Pace:
    """Return the median of each figure."""
    return Pace(*(statistics.median(column) for column in zip(*paces, strict=True)))


def ratio(ours: Sequence[Pace], theirs: Sequence[Pace]) -> float:
    """Return the median of the rounds' ratios: both sides of a round see the same machine."""
    return statistics.median(one.rate / other.rate for one, other in zip(ours, theirs, strict=True))
