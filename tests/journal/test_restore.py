"""A dump that is restored into another PostgreSQL keeps order, proofs and guards, and sealing goes on."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from infra.account import account_for
from infra.binaries import programs_within_reach
from infra.postgres import Postgres
from infra.scratch import scratch_directory
from journal.journal import Journal
from journal.merkle import inclusion_proof, leaf_hash, root_by_inclusion
from tests.journal.acts import act, part
from tests.journal.sealers import check_seals, sealer, until_signed
from tests.journal.sealing import seal_all
from tests.postgres import Database, Server


@pytest.fixture
async def another() -> AsyncIterator[Postgres]:
    """A PostgreSQL that knows nothing, not even the roles."""
    with scratch_directory() as directory:
        async with Postgres(directory, durable=False) as engine:
            yield engine


async def run(program: str, *words: str) -> bytes:
    process = await asyncio.create_subprocess_exec(program, *words, stdout=subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out


async def move(postgres: Server, database: Database, another: Postgres, directory: Path) -> Database:
    """Dump a database and its roles, as an administrator does, and restore both."""
    account = account_for(directory)
    programs = programs_within_reach(account, directory)
    roles, dump = directory / "roles.sql", directory / "dump"
    roles.write_bytes(
        await run(f"{programs}/pg_dumpall", "--roles-only", "--no-role-passwords", f"--dbname={postgres.dsn}")
    )
    await run(
        f"{programs}/pg_dump", "--format=custom", "--create", f"--dbname={database.dsn}", f"--file={dump}"
    )
    name = database.dsn.partition("?")[0].rpartition("/")[2]
    await run(f"{programs}/psql", "--quiet", f"--file={roles}", another.dsn)
    await run(f"{programs}/pg_restore", "--exit-on-error", "--create", f"--dbname={another.dsn}", str(dump))
    return Database(another.dsn_of("postgres", name), another.dsn_of("branch_service", name))


async def test_order_proofs_guards_and_sealing_survive_a_dump_and_its_restore(
    postgres: Server, database: Database, journal: Journal, another: Postgres, tmp_path: Path
) -> None:
    await journal.append(act("a", part("case/1", count=600)))
    sealed = await seal_all(database, tmp_path)
    await journal.append(act("b", part("case/2", count=30)))  # and some that are not sealed yet
    restored = await move(postgres, database, another, tmp_path)

    book = await Journal.open(restored.service_dsn)
    try:
        assert await book.read(0, 1000) == await journal.read(0, 1000)
        assert await book.seals.seals() == await journal.seals.seals()
        assert await book.seals.checkpoints() == await journal.seals.checkpoints()
        cache = await book.seals.subtrees(sealed.size, leaves=[300])
        entry = (await book.read(300, 1))[0]
        proof = inclusion_proof(300, sealed.size, cache.subtree)
        assert root_by_inclusion(300, sealed.size, leaf_hash(entry.body), proof) == sealed.root

        assert (await book.append(act("a", part("case/1", count=600)))).repeated
        async with sealer(book, restored, tmp_path):
            await until_signed(book, await book.seals.entries())
            await book.append(act("c", part("case/3")))
            await until_signed(book, await book.seals.entries())
        assert await check_seals(book) == await book.seals.entries() == sealed.size + 31
    finally:
        await book.close()

    connection = await asyncpg.connect(restored.dsn)
    try:
        for table in ("entry", "tile", "seal", "checkpoint"):
            with pytest.raises(asyncpg.PostgresError, match="append only"):
                await connection.execute(f"delete from journal.{table}")  # noqa: S608  # four constants
    finally:
        await connection.close()
