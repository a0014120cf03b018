"""Folds the whole journal anew beside the live ledger, and puts the result in its place."""

import contextlib
import math
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import asyncpg

from journal.journal import Journal
from journal.outage import outage_named
from ledger import statements
from ledger.connecting import BESIDE, LIVE, connected
from ledger.errors import RebuildRunningError
from ledger.folder import Folder
from ledger.projection import Projection
from ledger.projections import PROJECTIONS
from ledger.tables import Tables

_ATTEMPTS = 20
"""How often one asks for the live tables, for some time each."""

_LITTLE = 100
"""Entries that are folded while the projector waits; readers do not."""

Advanced = Callable[[int, int], None]
"""Is told how many more entries are folded, of how many."""


async def rebuild(
    journal: Journal, dsn: str, advanced: Advanced, projections: Sequence[Projection] = PROJECTIONS
) -> int:
    """
    Fold all anew and swap; return the position at which the new ledger took over.

    Readers wait for the moment of the swap; the projector finds that its checkpoint has moved, and goes on from there.
    An interrupted rebuild leaves the live ledger as it is. `dsn`: a login that may act as `ledger_projector`. Raises
    `RebuildRunningError`, `ForeignLedgerError`, `LedgerDefectError`, `JournalUnavailableError`.
    """
    with outage_named():
        async with _alone(dsn) as connection:
            await Tables(connection, LIVE, projections).check()
            tables = await _table_names(connection, LIVE)
            await _laid_out(connection, tables)
            folding = _Folding(journal, connection, projections, advanced)
            await folding.near_the_end()
            await _swapped(connection, folding, tables)
            return folding.position


class _Folding:
    """How far the tables beside are folded."""

    def __init__(
        self,
        journal: Journal,
        connection: asyncpg.Connection,
        projections: Sequence[Projection],
        advanced: Advanced,
    ) -> None:
        self.position = 0
        self._journal = journal
        self._tables = Tables(connection, BESIDE, projections)
        self._projections = projections
        self._folder = Folder(journal, self._tables, projections)
        self._advanced = advanced

    async def again(self) -> None:
        """Go on from what is written, after something was rolled back."""
        self.position = await self._tables.position()
        self._folder = Folder(self._journal, self._tables, self._projections)

    async def near_the_end(self) -> None:
        """Fold until little is missing, or as little as it gets while others write."""
        missing, before = await self._missing(), math.inf
        while _LITTLE < missing < before:
            await self._up_to(self.position + missing)
            missing, before = await self._missing(), missing

    async def to_the_end(self) -> None:
        """Fold all that is in the journal by now."""
        await self._up_to(await self._journal.length())

    async def _missing(self) -> int:
        return await self._journal.length() - self.position

    async def _up_to(self, head: int) -> None:
        while self.position < head:
            reached = await self._folder.advance(self.position)
            self._advanced(reached - self.position, max(head, reached))
            self.position = reached


@asynccontextmanager
async def _alone(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await connected(dsn, BESIDE)
    try:
        if not await connection.fetchval(statements.REBUILD_ALONE):
            raise RebuildRunningError
        yield connection
    finally:
        connection.terminate()


async def _table_names(connection: asyncpg.Connection, schema: str) -> list[str]:
    return [row[0] for row in await connection.fetch(statements.TABLES, schema)]


async def _laid_out(connection: asyncpg.Connection, tables: Sequence[str]) -> None:
    """Lay out empty tables, in place of what an interrupted rebuild has left."""
    async with connection.transaction():
        await _drop(connection, BESIDE, await _table_names(connection, BESIDE))
        for table in tables:
            await connection.execute(statements.COPY_TABLE.format(table=table))
        await connection.execute(statements.GUARD, BESIDE)
        await connection.execute(statements.BEGIN_BESIDE)


async def _swapped(connection: asyncpg.Connection, folding: _Folding, tables: Sequence[str]) -> None:
    for _ in range(_ATTEMPTS - 1):
        with contextlib.suppress(asyncpg.LockNotAvailableError):
            return await _swap(connection, folding, tables)
        await folding.again()
        await folding.near_the_end()
    return await _swap(connection, folding, tables)


async def _swap(connection: asyncpg.Connection, folding: _Folding, tables: Sequence[str]) -> None:
    """Catch up while nobody else writes, and put each table in the place of the live one while nobody reads."""
    async with connection.transaction():
        await connection.execute(statements.HURRY)
        await connection.execute(statements.STOP_WRITING)
        await folding.to_the_end()
        await connection.execute(statements.STOP_READING)
        await _drop(connection, LIVE, tables)
        for table in tables:
            await connection.execute(statements.TAKE_PLACE.format(table=table))


async def _drop(connection: asyncpg.Connection, schema: str, tables: Sequence[str]) -> None:
    if tables:
        named = ", ".join(f"{schema}.{table}" for table in tables)
        await connection.execute(statements.DROP_TABLES.format(tables=named))
