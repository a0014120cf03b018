"""Whatever writers do, every reader sees an exact prefix: nothing skipped, nothing reordered, nothing twice."""

import asyncio
import contextlib
import random

import asyncpg

from journal.call import arguments
from journal.entry import StoredEntry
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from journal.outage import OUTAGE
from journal.preparing import prepare
from journal.statements import APPEND
from tests.journal.acts import REAL, act, part
from tests.postgres import Database

WRITERS = 8
ROUNDS = 25


async def test_readers_see_an_exact_prefix_among_delays_rollbacks_and_killed_connections(
    journal: Journal, database: Database
) -> None:
    done = asyncio.Event()
    readers = [asyncio.create_task(follow(journal, done)) for _ in range(3)]
    killer = asyncio.create_task(kill(database, done))
    committed = await asyncio.gather(
        *(restless(database, random.Random(n), n) for n in range(WRITERS)),  # noqa: S311 - the same in every run
        *(steady(journal, n) for n in range(4)),
    )
    done.set()
    kills = await killer
    whole = await journal.read(0, 100_000)
    assert [entry.position for entry in whole] == list(range(1, len(whole) + 1))
    for seen in await asyncio.gather(*readers):
        assert seen == whole
    assert kills > 0
    # what was acknowledged is there; of what was cut off, some may be there as well
    assert {command for mine in committed for command in mine} <= {entry.command_id for entry in whole}
    for stream in {entry.stream for entry in whole}:
        versions = [entry.version for entry in whole if entry.stream == stream]
        assert versions == list(range(1, len(versions) + 1))


async def follow(journal: Journal, done: asyncio.Event) -> list[StoredEntry]:
    """Read as a projector does: always what follows the last position seen."""
    seen: list[StoredEntry] = []
    while True:
        last_round = done.is_set()
        page = await journal.read(len(seen), 50)
        assert [entry.position for entry in page] == list(range(len(seen) + 1, len(seen) + 1 + len(page)))
        seen.extend(page)
        if last_round and not page:
            return seen
        await asyncio.sleep(0)


async def restless(database: Database, dice: random.Random, writer: int) -> set[object]:
    """Append in transactions that dawdle at the gate, roll back, or lose their connection."""
    committed: set[object] = set()
    for n in range(ROUNDS):
        streams = [part(f"case/{writer}-{n}", count=dice.randint(1, 3)), part(f"shared/{n}-{writer}")]
        command = prepare(act(f"r{writer}-{n}", *streams), REAL, {})
        keep = dice.random() < 0.6
        with contextlib.suppress(*OUTAGE):
            connection = await asyncpg.connect(database.service_dsn)
            try:
                transaction = connection.transaction()
                await transaction.start()
                await connection.fetch(APPEND, *arguments([command]))
                await asyncio.sleep(dice.random() * 0.004)
                await (transaction.commit() if keep else transaction.rollback())
                if keep:
                    committed.add(command.command_id)
            finally:
                connection.terminate()
    return committed


async def steady(journal: Journal, writer: int) -> set[object]:
    """Append through the journal; what was cut off is repeated under its id."""
    committed: set[object] = set()
    for n in range(ROUNDS):
        submission = act(f"s{writer}-{n}", part(f"steady/{writer}", n))
        while submission.command_id not in committed:
            with contextlib.suppress(JournalUnavailableError):
                await journal.append(submission)
                committed.add(submission.command_id)
    return committed


async def kill(database: Database, done: asyncio.Event) -> int:
    """End, again and again, some backend that is appending."""
    kills = 0
    connection = await asyncpg.connect(database.dsn)
    try:
        while not done.is_set():
            kills += await connection.fetchval(
                "select count(pg_terminate_backend(pid)) from (select pid from pg_stat_activity where datname ="
                " current_database() and query like '%journal.append%' and pid <> pg_backend_pid() limit 1) one"
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 0.03)
    finally:
        await connection.close()
    return kills
