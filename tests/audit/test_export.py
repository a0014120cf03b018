"""What an export holds, how it comes into being, and that it is never half there."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from audit.exports.exporting import checkpoint_until, export
from audit.exports.manifest import Manifest
from audit.exports.packing import packed
from audit.exports.reading import Opened
from audit.exports.refusals import (
    DirectoryTakenError,
    DirectoryUnusableError,
    NoCheckpointWithinError,
    NothingSealedError,
)
from journal.anchors import read_anchors
from journal.journal import Journal
from journal.nature import opening
from tests.audit.evidence import MAKER, Evidence, Verify, altered, export_of, fill
from tests.audit.forging import lines_of, tiles_below, tiles_of
from tests.journal.acts import AT, REAL
from tests.journal.sealing import seal_all
from tests.postgres import Database, Server


async def test_the_verifier_finds_nothing_wrong(exported: Path, evidence: Evidence, verify: Verify) -> None:
    verdict = verify(exported, "--key", evidence.first.key, "--anchors", evidence.anchors)
    assert verdict.code == 0, verdict.said
    assert f"{evidence.last.size} 条记录" in verdict.said


async def test_the_lines_are_the_entries_byte_for_byte(exported: Path, evidence: Evidence) -> None:
    connection = await asyncpg.connect(evidence.database.dsn)
    rows = await connection.fetch("select body from journal.entry order by position")
    await connection.close()
    assert lines_of(exported) == [row["body"] for row in rows]


def test_the_tiles_follow_from_the_lines(exported: Path) -> None:
    leaves = [hashlib.sha256(b"\x00" + line).digest() for line in lines_of(exported)]
    assert tiles_below(exported) == tiles_of(leaves)


def test_the_manifest_tells_every_file(exported: Path) -> None:
    manifest = Manifest.model_validate_json((exported / "manifest.json").read_text(encoding="utf-8"))
    present = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    assert {file.path for file in manifest.files} == present - {"manifest.json", "manifest.sha256"}
    for file in manifest.files:
        content = (exported / file.path).read_bytes()
        assert (file.bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_keys_anchors_and_documents_are_there(exported: Path, evidence: Evidence) -> None:
    keys = (exported / "keys").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ")[0] for line in keys] == [str(evidence.first.key), str(evidence.last.key)]
    assert (exported / "anchors").read_text(encoding="utf-8") == evidence.anchors.read_text(encoding="utf-8")
    documents = [path for kind in ("policy", "calendar", "scheme") for path in (exported / kind).iterdir()]
    assert len(documents) >= 5
    shipped = Path(__file__).parents[2] / "domain" / "calendars" / "2026.toml"
    assert (exported / "calendar" / "2026@1.toml").read_bytes() == shipped.read_bytes()
    assert "核验" in (exported / "README.md").read_text(encoding="utf-8")


async def test_an_earlier_state_can_be_exported(evidence: Evidence, tmp_path: Path, verify: Verify) -> None:
    written = await export_of(
        evidence.database, tmp_path / "early", to=evidence.last.size - 1, anchors=evidence.anchors
    )
    assert evidence.first.size < written.manifest.size < evidence.last.size
    first = await export_of(evidence.database, tmp_path / "first", to=evidence.first.size)
    assert first.manifest.size == evidence.first.size
    assert verify(tmp_path / "early").code == 0
    assert verify(tmp_path / "first", "--key", evidence.first.key).code == 0


async def test_every_bound_finds_the_last_checkpoint_within_it(evidence: Evidence) -> None:
    journal = await Journal.open(evidence.database.service_dsn)
    try:
        sizes = [one.size for one in await journal.seals.checkpoints()]
        for size in sizes:
            assert (await checkpoint_until(journal.seals, size)).size == size
            assert (await checkpoint_until(journal.seals, size + 1)).size == size
        with pytest.raises(NoCheckpointWithinError):
            await checkpoint_until(journal.seals, sizes[0] - 1)
        assert (await checkpoint_until(journal.seals, None)).size == sizes[-1]
    finally:
        await journal.close()


async def test_a_journal_without_a_checkpoint_has_nothing_to_export(
    database: Database, tmp_path: Path
) -> None:
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    await journal.close()
    with pytest.raises(NothingSealedError):
        await export_of(database, tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("size", [255, 256, 257])
async def test_exports_hold_at_the_edge_of_a_tile(
    size: int, database: Database, tmp_path: Path, verify: Verify
) -> None:
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    await seal_all(database, tmp_path)  # the key is an entry
    await fill(journal, "x", 300)
    await journal.close()
    connection = await asyncpg.connect(database.dsn)
    await connection.execute("alter table journal.entry disable trigger all")
    await connection.execute("delete from journal.entry where position > $1", size)
    await connection.close()
    await seal_all(database, tmp_path)
    written = await export_of(database, tmp_path / "export", anchors=tmp_path / "checkpoints")
    assert (written.manifest.size, written.holds) == (size, True)
    assert verify(tmp_path / "export").code == 0


async def test_what_was_altered_in_the_database_is_exported_as_it_is_and_named(
    postgres: Server, evidence: Evidence, tmp_path: Path, verify: Verify
) -> None:
    statement = "update journal.entry set body = overlay(body placing '9'::bytea from 15) where position = 77"
    database = await altered(postgres, evidence, statement)
    written = await export_of(database, tmp_path / "export")
    assert not written.holds
    verdict = verify(tmp_path / "export")
    assert verdict.code == 1
    assert "位置 position 77" in verdict.said


async def test_an_entry_that_is_gone_leaves_an_empty_line(
    postgres: Server, evidence: Evidence, tmp_path: Path, verify: Verify
) -> None:
    database = await altered(postgres, evidence, "delete from journal.entry where position in (88, 89)")
    written = await export_of(database, tmp_path / "export")
    assert not written.holds
    assert lines_of(tmp_path / "export")[87:89] == [b"", b""]
    assert "位置 position 88" in verify(tmp_path / "export").said


async def test_a_tail_that_is_gone_leaves_empty_lines(
    postgres: Server, evidence: Evidence, tmp_path: Path
) -> None:
    size = evidence.last.size
    database = await altered(postgres, evidence, "delete from journal.entry where position > $1", size - 4)
    await export_of(database, tmp_path / "export")
    assert lines_of(tmp_path / "export")[-5:][1:] == [b""] * 4


async def test_a_tile_that_is_gone_is_missing_in_the_export(
    postgres: Server, evidence: Evidence, tmp_path: Path, verify: Verify
) -> None:
    database = await altered(postgres, evidence, "delete from journal.tile where number = 1")
    written = await export_of(database, tmp_path / "export")
    assert written.holds
    assert "tile/0/001" in verify(tmp_path / "export").said


def names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


async def test_a_large_journal_is_in_several_files(
    evidence: Evidence, exported: Path, tmp_path: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.exports.manifest.LINES", 100)
    await export_of(evidence.database, tmp_path / "split")
    assert verify(tmp_path / "split").code == 0
    assert names_in(tmp_path / "split" / "entries")[0].endswith("01.jsonl")
    assert len(names_in(tmp_path / "split" / "entries")) == -(-evidence.last.size // 100)
    assert [*Opened(tmp_path / "split").bodies()] == lines_of(exported)
    (tmp_path / "split" / "entries" / "0000000201.jsonl").unlink()
    verdict = verify(tmp_path / "split")
    assert verdict.code == 1
    assert "entries/0000000301.jsonl" in verdict.said


async def test_nothing_is_ever_written_over(evidence: Evidence, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine", encoding="utf-8")
    with pytest.raises(DirectoryTakenError):
        await export_of(evidence.database, tmp_path)
    assert names_in(tmp_path) == ["kept"]


async def test_an_empty_directory_will_do(evidence: Evidence, tmp_path: Path, verify: Verify) -> None:
    (tmp_path / "empty").mkdir()
    await export_of(evidence.database, tmp_path / "empty")
    assert verify(tmp_path / "empty").code == 0


async def test_a_file_in_its_place_is_told(evidence: Evidence, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(DirectoryUnusableError):
        await export_of(evidence.database, tmp_path / "file")
    with pytest.raises(DirectoryUnusableError):
        await export_of(evidence.database, tmp_path / "file" / "below")


def test_who_comes_second_does_not_replace_the_first(tmp_path: Path) -> None:
    first = packed(tmp_path / "one")
    first.__enter__().write("keys", b"mine")
    with packed(tmp_path / "one") as other:
        other.write("keys", b"his")
    with pytest.raises(DirectoryTakenError):
        first.__exit__(None, None, None)
    assert (tmp_path / "one" / "keys").read_bytes() == b"his"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


KILLED = """
import sys
from pathlib import Path
from audit.exports.packing import packed
from audit.exports.reading import Opened
with packed(Path(sys.argv[1])) as pack:
    pack.write("entries/0000000001.jsonl", b"{}")
    print("written", flush=True)
    sys.stdin.read()
