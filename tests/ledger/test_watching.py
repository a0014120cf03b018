"""Watching the ledger: every move is told, however many watch, over one connection, and an outage is only a pause."""

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple

import asyncpg
import pytest

from journal.journal import Journal
from ledger import statements
from ledger.connecting import LIVE, connected
from ledger.watching import Watch

AT_ONCE, LONG = 0.2, 20.0
WATCHING = "select pid from pg_stat_activity where datname = current_database() and application_name = 'ledger watch'"


class Book(NamedTuple):
    """A ledger that somebody moves on, as a projector does, and who watches it."""

    connection: asyncpg.Connection
    watch: Watch

    async def move(self, after: int, upto: int) -> None:
        assert await self.connection.fetchval(statements.MOVE_ON, after, upto) == upto

    async def listeners(self) -> list[int]:
        return [row["pid"] for row in await self.connection.fetch(WATCHING)]


@pytest.fixture
async def book(journal: Journal) -> AsyncIterator[Book]:
    connection = await connected(journal.dsn, LIVE)
    watch = Watch(journal.dsn, pause=0, linger=0)
    yield Book(connection, watch)
    watch.close()
    await connection.close()


async def test_a_move_is_told_once_it_is_beyond_what_was_seen(book: Book) -> None:
    with book.watch.watching() as watcher:
        assert await watcher.moved(0, AT_ONCE) is None
        await book.move(0, 7)
        assert await watcher.moved(0, LONG) == 7
        assert await watcher.moved(6, LONG) == 7
        assert await watcher.moved(7, AT_ONCE) is None
        waiting = asyncio.create_task(watcher.moved(7, LONG))
        await book.move(7, 9)
        assert await waiting == 9


async def test_what_moved_before_anybody_watched_is_told_to_who_has_not_seen_it(book: Book) -> None:
    await book.move(0, 3)
    with book.watch.watching() as watcher:
        assert await watcher.moved(2, LONG) == 3


async def test_however_many_watch_one_connection_listens_and_none_when_nobody_does(book: Book) -> None:
    async def watching() -> int | None:
        with book.watch.watching() as watcher:
            return await watcher.moved(0, LONG)

    crowd = [asyncio.create_task(watching()) for _ in range(50)]
    while not await book.listeners():  # noqa: ASYNC110  # PostgreSQL is watched
        await asyncio.sleep(0.01)
    assert len(await book.listeners()) == 1
    await book.move(0, 5)
    assert await asyncio.gather(*crowd) == [5] * 50
    async with asyncio.timeout(LONG):
        while await book.listeners():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_nothing_is_asked_while_nothing_moves(book: Book) -> None:
    with book.watch.watching() as watcher:
        await book.move(0, 1)
        assert await watcher.moved(0, LONG) == 1
        asked = "select xact_start, query_start from pg_stat_activity where application_name = 'ledger watch'"
        await asyncio.sleep(AT_ONCE)
        before = await book.connection.fetch(asked)
        assert await watcher.moved(1, 1.0) is None
        assert await book.connection.fetch(asked) == before


async def test_a_connection_that_breaks_is_made_anew_and_what_moved_meanwhile_is_told(book: Book) -> None:
    with book.watch.watching() as watcher:
        await book.move(0, 1)
        assert await watcher.moved(0, LONG) == 1
        (before,) = await book.listeners()
        await book.connection.execute("reset role")
        await book.connection.execute("select pg_terminate_backend($1)", before)
        await book.connection.execute("set role ledger_projector")
        await book.move(1, 2)
        assert await watcher.moved(1, LONG) == 2
        assert before not in await book.listeners()


async def test_who_watches_is_let_go_when_the_watch_is_closed(book: Book) -> None:
    with book.watch.watching() as watcher:
        waiting = asyncio.create_task(watcher.moved(0, LONG))
        await asyncio.sleep(0)
        book.watch.close()
        assert await waiting is None
        assert await watcher.moved(0, LONG) is None
    with book.watch.watching() as late:
        assert await late.moved(0, LONG) is None
