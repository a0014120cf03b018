"""What contradicts the seal stops sealing, and says so, until a person has looked."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.seal_status import SealStatus, seal_status
from infra.clock import now
from journal.alarms import Alarm
from journal.anchors import append_anchor, last_anchors, read_anchors
from journal.journal import Journal
from journal.key_files import make_key
from tests.journal.acts import act, part
from tests.journal.sealers import Witness, check_seals, rewrite, sealer, until_alarmed, until_signed
from tests.journal.sealing import Sealed, seal_all
from tests.postgres import Database

ENTRY = "update journal.entry set body = set_byte(body, 40, get_byte(body, 40) # 1)"


UNSEALED = ("delete from journal.tile", "delete from journal.seal", "delete from journal.checkpoint")


@pytest.fixture
async def sealed(journal: Journal, database: Database, tmp_path: Path) -> Sealed:
    """A journal of 302 entries that is sealed, signed and anchored."""
    await journal.append(act("a", part("case/1", count=300)))
    return await seal_all(database, tmp_path)


async def stopped(journal: Journal, database: Database, directory: Path) -> SealStatus:
    """Start a sealer and wait for its alarm; return what is shown then, after more was appended in vain."""
    witness = Witness()
    async with sealer(journal, database, directory, witness) as one:
        await until_alarmed(journal)
        assert one.alarm
        assert witness.alarms == 1
        size = await journal.seals.size()
        await journal.append(act("later", part("case/later")))
        await asyncio.sleep(0.3)  # longer than it ever pauses
        assert await journal.seals.size() == size
        status = await seal_status(journal, directory / "checkpoints", now)
    assert not status.sealing
    assert not status.sound
    assert status.alarm
    return status


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize(
    ("alarm", "position", "statement"),
    [
        (Alarm.CHANGED, 300, f"{ENTRY} where position = 300"),
        (Alarm.MISSING, 301, "delete from journal.entry where position > 300"),
        (Alarm.TREE, 302, "update journal.tile set hashes = set_byte(hashes, 50, get_byte(hashes, 50) # 1)"),
        (Alarm.TREE, 302, "delete from journal.tile"),
        (Alarm.TREE, 302, "update journal.seal set root = sha256('') where first = 301"),
        (Alarm.TREE, 302, "update journal.seal set leaves = set_byte(leaves, 3, 0) where first = 201"),
        (
            Alarm.FOREIGN,
            301,
            "update journal.checkpoint set note = replace(note, E'\\n302\\n', E'\\n301\\n')",
        ),
    ],
)
async def test_a_rewriting_stops_the_sealer(
    journal: Journal, database: Database, tmp_path: Path, alarm: Alarm, position: int, statement: str
) -> None:
    await rewrite(database, statement)
    shown = (await stopped(journal, database, tmp_path)).alarm
    assert shown
    assert (shown.alarm, shown.position) == (alarm, position)


async def test_a_journal_that_was_rewritten_and_sealed_anew_contradicts_its_anchors(
    journal: Journal, database: Database, tmp_path: Path, sealed: Sealed
) -> None:
    await rewrite(
        database,
        f"{ENTRY} where position = 7",
        *UNSEALED,
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(tmp_path / "key", elsewhere / "key")
    again = await seal_all(database, elsewhere)
    assert again.root != sealed.root
    status = await stopped(journal, database, tmp_path)
    assert status.contradiction == status.alarm
    assert status.alarm
    assert (status.alarm.alarm, status.alarm.position) == (Alarm.ANCHOR, 302)


async def test_an_older_backup_that_goes_on_stops_where_it_contradicts_an_anchor(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    await seal_all(database, tmp_path)  # 2 entries: the first one and the key
    await journal.append(act("lost", part("case/1", count=20)))
    await seal_all(database, tmp_path)
    await rewrite(
        database,
        *UNSEALED,
        "delete from journal.entry where position > 2",
    )
    first = await stopped(journal, database, tmp_path)
    assert first.alarm
    assert (first.alarm.alarm, first.alarm.position) == (Alarm.MISSING, 3)
    await journal.append(act("other", part("case/2", count=30)))
    then = await stopped(journal, database, tmp_path)
    assert then.alarm
    assert (then.alarm.alarm, then.alarm.position) == (Alarm.ANCHOR, 22)


@pytest.mark.usefixtures("sealed")
async def test_an_anchor_of_another_journal_stops_the_sealer(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    note = last_anchors(tmp_path / "checkpoints")[-1]
    append_anchor(tmp_path / "checkpoints", note.replace("branch-lifecycle", "somebody-else", 1))
    shown = (await stopped(journal, database, tmp_path)).alarm
    assert shown
    assert shown.alarm is Alarm.FOREIGN


def another_key(directory: Path) -> None:
    (directory / "key").unlink()
    make_key(directory / "key")


def exposed_key(directory: Path) -> None:
    (directory / "key").chmod(0o640)


def no_key(directory: Path) -> None:
    (directory / "key").unlink()


@pytest.mark.parametrize("spoil", [another_key, exposed_key, no_key])
async def test_no_other_key_signs(
    journal: Journal, database: Database, tmp_path: Path, sealed: Sealed, spoil: Callable[[Path], None]
) -> None:
    spoil(tmp_path)
    await journal.append(act("b", part("case/2")))
    shown = (await stopped(journal, database, tmp_path)).alarm
    assert shown
    assert shown.alarm is Alarm.KEY
    assert [one.size for one in await journal.seals.checkpoints()] == [sealed.size]


async def test_after_the_repair_a_new_sealer_goes_on(
    journal: Journal, database: Database, tmp_path: Path, sealed: Sealed
) -> None:
    kept = tmp_path / "kept"
    shutil.copy(tmp_path / "key", kept)
    another_key(tmp_path)
    await journal.append(act("b", part("case/2")))
    await stopped(journal, database, tmp_path)
    kept.replace(tmp_path / "key")
    async with sealer(journal, database, tmp_path):
        await until_signed(journal, sealed.size + 2)
    status = await seal_status(journal, tmp_path / "checkpoints", now)
    assert status.sound
    assert status.checkpoint == status.anchored == status.entries == await check_seals(journal)


async def test_what_cannot_be_anchored_is_not_published_and_sealing_goes_on(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    await seal_all(database, tmp_path)
    anchors = tmp_path / "checkpoints"
    async with sealer(journal, database, tmp_path):
        await journal.append(act("a", part("case/1")))
        await until_signed(journal, 3)
        kept = anchors.read_bytes()
        anchors.unlink()
        anchors.mkdir()  # as a full disk, or one that is read only: it cannot be appended to
        await journal.append(act("b", part("case/2")))
        async with asyncio.timeout(5):
            while await journal.seals.size() < 4:  # noqa: ASYNC110  # another session is watched
                await asyncio.sleep(0.01)
        await asyncio.sleep(1.2)  # longer than it waits between checkpoints
        assert (await journal.seals.reach()).signed == 3
        anchors.rmdir()
        anchors.write_bytes(kept)
        await until_signed(journal, 4, seconds=4)
    assert len(last_anchors(anchors)) == 3


async def test_a_checkpoint_that_got_no_further_than_its_anchor_is_published_by_the_next_leader(
    journal: Journal, database: Database, tmp_path: Path, sealed: Sealed
) -> None:
    await rewrite(database, "delete from journal.checkpoint")  # as if it was killed before it was stored
    await journal.append(act("b", part("case/2")))
    async with sealer(journal, database, tmp_path):
        await until_signed(journal, sealed.size + 1)
    published = [one.note for one in await journal.seals.checkpoints()]
    assert read_anchors(tmp_path / "checkpoints") == published
    assert published[0] == sealed.note
