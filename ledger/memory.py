"""The streams folded last, so that the busy ones are not read again."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

_MOST_BYTES = 32 << 20
"""Of states as JSON; in memory they take some times that."""

Rows = tuple[tuple[Any, ...], ...]
"""A stream's rows, one tuple a projection, in the projections' order."""


class Known(NamedTuple):
    """A stream as it was folded and written. `size`: of its state as JSON; `rows`: None when they are not known."""

    state: Any
    size: int
    rows: Rows | None = None


class Memory:
    """Forgets what was not asked for longest, once there is too much."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._known: OrderedDict[str, Known] = OrderedDict()

    def get(self, stream: str) -> Known | None:
        """Return a stream as it is remembered, or None."""
        return self._known.get(stream)

    def missing(self, streams: Sequence[str]) -> list[str]:
        """Return those of some streams that are not remembered."""
        return [stream for stream in streams if stream not in self._known]

    def rows(self, stream: str, place: int, *, new: bool) -> tuple[Any, ...] | None:
        """Return the rows a stream has in the projection at `place`; none when it is new, None when nobody knows."""
        if new:
            return ()
        known = self._known.get(stream)
        return known.rows[place] if known and known.rows is not None else None

    def keep(self, stream: str, known: Known) -> None:
        """Remember a stream in place of what was known of it."""
        before = self._known.pop(stream, None)
        self._known[stream] = known
        self._size += known.size - (before.size if before else 0)
        while self._size > self._most and len(self._known) > 1:
            _, oldest = self._known.popitem(last=False)
            self._size -= oldest.size
