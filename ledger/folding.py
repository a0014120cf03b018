"""From entries, in the order of the journal, to the changes and rows that follow from them. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from domain.deciding import fold, fold_corrected, tasks
from domain.events import Fact
from domain.matter.corrections import corrects
from domain.processes import decider_of, is_decided
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from ledger.errors import LedgerDefectError
from ledger.memory import Rows
from ledger.projection import Change, Projection


class Slice(NamedTuple):
    """The new entries of one stream, in order, and their facts."""

    stream: str
    entries: tuple[StoredEntry, ...]
    facts: tuple[Fact[Any], ...]

    @property
    def position(self) -> int:
        """The position of the last entry."""
        return self.entries[-1].position

    @property
    def corrects(self) -> bool:
        """Whether earlier entries are to be read anew."""
        return corrects(self.facts)


class Folded(NamedTuple):
    """A change, its state as JSON, and the rows of each projection, in the projections' order."""

    change: Change
    state: bytes
    rows: Rows


def sliced(entries: Iterable[StoredEntry]) -> list[Slice]:
    """Return the entries stream by stream; a stream without a decider has no part in it. Whole commands only."""
    streams: dict[str, list[StoredEntry]] = {}
    for entry in entries:
        if is_decided(entry.stream):
            streams.setdefault(entry.stream, []).append(entry)
    return [_slice(stream, tuple(found)) for stream, found in streams.items()]


def fold_slices(
    slices: Sequence[Slice],
    states: Mapping[str, Any],
    histories: Mapping[str, Sequence[Fact[Any]]],
    projections: Sequence[Projection],
) -> list[Folded]:
    """
    Return each stream with its new entries folded.

    `states`: where folding goes on from, none for a new stream; `histories`: all facts, the new ones included, of the
    streams in which something is corrected. Raises `LedgerDefectError`.
    """
    return [_folded(one, states.get(one.stream), histories.get(one.stream), projections) for one in slices]


def _slice(stream: str, entries: tuple[StoredEntry, ...]) -> Slice:
    with defects_named(stream, entries[-1].position):
        return Slice(stream, entries, tuple(facts_of_stream(entries)))


@contextmanager
def defects_named(stream: str, position: int, table: str = "stream") -> Iterator[None]:
    """Raise `LedgerDefectError` for whatever a fold could not do."""
    try:
        yield
    except Exception as error:
        raise LedgerDefectError(table, stream, position, repr(error)) from error


def _folded(
    one: Slice,
    state: Any,  # noqa: ANN401  # of any process
    history: Sequence[Fact[Any]] | None,
    projections: Sequence[Projection],
) -> Folded:
    with defects_named(one.stream, one.position):
        change = _change(one, state, history)
    rows = tuple(_rows(projection, change) for projection in projections)
    return Folded(change, change.state.model_dump_json().encode(), rows)


def _change(one: Slice, state: Any, history: Sequence[Fact[Any]] | None) -> Change:  # noqa: ANN401  # as above
    decider = decider_of(one.stream)
    standing = state.version if state is not None else 0
    if one.entries[0].version != standing + 1:
        message = f"version {one.entries[0].version} follows version {standing}"
        raise ValueError(message)
    if history is None:
        now = fold(decider, one.facts, stream=one.stream, state=state)
    else:
        now = fold_corrected(decider, history, stream=one.stream)
    awaited = tuple(tasks(decider, now))
    return Change(one.stream, decider.name, now, awaited, one.facts, one.entries, one.position)


def _rows(projection: Projection, change: Change) -> tuple[Any, ...]:
    if not projection.looks_at(change.process):
        return ()
    with defects_named(change.stream, change.position, projection.table):
        return tuple(projection.rows(change))
