"""Looking at the ledger: every table as it is at one position, over a connection by which the journal is read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import asyncpg

from journal.outage import outage_named
from ledger import statements
from ledger.realm import EVERYTHING, Realm


class Look(NamedTuple):
    """A transaction that sees one snapshot, and the position at which it is true."""

    connection: asyncpg.Connection
    position: int


@asynccontextmanager
async def looking(pool: asyncpg.Pool, realm: Realm = EVERYTHING) -> AsyncIterator[Look]:
    """
    Look for as long as it takes; no row beyond the realm is seen. Raises `JournalUnavailableError` while PostgreSQL is away.

    The checkpoint is locked before the snapshot is taken: else a rebuild that swaps in between would show the new
    tables as they were some time ago.
    """
    with outage_named():
        async with (
            pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await connection.execute(statements.BEGIN_LOOKING)
            if realm.told is not None:
                await connection.execute(statements.AS_READER, realm.told)
            yield Look(connection, await connection.fetchval(statements.STANDING))
