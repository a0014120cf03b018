"""A journal that was not tampered with: how far it is proved, whole or in a range, also while it grows."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, cast

import asyncpg
import pytest

from audit.verifying import claims
from audit.verifying.claims import Claims, read_notes
from audit.verifying.findings import Findings, Flaw
from audit.verifying.verify import Span, Trust, verify
from journal.anchors import read_anchors
from journal.journal import Journal
from journal.keys import adoptions
from journal.seals import Seals, SignedCheckpoint
from tests.audit.verifying.kept import LAST, SEALED, Kept, append, tamper, told, verified
from tests.journal.acts import REAL
from tests.journal.sealing import seal_all
from tests.postgres import Database


async def test_a_clean_journal_is_sound_and_the_unsealed_end_is_told(
    kept: Kept, tampering: asyncpg.Connection
) -> None:
    found = await verified(tampering, Trust(kept.notes(), kept.key))

    assert found.holds
    assert (found.first, found.last, found.entries) == (1, LAST, LAST)
    assert (found.sealed, found.signed, found.anchored, found.unsealed) == (SEALED, SEALED, SEALED, 3)


async def test_a_journal_that_was_not_begun_is_sound(database: Database) -> None:
    journal = await Journal.open(database.service_dsn)
    found = await verify(journal)
    await journal.close()
    assert (found.holds, found.entries, found.sealed, found.unsealed) == (True, 0, 0, 0)


@pytest.mark.parametrize(("looks", "gone"), [(3, False), (10_000, True)])
async def test_a_checkpoint_that_is_stored_a_moment_after_its_anchor_is_not_gone(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: int, *, gone: bool
) -> None:
    monkeypatch.setattr(claims, "_LOOK_AGAIN", 0)
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    await append(database, 0, 5)
    await seal_all(database, tmp_path)
    adopted = await adoptions(journal)

    class Late:
        """Knows a checkpoint only after a while."""

        asked = 0

        async def checkpoints(self, after: int, limit: int) -> list[SignedCheckpoint]:
            self.asked += 1
            return [] if self.asked < looks else await journal.seals.checkpoints(after, limit)

    findings, late = Findings(), Late()
    anchors = read_notes(read_anchors(tmp_path / "checkpoints"), findings)
    await Claims(adopted, findings).take(cast("Seals", late), anchors, 0, 0)
    await journal.close()
    assert ([one.flaw for one in findings.listed()] == [Flaw.ANCHOR_GONE]) is gone
    assert late.asked >= 3


class Ranged(NamedTuple):
    """What is asked, and what is verified: from where to where, sealed up to where (0: nothing), and how many are not."""

    span: Span
    first: int
    last: int
    sealed: int
    unsealed: int


RANGES = [
    Ranged(Span(150, 160), 103, 202, 202, 0),
    Ranged(Span(150, 250), 103, 302, 302, 0),
    Ranged(Span(None, 2), 1, 2, 2, 0),
    Ranged(Span(None, 50), 1, 102, 102, 0),
    Ranged(Span(600, None), 503, 605, 602, 3),
    Ranged(Span(603, 604), 603, 604, 0, 2),
    Ranged(Span(9000, None), 9000, 605, 0, 0),
]


@pytest.mark.parametrize("case", RANGES, ids=lambda case: f"{case.span.first}-{case.span.last}")
async def test_a_range_is_widened_to_what_was_sealed_together_and_led_to_what_was_signed(
    kept: Kept, tampering: asyncpg.Connection, case: Ranged
) -> None:
    found = await verified(tampering, Trust(kept.notes(), kept.key), case.span)

    assert found.holds
    assert (found.first, found.last, found.sealed, found.unsealed) == case[1:]
    assert found.entries == max(0, case.last - case.first + 1)
    assert found.signed == found.anchored == (SEALED if case.sealed else 0)


@pytest.mark.parametrize(
    ("position", "spans"),
    [(150, [(150, 150), (103, 103), (None, 120), (202, None)]), (600, [(503, 503), (605, None)])],
)
async def test_what_was_changed_is_found_in_a_range_that_holds_it(
    kept: Kept,
    tampering: asyncpg.Connection,
    position: int,
    spans: Sequence[tuple[int | None, int | None]],
) -> None:
    await tamper(tampering, f"update journal.entry set body = body || ' ' where position = {position}")
    for span in spans:
        found = told(await verified(tampering, Trust(kept.notes(), kept.key), Span(*span)))
        if span == (605, None):
            assert found == []
        else:
            assert [(flaw, place.split(" ")[0]) for flaw, place, _ in found] == [(Flaw.BYTES, str(position))]


async def test_a_range_of_a_tree_that_was_changed_before_it_is_not_led_to_what_was_signed(
    kept: Kept, tampering: asyncpg.Connection
) -> None:
    await tamper(
        tampering,
        "update journal.tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) where number = 0",
    )
    found = told(await verified(tampering, Trust(kept.notes(), kept.key), Span(550, 560)))
    assert found[0][:2] == (Flaw.SEAL_ROOT, "seal 503")


async def test_a_version_that_stands_far_away_already_is_found_without_reading_all(
    tampering: asyncpg.Connection,
) -> None:
    await tamper(
        tampering,
        "alter table journal.entry drop constraint entry_stream_version_key",
        "alter table journal.entry drop constraint entry_command_id_command_index_key",
        "insert into journal.entry select 606, stream, version, command_id, command_index, fingerprint, kind, recorded_at, "
        "tags, body from journal.entry where position = 99",
    )
    found = told(await verified(tampering, span=Span(606, 606)))
    assert [flaw for flaw, _, _ in found] == [Flaw.VERSION_TWICE, Flaw.COMMAND_TWICE]


HASHED = [
    ("entry", "position", "body", "position between 1 and 602"),
    ("entry", "position", "fingerprint", "fingerprint is not null"),
    ("tile", "number", "hashes", "true"),
    ("seal", "first", "root", "true"),
    ("seal", "first", "leaves", "leaves <> ''"),
]


@pytest.mark.parametrize(("table", "key", "column", "condition"), HASHED)
async def test_any_bit_of_what_is_hashed_is_found(
    kept: Kept, tampering: asyncpg.Connection, table: str, key: str, column: str, condition: str
) -> None:
    chance = random.Random(f"{table}.{column}")  # noqa: S311  # the same bits every time
    trust = Trust(kept.notes(), kept.key)
    rows = await tampering.fetch(
        f"select {key}, {column} from journal.{table} where {condition} order by {key}"
    )
    rewrite = f"update journal.{table} set {column} = $1 where {key} = $2"
    for place, value in chance.choices(rows, k=8):
        bit = chance.randrange(8 * len(value))
        changed = bytearray(value)
        changed[bit // 8] ^= 1 << bit % 8
        await tampering.execute(rewrite, bytes(changed), place)
        found = await verified(tampering, trust)
        assert found.findings, f"bit {bit} of {table}.{column} at {place}"
        assert found.findings[0].column == column
        await tampering.execute(rewrite, value, place)
    assert (await verified(tampering, trust)).holds


async def test_findings_beyond_the_bound_are_counted(tampering: asyncpg.Connection) -> None:
    await tamper(tampering, "update journal.entry set kind = kind || 'x'")
    found = await verified(tampering)
    assert (len(found.findings), found.more) == (100, 505)
    assert found.findings[0].place.order == 1


async def test_appending_and_sealing_meanwhile_is_no_finding(database: Database, tmp_path: Path) -> None:
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REAL)
    done = asyncio.Event()

    async def grow() -> None:
        for first in range(0, 80, 10):
            await append(database, first, first + 10)
            await seal_all(database, tmp_path, most=7)
        done.set()

    growing = asyncio.create_task(grow())
    reached = set()
    try:
        while not done.is_set():
            found = await verify(journal, trust=Trust(read_anchors(tmp_path / "checkpoints")))
            assert found.holds, told(found)
            reached.add(found.sealed)
    finally:
        await growing
        await journal.close()
    assert len(reached) > 2, "it was verified at several sizes"
