"""Sealers for the tests, as the worker runs them, and somebody who hears what they say of themselves."""

import asyncio
import contextlib
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
from tests.postgres import Database

GUARDED = ("entry", "tile", "seal", "checkpoint")


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
    """Seal in the background, with key and anchors in a directory."""
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


async def until_alarmed(journal: Journal) -> None:
    """Wait until all can see an alarm; fail when they do not in time."""
    async with asyncio.timeout(5):
        while not (await journal.seals.sealing_now()).alarm:  # noqa: ASYNC110  # another session is watched
            await asyncio.sleep(0.01)


async def check_seals(journal: Journal) -> int:
    """Every seal follows the one before, and has the root over the entries; every checkpoint the key of its time."""
    tree = Frontier()
    roots = {}
    after = 0
    while page := await journal.read(after, 5000):
        for entry in page:
            tree.append(leaf_hash(entry.body))
            roots[tree.size] = tree.root()
        after = page[-1].position
    size = 0
    for seal in await journal.seals.seals(limit=1_000_000):
        assert seal.first == size + 1
        size = seal.last
        assert seal.root == roots[size]
    adopted = await adoptions(journal)
    for one in await journal.seals.checkpoints(limit=1_000_000):
        key = key_for(one.size, adopted)
        assert key
        assert opened_checkpoint(one.note, key).root == roots[one.size]
    return size


async def rewrite(database: Database, *statements: str) -> None:
    """Do what only a superuser can: switch the triggers off, and rewrite."""
    connection = await asyncpg.connect(database.dsn)
    try:
        async with connection.transaction():
            for table in GUARDED:
                await connection.execute(f"alter table journal.{table} disable trigger never_rewritten")
            for statement in statements:
                await connection.execute(statement)
            for table in GUARDED:
                await connection.execute(f"alter table journal.{table} enable always trigger never_rewritten")
    finally:
        await connection.close()
