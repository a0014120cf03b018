"""Commands that follow each other in one stream travel together, and are settled at once when nothing is in the way."""

import asyncio
from collections.abc import Sequence

import asyncpg

from journal.call import arguments
from journal.journal import Journal
from journal.preparing import prepare
from journal.statements import APPEND
from tests.journal.acts import REAL, act, part
from tests.postgres import Database


async def called(database: Database, *commands: tuple[str, str, int, int]) -> list[tuple[int, str]]:
    """Append in one call: name, stream, expected version, entries; return which command was answered what."""
    prepared = [
        prepare(act(name, part(stream, expected, count)), REAL, {})
        for name, stream, expected, count in commands
    ]
    connection = await asyncpg.connect(database.service_dsn)
    try:
        rows: Sequence[asyncpg.Record] = await connection.fetch(APPEND, *arguments(prepared))
    finally:
        await connection.close()
    return [(row["command"], row["outcome"]) for row in rows]


async def test_they_are_settled_at_once(journal: Journal, database: Database) -> None:
    told = [("a", "case/1", 0, 2), ("b", "case/2", 0, 1), ("c", "case/1", 2, 1), ("d", "case/1", 3, 3)]
    assert await called(database, *told) == [(0, "appended")]
    whole = await journal.load("case/1")
    assert [entry.version for entry in whole] == [1, 2, 3, 4, 5, 6]
    assert [entry.position for entry in await journal.read(1, 100)] == list(range(2, 9))


async def test_one_that_does_not_follow_is_a_conflict_and_so_is_what_counted_on_it(
    journal: Journal, database: Database
) -> None:
    for wrong in (0, 2, 5):
        stream = f"case/{wrong}x"
        told = [
            (f"{wrong}a", stream, 0, 1),
            (f"{wrong}b", stream, wrong, 1),
            (f"{wrong}c", stream, wrong + 1, 1),
        ]
        if wrong == 0:  # nothing follows version 0 twice; the third follows the first
            assert await called(database, *told) == [(1, "appended"), (2, "conflict"), (3, "appended")]
        else:
            assert await called(database, *told) == [(1, "appended"), (2, "conflict"), (3, "conflict")]
    assert await journal.version("case/5x") == 1


async def test_a_repeated_one_takes_no_place(journal: Journal, database: Database) -> None:
    await called(database, ("a", "case/1", 0, 1))
    told = [("b", "case/1", 1, 1), ("a", "case/1", 0, 1), ("c", "case/1", 2, 1)]
    assert await called(database, *told) == [(1, "appended"), (2, "repeated"), (3, "appended")]
    assert await journal.version("case/1") == 3


async def test_the_same_twice_in_one_call_is_there_once(journal: Journal, database: Database) -> None:
    assert await called(database, ("a", "case/1", 0, 1), ("a", "case/1", 0, 1)) == [
        (1, "appended"),
        (2, "repeated"),
    ]
    answers = await asyncio.gather(*(journal.append(act(f"n{n}", part("case/1", n + 1))) for n in range(20)))
    assert [one.entries[0].version for one in answers] == list(range(2, 22))
