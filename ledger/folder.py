"""Takes a schema's tables on along the journal, a batch at a time, and no batch past the end of a day."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ParamSpec, TypeVar

from domain.dates import local_day
from domain.events import Fact
from domain.processes import decider_of
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal
from ledger.folding import Slice, defects_named, fold_slices, sliced
from ledger.memory import Known, Memory
from ledger.projection import Projection
from ledger.tables import Reached, Stored, Tables

P = ParamSpec("P")
T = TypeVar("T")

BATCH = 1_000
"""Entries folded at a time, at least, while so many wait."""

_FEW = 50
"""Entries that are folded at once; more are folded in a thread, so that nobody else waits for them."""

_OPENING = 1
"""The entry that opens the journal: it is of no day, since the machine's clock dates it, and not the journal's."""


class Folder:
    """
    Folds for as long as nobody else moves the checkpoint; whoever takes over again makes a new one.

    After any error it knows no longer what is written: make a new one.
    """

    def __init__(
        self, journal: Journal, tables: Tables, projections: Sequence[Projection], batch: int = BATCH
    ) -> None:
        self._batch = batch
        self._journal = journal
        self._tables = tables
        self._projections = projections
        self._memory = Memory()

    async def advance(self, after: int) -> int:
        """
        Fold the entries that follow `after`, if there are any, and return up to where.

        Raises `LedgerMovedError`, `LedgerDefectError`, `JournalUnavailableError`, and what PostgreSQL says.
        """
        waiting = await whole_commands(self._journal, after, self._batch)
        if not waiting:
            return after
        reached, entries = _of_one_day(waiting, await self._tables.last_day())
        slices = await _aside(len(entries), sliced, entries)
        states = await self._states(slices)
        histories = {one.stream: await self._history(one) for one in slices if one.corrects}
        folded = await _aside(len(entries), fold_slices, slices, states, histories, self._projections)
        await self._tables.write(after, reached, folded, self._memory)
        for one in folded:
            self._memory.keep(one.change.stream, Known(one.change.state, len(one.state), one.rows))
        return reached.position

    async def _states(self, slices: Sequence[Slice]) -> dict[str, Any]:
        """Return where folding goes on from, for the streams that are not new."""
        begun = [one for one in slices if one.entries[0].version > 1]
        states = {one.stream: known.state for one in begun if (known := self._memory.get(one.stream))}
        missing = [one.stream for one in begun if one.stream not in states]
        if missing:
            stored = await self._tables.states(missing)
            states.update(await _aside(len(stored), _decoded, stored))
        return states

    async def _history(self, one: Slice) -> list[Fact[Any]]:
        """Return all facts of a stream up to those that correct something."""
        entries: list[StoredEntry] = await self._journal.load(one.stream)
        last = one.entries[-1].version
        return await asyncio.to_thread(facts_of_stream, [entry for entry in entries if entry.version <= last])


async def whole_commands(journal: Journal, after: int, batch: int) -> list[StoredEntry]:
    """
    Return the entries that follow a position, at least `batch` if there are as many; [] if there are none.

    What a command caused in one stream tells whether it was addressed there, so a command is never cut in two.
    """
    while True:
        page = await journal.read(after, batch)
        if len(page) < batch:
            return page
        whole = [entry for entry in page if entry.command_id != page[-1].command_id]
        if whole:
            return whole
        batch *= 2


def _of_one_day(entries: Sequence[StoredEntry], last: date | None) -> tuple[Reached, Sequence[StoredEntry]]:
    """Return the first of them, as far as one day goes; what was recorded before the `last` day counts in that."""
    day, count = last, 0
    for entry in entries:
        if entry.position > _OPENING:
            recorded = local_day(entry.recorded_at)
            if day is not None and recorded > day and count:
                break
            day = recorded if day is None else max(day, recorded)
        count += 1
    end = entries[count - 1]
    return Reached(end.position, day, end.recorded_at), entries[:count]


def _decoded(stored: Sequence[Stored]) -> dict[str, Any]:
    return {one.stream: _state(one) for one in stored}


def _state(one: Stored) -> Any:  # noqa: ANN401  # of any process
    with defects_named(one.stream, one.position):
        return decider_of(one.stream).state.model_validate_json(one.state)


async def _aside(count: int, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Do a little work at once, much of it in a thread, so that nobody else waits for it."""
    if count <= _FEW:
        return work(*arguments, **named)
    return await asyncio.to_thread(work, *arguments, **named)
