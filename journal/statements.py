"""The statements of `journal/sql`, one a file, by name."""

from collections.abc import Awaitable, Callable
from functools import partial
from importlib.resources import files

import asyncpg

Fetch = Callable[..., Awaitable[list[asyncpg.Record]]]
"""Runs a statement with its arguments, on whichever connection."""


def statement(room: str, name: str) -> str:
    """Return a statement of a room: the text of `ROOM/sql/NAME.sql`."""
    return (files(room) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


_statement = partial(statement, "journal")


APPEND = _statement("append")
ENTRIES_OF = _statement("entries_of")
VERSION_OF = _statement("version_of")
CAUSED_BY = _statement("caused_by")
FROM_POSITION = _statement("from_position")
AT_POSITIONS = _statement("at_positions")
STREAMS = _statement("streams")
LENGTH = _statement("length")
FIRST_ENTRY = _statement("first_entry")
MACHINE_TIME = _statement("machine_time")
EXTENT = _statement("extent")
RAW_ENTRIES = _statement("raw_entries")
BESIDE = _statement("beside")
BEGUN_AGAIN = _statement("begun_again")
SEAL_REACH = _statement("seal_reach")
SEALED_SIZE = _statement("sealed_size")
SEALS_AFTER = _statement("seals_after")
SEALS_OVER = _statement("seals_over")
LAST_SEAL = _statement("last_seal")
LAST_CHECKPOINT = _statement("last_checkpoint")
CHECKPOINTS_AFTER = _statement("checkpoints_after")
TILES_AFTER = _statement("tiles_after")
TILE = _statement("tile")
BODIES_AFTER = _statement("bodies_after")
SEAL = _statement("seal")
CHECKPOINT = _statement("checkpoint")
LEAD = _statement("lead")
LEADER = _statement("leader")
AS_SEALER = _statement("as_sealer")
CALL_ITSELF = _statement("call_itself")
