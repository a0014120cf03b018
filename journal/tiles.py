"""Tiles of the Merkle tree, 256 hashes wide (C2SP tlog-tiles): how the tree is kept and published. Pure."""

from collections.abc import Sequence

from journal.merkle import HASH, parents

WIDTH = 256
"""Hashes of a full tile."""
_HEIGHT = 8
"""Levels of the tree in one tile."""


def tile_path(level: int, number: int, width: int = WIDTH) -> str:
    """Return where a tile is published, below the log's address: `tile/0/x001/x234/067`, partial ones with `.p/W`."""
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"


def tile_sizes(size: int) -> list[int]:
    """Return how many hashes each level of tiles holds over `size` leaves, level 0 first, down to the last not empty."""
    sizes = []
    while size:
        sizes.append(size)
        size //= WIDTH
    return sizes


def split_hashes(hashes: bytes) -> list[bytes]:
    """Return the hashes of a tile."""
    return [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]


def tile_root(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over a full tile: one hash of the level above."""
    nodes = list(hashes)
    while len(nodes) > 1:
        nodes = parents(nodes)
    return nodes[0]


class TileCache:
    """Tiles that were fetched, as a `merkle.Subtree`: answers the hash of any full subtree that they hold."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def put(self, level: int, number: int, hashes: bytes) -> None:
        """Keep a tile, full or partial."""
        self._tiles[level, number] = split_hashes(hashes)

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of a full subtree of 2**level leaves. Raises `KeyError` when its tile was not put."""
        row, within = divmod(level, _HEIGHT)
        first = index << within
        number, at = divmod(first, WIDTH)
        hashes = self._tiles[row, number][at : at + (1 << within)]
        if len(hashes) != 1 << within:
            raise KeyError((level, index))
        return tile_root(hashes)


def tiles_for(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the tiles (level, number) that hold some full subtrees (level, index), each once, in order."""
    found = set()
    for level, index in ranges:
        row, within = divmod(level, _HEIGHT)
        found.add((row, (index << within) // WIDTH))
    return sorted(found)
