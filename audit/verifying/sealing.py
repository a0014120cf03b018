"""
The entries against their seal: every tile of every level, every seal's leaves and root, every root that was signed.

The tree is grown from the entries' own bytes, a seal at a time. Where that does not lead to the seal's root, the leaf
hashes that were kept decide: if they lead there, the entries were changed, and the tree goes on with what was sealed, so
that one change does not make everything after it look wrong.
"""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from audit.verifying.findings import EntryPlace, Finding, Findings, Flaw, SealPlace
from audit.verifying.stored import Paged, StoredTiles
from audit.verifying.vouching import Vouching
from journal.evidence import BEFORE_ALL, Extent
from journal.journal import Journal
from journal.merkle import HASH
from journal.seals import SealRow
from journal.tiles import WIDTH, split_hashes
from journal.tree import FullTile, GrowingTree

Leaf = bytes | None
"""A leaf hash; None: there is no entry."""

_LONGEST = 1 << 20
"""Entries that may be missing in a row and are still looked up among what is sealed."""

_BEYOND = 1 << 12
"""Entries above the last seal that are kept, should its count be too small."""


class Grown(NamedTuple):
    """A tree after some more leaves, and the tiles that they filled."""

    tree: GrowingTree
    leaves: list[bytes]
    tiles: list[FullTile]


