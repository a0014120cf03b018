"""PostgreSQL answers, but is not set up for the journal: an outage that somebody must end, no fault of an entry."""

from collections.abc import AsyncIterator, Callable

import asyncpg
import pytest

from journal.committer import Committer
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from journal.preparing import prepare
from tests.journal.acts import REAL, act, part
from tests.postgres import Database, Server


@pytest.fixture
async def owner(database: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.dsn)
    yield connection
    await connection.close()


def as_nobody_known(postgres: Server) -> str:
    return postgres.engine.dsn_of("no_such_login")


def in_no_database(postgres: Server) -> str:
    return postgres.engine.dsn_of("branch_service", "no_such_database")


@pytest.mark.parametrize("dsn_of", [as_nobody_known, in_no_database])
async def test_an_unknown_login_or_database_is_told_as_an_outage(
    postgres: Server, dsn_of: Callable[[Server], str]
) -> None:
    with pytest.raises(JournalUnavailableError):
        await Journal.open(dsn_of(postgres))
    committer = Committer(dsn_of(postgres))
    with pytest.raises(JournalUnavailableError):
        await committer.submit(prepare(act("a", part("case/1")), REAL, {}))
    await committer.close()


async def test_a_database_that_is_not_migrated_is_told_as_an_outage(postgres: Server) -> None:
    journal = await Journal.open(await postgres.empty_database())
    with pytest.raises(JournalUnavailableError, match=r"journal\.entry"):
        await journal.nature()
    await journal.close()


async def test_a_right_that_is_missing_does_not_blame_the_entry(
    journal: Journal, owner: asyncpg.Connection
) -> None:
    await owner.execute("revoke execute on function journal.append from journal_writer")
    with pytest.raises(JournalUnavailableError, match="permission denied"):
        await journal.append(act("a", part("case/1")))
    await owner.execute("grant execute on function journal.append to journal_writer")
    assert not (await journal.append(act("a", part("case/1")))).repeated