"""


def test_a_killed_export_leaves_nothing_that_looks_complete(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "evidence")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout
        assert program.stdout.readline() == "written\n"
        os.kill(program.pid, signal.SIGKILL)
    assert not (tmp_path / "evidence").exists()
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".evidence.")
    assert left.name.endswith(".unfinished")
    assert not (left / "manifest.json").exists()


async def test_an_interrupted_export_leaves_nothing(evidence: Evidence, tmp_path: Path) -> None:

    def interrupted(_: int, __: int) -> None:
        raise KeyboardInterrupt

    journal = await Journal.open(evidence.database.service_dsn)
    with pytest.raises(KeyboardInterrupt):
        await export(journal, tmp_path / "evidence", MAKER, interrupted)
    await journal.close()
    assert not names_in(tmp_path)


def test_the_fixture_is_worth_its_tests(exported: Path, evidence: Evidence) -> None:
    """Full and partial tiles, two keys, three checkpoints, commands of several entries."""
    assert {"tile/0/000", "tile/0/001", "tile/1/000.p/2"} <= tiles_below(exported).keys()
    assert len(read_anchors(evidence.anchors)) == 3
    assert any(b'"fingerprint"' not in line for line in lines_of(exported))
    assert json.loads(lines_of(exported)[0])["kind"] == opening(REAL, AT).slices[0].drafts[0].kind
