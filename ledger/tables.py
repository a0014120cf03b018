"""The ledger's tables, on the connection of whoever writes them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import asyncpg
from pydantic import TypeAdapter

from ledger import statements
from ledger.errors import ForeignLedgerError, LedgerMovedError
from ledger.folding import Folded
from ledger.memory import Memory
from ledger.projection import Projection

_OWN = frozenset({"checkpoint", "stream", "day", "day_figure"})


class Stored(NamedTuple):
    """A stream as it is stored. `position`: of its last entry; `state`: JSON."""

    stream: str
    position: int
    state: bytes


class Reached(NamedTuple):
    """Up to where tables are folded: the last entry's position, in which day it counts, if any; when it was recorded."""

    position: int
    day: date | None
    at: datetime


class Tables:
    """
    Whatever schema comes first in the connection's search path.

    The connection is in the role that may write. What PostgreSQL says passes through: see `journal.outage`.
    """

    def __init__(
        self, connection: asyncpg.Connection, schema: str, projections: Sequence[Projection]
    ) -> None:
        self._connection = connection
        self._schema = schema
        self._projections = projections
        self._day: date | None = None

    async def check(self) -> None:
        """Raise `ForeignLedgerError` when the tables are not those of the projections."""
        there = frozenset(row[0] for row in await self._connection.fetch(statements.TABLES, self._schema))
        wanted = _OWN | {one.table for one in self._projections}
        if there != wanted:
            raise ForeignLedgerError(wanted - there, there - wanted)

    async def position(self) -> int:
        """Return up to where the tables are folded."""
        position: int = await self._connection.fetchval(statements.POSITION)
        return position

    async def last_day(self) -> date | None:
        """Return the day in which the last folded entry counts; None before the first."""
        if self._day is None:
            self._day = await self._connection.fetchval(statements.LAST_DAY)
        return self._day

    async def states(self, streams: Sequence[str]) -> list[Stored]:
        """Return those of some streams that are folded already."""
        return [Stored(*row) for row in await self._connection.fetch(statements.STATES, streams)]

    async def write(self, after: int, reached: Reached, folded: Sequence[Folded], memory: Memory) -> None:
        """
        Write what follows from the entries above `after` up to where is `reached`: all of it and the checkpoint, or nothing.

        Before the first entry of a day, what counted as the last one ended is kept. Rows that stand as `memory` has them
        are not written again. Raises `LedgerMovedError`.
        """
        last = await self.last_day()
        async with self._connection.transaction():
            if await self._connection.fetchval(statements.HOLD) != after:
                raise LedgerMovedError
            if last and last != reached.day:
                await self._connection.execute(statements.END_DAY, last)
            await self._write_streams(folded)
            for place, projection in enumerate(self._projections):
                await self._write_rows(projection, _to_write(projection, place, folded, memory))
            if reached.day:
                await self._connection.execute(statements.KEEP_DAY, *reached)
            await self._connection.fetchval(statements.MOVE_ON, after, reached.position)
        self._day = reached.day

    async def _write_streams(self, folded: Sequence[Folded]) -> None:
        if folded:
            await self._connection.execute(
                statements.KEEP_STREAMS,
                [one.change.stream for one in folded],
                [one.change.state.version for one in folded],
                [one.change.position for one in folded],
                [one.state for one in folded],
                [one.change.state.org for one in folded],
            )

    async def _write_rows(self, projection: Projection, write: "_Write") -> None:
        if write.replaced:
            await self._connection.execute(
                statements.DELETE_ROWS.format(table=projection.table), write.replaced
            )
        if write.rows:
            rows = _adapter(projection).dump_json(write.rows).decode()
            await self._connection.execute(statements.INSERT_ROWS.format(table=projection.table), rows)


class _Write(NamedTuple):
    """The streams whose rows are deleted, and the rows that are inserted."""

    replaced: list[str]
    rows: list[Any]


def _to_write(projection: Projection, place: int, folded: Iterable[Folded], memory: Memory) -> _Write:
    if projection.append_only:
        return _Write([], list(chain.from_iterable(one.rows[place] for one in folded)))
    replaced: list[str] = []
    rows: list[Any] = []
    for one in folded:
        if not projection.looks_at(one.change.process):
            continue
        before = memory.rows(one.change.stream, place, new=one.change.entries[0].version == 1)
        if before == one.rows[place]:
            continue
        rows.extend(one.rows[place])
        if before != ():
            replaced.append(one.change.stream)
    return _Write(replaced, rows)


@cache
def _adapter(projection: Projection) -> TypeAdapter[Any]:
    return TypeAdapter(list[projection.row])  # type: ignore[name-defined]
