"""Many callers at once, each with commands one after the other."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

C = TypeVar("C")


async def elapsed(work: Sequence[Sequence[C]], write: Callable[[C], Awaitable[object]]) -> float:
    """Return the seconds it takes all callers to write what is theirs."""

    async def call(mine: Sequence[C]) -> None:
        for command in mine:
            await write(command)

    start = time.perf_counter()
    await asyncio.gather(*(call(mine) for mine in work))
    return time.perf_counter() - start
