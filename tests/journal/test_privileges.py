"""Nothing is updated or deleted, and the service's login can do nothing but append and read."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from journal.journal import Journal
from tests.journal.acts import REAL, act, part
from tests.postgres import Database, Server

REWRITINGS = (
    "update journal.entry set kind = 'x' where position = 1",
    "update journal.entry set body = body where false",
    "delete from journal.entry",
    "delete from journal.entry where false",
    "truncate journal.entry",
    "insert into journal.gate default values",
)


@pytest.fixture(scope="module")
async def guarded(postgres: Server) -> Database:
    """A journal of four entries, for all tests of this file: none of them changes it, as each of them shows."""
    database = await postgres.fresh_database()
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    await journal.append(act("a", part("case/1", count=3)))
    await journal.close()
    return database


@pytest.fixture
async def service(guarded: Database) -> AsyncIterator[asyncpg.Connection]:
    """The service's login."""
    connection = await asyncpg.connect(guarded.service_dsn)
    yield connection
    await connection.close()


@pytest.fixture
async def superuser(guarded: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(guarded.dsn)
    yield connection
    await connection.execute("reset role")
    assert await connection.fetchval("select array_agg(kind order by position) from journal.entry") == [
        "journal.opened.v1",
        *["case.noted.v1"] * 3,
    ]
    await connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        *REWRITINGS,
        "insert into journal.entry select * from journal.entry",
        "begin; lock table journal.gate in access share mode",
        "begin; lock table journal.entry in exclusive mode",
        "select * from journal.gate",
        "select * from journal.entry for update",
        "alter table journal.entry disable trigger never_rewritten",
        "drop table journal.entry",
        "create or replace function journal.append() returns int language sql as 'select 1'",
        "create table journal.other ()",
        "create table public.other ()",
        "set role journal_owner",
        "set session_replication_role = replica",
        "update public.applied_migration set sha256 = ''",
    ],
)
async def test_the_service_cannot(service: asyncpg.Connection, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await service.execute(statement)


@pytest.mark.parametrize("statement", REWRITINGS)
@pytest.mark.parametrize("role", ["origin", "replica", "local"])
async def test_not_even_a_superuser_rewrites_by_accident(
    superuser: asyncpg.Connection, role: str, statement: str
) -> None:
    await superuser.execute(f"set session_replication_role = {role}")
    with pytest.raises(asyncpg.PostgresError, match="append only") as refused:
        await superuser.execute(statement)
    assert refused.value.sqlstate == "JN002"


@pytest.mark.parametrize("statement", REWRITINGS)
async def test_nor_does_the_owner(superuser: asyncpg.Connection, statement: str) -> None:
    await superuser.execute("set role journal_owner")
    with pytest.raises(asyncpg.PostgresError, match="append only"):
        await superuser.execute(statement)


@pytest.mark.parametrize("role", ["journal_reader", "journal_sealer", "journal_auditor", "ledger_projector"])
async def test_who_only_reads_cannot_append(superuser: asyncpg.Connection, role: str) -> None:
    await superuser.execute(f"set role {role}")
    assert await superuser.fetchval("select count(*) from journal.entry") == 4
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await superuser.fetch("select journal.append(null,null,null,null,null,null,null,null,null,null,null)")


async def test_the_writer_can_append_and_nothing_else(superuser: asyncpg.Connection) -> None:
    await superuser.execute("set role journal_writer")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await superuser.fetch("select * from journal.entry")
    with pytest.raises(asyncpg.PostgresError) as refused:  # it may call, and is told that it said nothing
        await superuser.fetch("select journal.append(null,null,null,null,null,null,null,null,null,null,null)")
    assert refused.value.sqlstate == "JN003"


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
async def test_only_read_committed_may_append(service: asyncpg.Connection, isolation: str) -> None:
    async with service.transaction(isolation=isolation.replace(" ", "_")):
        with pytest.raises(asyncpg.PostgresError, match="READ COMMITTED"):
            async with service.transaction():
                await service.fetch(
                    "select journal.append(null,null,null,null,null,null,null,null,null,null,null)"
                )


async def test_who_sleeps_at_the_gate_is_woken(service: asyncpg.Connection) -> None:
    limits = {
        name: await service.fetchval(f"show {name}")
        for name in (
            "lock_timeout",
            "idle_in_transaction_session_timeout",
            "statement_timeout",
            "transaction_timeout",
        )
    }
    assert limits == {
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "10s",
        "statement_timeout": "30s",
        "transaction_timeout": "1min",
    }
