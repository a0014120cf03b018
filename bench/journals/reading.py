"""How fast entries are read, decoded and folded."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from bench.journals import peer, typed_peer
from bench.journals.acts import mixed, submissions
from bench.journals.arena import Arena
from bench.journals.comparing import Side, compare
from bench.journals.report import Row, compared_row
from domain.deciding import fold
from domain.filing.decider import DECIDER
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal

_LONG = 1000
"""Entries of a stream."""
_PAGE = 1000
"""Entries that are read at once of the whole journal."""
_MANY = 5
"""Streams that are read in one round."""


class _Race(NamedTuple):
    """One thing that both do, with the number of entries it is done to, and the ratio that is aimed at."""

    what: str
    entries: int
    ours: Callable[[], Awaitable[object]]
    theirs: Callable[[], object]
    aim: float | None
    against: str = peer.NAME


class _Library(NamedTuple):
    """The same streams in both stores."""

    journal: Journal
    peer: peer.Peer
    ours: list[str]
    theirs: list[UUID]


async def reading(arena: Arena, rounds: int, streams: int) -> AsyncIterator[Row]:
    """Read some streams, fold them, and read the whole journal of `streams` streams."""
    async with (
        arena.journal(await arena.migrated_database()) as journal,
        peer.peer(await arena.empty_database()) as other,
    ):
        library = await _filled(journal, other, streams)
        for race in await _races(library):
            (compared,) = await compare(rounds, _ours(race), [Side(race.against, _theirs(race))])
            yield compared_row(race.what, compared, race.aim)


async def _filled(journal: Journal, other: peer.Peer, streams: int) -> _Library:
    names = [f"filing/read/{nth}" for nth in range(streams)]
    for name in names:
        for submission in submissions(name, 10, mixed(_LONG // 10)):
            await journal.append(submission)
    return _Library(journal, other, names, await asyncio.to_thread(other.fill, streams, mixed(_LONG)))


async def _races(library: _Library) -> list[_Race]:
    journal, other, ours, theirs = library
    ours, theirs = ours[:_MANY], theirs[:_MANY]
    total, every = _LONG * len(ours), _LONG * len(library.ours)
    facts = facts_of_stream(await journal.load(ours[0]))
    typed = typed_peer.TypedMapper(other.transcoder)
    events = await asyncio.to_thread(other.read, theirs[0])

    async def decode() -> None:
        for name in ours:
            facts_of_stream(await journal.load(name))

    async def decode_and_fold() -> None:
        for name in ours:
            fold(DECIDER, facts_of_stream(await journal.load(name)), stream=name)

    async def only_fold() -> None:
        fold(DECIDER, facts, stream=ours[0])

    return [
        _Race("read and decode a stream of 1 000", total, decode, lambda: list(map(other.read, theirs)), 2),
        _Race(
            "read and decode a stream of 1 000",
            total,
            decode,
            lambda: [other.read_by(typed, one) for one in theirs],
            None,
            typed_peer.NAME,
        ),
        _Race("the same, and fold", total, decode_and_fold, lambda: list(map(other.folded, theirs)), None),
        _Race("fold only", _LONG, only_fold, lambda: peer.fold(events), None),
        _Race(
            f"read and decode the whole journal of {every:,}",
            every,
            lambda: _decode_all(journal),
            lambda: other.read_all(_PAGE),
            2,
        ),
    ]


async def _decode_all(journal: Journal) -> None:
    after = 0
    while entries := await journal.read(after, _PAGE):
        for _, part in groupby(_of_processes(entries), key=attrgetter("stream")):
            facts_of_stream(part)
        after = entries[-1].position


def _of_processes(entries: Iterable[StoredEntry]) -> Iterable[StoredEntry]:
    """Leave out what the journal says of itself."""
    return (entry for entry in entries if not entry.stream.startswith("journal/"))


def _ours(race: _Race) -> Callable[[int], Awaitable[float]]:
    async def rate(_turn: int) -> float:
        start = time.perf_counter()
        await race.ours()
        return race.entries / (time.perf_counter() - start)

    return rate


def _theirs(race: _Race) -> Callable[[int], Awaitable[float]]:
    def timed() -> float:
        start = time.perf_counter()
        race.theirs()
        return race.entries / (time.perf_counter() - start)

    async def rate(_turn: int) -> float:
        return await asyncio.to_thread(timed)

    return rate
