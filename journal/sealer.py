"""
The sealer: one leader among all workers, who seals what is appended and signs how far the seal reaches.

It runs beside the worker in every process. Whoever holds the right to (see `journal.sealing`) leads; the others ask for it
once a second, so that one of them takes over when the leader's connection ends.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from journal.alarms import Alarm, SealContradictedError
from journal.errors import DeposedError, JournalError
from journal.journal import Journal
from journal.leader import Leader, Watcher
from journal.notary import Notary
from journal.outage import OUTAGE
from journal.sealing import LARGEST_BATCH, Sealing
from journal.seals import ALARMED

_BUSY = 0.01
"""Seconds between batches while entries come in: so many travel together."""
_IDLE = 0.25
"""Seconds between looks while none come; the pause doubles until then."""
_AGAIN = 1.0
"""Seconds between attempts to lead, or to reach PostgreSQL."""
_FAREWELL = 2.0
"""Seconds in which one who is told to end may still seal and sign what is there."""

log = structlog.get_logger("seal")


class Sealer:
    """
    Seals from its making until it is closed, whatever PostgreSQL does meanwhile.

    A contradiction is an alarm: logged as critical, shown to all who look who leads, and nothing is sealed from here until
    the process is started anew.
    """

    def __init__(
        self, journal: Journal, dsn: str, notary: Notary, watcher: Watcher, now: Callable[[], datetime]
    ) -> None:
        self._journal = journal
        self._dsn = dsn
        self._notary = notary
        self._watcher = watcher
        self._now = now
        self._ended = asyncio.Event()
        self._deposed_at: int | None = None
        self._complaint = ""
        self.alarm: SealContradictedError | None = None
        self._task = asyncio.create_task(self._work(), name="journal sealer")

    async def close(self) -> None:
        """Seal and sign what is there, if that is quickly done, and leave the lead to others."""
        self._ended.set()
        await asyncio.wait({self._task}, timeout=_FAREWELL)
        while not self._task.done():  # told again: who is cancelled as what he waits for comes may miss it
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=_AGAIN)

    async def _work(self) -> None:
        while not self._ended.is_set():
            try:
                await self._session()
            except (*OUTAGE, JournalError) as error:
                self._complain(f"{type(error).__name__}: {error}")
            except Exception:
                log.exception("seal.failed")
            await self._pause(_AGAIN)

    async def _session(self) -> None:
        sealing = await Sealing.open(self._dsn)
        try:
            while not await sealing.lead():
                if await self._pause(_AGAIN):
                    return
            self._watcher.leading()
            log.info("seal.leading")
            self._complaint = ""
            await self._lead(sealing)
        finally:
            self._watcher.retired()
            sealing.close()

    async def _lead(self, sealing: Sealing) -> None:
        try:
            if self.alarm is None:
                await self._seal(sealing)
        except SealContradictedError as error:
            self._raise_alarm(error)
        except DeposedError as error:
            self._depose(error)
        if self.alarm:
            await self._stay_stopped(sealing, self.alarm)

    async def _seal(self, sealing: Sealing) -> None:
        nature = await self._journal.nature()
        leader = Leader(sealing, self._notary, self._watcher, self._now)
        await leader.take_up()
        pause = _IDLE
        while True:
            sealed = await leader.seal(nature)
            await leader.sign_when_due()
            if sealed < LARGEST_BATCH:
                pause = _BUSY if sealed else min(2 * pause, _IDLE)
                if await self._pause(pause):
                    break
        while await leader.seal(nature):
            pass
        await leader.sign()

    def _complain(self, reason: str) -> None:
        """Say once what is in the way, however often it is tried."""
        if reason != self._complaint:
            log.warning("seal.waiting", reason=reason)
        self._complaint = reason

    def _raise_alarm(self, error: SealContradictedError) -> None:
        self.alarm = error
        self._watcher.alarmed()
        log.critical(
            "seal.alarm", alarm=str(error.alarm), position=error.position, reason=repr(error.__cause__)
        )

    def _depose(self, error: DeposedError) -> None:
        """
        Go back into the queue, and read anew what is sealed. Told twice of one place, raise the alarm.

        Another one leads, and this one was taken for dead: then it will find more than it knew. If it does not, somebody
        took seals out and left their tiles.
        """
        log.warning("seal.deposed", position=error.position)
        if self._deposed_at == error.position:
            self._raise_alarm(SealContradictedError(Alarm.TREE, error.position))
        self._deposed_at = error.position

    async def _stay_stopped(self, sealing: Sealing, alarm: SealContradictedError) -> None:
        """Keep the lead without sealing: no other one is to seal over a contradiction that a person has to look at."""
        await sealing.call_itself(f"{ALARMED}{alarm.alarm} {alarm.position}")
        while not await self._pause(_AGAIN):
            await sealing.seals.entries()  # whether the connection still stands

    async def _pause(self, seconds: float) -> bool:
        """Wait; whether it was told to end."""
        try:
            async with asyncio.timeout(seconds):
                return await self._ended.wait()
        except TimeoutError:
            return False
