from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.audit.verifying.kept import Copy, Kept, copy, database_called, make_kept, superuser, unguard
from tests.postgres import Server


@pytest.fixture(scope="session")
async def kept(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A sealed journal: tamper with it through `tampering` alone, or copy it."""
    return await make_kept(postgres, Path(tmp_path_factory.mktemp("seal")))


@pytest.fixture
async def tampering(kept: Kept) -> AsyncIterator[asyncpg.Connection]:
    """A superuser with triggers disabled, in a transaction that is undone at the end of the test."""
    connection = await asyncpg.connect(kept.database.dsn)
    undone = connection.transaction()
    await undone.start()
    await unguard(connection)
    yield connection
    await undone.rollback()
    await connection.close()


@pytest.fixture
async def copied(postgres: Server, kept: Kept) -> AsyncIterator[Copy]:
    """A copy of the journal that can be sealed anew, and a superuser in it."""
    database = database_called(postgres, await copy(postgres, kept.name))
    async with superuser(database) as connection:
        yield Copy(database, connection)
