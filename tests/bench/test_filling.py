"""A ledger that is filled for measuring is the one that the projector would have folded."""

from bench.pages.filling import fill
from bench.pages.territory import Territory
from journal.journal import Journal
from tests.journal.conftest import journal
from tests.ledger.province import fold
from tests.ledger.standing import expected, standing
from tests.postgres import Database

__all__ = ["journal"]


async def test_what_is_filled_in_is_what_the_folds_make_of_its_entries(
    journal: Journal, database: Database
) -> None:
    await fold(journal, database)
    filled = await fill(database.dsn, Territory(cities=1, counties=1, townships=2), enterprises=40)
    assert filled.position == await journal.length()
    found, told = await standing(database.dsn), await expected(journal)
    for table, rows in told.items():
        assert found[table] == rows, table
    assert len(told["enterprise"]) == 40
    assert all(
        told[table] for table in ("branch", "evaluation", "filing", "founded", "open_case", "round", "task")
    )
