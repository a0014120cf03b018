"""A throw-away PostgreSQL for the tests: the embedded one, one server a session, one database a test."""

from collections.abc import AsyncIterator
from itertools import count
from typing import NamedTuple

import asyncpg
import pytest

from infra.migrate import migrate
from infra.postgres import Postgres
from infra.scratch import scratch_directory

_TEMPLATE = "migrated"
_numbers = count(1)


class Database(NamedTuple):
    """A migrated, empty database. `dsn`: the superuser's way in; `service_dsn`: the service's."""

    dsn: str
    service_dsn: str


class Server:
    """A running PostgreSQL; a fresh database costs some milliseconds (copied from a migrated template)."""

    def __init__(self, engine: Postgres) -> None:
        self.engine = engine
        self.dsn = engine.dsn
        self.service_dsn = engine.dsn_of("branch_service")

    async def fresh_database(self) -> Database:
        """Make a migrated database that nobody else uses."""
        name = f"test_{next(_numbers)}"
        await self.execute(f'create database "{name}" template "{_TEMPLATE}" strategy file_copy')
        return Database(self.engine.dsn_of("postgres", name), self.engine.dsn_of("branch_service", name))

    async def empty_database(self) -> str:
        """Make a database that was never migrated; return the superuser's way in."""
        name = f"test_{next(_numbers)}"
        await self.execute(f'create database "{name}"')
        return self.engine.dsn_of("postgres", name)

    async def make_template(self) -> None:
        """Migrate the database that the fresh ones are copied from."""
        await self.execute(f'create database "{_TEMPLATE}"')
        await migrate(self.engine.dsn_of("postgres", _TEMPLATE))

    async def execute(self, statement: str) -> None:
        """Run a statement as superuser."""
        connection = await asyncpg.connect(self.dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@pytest.fixture(scope="session")
async def postgres() -> AsyncIterator[Server]:
    """One PostgreSQL for the whole session. No fsync: tests of durability start a server of their own."""
    with scratch_directory() as directory:
        async with Postgres(directory, durable=False) as engine:
            server = Server(engine)
            await server.make_template()
            await migrate(server.dsn)
            yield server


@pytest.fixture
async def database(postgres: Server) -> Database:
    """A fresh database for one test."""
    return await postgres.fresh_database()
