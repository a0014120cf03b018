"""The lanes beside the boxes: what goes to the same step shares one, and lanes that would meet lie side by side."""

from collections.abc import Iterable
from typing import NamedTuple

from domain.process_map import Place


class Span(NamedTuple):
    """Where the lines to one step run, counted in steps from above; `bottom` is exclusive."""

    after: Place
    top: int
    bottom: int


def lanes(spans: Iterable[Span]) -> dict[Place, int]:
    """Return the lane of each step, 0 = nearest to the boxes; short ones lie inside."""
    taken: list[list[Span]] = []
    found: dict[Place, int] = {}
    for span in sorted(spans, key=lambda one: (one.bottom - one.top, one.top)):
        free = (at for at, others in enumerate(taken) if not any(_meet(span, one) for one in others))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        found[span.after] = lane
    return found


def _meet(one: Span, other: Span) -> bool:
    return one.top < other.bottom and other.top < one.bottom
