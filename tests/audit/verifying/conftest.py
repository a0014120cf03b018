from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.audit.verifying.evidence import Evidence, make_evidence, unguard
from tests.postgres import Server


@pytest.fixture(scope="session")
async def evidence(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """A sealed journal: tamper with it through `tampering` alone, or copy it."""
    return await make_evidence(postgres, Path(tmp_path_factory.mktemp("seal")))


@pytest.fixture
async def tampering(evidence: Evidence) -> AsyncIterator[asyncpg.Connection]:
    """A superuser with triggers disabled, in a transaction that is undone at the end of the test."""
    connection = await asyncpg.connect(evidence.database.dsn)
    undone = connection.transaction()
    await undone.start()
    await unguard(connection)
    yield connection
    await undone.rollback()
    await connection.close()
