"""`branchctl audit status` and `rotate-key`: with PostgreSQL alone, in the words of a person and of a program."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from interfaces.cli.main import main
from journal.journal import Journal
from journal.key_files import make_key, read_key
from journal.keys import key_history
from journal.notes import Signer
from tests.interfaces.conftest import Ran
from tests.journal.acts import REAL, act, part
from tests.journal.sealers import rewrite, sealer, until_alarmed, until_signed
from tests.journal.sealing import seal_all
from tests.postgres import Database

Audit = Callable[..., Awaitable[Ran]]


@pytest.fixture
def audit(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Audit:
    """Run `branchctl audit` where the workers run: the key and the anchors are at hand."""
    monkeypatch.setenv("DATABASE_URL", database.service_dsn)
    monkeypatch.setenv("BRANCHCTL_SEAL_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("BRANCHCTL_ANCHORS", str(tmp_path / "checkpoints"))
    monkeypatch.setenv("COLUMNS", "240")

    async def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = await asyncio.to_thread(main, ["audit", *arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
async def begun(database: Database) -> Journal:
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    return journal


async def test_the_status_says_how_far_the_seal_reaches(
    audit: Audit, begun: Journal, database: Database, tmp_path: Path
) -> None:
    told = (await audit("status", "--json")).json
    assert (told["entries"], told["sealed"], told["checkpoint"], told["anchored"]) == (1, 0, 0, 0)
    sealed = await seal_all(database, tmp_path)
    await begun.append(act("a", part("case/1")))
    ran = await audit("status", "--json")
    assert ran.code == 0
    assert ran.json == {
        "entries": 3,
        "sealed": 2,
        "backlog": 1,
        "sealing": False,
        "checkpoint": 2,
        "root": sealed.root.hex(),
        "anchored": 2,
        "key": str(sealed.key),
        "alarm": None,
        "contradiction": None,
    }
    shown = (await audit("status")).out
    assert "无人封存 nobody seals" in shown
    async with sealer(begun, database, tmp_path):
        await until_signed(begun, 3)
        assert (await audit("status", "--json")).json["sealing"]
    await begun.close()


async def test_an_alarm_and_a_contradiction_end_with_one(
    audit: Audit, begun: Journal, database: Database, tmp_path: Path
) -> None:
    await seal_all(database, tmp_path)
    await rewrite(database, "update journal.seal set root = sha256('')")
    found = await audit("status", "--json")
    assert found.code == 1
    assert found.json["alarm"] is None
    assert found.json["contradiction"] == {"alarm": "tree", "position": 2}
    async with sealer(begun, database, tmp_path):
        await until_alarmed(begun)
        ran = await audit("status")
    await begun.close()
    assert ran.code == 1
    assert "警报：封存已停止，封存数据得不出当时的树根（位置 2）" in ran.out
    assert "ALARM: sealing has stopped" in ran.out


async def test_a_key_is_replaced_from_the_command_line(
    audit: Audit, begun: Journal, database: Database, tmp_path: Path
) -> None:
    old = (await seal_all(database, tmp_path)).key
    ran = await audit("rotate-key", "--json")
    assert ran.code == 0
    new = (await key_history(begun))[-1]
    await begun.close()
    assert ran.json == {"key": str(new), "replaces": str(old), "position": 3}
    assert Signer(old.name, read_key(tmp_path / "key")).public == new


async def test_a_file_that_cannot_be_used_is_named(audit: Audit, begun: Journal, tmp_path: Path) -> None:
    (tmp_path / "checkpoints").mkdir()
    ran = await audit("status", "--json")
    await begun.close()
    assert ran.code == 3
    assert "BRANCHCTL_ANCHORS" in ran.json["problem"]["en"]


async def test_without_the_key_nothing_is_replaced_and_it_is_said_what_to_do(
    audit: Audit, begun: Journal, database: Database, tmp_path: Path
) -> None:
    absent = await audit("rotate-key", "--json")
    assert absent.code == 2
    assert "BRANCHCTL_SEAL_KEY_FILE" in json.loads(absent.out)["problem"]["en"]
    make_key(tmp_path / "key")
    early = await audit("rotate-key", "--json")
    assert early.code == 1
    assert early.json["refused"]["rule"] == "journal.seal-key-none-yet"
    await seal_all(database, tmp_path)
    (tmp_path / "key").chmod(0o644)
    exposed = await audit("rotate-key", "--json")
    assert exposed.code == 1
    assert exposed.json["refused"]["rule"] == "journal.seal-key-exposed"
    assert len(await key_history(begun)) == 1
    await begun.close()
