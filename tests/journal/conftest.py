from collections.abc import AsyncIterator

import pytest

from journal.journal import Journal
from tests.journal.acts import REAL
from tests.postgres import Database


@pytest.fixture
async def journal(database: Database) -> AsyncIterator[Journal]:
    """A journal of real acts, begun and otherwise empty."""
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    yield journal
    await journal.close()
