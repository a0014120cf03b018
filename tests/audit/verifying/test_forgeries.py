"""What only an anchor, or a key that the auditor knows, can tell: a backup, and a journal that was sealed anew."""

import shutil
from pathlib import Path

import asyncpg
import pytest

from audit.verifying.findings import Flaw
from audit.verifying.verify import Trust
from journal.entry import Draft, Slice
from journal.journal import Journal
from journal.key_files import KeyFile, make_key, read_key
from journal.keys import KEYS_STREAM, endorse
from journal.notes import Checkpoint, Signer
from journal.rotation import rotate
from tests.audit.verifying.kept import Copy, Kept, database_called, superuser, tamper, told, verified
from tests.journal.acts import AT, act
from tests.journal.sealing import seal_all
from tests.postgres import Server

REWRITTEN = (
    "update journal.entry set body = convert_to(replace(convert_from(body, 'UTF8'), '\"n\":32', '\"n\":23'), 'UTF8') "
    "where position = 100"
)
UNSEALED = tuple(f"delete from journal.{table}" for table in ("tile", "seal", "checkpoint"))


@pytest.fixture
async def resealed(copied: Copy, kept: Kept, tmp_path: Path) -> asyncpg.Connection:
    """One entry rewritten, everything sealed and signed anew with the key that was stolen."""
    shutil.copy2(kept.key_file, tmp_path / "key")
    await tamper(copied.superuser, REWRITTEN, *UNSEALED)
    await seal_all(copied.database, tmp_path)
    return copied.superuser


@pytest.fixture
async def foreign(copied: Copy, kept: Kept, tmp_path: Path) -> asyncpg.Connection:
    """The same with a key of the forger's own, named in the journal instead of the old one."""
    forged = Signer(kept.key.name, make_key(tmp_path / "key")).public
    adopted = f"convert_to(replace(convert_from(body, 'UTF8'), '{kept.key}', '{forged}'), 'UTF8')"
    await tamper(
        copied.superuser,
        REWRITTEN,
        f"update journal.entry set body = {adopted} where stream = 'journal/keys'",
        *UNSEALED,
    )
    await seal_all(copied.database, tmp_path)
    return copied.superuser


async def test_an_older_backup_lacks_what_was_anchored_since(postgres: Server, kept: Kept) -> None:
    restored = database_called(postgres, kept.earlier)
    async with superuser(restored) as connection:
        assert (await verified(connection)).holds
        found = await verified(connection, Trust(kept.notes(), kept.key))

    assert told(found) == [
        (Flaw.ANCHOR_GONE, "anchor 3 (602)", None),
        (Flaw.ANCHOR_BEYOND, "anchor 3 (602)", "note"),
    ]
    assert (found.sealed, found.signed, found.anchored) == (302, 302, 302)


async def test_a_journal_signed_anew_with_the_same_key_contradicts_its_anchors(
    resealed: asyncpg.Connection, kept: Kept
) -> None:
    assert (await verified(resealed, Trust(key=kept.key))).holds, "without an anchor nothing can tell"

    found = await verified(resealed, Trust(kept.notes(), kept.key))

    assert found.anchored == 2, "the first entries are as they were"
    assert (Flaw.ANCHOR_ROOT, "anchor 2 (302)", "note") in told(found)
    assert (Flaw.ANCHOR_GONE, "anchor 2 (302)", None) in told(found)


async def test_a_journal_signed_anew_with_another_key_contradicts_a_key_that_is_known_and_its_anchors(
    foreign: asyncpg.Connection, kept: Kept
) -> None:
    assert (await verified(foreign)).holds, "without a key and an anchor nothing can tell"

    assert told(await verified(foreign, Trust(key=kept.key))) == [(Flaw.KEY_UNKNOWN, str(kept.key), None)]
    assert told(await verified(foreign, Trust(kept.notes())))[:2] == [
        (Flaw.NOTE, "anchor 1 (2)", "note"),
        (Flaw.ANCHOR_GONE, "anchor 1 (2)", None),
    ]


async def test_a_key_that_is_named_but_signed_nothing_is_not_trusted(
    copied: Copy, kept: Kept, tmp_path: Path
) -> None:
    """The forger endorses the known key with his own, in an entry that no checkpoint covers."""
    forger = Signer(kept.key.name, make_key(tmp_path / "key"))
    adopted = f"convert_to(replace(convert_from(body, 'UTF8'), '{kept.key}', '{forger.public}'), 'UTF8')"
    await tamper(
        copied.superuser,
        f"update journal.entry set body = {adopted} where stream = 'journal/keys'",
        *UNSEALED,
    )
    await seal_all(copied.database, tmp_path)
    journal = await Journal.open(copied.database.service_dsn)
    adoption = endorse(forger, kept.key)
    draft = Draft(adoption.kind, adoption.model_dump_json(), (), AT.date())
    await journal.append(act("forged", Slice(KEYS_STREAM, 1, (draft,))))
    await journal.close()

    assert (await verified(copied.superuser)).holds
    assert told(await verified(copied.superuser, Trust(key=kept.key))) == [
        (Flaw.KEY_UNKNOWN, str(kept.key), None)
    ]


async def test_what_is_adopted_and_is_no_key_is_named(copied: Copy) -> None:
    other = "convert_to(replace(convert_from(body, 'UTF8'), 'branch-lifecycle', 'other'), 'UTF8')"
    await tamper(copied.superuser, f"update journal.entry set body = {other} where stream = 'journal/keys'")
    found = told(await verified(copied.superuser))
    assert found[0][0] == Flaw.KEY_HISTORY
    assert (Flaw.BYTES, "2 journal/keys#1", "body") in found


async def test_after_a_rotation_each_checkpoint_is_held_to_the_key_of_its_time(
    copied: Copy, kept: Kept, tmp_path: Path
) -> None:
    shutil.copy2(kept.key_file, tmp_path / "key")
    old = Signer(kept.key.name, read_key(kept.key_file))
    journal = await Journal.open(copied.database.service_dsn)
    await rotate(journal, KeyFile(tmp_path / "key"), AT)
    await journal.close()
    sealed = await seal_all(copied.database, tmp_path)

    for key in (old.public, sealed.key):
        found = await verified(copied.superuser, Trust(kept.notes(), key))
        assert (found.findings, found.signed) == ((), sealed.size)

    signed_by_the_old = old.sign(Checkpoint(old.name, sealed.size, sealed.root).text)
    await tamper(
        copied.superuser,
        f"update journal.checkpoint set note = '{signed_by_the_old}' where size = {sealed.size}",
    )
    assert told(await verified(copied.superuser)) == [(Flaw.NOTE, f"checkpoint {sealed.size}", "note")]
