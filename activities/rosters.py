"""The roster as it is asked again and again: folded from the journal, read again only when it has changed."""

from activities.together import Together
from domain.deciding import fold_corrected
from domain.roster.decider import DECIDER
from domain.roster.directory import Directory
from domain.roster.state import RosterState
from journal.entry import StreamHead
from journal.facts import facts_of_stream
from journal.journal import Journal


class Rosters:
    """Answers with the directory of today's rosters."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._heads: list[StreamHead] = []
        self._directory = Directory()
        self._states: list[RosterState] = []
        self._asked = Together(self._read)

    async def states(self) -> list[RosterState]:
        """Return the rosters of all provinces."""
        await self.directory()
        return self._states

    async def directory(self) -> Directory:
        """Return who is who now; it is read once for all who ask at the same time."""
        return await self._asked.answer()

    async def _read(self) -> Directory:
        heads = await self._journal.streams("roster/")
        if heads != self._heads:
            folded = [
                fold_corrected(
                    DECIDER, facts_of_stream(await self._journal.load(head.name)), stream=head.name
                )
                for head in heads
            ]
            self._heads, self._states, self._directory = heads, folded, Directory(folded)
        return self._directory
