"""Rows taken out, put in, exchanged, cut off at the end: verification says where."""

from typing import NamedTuple

import asyncpg
import pytest

from audit.verifying.findings import Flaw
from audit.verifying.verify import Trust
from tests.audit.verifying.kept import Kept, tamper, told, verified

COLUMNS = "stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body"
NO_KEYS = (
    "alter table journal.entry drop constraint entry_pkey",
    "alter table journal.entry drop constraint entry_stream_version_key",
    "alter table journal.entry drop constraint entry_command_id_command_index_key",
)
NO_TILE_KEY = "alter table journal.tile drop constraint tile_pkey"
CUT_ENTRIES = "delete from journal.entry where position > 500"
CUT_SEALS = "delete from journal.seal where first > 303"
CUT_TILES = "delete from journal.tile where number = 1"
CUT_CHECKPOINTS = "delete from journal.checkpoint where size > 302"


class Change(NamedTuple):
    """Statements, and what must be named first."""

    what: str
    statements: tuple[str, ...]
    flaw: Flaw
    place: str


def inserted(position: str, values: str = COLUMNS) -> str:
    """An entry written once more, with other values."""
    return f"insert into journal.entry (position, {COLUMNS}) select {position}, {values} from journal.entry where position = 100"


def swapped(table: str, column: str, key: str, one: int, other: int, condition: str = "true") -> str:
    return (
        f"update journal.{table} t set {column} = o.{column} from journal.{table} o "
        f"where {condition} and (t.{key}, o.{key}) in (({one}, {other}), ({other}, {one}))"
    )


