"""The doctor tells whether the ledger follows the journal."""

from infra.doctor import projecting
from journal.journal import Journal
from tests.journal.acts import REAL
from tests.ledger.standing import caught_up
from tests.ledger.standing import projecting as projected
from tests.postgres import Database, Server


async def test_a_ledger_that_nobody_folds_is_told_and_one_that_is_folded_is_fine(database: Database) -> None:
    journal = await Journal.open(database.service_dsn)
    try:
        (empty,) = await projecting.examine(database.service_dsn)
        assert empty.ok
        await journal.begin(REAL)
        (behind,) = await projecting.examine(database.service_dsn)
        assert not behind.ok
        assert "position 0 of 1" in behind.what_en
        assert all((behind.what_zh, behind.remedy_zh, behind.remedy_en))
        async with projected(journal, database):
            await caught_up(journal)
            (led,) = await projecting.examine(database.service_dsn)
        assert led.ok
        assert "position 1 of 1" in led.what_en
    finally:
        await journal.close()


async def test_nothing_is_said_of_a_database_that_is_away_or_not_migrated(postgres: Server) -> None:
    assert await projecting.examine("postgresql://branch_service@127.0.0.1:1/none") == []
    assert await projecting.examine(await postgres.empty_database()) == []
