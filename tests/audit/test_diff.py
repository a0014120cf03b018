"""What differs between an export and the journal: nothing, or which entries, and what in them."""

import base64
from pathlib import Path

import asyncpg
import pytest

from audit.comparing.answers import Change, Comparison, Consistency
from audit.comparing.collation import Collation, differing
from audit.comparing.comparing import compare
from audit.comparing.sides import Kept, Live
from audit.exports.refusals import NotAnExportError
from journal.journal import Journal
from journal.merkle import roots_by_consistency
from journal.notes import Signer
from tests.audit.evidence import Evidence, altered, export_of
from tests.audit.forging import forge, lines_of
from tests.audit.test_forgery import FORGER, rewritten, under
from tests.postgres import Database, Server

REWRITE = """
update journal.entry set body = convert_to(
    replace(convert_from(body, 'UTF8'), '"n":0', '"n":7'), 'UTF8') where position = 60
"""


async def beside(export: Path, database: Database, limit: int = 50) -> Comparison:
    """Compare an export with the journal in a database."""
    journal = await Journal.open(database.service_dsn)
    try:
        return await compare(Kept(export), Live(journal), lambda _, __: None, limit)
    finally:
        await journal.close()


async def between(one: Path, other: Path, limit: int = 50) -> Comparison:
    return await compare(Kept(one), Kept(other), lambda _, __: None, limit)


def counted(found: Comparison, change: Change) -> int:
    return found.counts[list(Change).index(change)]


async def test_the_journal_it_was_made_of_agrees(exported: Path, evidence: Evidence) -> None:
    found = await beside(exported, evidence.database)
    assert found.agrees
    assert (found.grown, found.altered) == (0, ())


@pytest.fixture
async def early(evidence: Evidence, tmp_path: Path) -> Path:
    """An export of the journal before its key was replaced."""
    await export_of(evidence.database, tmp_path / "early", to=evidence.first.size)
    return tmp_path / "early"


async def test_what_was_added_since_is_told_and_proved(
    early: Path, exported: Path, evidence: Evidence
) -> None:
    for found in (await beside(early, evidence.database), await between(early, exported)):
        assert found.agrees
        assert found.grown == evidence.last.size - evidence.first.size
        proof = [_decoded(one) for one in found.proof]
        roots = roots_by_consistency(evidence.first.size, evidence.last.size, evidence.first.root, proof)
        assert roots == (evidence.first.root, evidence.last.root)


async def test_a_rewritten_entry_is_named_with_its_field(
    postgres: Server, evidence: Evidence, exported: Path, early: Path
) -> None:
    database = await altered(postgres, evidence, REWRITE)
    for export in (exported, early):
        found = await beside(export, database)
        assert not found.agrees
        assert found.consistency is Consistency.CONSISTENT  # the seal was left as it was
        assert found.intact
        assert not found.kept
        (one,) = found.altered
        assert (one.change, one.position, one.now) == (Change.REWRITTEN, 60, 60)
        assert (one.fields, one.tile) == (("data.n",), "tile/0/000")
        assert one.stream.startswith(("filing/a/", "branch/a-"))


async def test_missing_added_and_moved_entries_are_told_apart(
    postgres: Server, evidence: Evidence, exported: Path
) -> None:
    gone = "delete from journal.entry where position = 60"
    found = await beside(exported, await altered(postgres, evidence, gone))
    assert [(one.change, one.position, one.now) for one in found.altered] == [(Change.MISSING, 60, None)]

    closed_up = """
    with gone as (delete from journal.entry where position = 60)
    update journal.entry set position = position + 1000000 where position > 60
    """
    database = await altered(postgres, evidence, closed_up)
    renumbered = "update journal.entry set position = position - 1000001 where position > 1000000"
    await _execute(database, renumbered)
    found = await beside(exported, database, limit=3)
    assert [(one.change, one.position) for one in found.altered] == [
        (Change.MISSING, 60),
        (Change.MOVED, 61),
        (Change.MOVED, 62),
    ]
    assert counted(found, Change.MOVED) == evidence.last.size - 60


async def test_a_restored_older_backup_is_told(postgres: Server, evidence: Evidence, exported: Path) -> None:
    size = evidence.first.size
    database = await altered(postgres, evidence, "delete from journal.entry where position > $1", size)
    await _execute(database, "delete from journal.seal where first > $1", size)
    await _execute(database, "delete from journal.checkpoint where size > $1", size)
    found = await beside(exported, database)
    assert not found.agrees
    assert found.grown == size - evidence.last.size
    assert found.consistency is Consistency.CONSISTENT
    assert counted(found, Change.MISSING) == evidence.last.size - size