CHANGES = [
    Change(
        "entry: the first deleted",
        ("delete from journal.entry where position = 1",),
        Flaw.POSITION_MISSING,
        "1",
    ),
    Change(
        "entry: one deleted",
        ("delete from journal.entry where position = 100",),
        Flaw.POSITION_MISSING,
        "100",
    ),
    Change(
        "entry: some deleted",
        ("delete from journal.entry where position between 100 and 300",),
        Flaw.POSITION_MISSING,
        "100",
    ),
    Change(
        "entry: one deleted in the tail",
        ("delete from journal.entry where position = 600",),
        Flaw.POSITION_MISSING,
        "600",
    ),
    Change(
        "entry: one deleted, not sealed",
        ("delete from journal.entry where position = 604",),
        Flaw.POSITION_MISSING,
        "604",
    ),
    Change(
        "entry: one deleted, and the gap closed",
        (
            NO_KEYS[0],
            "delete from journal.entry where position = 100",
            "update journal.entry set position = position - 1 where position > 100",
        ),
        Flaw.BYTES,
        "100",
    ),
    Change(
        "entry: one inserted between others",
        (
            *NO_KEYS,
            "update journal.entry set position = position + 1 where position >= 200",
            inserted("200"),
        ),
        Flaw.BYTES,
        "200",
    ),
    Change(
        "entry: one inserted at a place that is taken",
        (*NO_KEYS, inserted("200")),
        Flaw.POSITION_TWICE,
        "200",
    ),
    Change("entry: one inserted before all", (*NO_KEYS, inserted("0")), Flaw.POSITION_TWICE, "0"),
    Change("entry: one repeated at the end", (*NO_KEYS, inserted("606")), Flaw.VERSION_BEFORE, "606"),
    Change(
        "entry: one inserted far away", (*NO_KEYS, inserted("1000000000000")), Flaw.POSITION_MISSING, "606"
    ),
    Change(
        "entries: places exchanged",
        (*NO_KEYS, swapped("entry", "position", "position", 100, 400)),
        Flaw.BYTES,
        "100",
    ),
    Change("entries: bytes exchanged", (swapped("entry", "body", "position", 100, 400),), Flaw.BYTES, "100"),
    Change(
        "entries: places exchanged, not sealed",
        (*NO_KEYS, swapped("entry", "position", "position", 603, 604)),
        Flaw.VERSION_BEFORE,
        "603",
    ),
    Change(
        "entries: a command told twice under another stream",
        (*NO_KEYS, inserted("606", COLUMNS.replace("stream", "'case/x'").replace("command_index", "0"))),
        Flaw.COLUMN,
        "606",
    ),
    Change(
        "tile: deleted", ("delete from journal.tile where number = 0",), Flaw.TILE_MISSING, "tile/0/000[0]"
    ),
    Change(
        "tile: inserted",
        ("insert into journal.tile select 0, 2, hashes from journal.tile where number = 1",),
        Flaw.TILE_EXTRA,
        "tile/0/002[0]",
    ),
    Change(
        "tile: inserted on another level",
        ("insert into journal.tile select 1, 0, hashes from journal.tile where number = 1",),
        Flaw.TILE_EXTRA,
        "tile/1/000[0]",
    ),
    Change(
        "tile: inserted at a place that is taken",
        (NO_TILE_KEY, "insert into journal.tile select 0, 1, hashes from journal.tile where number = 0"),
        Flaw.TILE_EXTRA,
        "tile/0/001[0]",
    ),
    Change("tiles: exchanged", (swapped("tile", "hashes", "number", 0, 1),), Flaw.TILE, "tile/0/000[0]"),
    Change("seal: the first deleted", ("delete from journal.seal where first = 1",), Flaw.SEAL_GAP, "seal 3"),
    Change("seal: one deleted", ("delete from journal.seal where first = 103",), Flaw.SEAL_GAP, "seal 203"),
    Change(
        "seal: the last deleted",
        ("delete from journal.seal where first = 503",),
        Flaw.TILE_EXTRA,
        "tile/0/001[0]",
    ),
    Change(
        "seal: one inserted between others",
        ("insert into journal.seal select 150, 10, root, leaves from journal.seal where first = 103",),
        Flaw.SEAL_GAP,
        "seal 150",
    ),
    Change(
        "seal: one inserted at the end",
        ("insert into journal.seal select 603, 3, root, leaves from journal.seal where first = 503",),
        Flaw.SEAL_ROOT,
        "seal 603",
    ),
    Change(
        "seal: one inserted over entries that are not there",
        ("insert into journal.seal select 603, 900, root, leaves from journal.seal where first = 503",),
        Flaw.SEAL_ROOT,
        "seal 603",
    ),
    Change(
        "seals: roots exchanged", (swapped("seal", "root", "first", 103, 203),), Flaw.SEAL_COUNT, "seal 103"
    ),
    Change(
        "seals: leaves exchanged",
        (swapped("seal", "leaves", "first", 103, 203),),
        Flaw.SEAL_LEAVES,
        "seal 103",
    ),
    Change(
        "checkpoint: one deleted",
        ("delete from journal.checkpoint where size = 302",),
        Flaw.ANCHOR_GONE,
        "anchor 2 (302)",
    ),
    Change("checkpoint: the last deleted", (CUT_CHECKPOINTS,), Flaw.ANCHOR_GONE, "anchor 3 (602)"),
    Change(
        "checkpoint: one inserted that nobody signed",
        (
            "insert into journal.checkpoint select 402, replace(note, '302', '402') from journal.checkpoint where size = 302",
        ),
        Flaw.NOTE,
        "checkpoint 402",
    ),
    Change(
        "checkpoint: one inserted that was signed for others",
        ("insert into journal.checkpoint select 402, note from journal.checkpoint where size = 302",),
        Flaw.CHECKPOINT_SIZE,
        "checkpoint 402",
    ),
    Change(
        "checkpoints: exchanged",
        (swapped("checkpoint", "note", "size", 302, 602),),
        Flaw.CHECKPOINT_SIZE,
        "checkpoint 302",
    ),
    Change("the end cut off: entries", (CUT_ENTRIES,), Flaw.SEALED_MISSING, "501"),
    Change(
        "the end cut off: entries and seals",
        (CUT_ENTRIES, CUT_SEALS),
        Flaw.TILE_EXTRA,
        "tile/0/001[0]",
    ),
    Change(
        "the end cut off: entries, seals and tiles",
        (CUT_ENTRIES, CUT_SEALS, CUT_TILES),
        Flaw.CHECKPOINT_BEYOND,
        "checkpoint 602",
    ),
    Change(
        "the end cut off: all but the anchors",
        (CUT_ENTRIES, CUT_SEALS, CUT_TILES, CUT_CHECKPOINTS),
        Flaw.ANCHOR_GONE,
        "anchor 3 (602)",
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.what)
async def test_it_is_named(tampering: asyncpg.Connection, kept: Kept, change: Change) -> None:
    await tamper(tampering, *change.statements)

    found = told(await verified(tampering, Trust(kept.notes(), kept.key)))

    flaw, place, _ = found[0]
    assert (flaw, place.split(" ")[0] if place[0].isdigit() else place) == (
        change.flaw.value,
        change.place,
    ), found


async def test_bytes_in_the_tail_that_was_not_sealed_are_not_proved_yet(
    tampering: asyncpg.Connection, kept: Kept
) -> None:
    await tamper(
        tampering,
        "update journal.entry set body = replace(convert_from(body, 'UTF8'), '\"n\":200', '\"n\":300')::bytea where position = 603",
    )

    found = await verified(tampering, Trust(kept.notes(), kept.key))

    assert (found.findings, found.sealed, found.unsealed) == ((), 602, 3)
