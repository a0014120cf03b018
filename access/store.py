"""The door's own tables: a few connections as the service's login."""

from typing import Self

import asyncpg

from journal.outage import outage_named
from journal.pools import closed, pool_of

_CONNECTIONS = 4


class Store:
    """Runs the statements of `access/sql`. Every call raises `JournalUnavailableError` while PostgreSQL is away."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, dsn: str) -> Self:
        """Connect, when it is first asked something."""
        with outage_named():
            return cls(await pool_of(dsn, "door", _CONNECTIONS))

    async def fetch(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        """Run a statement; return its rows."""
        with outage_named():
            rows: list[asyncpg.Record] = await self._pool.fetch(statement, *arguments)
            return rows

    async def close(self) -> None:
        """Disconnect."""
        await closed(self._pool)
