"""Tiles lie where C2SP tlog-tiles says, and hold what it says."""

import pytest

from journal.tiles import TileCache, split_hashes, tile_path, tile_root, tile_sizes, tiles_for
from journal.tree import GrowingTree
from tests.journal.test_merkle import numbered
from tests.journal.trees import root_of


@pytest.mark.parametrize(
    ("level", "number", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 273, 112, "tile/0/273.p/112"),
        (1, 1, 17, "tile/1/001.p/17"),
        (2, 0, 1, "tile/2/000.p/1"),
        (0, 999, 256, "tile/0/999"),
        (0, 1000, 256, "tile/0/x001/000"),
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (3, 1_234_067, 8, "tile/3/x001/x234/067.p/8"),
        (0, 1_000_000_000, 256, "tile/0/x001/x000/x000/000"),
    ],
)
def test_a_tile_lies_at_its_path(level: int, number: int, width: int, path: str) -> None:
    assert tile_path(level, number, width) == path


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        (0, []),
        (1, [1]),
        (255, [255]),
        (256, [256, 1]),
        (70_000, [70_000, 273, 1]),  # the specification's own example
        (16_777_216, [16_777_216, 65_536, 256, 1]),
    ],
)
def test_each_level_holds_the_full_tiles_of_the_one_below(size: int, sizes: list[int]) -> None:
    assert tile_sizes(size) == sizes


def test_tiles_of_all_levels_are_written_as_they_become_full() -> None:
    tree = GrowingTree()
    leaves = numbered(66_000)
    full = tree.extend(leaves)
    assert [(tile.level, tile.number) for tile in full] == [*((0, n) for n in range(257)), (1, 0)]
    assert b"".join(tile.hashes for tile in full[:257]) == b"".join(leaves[: 257 * 256])
    assert split_hashes(full[-1].hashes) == [tile_root(split_hashes(tile.hashes)) for tile in full[:256]]
    assert tile_root(split_hashes(full[-1].hashes)) == root_of(leaves[:65_536])


def test_the_cache_answers_full_subtrees_of_any_height_and_of_no_other_tile() -> None:
    leaves = numbered(256)
    cache = TileCache()
    cache.put(0, 0, b"".join(leaves[:200]))
    for level, index in ((0, 199), (3, 24), (7, 0)):
        assert cache.subtree(level, index) == root_of(leaves[index << level : (index + 1) << level])
    for level, index in ((0, 200), (7, 1), (8, 0), (0, 256)):
        with pytest.raises(KeyError):
            cache.subtree(level, index)
    assert tiles_for([(0, 199), (3, 24), (8, 0), (8, 256), (0, 256)]) == [(0, 0), (0, 1), (1, 0), (1, 1)]
