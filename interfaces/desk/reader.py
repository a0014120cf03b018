"""Reading from the journal itself: states as they stand or were known, and what its entries tell."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from domain.catalogue import Catalogue
from domain.deciding import fold, tasks
from domain.events import Fact
from domain.matter.corrections import corrected
from domain.orders import Role
from domain.processes import decider_of
from domain.roster.directory import Directory
from interfaces.desk.answers import Line, Reading
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal
from ledger.lines import is_technical

_PAGE = 500


class Reader:
    """Folds and tells what the journal holds."""

    def __init__(self, journal: Journal, catalogue: Catalogue) -> None:
        self._journal = journal
        self._catalogue = catalogue

    async def facts(self, stream: str) -> list[Fact[Any]]:
        """Return the facts of a stream, in order; [] when it has none."""
        return facts_of_stream(await self._journal.load(stream))

    async def state(
        self,
        stream: str,
        *,
        version: int | None = None,
        at: datetime | None = None,
        valid_on: date | None = None,
    ) -> Reading:
        """
        Return a stream as it stands, or as it was known at a version or a moment; corrections of before it are applied.

        `valid_on`: what held at the end of a day by the dates on the papers, whenever they were recorded. A stream
        without entries is at version 0. Raises `NoSuchProcessError`.
        """
        decider = decider_of(stream)
        entries = await self._journal.load(stream)
        facts = facts_of_stream(entries)
        known = [
            one
            for one in facts
            if (version is None or one.version <= version) and (at is None or one.at <= at)
        ]
        then = [one for one in corrected(decider, known) if valid_on is None or one.acted_on <= valid_on]
        state = fold(decider, then, stream=stream)
        return Reading(
            stream=stream,
            version=state.version,
            position=entries[len(known) - 1].position if known else 0,
            state=state,
            tasks=tuple(tasks(decider, state)),
        )

    async def lines(self, positions: Sequence[int], directory: Directory) -> list[Line]:
        """Return what the entries at some positions tell, in the order of the journal."""
        found: list[Line] = []
        for first in range(0, len(positions), _PAGE):
            entries = await self._journal.at(positions[first : first + _PAGE])
            found.extend(self._line(entry, directory) for entry in entries)
        return found

    async def streams(self, process: str) -> AsyncIterator[str]:
        """Yield the names of all streams of a process."""
        after = ""
        while heads := await self._journal.streams(f"{process}/", after, _PAGE):
            for head in heads:
                yield head.name
            after = heads[-1].name

    def _line(self, entry: StoredEntry, directory: Directory) -> Line:
        fact: Fact[Any] = facts_of_stream([entry])[0]
        called = partial(directory.called, on=fact.acted_on)
        said = self._catalogue.knowing(called).story(fact.event)
        return Line(
            position=entry.position,
            stream=entry.stream,
            version=entry.version,
            at=fact.at,
            acted_on=fact.acted_on,
            person=fact.actor.id,
            name=self._catalogue.label(Role.SERVICE).zh
            if fact.actor.role == Role.SERVICE
            else directory.name_of(fact.actor.id),
            role=fact.actor.role,
            org=fact.actor.org,
            decided_by=fact.decided_by,
            kind=entry.kind,
            zh=said.zh,
            en=said.en,
            technical=is_technical(fact.event),
        )
