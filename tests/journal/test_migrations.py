"""Forward only, checksummed, one migrator at a time."""

import asyncio

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
