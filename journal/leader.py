"""What the one who seals does: take up the tree, keep to what was vouched for, seal, and sign at most once a second."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from domain.clock import RealOrRehearsal
from journal.alarms import Alarm, SealContradictedError
from journal.notary import Notary, Promise
from journal.sealing import LARGEST_BATCH, Sealing
from journal.taking_up import compare

_BETWEEN_CHECKPOINTS = 1.0
"""Seconds, at least."""

log = structlog.get_logger("seal")


class Watcher(Protocol):
    """Who is told how the sealer of this process does: the metrics."""

    def leading(self) -> None:
        """Hear that it is the one who seals."""

    def retired(self) -> None:
        """Hear that it is not, or no longer."""

    def sealed(self, size: int, lag: float) -> None:
        """Hear that `size` entries are sealed; the first of the last batch had waited `lag` seconds since it was recorded."""

    def waiting(self, backlog: int) -> None:
        """Hear how many entries are not sealed yet."""

    def alarmed(self) -> None:
        """Hear that it found a contradiction, and stays stopped."""


class Leader:
    """
    Seals on a connection that leads. `now`: the machine's clock.

    All methods raise what an outage raises, and `SealContradictedError`.
    """

    def __init__(
        self, sealing: Sealing, notary: Notary, watcher: Watcher, now: Callable[[], datetime]
    ) -> None:
        self._sealing = sealing
        self._notary = notary
        self._watcher = watcher
        self._now = now
        self._promised: list[Promise] = []
        self._published = 0
        self._next_look = 0.0
        self._complaint = ""

    async def take_up(self) -> None:
        """
        Go on from the last seal, if nothing that was vouched for contradicts it.

        A checkpoint that got no further than its anchor, since its sealer was killed there, is published.
        """
        sealing = self._sealing
        await sealing.rebuild()
        published = await sealing.seals.checkpoint()
        promised = await self._notary.promised(published)
        entries = await sealing.seals.entries()
        if promised and promised[-1].size > entries:
            raise SealContradictedError(Alarm.MISSING, entries + 1)
        self._published = published.size if published else 0
        for promise in promised:
            if promise.size <= sealing.size:
                await self._keep(promise)
        self._promised = [one for one in promised if one.size > sealing.size]

    async def seal(self, nature: RealOrRehearsal) -> int:
        """Seal a batch; return how many entries it had, 0 when there were none."""
        promised = self._promised[0].size - self._sealing.size if self._promised else LARGEST_BATCH
        batch = await self._sealing.seal_next(min(promised, LARGEST_BATCH))
        if batch is None:
            return 0
        if self._promised and self._promised[0].size == batch.size:
            await self._keep(self._promised.pop(0))
        waited = (nature.read(self._now()) - batch.waited_since).total_seconds() / nature.scale
        self._watcher.sealed(batch.size, waited)
        return batch.entries

    async def sign_when_due(self) -> None:
        """Once a second, at most: sign if the size grew, and tell how much waits."""
        clock = asyncio.get_running_loop().time()
        if clock < self._next_look or self._promised:
            return
        self._next_look = clock + _BETWEEN_CHECKPOINTS
        self._watcher.waiting(await self._sealing.seals.entries() - self._sealing.size)
        await self.sign()

    async def sign(self) -> None:
        """Sign how far the seal reaches, if it grew; anchor the note, then publish it. What cannot be signed now waits."""
        size = self._sealing.size
        if size <= self._published:
            return
        try:
            note = await self._notary.sign(size, self._sealing.root())
            if note is not None:
                await self._notary.anchor(note)
        except OSError as error:
            # the file of the key, or of the anchors; nothing is published that is not anchored
            self._complain(size, str(error))
            return
        if note is not None:
            await self._sealing.publish(size, note)
            self._published = size
            self._complaint = ""

    async def _keep(self, promise: Promise) -> None:
        """Compare what was promised with what is sealed, and publish it, should it be anchored and no more."""
        await compare(self._sealing.seals, promise.checkpoint)
        if promise.size > self._published:
            await self._sealing.publish(promise.size, promise.note)
            self._published = promise.size

    def _complain(self, size: int, reason: str) -> None:
        """Say once what is in the way, however often it is tried."""
        if reason != self._complaint:
            log.error("seal.not_signed", size=size, reason=reason)
        self._complaint = reason
