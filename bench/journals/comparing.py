"""How two or three are compared: turn about, round by round, in one run."""

import statistics
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

Measure = Callable[[int], Awaitable[float]]
"""One measurement in the round of this number: how many a second."""


class Side(NamedTuple):
    """One of those who are compared."""

    name: str
    measure: Measure


class Compared(NamedTuple):
    """One against another. `ratio`: the median of the rounds' ratios, since a round's two see the same machine."""

    against: str
    ours: float
    theirs: float
    ratio: float


async def compare(rounds: int, ours: Measure, others: Sequence[Side]) -> list[Compared]:
    """Measure all in every round, in one order and back by turns; return medians, one line for each other."""
    everybody = [*(other.measure for other in others), ours]
    rates: list[list[float]] = [[] for _ in everybody]
    for nth in range(rounds):
        order = range(len(everybody)) if nth % 2 == 0 else reversed(range(len(everybody)))
        for which in order:
            rates[which].append(await everybody[which](nth))
    mine = rates[-1]
    return [_compared(other.name, mine, theirs) for other, theirs in zip(others, rates, strict=False)]


def _compared(against: str, ours: Sequence[float], theirs: Sequence[float]) -> Compared:
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return Compared(against, statistics.median(ours), statistics.median(theirs), ratio)
