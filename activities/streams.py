"""
Streams, folded: long ones page by page and away from the event loop, known ones from where they were left.

A case that lives for years, a round over thousands of branches, a campaign over a province: none is folded twice by
the same worker, and none is ever held in memory entry by entry.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from activities.spent import spent
from activities.wire import Spent
from domain.deciding import fold, fold_corrected
from domain.events import Fact
from domain.matter.corrections import corrects
from domain.processes import decider_of
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal

PAGE = 2_000
"""Entries read and folded at a time."""
RECENT = 500
"""Commands whose results are handed on with a state; of older ones the journal is asked."""
_REMEMBERED = 256
"""Streams whose last state is kept."""


class Folded(NamedTuple):
    """
    A stream as it stands: its live state, its first entry, the last `RECENT` commands, and how many there were.

    `corrected`: there are corrections or revocations; `mending`: some of them are not applied yet.
    """

    state: Any
    first: StoredEntry | None = None
    recent: tuple[Spent, ...] = ()
    commands: int = 0
    corrected: bool = False
    mending: bool = False

    @property
    def older(self) -> bool:
        """Whether there were commands before the recent ones."""
        return self.commands > len(self.recent)


class Streams:
    """Folds the streams of one journal and remembers how far it came with those last asked for."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: OrderedDict[str, Folded] = OrderedDict()

    async def folded(self, stream: str) -> Folded:
        """Return a stream folded, with corrections applied. Raises `JournalUnavailableError`."""
        known = self._known.get(stream) or Folded(decider_of(stream).state(stream=stream))
        async for page in self._pages(stream, known.state.version):
            known = await _away_if_long(page, stream, known)
            self._remember(stream, known)  # whoever is cut off here goes on from here
        if known.mending:
            known = known._replace(state=await self._mended(stream, known.state.version), mending=False)
            self._remember(stream, known)
        return known

    async def spent(self, stream: str, folded: Folded, command_id: UUID | None) -> tuple[Spent, ...]:
        """Return the commands to hand on with a state: the recent ones, and `command_id` however long ago."""
        recent = folded.recent
        if command_id is None or not folded.older or any(one.command_id == command_id for one in recent):
            return recent
        entries = [one for one in await self._journal.find(command_id) if one.stream == stream]
        return (*recent, *spent(entries))

    async def _pages(self, stream: str, after: int) -> AsyncIterator[list[StoredEntry]]:
        """Yield whole commands only, in order."""
        while True:
            page = await self._journal.load(stream, after, PAGE)
            full = len(page) == PAGE
            if full:
                page = [one for one in page if one.command_id != page[-1].command_id]
            if page:
                yield page
                after = page[-1].version
            if not full:
                return

    async def _mended(self, stream: str, version: int) -> Any:  # noqa: ANN401  # the state of any process
        facts: list[Fact[Any]] = []
        async for page in self._pages(stream, 0):
            facts.extend(await asyncio.to_thread(facts_of_stream, page))
        then = [one for one in facts if one.version <= version]
        return await asyncio.to_thread(fold_corrected, decider_of(stream), then, stream=stream)

    def _remember(self, stream: str, folded: Folded) -> None:
        self._known[stream] = folded
        self._known.move_to_end(stream)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


async def _away_if_long(page: Sequence[StoredEntry], stream: str, known: Folded) -> Folded:
    """Fold a page: a short one at once, a long one in a thread, so that nobody else waits for it."""
    if len(page) < PAGE // 10:
        return _folded_on(page, stream, known)
    return await asyncio.to_thread(_folded_on, page, stream, known)


def _folded_on(page: Sequence[StoredEntry], stream: str, known: Folded) -> Folded:
    facts = facts_of_stream(page)
    done = spent(page)
    corrected = known.corrected or corrects(facts)
    return Folded(
        state=fold(decider_of(stream), facts, stream=stream, state=known.state),
        first=known.first or page[0],
        recent=(*known.recent, *done)[-RECENT:],
        commands=known.commands + len(done),
        corrected=corrected,
        mending=corrected,
    )
