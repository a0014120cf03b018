"""Rows of the seal as they are stored, read in their order, some at a time."""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from audit.verifying.findings import Finding, Findings, Flaw, TilePlace
from journal.evidence import BEFORE_ALL, Extent
from journal.merkle import HASH
from journal.seals import Seals, TileRow
from journal.tiles import WIDTH
from journal.tree import FullTile

R = TypeVar("R")


class Paged(Generic[R]):
    """Rows in order; `more` answers those that follow a row, [] at the end."""

    def __init__(self, more: Callable[[R | None], Awaitable[list[R]]]) -> None:
        self._more = more
        self._rows: deque[R] = deque()
        self._last: R | None = None
        self._ended = False

    async def peek(self) -> R | None:
        """Return the next row and leave it there; None at the end."""
        if not self._rows and not self._ended:
            self._rows.extend(await self._more(self._last))
            self._ended = not self._rows
        return self._rows[0] if self._rows else None

    def pop(self) -> R:
        """Return the row that was looked at, and go on to the next."""
        self._last = self._rows.popleft()
        return self._last


class StoredTiles:
    """The full tiles, level by level, as far as they reach at `extent`; above a tree of `size` entries."""

    def __init__(self, seals: Seals, extent: Extent, size: int) -> None:
        self._seals = seals
        self._kept = {one.level: one for one in extent.tiles}
        self._begun = size
        self._levels: dict[int, Paged[TileRow]] = {}
        self._full: dict[int, int] = {}

    async def compare(self, tile: FullTile, findings: Findings) -> None:
        """Compare a tile that has become full with the one that is kept in its place."""
        self._full[tile.level] = tile.number + 1
        rows = self._rows(tile.level)
        while (row := await rows.peek()) and row.number < tile.number:
            findings.add(_extra(rows.pop()))
        if row is None or row.number != tile.number:
            findings.add(
                Finding(flaw=Flaw.TILE_MISSING, place=TilePlace(level=tile.level, number=tile.number))
            )
        elif rows.pop().hashes != tile.hashes:
            findings.add(_different(tile, row.hashes))

    async def end(self, findings: Findings) -> None:
        """Name the tiles that are kept though nothing fills them: all of those that were not compared."""
        for kept in self._kept.values():
            rows = self._rows(kept.level)
            extra = 0
            while (row := await rows.peek()) and row.number <= kept.highest:
                findings.add(_extra(rows.pop()))
                extra += 1
            if not extra and kept.kept > self._full.get(kept.level, 0):  # one number twice
                findings.add(_extra(TileRow(kept.level, kept.highest, b"")))

    def _rows(self, level: int) -> Paged[TileRow]:
        def after(last: TileRow | None) -> Awaitable[list[TileRow]]:
            return self._seals.tiles(level, begun if last is None else last.number)

        begun = (self._begun // WIDTH ** (level + 1) - 1) if self._begun else BEFORE_ALL
        return self._levels.setdefault(level, Paged(after))


def _extra(row: TileRow) -> Finding:
    return Finding(flaw=Flaw.TILE_EXTRA, place=TilePlace(level=row.level, number=row.number), column="number")


def _different(tile: FullTile, kept: bytes) -> Finding:
    at = next(
        at for at in range(0, len(tile.hashes) + 1, HASH) if tile.hashes[at:][:HASH] != kept[at:][:HASH]
    )
    return Finding(
        flaw=Flaw.TILE,
        place=TilePlace(level=tile.level, number=tile.number, hash=at // HASH),
        column="hashes",
        expected=tile.hashes[at:][:HASH].hex(),
        found=kept[at:][:HASH].hex(),
    )
