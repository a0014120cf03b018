"""Keeps parts running: one that dies is started again, on the same ports and data, after a growing pause."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

_FIRST_PAUSE = 0.2  # seconds
_LONGEST_PAUSE = 10.0  # seconds
_STEADY = 30.0  # seconds of life after which the pause begins anew


class Part(Protocol):
    """An engine or a worker that can be started again after it died."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def pid(self) -> int:
        """Its process id; 0 before the first start."""

    async def start(self) -> None:
        """Start it, again after it died, and wait until it is of use."""

    async def exited(self) -> int:
        """Wait until it is gone; return its exit status, or minus the signal that ended it."""

    async def stop(self) -> None:
        """Let it end in order; end it when it does not."""


class Watcher(Protocol):
    """Who is told what becomes of the parts."""

    def died(self, name: str, status: int) -> None:
        """Hear that a part ended by itself, or was killed."""

    def returned(self, name: str) -> None:
        """Hear that it runs again."""

    def failed(self, name: str, error: Exception) -> None:
        """Hear that it could not be started this time."""


class Supervisor:
    """Starts parts in order, keeps them running, stops them in the opposite order."""

    def __init__(self, watcher: Watcher, changed: Callable[[], None]) -> None:
        self._watcher = watcher
        self._changed = changed
        self._parts: list[Part] = []
        self._keepers: list[asyncio.Task[None]] = []

    @property
    def parts(self) -> Sequence[Part]:
        """What was started, in order."""
        return self._parts

    async def start(self, part: Part) -> None:
        """Start `part` and keep it running. Raises `EngineError` when it does not come up the first time."""
        self._parts.append(part)
        await part.start()
        self._changed()
        self._keepers.append(asyncio.create_task(self._keep(part)))

    async def stop(self) -> None:
        """Stop every part, the last started first. A part that ignores it is ended after its grace."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        while self._parts:
            await self._parts.pop().stop()

    async def _keep(self, part: Part) -> None:
        loop = asyncio.get_running_loop()
        pause = _FIRST_PAUSE
        while True:
            since = loop.time()
            status = await part.exited()
            if loop.time() - since > _STEADY:
                pause = _FIRST_PAUSE
            _unhurt(self._watcher.died, part.name, status)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
            await self._start_again(part)

    async def _start_again(self, part: Part) -> None:
        try:
            await part.start()
        except Exception as error:  # noqa: BLE001 - who dies of a part's trouble keeps no part running
            _unhurt(self._watcher.failed, part.name, error)
            await part.stop()
        else:
            _unhurt(self._watcher.returned, part.name)
            _unhurt(self._changed)


def _unhurt(tell: Callable[..., None], *what: object) -> None:
    """Tell somebody, or write it down; a full disk or a closed terminal keeps no part from running."""
    with suppress(Exception):
        tell(*what)
