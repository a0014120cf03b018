"""Several sealers fight for the lead: one seals, the seals agree, and another one takes over within seconds."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from infra.clock import now
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from journal.key_files import KeyFile
from journal.keys import adoptions, key_for
from journal.merkle import Frontier, leaf_hash
from journal.notary import Notary
from journal.notes import opened_checkpoint
from journal.sealer import Sealer
from journal.sealing import LEADING
from tests.journal.acts import act, part
from tests.postgres import Database

RIVALS = 4
WRITERS = 6
ROUNDS = 40


class Witness:
    """Hears what a sealer says of itself."""

    def __init__(self) -> None:
        self.leads = False
        self.size = 0
        self.backlog = 0
        self.lags: list[float] = []
        self.alarms = 0

    def leading(self) -> None:
        self.leads = True

    def retired(self) -> None:
        self.leads = False

    def sealed(self, size: int, lag: float) -> None:
        self.size = size
        self.lags.append(lag)

    def waiting(self, backlog: int) -> None:
        self.backlog = backlog

    def alarmed(self) -> None:
        self.alarms += 1


@asynccontextmanager
async def sealer(
    journal: Journal, database: Database, directory: Path, witness: Witness | None = None
) -> AsyncIterator[Sealer]:
    notary = Notary(journal, KeyFile(directory / "key"), directory / "checkpoints", now)
    one = Sealer(journal, database.service_dsn, notary, witness or Witness(), now)
    try:
        yield one
    finally:
        await one.close()


async def until_signed(journal: Journal, size: int, seconds: float = 10) -> None:
    """Wait until a checkpoint reaches `size` entries; fail when it does not in time."""
    async with asyncio.timeout(seconds):
        while True:
            with contextlib.suppress(JournalUnavailableError):
                last = await journal.seals.checkpoint()
                if last and last.size >= size:
                    return
            await asyncio.sleep(0.02)


async def check_seals(journal: Journal) -> int:
    """Every seal follows the one before, and has the root over the entries; every checkpoint the key of its time."""
    bodies = [entry.body for entry in await journal.read(0, 100_000)]
    tree = Frontier()
    roots = {}
    for body in bodies:
        tree.append(leaf_hash(body))
        roots[tree.size] = tree.root()
    size = 0
    for seal in await journal.seals.seals(limit=100_000):
        assert seal.first == size + 1
        size = seal.last
        assert seal.root == roots[size]
    adopted = await adoptions(journal)
    for one in await journal.seals.checkpoints():
        key = key_for(one.size, adopted)
        assert key
        assert opened_checkpoint(one.note, key).root == roots[one.size]
    return size


async def test_seals_agree_among_rivals_whose_connections_are_killed(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    done = asyncio.Event()
    async with contextlib.AsyncExitStack() as rivals:
        witnesses = [Witness() for _ in range(RIVALS)]
        for witness in witnesses:
            await rivals.enter_async_context(sealer(journal, database, tmp_path, witness))
        killer = asyncio.create_task(kill_leaders(database, done))
        await asyncio.gather(*(write(journal, n) for n in range(WRITERS)))
        done.set()
        kills = await killer
        whole = (await journal.read(0, 100_000))[-1].position
        await until_signed(journal, whole)
        assert sum(witness.leads for witness in witnesses) == 1
        assert not sum(witness.alarms for witness in witnesses)
    assert kills > 1
    assert sum(bool(witness.lags) for witness in witnesses) > 1  # more than one of them led
    assert await check_seals(journal) >= whole


async def write(journal: Journal, writer: int) -> None:
    dice = random.Random(writer)  # noqa: S311  # the same in every run
    for n in range(ROUNDS):
        count = dice.randint(1, 40)
        submission = act(f"w{writer}-{n}", part(f"case/{writer}-{n}", count=count))
        await journal.append(submission)
        await asyncio.sleep(dice.random() * 0.1)


async def kill_leaders(database: Database, done: asyncio.Event) -> int:
    """End, again and again, the connection of whoever leads."""
    kills = 0
    connection = await asyncpg.connect(database.dsn)
    try:
        while not done.is_set():
            kills += await connection.fetchval(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                " where datname = current_database() and application_name = $1",
                LEADING,
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 0.3)
    finally:
        await connection.close()
    return kills
