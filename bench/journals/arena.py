"""Where it is measured: one embedded PostgreSQL with fsync, a database for each who is measured."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import asyncpg

from bench.journals.bare import make_table
from domain.clock import RealOrRehearsal
from infra.clock import now
from infra.migrate import migrate
from infra.postgres import Postgres
from infra.scratch import scratch_directory
from journal.journal import Journal
from journal.key_files import KeyFile
from journal.notary import Notary
from journal.sealer import Sealer


class Arena:
    """A running server. `journal_dsn`s lead to a database where the journal and the bare table stand."""

    def __init__(self, engine: Postgres, directory: Path) -> None:
        self._engine = engine
        self.dsn = engine.dsn
        self._directory = directory
        self._numbers = count(1)

    async def empty_database(self) -> str:
        """Make a database; return the superuser's way in."""
        name = f"bench_{next(self._numbers)}"
        connection = await asyncpg.connect(self._engine.dsn)
        await connection.execute(f'create database "{name}"')
        await connection.close()
        return self._engine.dsn_of("postgres", name)

    async def migrated_database(self) -> str:
        """Make a database with the journal's tables and the bare one; return the superuser's way in."""
        dsn = await self.empty_database()
        await migrate(dsn)
        await make_table(dsn)
        return dsn

    async def begin(self, dsn: str) -> None:
        """Write the first entry, and no more: no sealer is at work yet."""
        journal = await Journal.open(as_service(dsn))
        await journal.begin(RealOrRehearsal())
        await journal.close()

    @asynccontextmanager
    async def journal(self, dsn: str) -> AsyncIterator[Journal]:
        """Open the journal of such a database as the service does, its sealer at work beside, in the same process."""
        service = as_service(dsn)
        journal = await Journal.open(service)
        await journal.begin(RealOrRehearsal())
        keys = self._directory / f"key-{next(self._numbers)}"
        notary = Notary(journal, KeyFile(keys), keys.with_suffix(".anchors"), now)
        sealer = Sealer(journal, service, notary, Unwatched(), now)
        try:
            yield journal
        finally:
            await sealer.close()
            await journal.close()


def as_service(dsn: str) -> str:
    """Return the service's way into the same database."""
    return dsn.replace("//postgres@", "//branch_service@")


class Unwatched:
    """Nobody is told how the sealer does."""

    def leading(self) -> None:
        """Hear nothing."""

    def retired(self) -> None:
        """Hear nothing."""

    def sealed(self, size: int, lag: float) -> None:
        """Hear nothing."""

    def waiting(self, backlog: int) -> None:
        """Hear nothing."""

    def alarmed(self) -> None:
        """Say it: what was measured then is worth nothing."""
        message = "the sealer found a contradiction"
        raise RuntimeError(message)


@asynccontextmanager
async def arena() -> AsyncIterator[Arena]:
    """Start the server in a directory of its own, and leave nothing behind."""
    with scratch_directory() as directory:
        async with Postgres(directory / "postgres") as engine:
            await migrate(engine.dsn)
            yield Arena(engine, directory)
