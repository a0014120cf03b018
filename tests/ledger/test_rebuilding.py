"""A rebuilt ledger is the live one, row by row; who reads, writes and projects meanwhile goes on."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from domain.model import Model
from journal.journal import Journal
from ledger.connecting import BESIDE
from ledger.errors import ForeignLedgerError, LedgerDefectError, RebuildRunningError
from ledger.ledger import Ledger
from ledger.projection import Change
from ledger.projections import PROJECTIONS
from ledger.rebuilding import rebuild
from ledger.registers.snapshot import snapshot_of
from ledger.statements import BEGIN_LOOKING
from tests.domain.test_every_process import OPEN
from tests.ledger.histories import corrected_filing, submissions, write
from tests.ledger.standing import caught_up, expected, projecting, standing
from tests.postgres import Database


@pytest.fixture
async def filled(journal: Journal) -> Journal:
    """A case of every process, and one with corrections."""
    for scene in (corrected_filing(), *(make() for name, make in OPEN.items() if name != "filing")):
        await write(journal, scene, scene.spec.stream)
    return journal


def untold(_more: int, _total: int) -> None:
    """Nobody watches."""


async def test_a_rebuilt_ledger_equals_the_live_one_row_by_row(filled: Journal, database: Database) -> None:
    async with projecting(filled, database):
        await caught_up(filled)
        live = await standing(database.dsn)
        told: list[tuple[int, int]] = []
        head = await filled.length()
        assert (
            await rebuild(filled, database.service_dsn, lambda more, total: told.append((more, total)))
            == head
        )
        assert await standing(database.dsn) == live == await expected(filled)
        assert sum(more for more, _ in told) == head
        assert {total for _, total in told} == {head}


async def test_a_ledger_that_went_wrong_is_put_right_and_projected_on(
    filled: Journal, database: Database
) -> None:
    async with projecting(filled, database):
        await caught_up(filled)
        connection = await asyncpg.connect(database.dsn)
        await connection.execute("delete from ledger.task; update ledger.stream set state = '\\x7b7d'")
        await connection.close()
        await rebuild(filled, database.service_dsn, untold)
        scene = OPEN["filing"]()
        await write(filled, scene, "filing/K-2/1")
        await caught_up(filled)
        assert await standing(database.dsn) == await expected(filled)


async def test_writers_readers_and_the_projector_go_on_while_it_is_rebuilt_again_and_again(
    filled: Journal, database: Database
) -> None:
    done = asyncio.Event()
    async with projecting(filled, database, again=0.03), reading(filled, done) as readers:
        writers = [asyncio.create_task(keep_writing(filled, n, done)) for n in range(2)]
        for _ in range(3):
            await rebuild(filled, database.service_dsn, untold)
        done.set()
        cases = sum([await writer for writer in writers])
        await caught_up(filled)
    assert cases > 0
    assert sum([await one for one in readers]) > 0
    assert await standing(database.dsn) == await expected(filled)


async def keep_writing(journal: Journal, writer: int, done: asyncio.Event) -> int:
    case = 0
    scene = corrected_filing()
    while not done.is_set():
        case += 1
        for submission in submissions(scene, f"filing/K-{writer}-{case}/1"):
            await journal.append(submission)
        await asyncio.sleep(0.02)  # others have their turn
    return case


@contextlib.asynccontextmanager
async def reading(journal: Journal, done: asyncio.Event) -> AsyncIterator[list[asyncio.Task[int]]]:
    """Look again and again: what is read is true at the position it names, whichever tables stood there then."""
    tasks = [asyncio.create_task(keep_reading(journal, done)) for _ in range(2)]
    yield tasks
    await asyncio.gather(*tasks)


async def keep_reading(journal: Journal, done: asyncio.Event) -> int:
    looks, last = 0, 0
    ledger = Ledger(journal)
    while not done.is_set():
        told = await ledger.timeline("contract:K-1-1")
        assert told.position >= last
        entries = [one for one in await journal.read(0, told.position) if "contract:K-1-1" in one.tags]
        assert told.rows == [one.position for one in entries]
        async with snapshot_of(journal.readers) as look:
            assert look.position >= told.position
            looks, last = looks + 1, look.position
        await asyncio.sleep(0.005)
    return looks


async def test_an_interrupted_rebuild_leaves_the_ledger_and_the_next_one_begins_anew(
    filled: Journal, database: Database
) -> None:
    async with projecting(filled, database):
        await caught_up(filled)
        live = await standing(database.dsn)
        broken = (PROJECTIONS[0]._replace(rows=_broken), *PROJECTIONS[1:])
        with pytest.raises(LedgerDefectError):
            await rebuild(filled, database.service_dsn, untold, broken)
        assert await standing(database.dsn) == live
        assert (await standing(database.dsn, BESIDE))["checkpoint"] == [0]
        await rebuild(filled, database.service_dsn, untold)
        assert await standing(database.dsn) == live


def _broken(change: Change) -> list[Model]:
    raise KeyError(change.stream)


async def test_a_reader_who_has_begun_finishes_before_the_swap(filled: Journal, database: Database) -> None:
    slow = await asyncpg.connect(database.service_dsn)
    try:
        await slow.execute(f"begin isolation level repeatable read; {BEGIN_LOOKING}")
        rebuilding = asyncio.create_task(rebuild(filled, database.service_dsn, untold))
        async with asyncio.timeout(20):
            while not await waits_for_a_lock(database):  # noqa: ASYNC110  # another process is watched
                await asyncio.sleep(0.01)
        assert await slow.fetchval("select count(*) from ledger.timeline") == 0
        await slow.execute("commit")
        assert await rebuilding == await filled.length()
        assert await slow.fetchval("select count(*) from ledger.timeline") > 0
    finally:
        await slow.close()


async def waits_for_a_lock(database: Database) -> bool:
    connection = await asyncpg.connect(database.dsn)
    try:
        return bool(
            await connection.fetchval(
                "select exists (select from pg_locks where not granted and mode = 'AccessExclusiveLock')"
            )
        )
    finally:
        await connection.close()


async def test_two_do_not_rebuild_at_once(filled: Journal, database: Database) -> None:
    answers = await asyncio.gather(
        *(rebuild(filled, database.service_dsn, untold) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(one, int) for one in answers) >= 1
    assert all(isinstance(one, int | RebuildRunningError) for one in answers)
    assert any(isinstance(one, RebuildRunningError) for one in answers)


async def test_tables_of_another_version_are_not_rebuilt(filled: Journal, database: Database) -> None:
    with pytest.raises(ForeignLedgerError) as refused:
        await rebuild(filled, database.service_dsn, untold, PROJECTIONS[1:])
    assert refused.value.unknown == {PROJECTIONS[0].table}
