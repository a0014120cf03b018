"""A sealed, signed and anchored journal for the tests of the audit, and how a superuser tampers with a copy of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple, cast

import asyncpg

from audit.verifying.findings import Verification
from audit.verifying.verify import NOTHING, WHOLE, Span, Trust, verify
from journal.anchors import read_anchors
from journal.committer import Committer
from journal.entry import Slice, Submission
from journal.journal import Journal
from journal.notes import PublicKey
from tests.journal.acts import REAL, act, draft
from tests.journal.sealing import seal_all
from tests.postgres import Database, Server

TABLES = ("entry", "tile", "seal", "checkpoint")
SEALED = 602
"""Entries under the last seal: 2 of the journal itself, 200 commands of 3; two full tiles, 90 in the tail."""
LAST = 605
"""The last position: one command is not sealed yet."""
CHECKPOINTS = (2, 302, 602)

_numbers = count(1)


class Kept(NamedTuple):
    """
    A database nobody is connected to, so that it can be copied; and what lies outside it.

    `earlier`: a backup of when the first half was sealed.
    """

    database: Database
    name: str
    earlier: str
    anchors: Path
    key_file: Path
    key: PublicKey

    def notes(self) -> list[str]:
        return read_anchors(self.anchors)


class Copy(NamedTuple):
    """A copy of the journal, and its superuser."""

    database: Database
    superuser: asyncpg.Connection


def command(nth: int) -> Submission:
    """Three entries in two streams, the second half of the commands in those of the first."""
    case, before = f"case/{nth % 100}", nth // 100
    tags = (f"branch:b-{nth % 7}", "org:410102")
    return act(
        f"command {nth}",
        Slice(case, 2 * before, (draft(tags=tags, n=nth), draft("case.closed.v1", tags=tags, n=nth))),
        Slice(f"person/p-{nth % 100}", before, (draft("person.noted.v1", n=nth),)),
    )


async def append(database: Database, first: int, upto: int) -> None:
    journal = await Journal.open(database.service_dsn)
    for nth in range(first, upto):
        await journal.append(command(nth))
    await journal.close()


async def make_kept(postgres: Server, directory: Path) -> Kept:
    """See the constants above."""
    database = await postgres.fresh_database()
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    await journal.close()
    await seal_all(database, directory)
    await append(database, 0, 100)
    await seal_all(database, directory)
    name = database.dsn.rpartition("/")[2].partition("?")[0]
    earlier = await copy(postgres, name)
    await append(database, 100, 200)
    sealed = await seal_all(database, directory)
    await append(database, 200, 201)
    assert sealed.anchors
    assert sealed.key_file
    return Kept(database, name, earlier, sealed.anchors, sealed.key_file, sealed.key)


async def copy(postgres: Server, name: str) -> str:
    """Copy a database nobody is connected to; return the copy's name."""
    made = f"copy_{next(_numbers)}"
    await postgres.execute(f'create database "{made}" template "{name}" strategy file_copy')
    return made


def database_called(postgres: Server, name: str) -> Database:
    return Database(postgres.engine.dsn_of("postgres", name), postgres.engine.dsn_of("branch_service", name))


@asynccontextmanager
async def superuser(database: Database) -> AsyncIterator[asyncpg.Connection]:
    """Whom no trigger and no check stops any more."""
    connection = await asyncpg.connect(database.dsn)
    try:
        await unguard(connection)
        yield connection
    finally:
        await connection.close()


async def unguard(connection: asyncpg.Connection) -> None:
    for table in TABLES:
        await connection.execute(f"alter table journal.{table} disable trigger all")
        await connection.execute(f"alter table journal.{table} drop constraint if exists well_formed")


async def tamper(connection: asyncpg.Connection, *statements: str) -> None:
    """Run statements, each of which must change something."""
    for statement in statements:
        done = await connection.execute(statement)
        assert not done.endswith(" 0"), f"nothing was tampered with: {statement}"


async def verified(
    connection: asyncpg.Connection, trust: Trust = NOTHING, span: Span = WHOLE
) -> Verification:
    """Verify what this connection sees, its own transaction included."""
    return await verify(Journal(connection, cast("Committer", None)), span, trust)


def told(verification: Verification) -> list[tuple[str, str, str | None]]:
    """Return what was found: flaw, place, column."""
    return [(one.flaw.value, str(one.place), one.column) for one in verification.findings]
