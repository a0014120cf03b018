"""PostgreSQL is killed under load: what was acknowledged is there, once, and a repetition finds the original."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest

from infra.migrate import migrate
from infra.postgres import Postgres
from infra.scratch import scratch_directory
from journal.entry import Appended
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from tests.journal.acts import REAL, act, command_id, part

CALLERS = 16
COMMANDS = 30


@pytest.fixture
async def durable() -> AsyncIterator[Postgres]:
    """A server of our own that waits for the disk."""
    with scratch_directory() as directory:
        async with Postgres(directory) as engine:
            await migrate(engine.dsn)
            yield engine


@pytest.fixture
async def book(durable: Postgres) -> AsyncIterator[Journal]:
    journal = await Journal.open(durable.dsn_of("branch_service"))
    await journal.begin(REAL)
    yield journal
    await journal.close()


async def insist(journal: Journal, name: str, stream: str, version: int) -> Appended:
    """Repeat one command until it is answered, as an activity does."""
    while True:
        with contextlib.suppress(JournalUnavailableError):
            return await journal.append(act(name, part(stream, version, count=2)))
        await asyncio.sleep(0.02)


async def work(journal: Journal, caller: int, under_load: asyncio.Event) -> list[Appended]:
    answers: list[Appended] = []
    for n in range(COMMANDS):
        answers.append(await insist(journal, f"k{caller}-{n}", f"case/{caller}", 2 * n))
        if n == COMMANDS // 3:
            under_load.set()
    return answers


async def kill_server(durable: Postgres) -> None:
    """The whole server at once, as a power cut or the kernel would: nothing is flushed, nobody is told."""
    os.killpg(durable.pid, signal.SIGKILL)
    await durable.exited()
    await durable.start()


async def kill_backend(durable: Postgres) -> None:
    """One process of the server: the others crash with it, and the server recovers by itself."""
    connection = await asyncpg.connect(durable.dsn)
    pid = await connection.fetchval(
        "select pid from pg_stat_activity where application_name = 'journal append'"
    )
    connection.terminate()
    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("kill", [kill_server, kill_backend])
async def test_what_was_acknowledged_is_there_once_after_a_kill(
    durable: Postgres, book: Journal, kill: Callable[[Postgres], Awaitable[None]]
) -> None:
    under_load = asyncio.Event()
    callers = [asyncio.create_task(work(book, caller, under_load)) for caller in range(CALLERS)]
    await under_load.wait()
    await kill(durable)
    answers = [answer for mine in await asyncio.gather(*callers) for answer in mine]

    whole = await book.read(0, 100_000)
    assert [entry.position for entry in whole] == list(range(1, 2 + 2 * CALLERS * COMMANDS))
    assert sorted(entry for answer in answers for entry in answer.entries) == whole[1:]
    again = await book.append(act("k0-0", part("case/0", 0, count=2)))
    assert again.repeated
    assert again.entries == answers[0].entries == tuple(await book.find(command_id("k0-0")))


async def test_while_the_server_is_away_the_journal_says_so_and_then_works_again(
    durable: Postgres, book: Journal
) -> None:
    await durable.stop()
    with pytest.raises(JournalUnavailableError):
        await book.append(act("a", part("case/1")))
    with pytest.raises(JournalUnavailableError):
        await book.load("case/1")
    with pytest.raises(JournalUnavailableError):
        await Journal.open(durable.dsn_of("branch_service"))
    await durable.start()
    assert not (await book.append(act("a", part("case/1")))).repeated
    assert len(await book.load("case/1")) == 1


async def test_a_gate_that_somebody_holds_stops_nobody_for_ever(durable: Postgres, book: Journal) -> None:
    await book.append(act("a", part("case/1")))
    holder = await asyncpg.connect(durable.dsn)
    await holder.execute("begin; set local role journal_owner; lock table journal.gate in exclusive mode")
    try:
        with pytest.raises(JournalUnavailableError, match="LockNotAvailable"):
            await book.append(act("b", part("case/2")))
    finally:
        await holder.close()
    assert not (await book.append(act("b", part("case/2")))).repeated