class SealCheck:
    """
    Takes the leaf hashes of all entries in order, some thousands at a time, and lets go of them once a seal is met.

    `sealed`: up to this position the tree leads to the roots of the seals.
    """

    def __init__(
        self, journal: Journal, tree: GrowingTree, vouching: Vouching, extent: Extent, findings: Findings
    ) -> None:
        """`extent`: how far seals, and tiles, are to be compared; without tiles, none is looked for that nothing fills."""
        self.sealed = 0
        self._evidence = journal.evidence
        self._seals = journal.seals
        self._tree = tree
        self._vouching = vouching
        self._extent = extent
        self._findings = findings
        self._tiles = StoredTiles(journal.seals, extent, tree.size)
        self._rows = Paged(self._rows_after)
        self._pending: list[Leaf] = []
        self._lost = False
        self._ended = False

    @property
    def tree(self) -> GrowingTree:
        """The tree as far as it was grown."""
        return self._tree

    async def feed(self, leaves: Sequence[Leaf]) -> None:
        """Take the leaf hashes of the entries that follow."""
        if self._ended or self._tree.size + len(self._pending) >= self._extent.sealed + _BEYOND:
            return
        self._pending.extend(leaves)
        reached = self._tree.size + len(self._pending)
        while (row := await self._rows.peek()) and row.last <= reached and not self._ended:
            self._rows.pop()
            await self._settle(row)

    def skip(self, missing: int) -> None:
        """Go on after entries that are not there."""
        if missing > _LONGEST:
            self._ended = True
        else:
            self._pending.extend([None] * missing)

    async def end(self) -> None:
        """Settle the seals over entries that are not there, and look for what is left over."""
        while (row := await self._rows.peek()) and not self._ended:
            self._rows.pop()
            if not await self._miscounted(row):
                await self._cut(row)
        self._vouching.end()
        await self._tiles.end(self._findings)

    async def _rows_after(self, last: SealRow | None) -> list[SealRow]:
        begun = self._tree.size or BEFORE_ALL
        rows = await self._seals.seals(last.first if last else begun)
        return [row for row in rows if row.first <= self._extent.sealed]

    async def _cut(self, row: SealRow) -> None:
        """Settle a seal whose last entries are not there."""
        reached = self._tree.size + len(self._pending)
        if row.last > reached and not any(leaf is None for leaf in self._pending[-1:]):
            self._findings.add(
                Finding(
                    flaw=Flaw.SEALED_MISSING,
                    place=EntryPlace(position=reached + 1),
                    column="position",
                    found=str(self._extent.sealed),
                )
            )
        if row.last - reached > _LONGEST:
            self._ended = True
            return
        self._pending.extend([None] * (row.last - reached))
        await self._settle(row)

    async def _settle(self, row: SealRow) -> None:
        if row.first != self._tree.size + 1:
            expected = str(self._tree.size + 1)
            self._add(Flaw.SEAL_GAP, row, "first", expected, str(row.first))
        leaves = self._pending[: max(0, row.last - self._tree.size)]
        if not leaves:
            return
        grown = self._grown(leaves)
        if grown is not None and grown.tree.root() == row.root:
            await self._take(grown, row)
        elif not await self._changed(row, leaves) and not await self._miscounted(row):
            await self._contradicted(row, leaves)

    async def _take(self, grown: Grown, row: SealRow) -> None:
        """Go on with a tree that leads to the seal's root."""
        self._lost = False
        self.sealed = grown.tree.size
        await self._go_on(grown, row)

    async def _go_on(self, grown: Grown, row: SealRow) -> None:
        self._vouching.compare(self._tree, grown.tree, grown.leaves)
        self._tree = grown.tree
        del self._pending[: len(grown.leaves)]
        for tile in grown.tiles:
            await self._tiles.compare(tile, self._findings)
        tail = grown.tree.tail(len(grown.leaves))
        if row.leaves != tail:
            self._name_leaf(row, tail)

    async def _changed(self, row: SealRow, leaves: Sequence[Leaf]) -> bool:
        """Whether what was sealed leads to the seal's root, though the entries do not: then those are named."""
        sealed = await self._sealed(row, leaves)
        grown = self._grown(sealed)
        if sealed == leaves or grown is None or grown.tree.root() != row.root:
            return False
        await self._name_entries(sealed, leaves)
        await self._take(grown, row)
        return True

    async def _miscounted(self, row: SealRow) -> bool:
        """Whether the seal's root is that of another number of entries: then its count is wrong."""
        if self._lost:
            return False  # no root is found from a tree that was lost, and to look for one takes long
        tree = self._tree.copy()
        for size, leaf in zip(count(tree.size + 1), self._pending, strict=False):
            if leaf is None:
                return False
            tree.extend([leaf])
            if tree.root() == row.root:
                self._add(Flaw.SEAL_COUNT, row, "count", str(size + 1 - row.first), str(row.count))
                grown = self._grown(self._pending[: size - self._tree.size])
                if grown is not None:
                    await self._take(grown, row)
                return True
        return False

    async def _contradicted(self, row: SealRow, leaves: Sequence[Leaf]) -> None:
        """Neither the entries nor what is kept of them lead to the seal's root. Go on with what is kept."""
        sealed = await self._sealed(row, leaves)
        await self._name_entries(sealed, leaves)
        grown = self._grown(sealed)
        found = grown.tree.root().hex() if grown else ""
        if self._lost:
            self._findings.count()
        else:
            self._add(Flaw.SEAL_ROOT, row, "root", found, row.root.hex())
        self._lost = True
        if grown is None:
            self._ended = True
        else:
            await self._go_on(grown, row)

    async def _sealed(self, row: SealRow, leaves: Sequence[Leaf]) -> list[Leaf]:
        """Return the leaf hashes that were kept, each of a full tile or of the seal; the entries' own where there is none."""
        first = row.last - len(leaves)
        found = list(leaves)
        tail = split_hashes(row.leaves)[: len(leaves)]
        found[len(found) - len(tail) :] = tail
        for number in range(first // WIDTH, row.last // WIDTH):
            hashes = split_hashes(await self._seals.tile(0, number) or b"")
            for index, leaf in enumerate(hashes, start=number * WIDTH - first):
                if 0 <= index < len(found) and len(leaf) == HASH:
                    found[index] = leaf
        return found

    async def _name_entries(self, sealed: Sequence[Leaf], leaves: Sequence[Leaf]) -> None:
        for position, said, leaf in zip(count(self._tree.size + 1), sealed, leaves, strict=False):
            if leaf is not None and leaf != said:
                place = await self._place(position)
                self._findings.add(
                    Finding(
                        flaw=Flaw.BYTES,
                        place=place,
                        column="body",
                        expected=said.hex() if said else "",
                        found=leaf.hex(),
                    )
                )

    async def _place(self, position: int) -> EntryPlace:
        entry = (await self._evidence.entries(position - 1, position, 1))[0]
        return EntryPlace(position=position, stream=entry.stream, version=entry.version)

    def _name_leaf(self, row: SealRow, tail: bytes) -> None:
        at = next(at for at in range(0, len(tail) + HASH, HASH) if tail[at:][:HASH] != row.leaves[at:][:HASH])
        self._add(Flaw.SEAL_LEAVES, row, "leaves", tail[at:][:HASH].hex(), row.leaves[at:][:HASH].hex())

    def _grown(self, leaves: Sequence[Leaf]) -> Grown | None:
        """Return the tree with some more leaves; None when one of them is not there."""
        there = [leaf for leaf in leaves if leaf is not None]
        if len(there) < len(leaves):
            return None
        tree = self._tree.copy()
        return Grown(tree, there, tree.extend(there))

    def _add(self, flaw: Flaw, row: SealRow, column: str, expected: str, found: str) -> None:
        place = SealPlace(first=row.first)
        self._findings.add(Finding(flaw=flaw, place=place, column=column, expected=expected, found=found))
