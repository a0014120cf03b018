"""Where a campaign stands."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from domain.campaign.commands import ConclusionCount, RegisterPart
from domain.campaign.events import Totals
from domain.coverage import Conclusion
from domain.matter.state import Matter
from domain.model import Identifier, StreamName

RUN = "run_campaign"
PAUSED = "paused_campaign"
"""What a campaign waits for: its rows, or somebody who lets it go on."""


class Status(StrEnum):
    """排查轮次状态."""

    NONE = "none"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Place(NamedTuple):
    """Where a row of the round stands: in which register, and there as which row, counted from 1."""

    register: StreamName
    row: int


class CampaignState(Matter):
    """
    One round over some registers.

    `turn`: rows are gone through in turns, the most urgent first; `next_row`: the first row that was not gone through
    in this turn, counted from 1 over all registers; `taken`: how many rows are done with or are cases; `open_cases`:
    at most `window` of them.
    """

    status: Status = Status.NONE
    registers: tuple[RegisterPart, ...] = ()
    rows: int = 0
    window: int = 0
    turn: int = 1
    next_row: int = 1
    taken: int = 0
    open_cases: tuple[StreamName, ...] = ()
    totals: Totals = Totals()

    @property
    def asked_org(self) -> Identifier:
        """The organisation, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def round(self) -> Identifier:
        """The round, as the stream's name tells."""
        return self.stream.split("/")[2]

    def place(self, row: int) -> Place | None:
        """Return where a row stands, `row` being counted over all registers; None behind the last one."""
        before = 0
        for part in self.registers:
            if row <= before + part.rows:
                return Place(part.stream, row - before)
            before += part.rows
        return None

    @property
    def room(self) -> int:
        """How many cases may still be opened now."""
        goes_on = self.status == Status.RUNNING and self.rest is None
        return max(0, self.window - len(self.open_cases)) if goes_on else 0

    @property
    def done(self) -> bool:
        """Every row was gone through in its turn, and no case is open."""
        return self.next_row > self.rows and not self.open_cases


def counted(
    before: Iterable[ConclusionCount], more: Iterable[Conclusion | ConclusionCount]
) -> tuple[ConclusionCount, ...]:
    """Return the counts with more conclusions, in the order of `Conclusion`."""
    sums: Counter[Conclusion] = Counter()
    for one in (*before, *more):
        if isinstance(one, ConclusionCount):
            sums[one.conclusion] += one.rows
        else:
            sums[one] += 1
    return tuple(ConclusionCount(conclusion=one, rows=sums[one]) for one in Conclusion if sums[one])
