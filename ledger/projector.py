"""Keeps the ledger folded: one leader among all workers of a database."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg
import structlog

from journal.errors import JournalError
from journal.journal import Journal
from journal.outage import OUTAGE
from ledger import statements
from ledger.connecting import LIVE, connected
from ledger.errors import ForeignLedgerError, LedgerDefectError, LedgerMovedError
from ledger.folder import Folder
from ledger.projection import Projection
from ledger.projections import PROJECTIONS
from ledger.tables import Tables
from ledger.waking import AWAITED, SEALED

_POLL = 0.25
"""Seconds between looks into the journal while nothing happens and nobody wakes it."""
_AGAIN = 1.0
"""Seconds before one who does not lead asks again, and after an outage."""

log = structlog.get_logger("ledger")


class Projector:
    """
    Folds the journal into the ledger from its making until it is closed, whatever PostgreSQL does meanwhile.

    When an entry cannot be folded it stops before it, says so, and stays stopped: `defect`.

    Whoever holds an advisory lock leads, and writes on the connection that holds it: whoever lost the one lost the other. What
    was written is known by the checkpoint alone.
    """

    def __init__(
        self,
        journal: Journal,
        dsn: str,
        projections: Sequence[Projection] = PROJECTIONS,
        again: float = _AGAIN,
    ) -> None:
        """`dsn`: a login that may act as `ledger_projector`; `again`: seconds before one tries again."""
        self._journal = journal
        self._dsn = dsn
        self._projections = projections
        self._again = again
        self._wake = asyncio.Event()
        self.defect: Exception | None = None
        self._task = asyncio.create_task(self._work(), name="ledger projector")

    async def close(self) -> None:
        """Leave the lead to others; what is on its way is written as a whole, or not at all."""
        while not self._task.done():  # told again: who is cancelled as what he waits for comes may miss it
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=_AGAIN)

    async def _work(self) -> None:
        while self.defect is None:
            try:
                async with self._leading() as connection:
                    await self._project(connection)
            except LedgerMovedError:
                log.info("ledger.moved")
            except (ForeignLedgerError, JournalError, *OUTAGE) as error:
                log.warning("ledger.waiting", reason=f"{type(error).__name__}: {error}")
                await asyncio.sleep(self._again)
            except Exception as defect:  # stopped, but never silently: no entry is passed over
                self.defect = defect
                log.exception("ledger.stopped", where=_where(defect))

    @asynccontextmanager
    async def _leading(self) -> AsyncIterator[asyncpg.Connection]:
        """Connect, and wait until nobody else leads."""
        connection = await connected(self._dsn, LIVE)
        try:
            for channel in (SEALED, AWAITED):
                await connection.add_listener(channel, self._woken)
            while not await connection.fetchval(statements.LEAD):  # noqa: ASYNC110  # another process is watched
                await asyncio.sleep(self._again)
            yield connection
        finally:
            connection.terminate()  # nothing is asked of whoever may be away; the lock goes with it

    async def _project(self, connection: asyncpg.Connection) -> None:
        tables = Tables(connection, LIVE, self._projections)
        await tables.check()
        folder = Folder(self._journal, tables, self._projections)
        position = await tables.position()
        await connection.execute(statements.LEADING)
        log.info("ledger.leading", position=position)
        while True:
            self._wake.clear()
            reached = await folder.advance(position)
            if reached == position:
                await self._idle()
            position = reached

    async def _idle(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_POLL):
                await self._wake.wait()

    def _woken(self, *_: object) -> None:
        self._wake.set()


def _where(defect: Exception) -> str | None:
    if isinstance(defect, LedgerDefectError):
        return f"{defect.table} {defect.stream} {defect.position}"
    return None
