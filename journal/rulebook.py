"""The documents in force, found in the journal: what an act is judged by."""

from datetime import datetime
from typing import Any

from domain.dates import local_day
from domain.deciding import fold
from domain.processes import decider_of
from domain.rules import Rules
from journal.entry import StoredEntry, StreamHead
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.shelf import KINDS, Documents, empty_shelf, shelve, shipped_shelf


class Rulebook:
    """Reads the documents that were adopted; reads again only when one was added."""

    def __init__(self, journal: Journal, shipped: Documents | None = None) -> None:
        """`shipped`: what a journal that nobody adopted anything in is founded by."""
        self._journal = journal
        self._heads: list[StreamHead] = []
        self._shelf = shipped_shelf(shipped) if shipped else empty_shelf()

    async def rules(self, stream: str, first: StoredEntry | None, at: datetime) -> Rules:
        """
        Return the rules for a stream: pinned by its first entry, or those in force at `at` for a new one.

        Raises `NoRulesError` while no policy was adopted.
        """
        await self._look()
        stamp = first.decoded().rules if first else None
        pinned = self._shelf.pinned(stamp.policy if stamp else None, local_day(at))
        return self._shelf.rules(stream, pinned)

    async def _look(self) -> None:
        """Take every document as of one moment: what is adopted while it is read makes it read again."""
        heads = await self._standing()
        while heads != self._heads and any(head.name.startswith("policy/") for head in heads):
            documents = {head.name: await self._document(head.name) for head in heads}
            read, heads = heads, await self._standing()
            if read == heads:
                self._heads, self._shelf = heads, shelve(documents)

    async def _standing(self) -> list[StreamHead]:
        return [head for kind in KINDS for head in await self._journal.streams(f"{kind}/")]

    async def _document(self, stream: str) -> Any:  # noqa: ANN401  # the state of a document stream
        facts = facts_of_stream(await self._journal.load(stream))
        return fold(decider_of(stream), facts, stream=stream)
