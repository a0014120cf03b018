"""Bring a database to the schema this code expects: forward only, checksummed, one migrator at a time."""

import hashlib
from importlib.resources import files
from typing import NamedTuple

import asyncpg

_LOCK = 0x6272616E6368  # "branch"; any number all migrators share

_BOOK = """
create table if not exists public.applied_migration (
    name text collate "C" primary key, sha256 text not null, applied_at timestamptz not null default now());
grant select on public.applied_migration to public  -- the doctor asks as the service; names and digests are no secret
"""


class Migration(NamedTuple):
    """One file of `infra/migrations`: its name, its statements, and the digest that must never change again."""

    name: str
    statements: str
    sha256: str


class Applied(NamedTuple):
    """A migration that this call applied."""

    name: str


class MigrationError(Exception):
    """The base of what keeps a database from being migrated. Nothing was changed."""


class EditedMigrationError(MigrationError):
    """A migration that was applied already has been edited since."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was applied and then edited: restore the file, and add a new migration instead"
        )
        self.name = name


class UnknownMigrationError(MigrationError):
    """The database knows a migration that this code does not have, or has a newer one than a file to be applied."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the database holds {name}, which this version of the code does not place: use a newer one"
        )
        self.name = name


def shipped() -> list[Migration]:
    """Return the migrations of this version, in their order."""
    folder = files("infra") / "migrations"
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return [migration(file.name, file.read_text(encoding="utf-8")) for file in found]


def migration(name: str, statements: str) -> Migration:
    """Return a migration with its digest."""
    return Migration(name, statements, hashlib.sha256(statements.encode()).hexdigest())


async def migrate(dsn: str, migrations: list[Migration] | None = None) -> list[Applied]:
    """
    Apply what is missing of `migrations` (default: those shipped), each in a transaction of its own.

    Waits while another migrator is at work. The login must be allowed to create roles and a schema.
    Raises `EditedMigrationError`, `UnknownMigrationError`; what PostgreSQL refuses comes as `asyncpg.PostgresError`,
    and then the migrations before it stand.
    """
    connection = await asyncpg.connect(dsn, server_settings={"application_name": "migrate"})
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        await connection.execute(_BOOK)
        missing = await _missing(connection, shipped() if migrations is None else migrations)
        for one in missing:
            await _apply(connection, one)
        return [Applied(one.name) for one in missing]
    finally:
        await connection.close()  # also frees the lock


async def pending(dsn: str) -> list[str]:
    """Return the names of shipped migrations that the database does not have; it is not changed."""
    connection = await asyncpg.connect(dsn)
    try:
        known = await connection.fetchval("select to_regclass('public.applied_migration') is not null")
        missing = await _missing(connection, shipped()) if known else shipped()
        return [one.name for one in missing]
    finally:
        await connection.close()


async def _missing(connection: asyncpg.Connection, migrations: list[Migration]) -> list[Migration]:
    rows = await connection.fetch("select name, sha256 from public.applied_migration order by name")
    applied = {row["name"]: row["sha256"] for row in rows}
    here = {one.name: one for one in migrations}
    for name, sha256 in applied.items():
        if name not in here:
            raise UnknownMigrationError(name)
        if here[name].sha256 != sha256:
            raise EditedMigrationError(name)
    missing = [one for one in migrations if one.name not in applied]
    newest = max(applied, default="")
    if missing and missing[0].name < newest:
        raise UnknownMigrationError(newest)
    return missing


async def _apply(connection: asyncpg.Connection, one: Migration) -> None:
    async with connection.transaction():
        await connection.execute(one.statements)
        await connection.execute("reset role")  # a file acts in its owner's name; the book is the migrator's
        await connection.execute(
            "insert into public.applied_migration (name, sha256) values ($1, $2)", one.name, one.sha256
        )
