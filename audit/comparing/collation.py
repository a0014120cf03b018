"""Finds out what became of entries that do not stand where they stood. Pure."""

import json
from itertools import islice
from typing import NamedTuple

from audit.comparing.answers import Altered, Change
from audit.differences import differences
from journal.tiles import WIDTH, tile_path

_FIELDS = 8
"""Differing fields that are named of one entry, at most."""
_BODIES = 10_000
"""Entries whose bytes are kept while their like is sought; of more, only that they differ is known."""


class _Waiting(NamedTuple):
    """An entry without its like so far."""

    position: int
    digest: int
    body: bytes


class Collation:
    """
    Takes both sides position by position, and matches what differs by stream and version.

    Where one entry was deleted, each that follows finds its like at once: memory holds what has none. `limit`: how many
    are named; all are counted.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._then: dict[tuple[str, int], _Waiting] = {}
        self._now: dict[tuple[str, int], _Waiting] = {}
        self._counts = dict.fromkeys(Change, 0)
        self._altered: list[Altered] = []

    @property
    def waits(self) -> bool:
        """Whether an earlier entry may still be found further on."""
        return bool(self._then)

    def take(self, position: int, then: bytes | None, now: bytes | None) -> None:
        """Take what stands at a position on both sides; None where nothing does."""
        if then == now:
            return
        if then is not None:
            self._match(position, then, mine=self._then, other=self._now, earlier=True)
        if now is not None:
            self._match(position, now, mine=self._now, other=self._then, earlier=False)

    def seek(self, position: int, now: bytes | None) -> None:
        """Take what stands beyond the earlier entries: one of them, moved, or what was added since."""
        key = _key(position, now or b"")
        if now is not None and key in self._then:
            self._match(position, now, mine=self._now, other=self._then, earlier=False)

    def finish(self) -> tuple[tuple[int, ...], tuple[Altered, ...]]:
        """Return how many entries of each change there are, and the first by position, those that only moved last."""
        for (stream, version), waiting in self._then.items():
            self._note(Change.MISSING, (stream, version), waiting.position, None)
        for (stream, version), waiting in self._now.items():
            self._note(Change.ADDED, (stream, version), None, waiting.position)
        first = sorted(
            self._altered, key=lambda one: (one.change is Change.MOVED, one.position or one.now or 0)
        )
        return tuple(self._counts.values()), tuple(first[: self._limit])

    def _match(
        self,
        position: int,
        body: bytes,
        *,
        mine: dict[tuple[str, int], _Waiting],
        other: dict[tuple[str, int], _Waiting],
        earlier: bool,
    ) -> None:
        key = _key(position, body)
        found = other.pop(key, None)
        if found is None:
            mine[key] = _Waiting(position, hash(body), body if len(mine) < _BODIES else b"")
            return
        then, now = (position, found.position) if earlier else (found.position, position)
        same = found.body == body if found.body else found.digest == hash(body)
        change = Change.MOVED if same else Change.REWRITTEN
        self._note(change, key, then, now, () if same else differing(found.body, body))

    def _note(
        self,
        change: Change,
        key: tuple[str, int],
        then: int | None,
        now: int | None,
        fields: tuple[str, ...] = (),
    ) -> None:
        self._counts[change] += 1
        if self._counts[change] <= self._limit:
            tile = tile_path(0, ((then or now or 1) - 1) // WIDTH)
            self._altered.append(
                Altered(
                    change=change,
                    stream=key[0],
                    version=key[1],
                    position=then,
                    now=now,
                    fields=fields,
                    tile=tile,
                )
            )


def differing(then: bytes, now: bytes) -> tuple[str, ...]:
    """Return the fields in which two entries differ, dotted, the first few; `bytes` when one is no JSON."""
    try:
        found = differences(json.loads(then), json.loads(now))
        return tuple(one.field for one in islice(found, _FIELDS)) or ("bytes",)
    except (ValueError, RecursionError):
        return ("bytes",)


def _key(position: int, body: bytes) -> tuple[str, int]:
    """Return stream and version; an entry that says neither is known by its position."""
    try:
        entry = json.loads(body)
        return str(entry["stream"]), int(entry["version"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return "?", position
