from collections.abc import AsyncIterator

import pytest

from journal.committer import Committer
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


@pytest.fixture
async def committer(database: Database) -> AsyncIterator[Committer]:
    """The way to PostgreSQL behind the journal's own checks: what another program could send."""
    committer = Committer(database.service_dsn)
    yield committer
    await committer.close()