async def test_a_journal_without_its_seal_proves_nothing(
    postgres: Server, evidence: Evidence, exported: Path
) -> None:
    database = await altered(postgres, evidence, "delete from journal.checkpoint")
    found = await beside(exported, database)
    assert not found.agrees
    assert (found.consistency, found.later, found.kept) == (Consistency.UNPROVABLE, None, True)
    database = await altered(postgres, evidence, "delete from journal.tile")
    early = await beside(exported, database)
    assert early.consistency is Consistency.CONSISTENT  # of the same size and root: no proof is needed


async def test_a_history_under_another_key_contradicts(
    exported: Path, evidence: Evidence, tmp_path: Path
) -> None:
    signer = Signer(evidence.first.key.name, FORGER)
    forge(tmp_path / "forged", under(signer, rewritten(exported)), signer)
    found = await between(exported, tmp_path / "forged")
    assert found.consistency is Consistency.CONTRADICTORY
    assert counted(found, Change.REWRITTEN) == 3
    first = found.altered[0]
    assert {one.stream for one in found.altered} > {"journal/keys"}
    assert first.position
    assert "data.n" in {field for one in found.altered for field in one.fields}


async def test_a_larger_forgery_contradicts_as_well(
    early: Path, exported: Path, evidence: Evidence, tmp_path: Path
) -> None:
    signer = Signer(evidence.first.key.name, FORGER)
    forge(tmp_path / "forged", under(signer, rewritten(exported)), signer)
    found = await between(early, tmp_path / "forged")
    assert found.consistency is Consistency.CONTRADICTORY
    (tmp_path / "forged" / "tile" / "0" / "000").unlink()
    again = await between(early, tmp_path / "forged")
    assert again.consistency is Consistency.UNPROVABLE


async def test_an_altered_export_is_told_from_an_altered_journal(copy: Path, evidence: Evidence) -> None:
    path = copy / "entries" / "0000000001.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"acted_on":"2026-03-01"', b'"acted_on":"2026-03-02"', 1))
    found = await beside(copy, evidence.database)
    assert (found.agrees, found.intact, found.kept) == (False, False, True)
    assert found.altered[0].fields == ("acted_on",)


def test_what_is_no_export_is_refused(tmp_path: Path, copy: Path) -> None:
    with pytest.raises(NotAnExportError):
        Kept(tmp_path)
    (copy / "checkpoint").write_text("nothing", encoding="utf-8")
    with pytest.raises(NotAnExportError):
        Kept(copy)


def test_swapped_entries_are_moved() -> None:
    collation = Collation(10)
    one, other = b'{"stream":"a/1","version":1}', b'{"stream":"a/1","version":2}'
    collation.take(1, one, other)
    collation.take(2, other, one)
    counts, altered_entries = collation.finish()
    assert dict(zip(Change, counts, strict=True))[Change.MOVED] == 2
    assert [(entry.position, entry.now) for entry in altered_entries] == [(1, 2), (2, 1)]


def test_an_entry_that_moved_beyond_its_time_is_found_there() -> None:
    collation = Collation(10)
    one, other = b'{"stream":"a/1","version":1}', b'{"stream":"a/1","version":2}'
    collation.take(1, one, other)
    assert collation.waits
    collation.seek(2, b'{"stream":"b/1","version":1}')
    collation.seek(3, one)
    assert not collation.waits
    _, altered_entries = collation.finish()
    assert [(entry.change, entry.position, entry.now) for entry in altered_entries] == [
        (Change.ADDED, None, 1),
        (Change.MOVED, 1, 3),
    ]


def test_fields_that_differ_are_dotted_and_bounded() -> None:
    assert differing(b'{"a":{"b":1,"c":[1]}}', b'{"a":{"b":2,"c":[2]}}') == ("a.b", "a.c[0]")
    assert differing(b'{"a":1}', b'{"a": 1}') == ("bytes",)
    assert differing(b"no", b"{}") == ("bytes",)
    many = "{" + ",".join(f'"k{n}":1' for n in range(20)) + "}"
    assert len(differing(many.encode(), b"{}")) == 8


def test_the_lines_of_an_export_are_read_over_files(exported: Path) -> None:
    assert len(lines_of(exported)) == Kept(exported).size


async def _execute(database: Database, statement: str, *arguments: object) -> None:
    connection = await asyncpg.connect(database.dsn)
    await connection.execute(statement, *arguments)
    await connection.close()


def _decoded(text: str) -> bytes:
    return base64.b64decode(text)
