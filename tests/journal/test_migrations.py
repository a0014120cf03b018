"""Forward only, checksummed, one migrator at a time."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from infra.migrate import (
    Applied,
    EditedMigrationError,
    UnknownMigrationError,
    migrate,
    migration,
    pending,
    shipped,
)
from infra.postgres import Postgres
from infra.schema import NotMigratedError, bring_up_to_date
from infra.scratch import scratch_directory
from tests.postgres import Server

FIRST = migration("0001_first.sql", "create table first ()")
SECOND = migration("0002_second.sql", "create table second ()")


async def test_an_empty_database_gets_all_and_a_second_run_nothing(postgres: Server) -> None:
    dsn = await postgres.empty_database()
    names = [one.name for one in shipped()]
    assert await pending(dsn) == names
    assert await migrate(dsn) == [Applied(name) for name in names]
    assert await migrate(dsn) == []
    assert await pending(dsn) == []


async def test_only_what_is_missing_is_applied(postgres: Server) -> None:
    dsn = await postgres.empty_database()
    await migrate(dsn, [FIRST])
    assert await migrate(dsn, [FIRST, SECOND]) == [Applied("0002_second.sql")]


async def test_an_edited_migration_is_refused_and_nothing_is_applied(postgres: Server) -> None:
    dsn = await postgres.empty_database()
    await migrate(dsn, [FIRST])
    with pytest.raises(EditedMigrationError, match="0001_first"):
        await migrate(dsn, [migration("0001_first.sql", "create table first (n int)"), SECOND])
    assert await migrate(dsn, [FIRST, SECOND]) == [Applied("0002_second.sql")]


async def test_a_database_of_a_newer_version_is_refused(postgres: Server) -> None:
    dsn = await postgres.empty_database()
    await migrate(dsn, [FIRST, SECOND])
    with pytest.raises(UnknownMigrationError, match="0002_second"):
        await migrate(dsn, [FIRST])


async def test_a_migration_is_never_slipped_in_before_one_applied(postgres: Server) -> None:
    dsn = await postgres.empty_database()
    await migrate(dsn, [SECOND])
    with pytest.raises(UnknownMigrationError, match="0002_second"):
        await migrate(dsn, [FIRST, SECOND])


async def test_what_fails_leaves_nothing_and_what_was_before_it_stands(postgres: Server) -> None:
    dsn = await postgres.empty_database()
    broken = migration("0002_second.sql", "create table second (); select 1/0")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(dsn, [FIRST, broken])
    assert await migrate(dsn, [FIRST, SECOND]) == [Applied("0002_second.sql")]


async def test_of_many_migrators_at_once_each_migration_is_applied_by_one(postgres: Server) -> None:
    dsn = await postgres.empty_database()
    answers = await asyncio.gather(*(migrate(dsn) for _ in range(5)))
    assert sorted(applied.name for answer in answers for applied in answer) == [one.name for one in shipped()]


async def test_two_databases_of_one_cluster_share_the_roles(postgres: Server) -> None:
    one, other = await postgres.empty_database(), await postgres.empty_database()
    assert await migrate(one) == await migrate(other)


LIMITS = [
    "idle_in_transaction_session_timeout=10s",
    "lock_timeout=5s",
    "statement_timeout=30s",
    "transaction_timeout=60s",
]


@pytest.fixture
async def cluster() -> AsyncIterator[Postgres]:
    """A server of its own: roles belong to a whole cluster."""
    with scratch_directory() as place:
        async with Postgres(place / "pg", durable=False) as engine:
            yield engine


async def run(dsn: str, *statements: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def standing_of_the_service(dsn: str) -> tuple[bool, bool, list[str]]:
    connection = await asyncpg.connect(dsn)
    try:
        row = await connection.fetchrow(
            "select pg_has_role(oid, 'journal_writer', 'USAGE'), pg_has_role(oid, 'journal_reader', 'USAGE'),"
            " rolconfig from pg_roles where rolname = 'branch_service'"
        )
    finally:
        await connection.close()
    return row[0], row[1], sorted(row[2] or [])


async def test_a_login_that_was_made_beforehand_gets_its_rights_and_limits(cluster: Postgres) -> None:
    await run(cluster.dsn, "create role branch_service login password 'secret'")
    await migrate(cluster.dsn)
    assert await standing_of_the_service(cluster.dsn) == (True, True, LIMITS)


async def test_a_second_database_is_migrated_by_another_login_once_the_first_ones_owner_allows_it(
    cluster: Postgres,
) -> None:
    await run(
        cluster.dsn,
        *(f"create role migrator_{n} login createrole createdb" for n in (1, 2)),
        *(f"create database app_{n} owner migrator_{n}" for n in (1, 2)),
    )
    first, second = (cluster.dsn_of(f"migrator_{n}", f"app_{n}") for n in (1, 2))
    await migrate(first)
    with pytest.raises(NotMigratedError, match="GRANT journal_owner"):
        await bring_up_to_date(second)
    await run(first, "grant journal_owner to migrator_2")
    assert [one.name for one in await bring_up_to_date(second)] == [one.name for one in shipped()]
    assert await standing_of_the_service(second) == (True, True, LIMITS)
