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
        self._rows = [_Row(hashes) for hashes in edge]

    def copy(self) -> "GrowingTree":
        """Return the same tree, to grow otherwise."""
        tree = GrowingTree()
        tree._rows = [row.copy() for row in self._rows]
        return tree

    @property
    def size(self) -> int:
        """Leaves so far."""
        return sum(len(row.hashes) << level * _HEIGHT for level, row in enumerate(self._rows))

    def root(self) -> bytes:
        """Return the root."""
        subtrees = [root for row in reversed(self._rows) for root in row.subtrees()]
        return Frontier(self.size, subtrees).root()

    def tail(self, most: int) -> bytes:
        """Return the last leaf hashes that no full tile holds, `most` at most, one after the other."""
        last = self._rows[0].hashes if self._rows else []
        return b"".join(last[max(0, len(last) - most) :])

    def extend(self, leaves: Sequence[bytes]) -> list[FullTile]:
        """Take leaf hashes into the tree; return the tiles that became full, lower levels first."""
        before = self.size
        full: list[FullTile] = []
        level = 0
        hashes = list(leaves)
        while hashes:
            if level == len(self._rows):
                self._rows.append(_Row())
            filled = self._rows[level].fill(hashes)
            number = before >> _HEIGHT * (level + 1)
            full.extend(FullTile(level, number + at, one.hashes) for at, one in enumerate(filled))
            hashes = [one.root for one in filled]
            level += 1
        return full


class _Filled(NamedTuple):
    """A tile's hashes, and the root over them."""

    hashes: bytes
    root: bytes


class _Row:
    """The hashes of one level that no full tile holds, and the subtrees over them, so that nothing is hashed twice."""

    def __init__(self, hashes: Sequence[bytes] = ()) -> None:
        self.hashes = list(hashes)
        self._frontier = Frontier()
        self._frontier.extend(hashes)

    def copy(self) -> "_Row":
        row = _Row()
        row.hashes = self.hashes.copy()
        row._frontier = Frontier(self._frontier.size, self._frontier.hashes)
        return row

    def subtrees(self) -> Sequence[bytes]:
        """Return the roots of the largest full subtrees, the largest first."""
        return self._frontier.hashes

    def fill(self, hashes: Sequence[bytes]) -> list[_Filled]:
        """Append hashes; return the tiles that became full."""
        filled: list[_Filled] = []
        at = 0
        while at < len(hashes):
            part = hashes[at : at + WIDTH - len(self.hashes)]
            at += len(part)
            if len(part) == WIDTH:
                filled.append(_Filled(b"".join(part), tile_root(part)))
                continue
            self.hashes.extend(part)
            self._frontier.extend(part)
            if len(self.hashes) == WIDTH:
                filled.append(_Filled(b"".join(self.hashes), self._frontier.root()))
                self.hashes, self._frontier = [], Frontier()
        return filled
