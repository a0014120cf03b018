"""Every set of rules that ever stood in a journal, told apart by what entries name: what an old act was judged by."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, Self

from domain.deciding import evolve
from domain.model import Sha256, StreamName
from domain.processes import decider_of
from domain.rules import Rules, RulesStamp
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.shelf import KINDS, Shelf, shelve


class Adoption(NamedTuple):
    """A document as it was adopted by one entry. `since`: from when it is in force."""

    stream: StreamName
    position: int
    digest: Sha256
    since: date


class Shelved(NamedTuple):
    """The documents from a position on, until the next was adopted."""

    position: int
    shelf: Shelf
    adoptions: tuple[Adoption, ...]


class Found(NamedTuple):
    """Rules, and the first position at which they stood."""

    position: int
    rules: Rules
    adoptions: tuple[Adoption, ...]

    def in_force(self, policy: Sha256, day: date) -> bool:
        """Whether a policy was in force on a day, or is the first that ever was."""
        days = {one.digest: one.since for one in self.adoptions if one.stream.startswith("policy/")}
        return days[policy] <= max(day, min(days.values()))


class RulesOnRecord:
    """
    All documents that were ever adopted, as they stood at every position.

    A process may go on for a while under older ones than the newest: its entries name those, and they are found here.
    What came before the first policy was judged by the documents the journal was founded with.
    """

    def __init__(self, shelves: Iterable[Shelved]) -> None:
        """`shelves`: from the one with the first policy on, by position."""
        self._shelves = tuple(shelves)
        self._found: dict[tuple[bool, RulesStamp], Found] = {}
        for one in self._shelves:
            for pinned in one.shelf.policies:
                for kind in ("evaluation", ""):
                    rules = one.shelf.rules(kind, pinned)
                    known = Found(one.position, rules, one.adoptions)
                    self._found.setdefault((bool(kind), rules.stamp), known)

    @classmethod
    async def read(cls, journal: Journal) -> Self:
        """Read every document of a journal. Raises `JournalUnavailableError`."""
        entries = [
            entry
            for kind in KINDS
            for head in await journal.streams(f"{kind}/")
            for entry in await journal.load(head.name)
        ]
        return cls(_shelved(sorted(entries, key=lambda one: one.position)))

    def stamped(self, stream: str, stamp: RulesStamp, position: int) -> Found | None:
        """Return the rules that a command recorded at a position names; None when no documents of before give them."""
        found = self._found.get((stream.startswith("evaluation"), stamp))
        if found is None or (found.position >= position and found.position > self._founded):
            return None
        return found

    def standing(self, stream: str, policy: Sha256 | None, day: date, position: int) -> Rules:
        """
        Return the newest rules at a position, for a stream that opened under `policy`, or for a new one on `day`.

        Raises `NoRulesError` when no policy was ever adopted.
        """
        shelves = [one for one in self._shelves if one.position < position] or list(self._shelves[:1])
        shelf = shelves[-1].shelf if shelves else shelve({})
        return shelf.rules(stream, shelf.pinned(policy, day))

    @property
    def _founded(self) -> int:
        return self._shelves[0].position if self._shelves else 0


def _shelved(entries: Iterable[StoredEntry]) -> Iterable[Shelved]:
    documents: dict[str, Any] = {}
    adoptions: dict[str, Adoption] = {}
    founded = False
    for entry in entries:
        stream, decider = entry.stream, decider_of(entry.stream)
        before = documents.get(stream) or decider.state(stream=stream)
        state: Any = evolve(decider, before, facts_of_stream([entry])[0])
        documents[stream] = state
        adoptions[stream] = Adoption(stream, entry.position, state.digest, state.since)
        founded = founded or decider.name == "policy"
        if founded:
            yield Shelved(entry.position, shelve(documents), tuple(adoptions.values()))
