"""
Many events at once, those of one subject one after the other.

Who cannot be reached is tried again, later and later, and holds up nobody but what follows on the same subject. When
nobody can be reached, one at a time is tried.
"""

import asyncio
from bisect import insort
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import NamedTuple

import structlog

from interfaces.desk.answers import DeskUnavailableError
from journal.errors import JournalError
from ledger.letters import Turn

MOST = 16
"""Events on their way at the same time."""

log = structlog.get_logger("inbox")


class Pauses(NamedTuple):
    """Seconds before a second attempt; they double up to `longest`."""

    first: float = 0.5
    longest: float = 10.0

    def before(self, attempt: int) -> float:
        """Return the pause before an attempt, counted from 1."""
        return min(self.first * 2.0 ** min(attempt - 1, 20), self.longest)


PAUSES = Pauses()


class Lanes:
    """One lane a subject, within its source; what names no subject has one lane a source."""

    def __init__(
        self, deliver: Callable[[Turn], Awaitable[None]], pauses: Pauses = PAUSES, most: int = MOST
    ) -> None:
        self._deliver = deliver
        self._pauses = pauses
        self._weather = _Weather(pauses, most)
        self._most = asyncio.Semaphore(most)
        self._waiting: dict[tuple[str, str | None], list[Turn]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending = False

    def __len__(self) -> int:
        """Return how many events wait here."""
        return sum(map(len, self._waiting.values()))

    def add(self, turn: Turn) -> None:
        """Let an event wait for its turn: behind what came before it on the same subject."""
        lane = (turn.source, turn.subject)
        waiting = self._waiting.get(lane)
        if waiting is not None:
            # the first is on its way
            insort(waiting, turn, lo=1, key=lambda one: one.position)
            return
        self._waiting[lane] = [turn]
        task = asyncio.create_task(self._work(lane), name=f"inbox {lane}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, seconds: float) -> None:
        """Finish what is on its way, for some seconds; what waits stays pending."""
        self._ending = True
        self._weather.end()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        while self._tasks:  # told again: who is cancelled as what he waits for comes may miss it
            for task in self._tasks:
                task.cancel()
            await asyncio.wait(self._tasks, timeout=1)

    async def _work(self, lane: tuple[str, str | None]) -> None:
        waiting = self._waiting[lane]
        while waiting and await self._insisted(waiting[0]):
            waiting.pop(0)
        del self._waiting[lane]

    async def _insisted(self, turn: Turn) -> bool:
        """Try until it is delivered; whether it was, before the end."""
        attempt = 1
        while not self._ending:
            if await self._tried(turn, attempt):
                return True
            await self._weather.pause(self._pauses.before(attempt))
            attempt += 1
        return False

    async def _tried(self, turn: Turn, attempt: int) -> bool:
        async with self._weather.sheltered(), self._most:
            if self._ending:
                return False
            try:
                await self._deliver(turn)
            except (DeskUnavailableError, JournalError) as error:
                log.warning("inbox.waiting", position=turn.position, attempt=attempt, reason=str(error))
            except Exception:  # its subject waits, loudly; nothing is passed over
                log.exception("inbox.failed", position=turn.position, attempt=attempt)
            else:
                self._weather.failures = 0
                return True
        self._weather.failures += 1
        return False


class _Weather:
    """Whether anybody can be reached: `failures` since the last one was."""

    def __init__(self, pauses: Pauses, most: int) -> None:
        self.failures = 0
        self._pauses = pauses
        self._most = most
        self._ended = asyncio.Event()
        self._turn = asyncio.Lock()

    @property
    def bad(self) -> bool:
        """Whether as many failed, one after the other, as are tried at once."""
        return self.failures >= self._most

    @asynccontextmanager
    async def sheltered(self) -> AsyncIterator[None]:
        """Go at once; in bad weather, one at a time and after a pause."""
        async with AsyncExitStack() as held:
            if self.bad:
                await held.enter_async_context(self._turn)
                if self.bad:
                    await self.pause(self._pauses.longest / 5)
                else:
                    await held.aclose()
            yield

    async def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended.wait()

    def end(self) -> None:
        """Let nobody pause any more."""
        self._ended.set()
