"""Reading straight from the journal: correct, unindexed; the ledger will give the same answers faster."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any

from domain.catalogue import Catalogue
from domain.deciding import fold, tasks
from domain.events import Fact
from domain.matter.corrections import corrected
from domain.matter.events import AlreadySo, FollowUpDelivered, FollowUpPromised
from domain.orders import Role
from domain.processes import DECIDERS, decider_of
from domain.roster.directory import Directory
from domain.serials.serials import SerialClaimed, SerialReleased
from interfaces.desk.answers import Line, Reading
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal

_PAGE = 500
_TECHNICAL = (AlreadySo, FollowUpPromised, FollowUpDelivered, SerialClaimed, SerialReleased)


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
        facts = await self.facts(stream)
        known = [
            one
            for one in facts
            if (version is None or one.version <= version) and (at is None or one.at <= at)
        ]
        then = [one for one in corrected(decider, known) if valid_on is None or one.acted_on <= valid_on]
        state = fold(decider, then, stream=stream)
        return Reading(stream=stream, version=state.version, state=state, tasks=tuple(tasks(decider, state)))

    async def timeline(self, name: str, directory: Directory) -> list[Line]:
        """Return the story of a stream, or of everything with a tag (`branch:b-1`), in the order of the journal."""
        entries = await (self._tagged(name) if ":" in name else self._journal.load(name))
        return [self._line(entry, directory) for entry in entries if _is_case(entry)]

    async def streams(self, process: str) -> AsyncIterator[str]:
        """Yield the names of all streams of a process."""
        after = ""
        while heads := await self._journal.streams(f"{process}/", after, _PAGE):
            for head in heads:
                yield head.name
            after = heads[-1].name

    async def open_cases(self, processes: Sequence[str] = ()) -> AsyncIterator[Reading]:
        """Yield every stream in which somebody is awaited, of some processes or of all."""
        for name in sorted(processes or DECIDERS):
            if decider_of(f"{name}/x").workflow:
                async for stream in self.streams(name):
                    reading = await self.state(stream)
                    if reading.tasks:
                        yield reading

    async def _tagged(self, tag: str) -> list[StoredEntry]:
        found: list[StoredEntry] = []
        while page := await self._journal.tagged(tag, found[-1].position if found else 0):
            found.extend(page)
        return found

    def _line(self, entry: StoredEntry, directory: Directory) -> Line:
        fact: Fact[Any] = facts_of_stream([entry])[0]
        said = self._catalogue.story(fact.event)
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
            technical=isinstance(fact.event, _TECHNICAL),
        )


def _is_case(entry: StoredEntry) -> bool:
    return entry.stream.split("/", maxsplit=1)[0] in DECIDERS
