"""
Relays what is in the inboxes to the cases it concerns: one leader among all workers.

It keeps no position: an event waits for as long as no outcome of its turn is on record, and the ledger tells which do.
Killed anywhere, the next one begins with what waits, under the same ids.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from interfaces.upstream.lanes import PAUSES, Lanes, Pauses
from journal.errors import JournalError
from journal.journal import Journal
from ledger.ledger import Ledger
from ledger.letters import Letters, Turn
from ledger.relaying import AGAIN, Lead, leading

_POLL = 0.5
"""Seconds between looks while nothing comes and nobody wakes it."""
_PAGE = 500
_AT_HAND = 10_000
"""Events at most that wait in memory; the others wait in the ledger."""
_FAREWELL = 6.0
"""Seconds in which one who is told to end finishes what is on its way."""

log = structlog.get_logger("inbox")


class Relay:
    """Delivers from its making until it is closed, whatever PostgreSQL and Temporal do meanwhile."""

    def __init__(
        self,
        journal: Journal,
        deliver: Callable[[Turn], Awaitable[None]],
        pauses: Pauses = PAUSES,
        again: float = AGAIN,
    ) -> None:
        """`deliver`: a postman's; `again`: seconds before one asks again for the lead, or after an outage."""
        self._journal = journal
        self._deliver = deliver
        self._pauses = pauses
        self._again = again
        self._ledger = Ledger(journal)
        self._letters = Letters(journal)
        self._wake = asyncio.Event()
        self._ended = asyncio.Event()
        self._leads = False
        self._task = asyncio.create_task(self._work(), name="inbox relay")

    async def close(self) -> None:
        """Finish what is on its way, and leave the lead to others; what waits stays pending."""
        self._ended.set()
        self._wake.set()
        if self._leads:
            await asyncio.wait({self._task}, timeout=_FAREWELL)
        while not self._task.done():  # told again: who is cancelled as what he waits for comes may miss it
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=AGAIN)

    async def _work(self) -> None:
        while not self._ended.is_set():
            try:
                async with leading(self._journal.dsn, self._wake.set, self._again) as lead:
                    await self._relay(lead)
            except JournalError as error:
                log.warning("inbox.no_lead", reason=f"{type(error).__name__}: {error}")
            except Exception:
                log.exception("inbox.stopped")
            if not self._ended.is_set():
                await asyncio.sleep(self._again)

    async def _relay(self, lead: Lead) -> None:
        log.info("inbox.leading")
        lanes = Lanes(self._deliver, self._pauses)
        self._leads = True
        try:
            place = 0
            while not self._ended.is_set():
                self._wake.clear()
                await lead.check()
                await self._ledger.at_least(await self._journal.length())
                place = await self._take(lanes, place)
                await self._idle()
        finally:
            await lanes.close(_FAREWELL / 2)
            self._leads = False

    async def _take(self, lanes: Lanes, place: int) -> int:
        """Take the events whose turns came after a place, as many as may be at hand; return the place of the last."""
        while len(lanes) < _AT_HAND:
            rows = (await self._letters.pending(place, _PAGE)).rows
            for turn in rows:
                lanes.add(turn)
                place = turn.place
            if len(rows) < _PAGE:
                break
        return place

    async def _idle(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_POLL):
                await self._wake.wait()
