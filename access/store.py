"""The door's own tables: a few connections as the service's login."""

import asyncio
import contextlib
from typing import Self

import asyncpg

from journal.outage import outage_named

_CONNECTIONS = 4
_PATIENCE = 10.0
"""Seconds a statement may take."""
_FAREWELL = 1.0
"""Seconds in which connections are closed in order; PostgreSQL may be away."""


class Store:
    """Runs the statements of `access/sql`. Every call raises `JournalUnavailableError` while PostgreSQL is away."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, dsn: str) -> Self:
        """Connect, when it is first asked something."""
        with outage_named():
            return cls(
                await asyncpg.create_pool(
                    dsn,
                    min_size=0,
                    max_size=_CONNECTIONS,
                    timeout=_PATIENCE,
                    command_timeout=_PATIENCE,
                    server_settings={"application_name": "door"},
                )
            )

    async def fetch(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        """Run a statement; return its rows."""
        with outage_named():
            rows: list[asyncpg.Record] = await self._pool.fetch(statement, *arguments)
            return rows

    async def close(self) -> None:
        """Disconnect."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL):
                await self._pool.close()
