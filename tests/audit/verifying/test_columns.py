"""Whichever column of whichever table is changed, verification names the place and the column."""

from typing import NamedTuple

import asyncpg
import pytest

from audit.verifying.findings import Flaw
from audit.verifying.verify import Trust
from tests.audit.verifying.kept import Kept, tamper, told, verified


class Flip(NamedTuple):
    """A change of one column of one row, and how it must be named first."""

    table: str
    column: str
    value: str
    where: str
    flaw: Flaw
    place: str


def entry(column: str, value: str, position: int, flaw: Flaw = Flaw.COLUMN) -> Flip:
    return Flip("entry", column, value, f"position = {position}", flaw, str(position))


COPIES = {
    "stream": "'case/other'",
    "version": "version + 7",
    "command_id": "'00000000-0000-5000-8000-000000000000'",
    "command_index": "command_index + 9",
    "fingerprint": "sha256('another intent')",
    "kind": "'case.noted.v2'",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "tags": "tags || text 'branch:b-other'",
}
FLIPS = [
    *(entry(column, value, position) for column, value in COPIES.items() for position in (99, 600, 603)),
    entry("stream", "upper(stream)", 100),
    entry("fingerprint", "null", 99),
    entry("tags", "'{}'", 100),
    entry("tags", "array[tags[2], tags[1]]", 100),
    Flip("entry", "fingerprint", "sha256('')", "position = 101", Flaw.COLUMN, "101"),
    Flip("entry", "position", "9000", "position = 100", Flaw.POSITION_MISSING, "100"),
    Flip("entry", "position", "9000", "position = 1", Flaw.POSITION_MISSING, "1"),
    Flip("entry", "position", "-1", "position = 1", Flaw.POSITION_TWICE, "-1"),
    Flip("entry", "position", "9000", "position = 602", Flaw.POSITION_MISSING, "602"),
    Flip("entry", "position", "9000", "position = 605", Flaw.POSITION_MISSING, "605"),
    entry("body", "set_byte(body, 30, get_byte(body, 30) # 1)", 100, Flaw.BYTES),
    entry("body", "set_byte(body, 30, get_byte(body, 30) # 1)", 513, Flaw.BYTES),
    entry("body", "set_byte(body, 30, get_byte(body, 30) # 1)", 600, Flaw.BYTES),
    entry("body", "set_byte(body, 0, 0)", 603, Flaw.UNREADABLE),
    entry("body", "'[]'", 603, Flaw.UNREADABLE),
    entry("body", "'{}'", 603, Flaw.UNREADABLE),
    Flip("tile", "level", "1", "number = 1", Flaw.TILE_MISSING, "tile/0/001[0]"),
    Flip("tile", "number", "7", "number = 1", Flaw.TILE_MISSING, "tile/0/001[0]"),
    Flip("tile", "number", "-7", "number = 0", Flaw.TILE_EXTRA, "tile/0/-7[0]"),
    Flip(
        "tile",
        "hashes",
        "set_byte(hashes, 96, get_byte(hashes, 96) # 1)",
        "number = 1",
        Flaw.TILE,
        "tile/0/001[3]",
    ),
    Flip("tile", "hashes", "substr(hashes, 1, 8160)", "number = 0", Flaw.TILE, "tile/0/000[255]"),
    Flip("seal", "first", "first + 1", "first = 103", Flaw.SEAL_GAP, "seal 104"),
    Flip("seal", "first", "-first", "first = 1", Flaw.SEAL_GAP, "seal -1"),
    Flip("seal", "first", "first + 1", "first = 503", Flaw.SEAL_GAP, "seal 504"),
    Flip("seal", "count", "count + 1", "first = 103", Flaw.SEAL_COUNT, "seal 103"),
    Flip("seal", "count", "count - 1", "first = 103", Flaw.SEAL_COUNT, "seal 103"),
    Flip("seal", "count", "count + 1", "first = 503", Flaw.SEAL_COUNT, "seal 503"),
    Flip("seal", "count", "count + 70", "first = 503", Flaw.SEAL_COUNT, "seal 503"),
    Flip("seal", "count", "count - 1", "first = 503", Flaw.SEAL_COUNT, "seal 503"),
    Flip(
        "seal", "root", "set_byte(root, 9, get_byte(root, 9) # 1)", "first = 103", Flaw.SEAL_ROOT, "seal 103"
    ),
    Flip("seal", "root", "sha256('')", "first = 503", Flaw.SEAL_ROOT, "seal 503"),
    Flip(
        "seal",
        "leaves",
        "set_byte(leaves, 9, get_byte(leaves, 9) # 1)",
        "first = 103",
        Flaw.SEAL_LEAVES,
        "seal 103",
    ),
    Flip(
        "seal",
        "leaves",
        "set_byte(leaves, 9, get_byte(leaves, 9) # 1)",
        "first = 503",
        Flaw.SEAL_LEAVES,
        "seal 503",
    ),
    Flip("seal", "leaves", "''", "first = 503", Flaw.SEAL_LEAVES, "seal 503"),
    Flip("checkpoint", "size", "301", "size = 302", Flaw.CHECKPOINT_SIZE, "checkpoint 301"),
    Flip("checkpoint", "size", "-1", "size = 2", Flaw.CHECKPOINT_SIZE, "checkpoint -1"),
    Flip("checkpoint", "size", "9000", "size = 602", Flaw.CHECKPOINT_SIZE, "checkpoint 9000"),
    Flip(
        "checkpoint",
        "note",
        "replace(note, E'\\n302\\n', E'\\n303\\n')",
        "size = 302",
        Flaw.NOTE,
        "checkpoint 302",
    ),
    Flip("checkpoint", "note", "'no note'", "size = 602", Flaw.NOTE, "checkpoint 602"),
]


async def test_no_column_is_forgotten(tampering: asyncpg.Connection) -> None:
    rows = await tampering.fetch(
        "select table_name, column_name from information_schema.columns where table_schema = 'journal'"
    )
    assert {(flip.table, flip.column) for flip in FLIPS} == {tuple(row) for row in rows}


@pytest.mark.parametrize(
    "flip", FLIPS, ids=lambda flip: f"{flip.table}.{flip.column} {flip.value} {flip.place}"
)
async def test_a_changed_column_is_named(tampering: asyncpg.Connection, kept: Kept, flip: Flip) -> None:
    await tamper(
        tampering,
        f"update journal.{flip.table} set {flip.column} = {flip.value} where {flip.where} and {flip.column} is distinct from {flip.value}",
    )

    found = told(await verified(tampering, Trust(kept.notes(), kept.key)))

    flaw, place, column = found[0]
    where = place.split(" ")[0] if flip.table == "entry" else place
    named = None if flip.flaw == Flaw.TILE_MISSING else flip.column
    assert (flaw, where, column) == (flip.flaw.value, flip.place, named), found


@pytest.mark.parametrize(
    "column",
    [
        "position",
        "stream",
        "version",
        "command_id",
        "command_index",
        "kind",
        "recorded_at",
        "tags",
        "body",
    ],
)
async def test_a_column_that_is_emptied_is_named(tampering: asyncpg.Connection, column: str) -> None:
    await tamper(
        tampering,
        "alter table journal.entry drop constraint entry_pkey",
        f"alter table journal.entry alter column {column} drop not null",
        f"update journal.entry set {column} = null where position = 604",
    )
    found = told(await verified(tampering))
    assert (
        found[0]
        == {
            "position": ("position_missing", "604", "position"),
            "body": ("unreadable", "604 case/0#6", "body"),
        }.get(column)
        or found[0][2] == column
    ), found
