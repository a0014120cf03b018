"""Who relays the inboxes: one of all workers of a database, for as long as a connection stands."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import asyncpg

from journal.outage import outage_named
from ledger import statements
from ledger.connecting import LIVE, connected
from ledger.waking import SEALED

AGAIN = 1.0
"""Seconds before one who does not lead asks again."""


class Lead:
    """The right to relay. Two may believe to have it for a moment; then both do the same, under the same ids."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def check(self) -> None:
        """Raise `JournalUnavailableError` when it is lost."""
        with outage_named():
            await self._connection.execute(statements.STILL_THERE)


@asynccontextmanager
async def leading(dsn: str, woken: Callable[[], None], again: float = AGAIN) -> AsyncIterator[Lead]:
    """
    Wait until nobody else relays. `woken`: is called when new entries were sealed.

    Raises `JournalUnavailableError`. Whatever ends it, the connection ends, and another may lead.
    """
    with outage_named():
        connection = await connected(dsn, LIVE)
    try:
        with outage_named():
            await connection.add_listener(SEALED, lambda *_: woken())
            while not await connection.fetchval(statements.LEAD_INBOX):  # noqa: ASYNC110  # another process is watched
                await asyncio.sleep(again)
            await connection.execute(statements.LEADING_INBOX)
        yield Lead(connection)
    finally:
        connection.terminate()
