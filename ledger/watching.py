"""Who watches the ledger move on: however many do, one connection of a process listens, and nobody asks while nothing happens."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import asyncpg
import structlog

from journal.outage import OUTAGE
from ledger import statements
from ledger.waking import MOVED

_AGAIN = 1.0
"""Seconds before one tries again after an outage."""
_PAUSE = 0.5
"""Seconds after a look in which further moves are one."""
_LINGER = 30.0
"""Seconds for which it goes on listening when nobody watches: one page follows another."""
_PATIENCE = 10.0
"""Seconds to connect."""

log = structlog.get_logger("ledger")


class Watch:
    """Listens as long as anybody watches; after an outage it looks again by itself. In the end it is closed."""

    def __init__(self, dsn: str, pause: float = _PAUSE, linger: float = _LINGER) -> None:
        """
        Listen to nothing yet.

        `dsn`: a login that may read the ledger; `pause`: seconds in which several moves are one; `linger`: seconds for which
        it listens on when the last has left.
        """
        self._dsn = dsn
        self._pause = pause
        self._linger = linger
        self._position = 0
        self._woken = asyncio.Event()
        self._watchers: set[Watcher] = set()
        self._task: asyncio.Task[None] | None = None
        self.closed = False

    @contextmanager
    def watching(self) -> Iterator["Watcher"]:
        """Watch for as long as it takes."""
        watcher = Watcher(self)
        self._watchers.add(watcher)
        if self._task is None and not self.closed:
            self._task = asyncio.create_task(self._listen(), name="ledger watch")
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)
            asyncio.get_running_loop().call_later(self._linger, self._rest_if_alone)

    @property
    def position(self) -> int:
        """Up to where the ledger was folded when it was looked at last; 0 before that."""
        return self._position

    def close(self) -> None:
        """Let everybody go who watches, and watch no more."""
        self.closed = True
        self._rest()
        for one in self._watchers:
            one.woken.set()

    def _rest_if_alone(self) -> None:
        if not self._watchers:
            self._rest()

    def _rest(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _listen(self) -> None:
        while True:
            try:
                await self._look()
            except OUTAGE as error:
                log.warning("ledger.watch_waiting", reason=f"{type(error).__name__}: {error}")
            await asyncio.sleep(_AGAIN)

    async def _look(self) -> None:
        """Tell each move, until the connection breaks."""
        settings = {"application_name": "ledger watch"}
        connection = await asyncpg.connect(self._dsn, timeout=_PATIENCE, server_settings=settings)
        try:
            connection.add_termination_listener(self._wake)
            await connection.add_listener(MOVED, self._wake)
            while True:
                self._woken.clear()
                self._tell(await connection.fetchval(statements.STANDING, timeout=_PATIENCE))
                await asyncio.sleep(self._pause)
                await self._woken.wait()
        finally:
            connection.terminate()

    def _wake(self, *_: object) -> None:
        self._woken.set()

    def _tell(self, position: int) -> None:
        self._position = position
        for one in self._watchers:
            one.woken.set()


class Watcher:
    """One of those who watch."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.woken = asyncio.Event()

    async def moved(self, after: int, seconds: float) -> int | None:
        """Return where the ledger is, once that is beyond a position; None when it is not in time, or the watch is closed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._watch.closed:
                    self.woken.clear()
                    if self._watch.position > after:
                        return self._watch.position
                    await self.woken.wait()
        return None
