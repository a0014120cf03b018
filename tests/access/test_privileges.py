"""What opens the door is the service's alone: neither who reads the journal, nor auditors, may look at it."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.postgres import Database, Server

TABLES = ("password", "session", "attempt", "errand")


@pytest.fixture(scope="module")
async def migrated(postgres: Server) -> Database:
    return await postgres.fresh_database()


@pytest.fixture
async def superuser(migrated: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(migrated.dsn)
    yield connection
    await connection.close()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "role", ["journal_writer", "journal_reader", "journal_sealer", "journal_auditor", "ledger_projector"]
)
async def test_nobody_else_reads_what_opens_the_door(
    superuser: asyncpg.Connection, role: str, table: str
) -> None:
    await superuser.execute(f"set role {role}")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await superuser.fetch(f"select * from access.{table}")  # noqa: S608  # of the list above


async def test_these_are_all_the_tables_of_the_door(superuser: asyncpg.Connection) -> None:
    found = await superuser.fetch(
        "select relname from pg_class where relnamespace = 'access'::regnamespace and relkind = 'r'"
    )
    assert {row["relname"] for row in found} == set(TABLES)


@pytest.mark.parametrize("statement", ["truncate access.password", "drop table access.session"])
async def test_the_service_neither_empties_nor_drops_them(migrated: Database, statement: str) -> None:
    connection = await asyncpg.connect(migrated.service_dsn)
    try:
        await connection.fetch("select * from access.password")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("hash_", ["plain", "$argon2i$v=19$m=8", "$2b$12$x"])
async def test_nothing_but_argon2id_is_kept(superuser: asyncpg.Connection, hash_: str) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await superuser.execute(
            "insert into access.password (person, hash, once, resets, changed_at) values ('p', $1, false, 0, now())",
            hash_,
        )
