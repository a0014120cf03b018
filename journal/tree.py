"""The Merkle tree as the sealer grows it: what is not on disk yet as full tiles, and nothing else. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from journal.merkle import Frontier
from journal.tiles import WIDTH, tile_root

_HEIGHT = 8
"""Levels of the tree in one tile."""


class FullTile(NamedTuple):
    """A tile that has become full: 256 hashes of 32 bytes."""

    level: int
    number: int
    hashes: bytes


class GrowingTree:
    """`edge`: the hashes of each level of tiles that no full tile holds, level 0 first (`Seals.edge`); empty at first."""

    def __init__(self, edge: Sequence[Sequence[bytes]] = ()) -> None:
        self._edge = [list(row) for row in edge]
        size = sum(len(row) << level * _HEIGHT for level, row in enumerate(edge))
        self._frontier = Frontier(size, [root for row in reversed(edge) for root in _full_subtrees(row)])

    @property
    def size(self) -> int:
        """Leaves so far."""
        return self._frontier.size

    def root(self) -> bytes:
        """Return the root."""
        return self._frontier.root()

    def tail(self, most: int) -> bytes:
        """Return the last leaf hashes that no full tile holds, `most` at most, one after the other."""
        last = self._edge[0] if self._edge else []
        return b"".join(last[max(0, len(last) - most) :])

    def extend(self, leaves: Sequence[bytes]) -> list[FullTile]:
        """Take leaf hashes into the tree; return the tiles that became full, lower levels first."""
        before = self.size
        for leaf in leaves:
            self._frontier.append(leaf)
        full: list[FullTile] = []
        level = 0
        hashes = list(leaves)
        while hashes:
            filled = self._fill(level, hashes, before >> _HEIGHT * (level + 1))
            full.extend(tile for tile, _ in filled)
            hashes = [root for _, root in filled]
            level += 1
        return full

    def _fill(self, level: int, hashes: Sequence[bytes], number: int) -> list[tuple[FullTile, bytes]]:
        """Append hashes to a level whose tile `number` is being filled; return the full tiles, each with its root."""
        if level == len(self._edge):
            self._edge.append([])
        row = [*self._edge[level], *hashes]
        whole = len(row) // WIDTH
        self._edge[level] = row[whole * WIDTH :]
        tiles = (row[at * WIDTH : (at + 1) * WIDTH] for at in range(whole))
        return [
            (FullTile(level, number + at, b"".join(tile)), tile_root(tile)) for at, tile in enumerate(tiles)
        ]


def _full_subtrees(row: Sequence[bytes]) -> list[bytes]:
    """Return the roots of the largest full subtrees over less than a tile of hashes, the largest first."""
    roots = []
    at = 0
    for height in reversed(range(_HEIGHT)):
        if len(row) >> height & 1:
            roots.append(tile_root(row[at : at + (1 << height)]))
            at += 1 << height
    return roots
