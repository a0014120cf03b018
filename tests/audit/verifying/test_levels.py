"""The levels of the tree above the first, with a seal in memory: one tile of the second holds 65 536 entries."""

import hashlib
from typing import cast

import pytest

from audit.verifying.findings import Findings, Flaw
from audit.verifying.sealing import SealCheck
from audit.verifying.vouching import Vouching
from journal.evidence import Extent, TileExtent
from journal.journal import Journal
from journal.seals import SealRow, TileRow
from journal.tree import GrowingTree

ENTRIES = 66_000
BATCH = 3000
LEAVES = [hashlib.sha256(b"%d" % n).digest() for n in range(ENTRIES)]


class MemorySeals:
    """What a sealer leaves of `LEAVES`, with one byte changed of a tile of the second level if asked."""

    def __init__(self) -> None:
        tree = GrowingTree()
        self.rows: list[SealRow] = []
        self.kept: list[TileRow] = []
        for at in range(0, ENTRIES, BATCH):
            leaves = LEAVES[at : at + BATCH]
            self.kept.extend(TileRow(*tile) for tile in tree.extend(leaves))
            self.rows.append(SealRow(at + 1, len(leaves), tree.root(), tree.tail(len(leaves))))

    @property
    def extent(self) -> Extent:
        counts = [sum(one.level == level for one in self.kept) for level in (0, 1)]
        tiles = tuple(TileExtent(level, count, count - 1) for level, count in enumerate(counts))
        return Extent(ENTRIES, ENTRIES, 0, tiles)

    async def seals(self, after: int, limit: int = 5) -> list[SealRow]:
        return [one for one in self.rows if one.first > after][:limit]

    async def tiles(self, level: int, after: int, limit: int = 100) -> list[TileRow]:
        return [one for one in self.kept if one.level == level and one.number > after][:limit]


class MemoryJournal:
    def __init__(self, seals: MemorySeals) -> None:
        self.seals = seals
        self.evidence = None


@pytest.mark.parametrize("changed", [None, 2, 255])
async def test_every_level_is_compared(changed: int | None) -> None:
    seals = MemorySeals()
    if changed is not None:
        level = next(at for at, one in enumerate(seals.kept) if one.level == 1)
        hashes = bytearray(seals.kept[level].hashes)
        hashes[32 * changed] ^= 1
        seals.kept[level] = TileRow(1, 0, bytes(hashes))
    findings = Findings()
    journal = cast("Journal", MemoryJournal(seals))
    check = SealCheck(journal, GrowingTree(), Vouching([], findings), seals.extent, findings)

    for at in range(0, ENTRIES, 4096):
        await check.feed(LEAVES[at : at + 4096])
    await check.end()

    assert check.sealed == ENTRIES
    assert [(one.flaw, str(one.place), one.place.order) for one in findings.listed()] == (
        [] if changed is None else [(Flaw.TILE, f"tile/1/000[{changed}]", 256 * changed + 1)]
    )
