"""The doctor says when nothing seals, when an alarm has stopped it, and when the key is not kept as it must be."""

from pathlib import Path

import pytest

from infra.doctor import sealing
from infra.doctor.finding import Finding
from infra.seal_files import SealFiles
from journal.journal import Journal
from tests.journal.acts import REAL
from tests.journal.sealers import rewrite, sealer, until_alarmed, until_signed
from tests.journal.sealing import seal_all
from tests.postgres import Database, Server

NO_FILES = SealFiles(None, None)


async def look(database: Database, files: SealFiles = NO_FILES) -> list[Finding]:
    return await sealing.examine(database.service_dsn, files)


async def begun(database: Database) -> Journal:
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    return journal


async def test_who_seals_and_who_does_not_is_told(database: Database, tmp_path: Path) -> None:
    (empty,) = await look(database)
    assert empty.ok
    journal = await begun(database)
    (waiting,) = await look(database)
    assert not waiting.ok
    assert waiting.what_en.startswith("1 entries are not sealed")
    async with sealer(journal, database, tmp_path):
        await until_signed(journal, 2)
        (at_work,) = await look(database)
        assert at_work.ok
        assert at_work.what_en == "2 entries are sealed"
    await journal.close()


async def test_an_alarm_is_told(database: Database, tmp_path: Path) -> None:
    journal = await begun(database)
    await seal_all(database, tmp_path)
    await rewrite(database, "update journal.seal set root = sha256('')")
    async with sealer(journal, database, tmp_path):
        await until_alarmed(journal)
        (alarm,) = await look(database)
    await journal.close()
    assert not alarm.ok
    assert alarm.what_en == "sealing has stopped, alarm: tree 2"
    assert "audit verify" in alarm.remedy_zh


async def test_a_key_that_is_lost_or_exposed_is_told(database: Database, tmp_path: Path) -> None:
    journal = await begun(database)
    await journal.close()
    files = SealFiles(tmp_path / "key", None)
    assert len(await look(database, files)) == 1  # it is made when it is first needed
    await seal_all(database, tmp_path)
    assert all(finding.ok for finding in await look(database, files))
    (tmp_path / "key").chmod(0o644)
    assert "0644" in (await look(database, files))[1].what_en
    (tmp_path / "key").unlink()
    _, lost = await look(database, files)
    assert not lost.ok
    assert "Restore" in lost.remedy_en


@pytest.mark.parametrize("dsn", ["postgresql://nobody@127.0.0.1:1/nothing"])
async def test_a_database_that_is_away_is_told_by_others(dsn: str, postgres: Server) -> None:
    assert await sealing.examine(dsn, NO_FILES) == []
    assert await sealing.examine(await postgres.empty_database(), NO_FILES) == []
