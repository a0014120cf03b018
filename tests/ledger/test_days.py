"""What counted as a day ended is what the figures of now were on that day, however the entries came in batches."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta

import asyncpg
import pytest

from domain.dates import local_day
from domain.roster.orgs import OrgLevel
from journal.entry import Submission
from journal.journal import Journal
from ledger.connecting import LIVE, connected
from ledger.coverage.counted import Figures
from ledger.coverage.counting import Asked
from ledger.coverage.placing import placed
from ledger.folder import Folder
from ledger.projections import PROJECTIONS
from ledger.registers.snapshot import Snapshot, snapshot_of
from ledger.tables import Tables
from tests.domain.roster_given import COUNTY, PARK, T1, T2
from tests.ledger.histories import submissions
from tests.ledger.province import Told, directory, fold
from tests.ledger.test_coverage import (
    ENTERPRISES,
    TERMS_AND_FILINGS,
    accepted,
    founded,
    overdue,
    stars_of_a_round,
)
from tests.postgres import Database

UNTIL = date(2026, 10, 1)
TOLD: tuple[Told, ...] = (
    *ENTERPRISES,
    *TERMS_AND_FILINGS,
    accepted(1, "2026-03-10"),
    accepted(2, "2026-03-01"),
    overdue(20),
    founded(1),
    founded(2),
    *stars_of_a_round(),
)
ASKED = ((None, None), (None, OrgLevel.COUNTY), (COUNTY, None), (T1, None), (T2, None), (PARK, None))


@asynccontextmanager
async def tables_of(database: Database) -> AsyncIterator[Tables]:
    connection = await connected(database.service_dsn, LIVE)
    try:
        yield Tables(connection, LIVE, PROJECTIONS)
    finally:
        await connection.close()


Seen = list[tuple[Figures, ...]]


async def written(journal: Journal) -> list[date]:
    """Append all that is told in the order in which it was recorded; return the days, in order."""
    every: list[Submission] = [one for told in TOLD for one in submissions(told.scene, told.stream)]
    every.sort(key=lambda one: one.recorded_at)
    for one in every:
        await journal.append(one)
    return sorted({local_day(one.recorded_at) for one in every})


def question(org: str | None, level: OrgLevel | None, day: date) -> Asked:
    return Asked(org, placed(directory(), org, day, level), UNTIL)


def kept(lines: Sequence[Figures]) -> tuple[Figures, ...]:
    """Return figures without what is told of now alone; a line of nothing is no line."""
    told = [one.model_copy(update={"days_median": None, "days_p90": None}) for one in lines]
    return tuple(one for one in told if one != Figures(org=one.org))


async def seen_now(look: Snapshot, day: date) -> Seen:
    counts = [await look.counts(question(org, level, day)) for org, level in ASKED]
    return [kept((*one.lines, one.total)) for one in counts]


async def seen_on(look: Snapshot, day: date) -> Seen:
    counts = [await look.counts_on(question(org, level, day), day) for org, level in ASKED]
    return [kept((*one.lines, one.total)) for one in counts]


@pytest.mark.parametrize("batch", [1, 1000])
async def test_a_day_that_is_over_shows_what_was_seen_as_it_ended(
    journal: Journal, database: Database, batch: int
) -> None:
    days = await written(journal)
    seen: dict[date, Seen] = {}
    reached: dict[date, int] = {}
    async with asyncpg.create_pool(database.service_dsn, min_size=0) as pool, tables_of(database) as tables:
        folder = Folder(journal, tables, PROJECTIONS, batch)
        position = 0
        while (now := await folder.advance(position)) != position:
            position, day = now, await tables.last_day()
            if day is not None:  # the journal was opened, and nothing more
                async with snapshot_of(pool) as look:
                    seen[day], reached[day] = await seen_now(look, day), position
        async with snapshot_of(pool) as look:
            assert list(seen) == days
            assert len(days) > 10
            assert any(one.stars for one in seen[days[-1]][0])
            for day in days[:-1]:
                assert await seen_on(look, day) == seen[day], day
                ended = await look.ended(day)
                assert ended is not None
                assert ended.position == reached[day]
            assert await look.ended(days[-1]) is None  # it still goes on


async def test_before_the_first_entry_nothing_counted(journal: Journal, database: Database) -> None:
    days = await written(journal)
    await fold(journal, database)
    before = days[0] - timedelta(days=1)
    async with asyncpg.create_pool(database.service_dsn, min_size=0) as pool, snapshot_of(pool) as look:
        assert await look.ended(before) == (0, None)
        assert await seen_on(look, before) == [() for _ in ASKED]
