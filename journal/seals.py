"""The seal as it is read: how far it reaches, its checkpoints, and what proofs are made of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from journal import statements
from journal.alarms import Alarm
from journal.errors import BrokenSealError
from journal.merkle import HASH, consistency_proof, inclusion_proof, range_hash
from journal.tiles import WIDTH, TileCache, split_hashes, tile_root, tile_sizes, tiles_for

LEADER_KEY = int.from_bytes(b"jrn-seal")
"""Names the advisory lock of whoever seals; each database has its own."""
WAITING = "journal seal: waits"
LEADING = "journal seal: leads"
ALARMED = "journal seal: alarm "
"""What a sealer calls its connection; after an alarm, which, and where it showed: `… tree 4711`."""


class SealRow(NamedTuple):
    """One sealed batch: `count` entries from position `first`, the root after them; see migration 0007 for `leaves`."""

    first: int
    count: int  # type: ignore[assignment]  # the column's name; nobody counts in a row
    root: bytes
    leaves: bytes

    @property
    def last(self) -> int:
        """The position of its last entry: how many entries the tree had then."""
        return self.first + self.count - 1


class TileRow(NamedTuple):
    """A full tile: 256 hashes of 32 bytes."""

    level: int
    number: int
    hashes: bytes


class SignedCheckpoint(NamedTuple):
    """A signed note (see `journal.notes`) over the first `size` entries."""

    size: int
    note: str


class Reach(NamedTuple):
    """How many entries are sealed, and how many of them the last signed checkpoint covers."""

    sealed: int
    signed: int


class SealingNow(NamedTuple):
    """Who seals: somebody, or nobody who works; the alarm that stopped him, and where it showed."""

    leading: bool
    alarm: Alarm | None = None
    position: int = 0


class Seals:
    """What was sealed. `Journal.seals` raises `JournalUnavailableError` while PostgreSQL is away."""

    def __init__(self, fetch: statements.Fetch) -> None:
        self._fetch = fetch

    async def size(self) -> int:
        """Return how many entries are sealed; 0 for none. They are the first ones, without a gap."""
        size: int = (await self._fetch(statements.SEALED_SIZE))[0]["size"]
        return size

    async def reach(self) -> Reach:
        """Return how far seal and signature reach."""
        return Reach(*(await self._fetch(statements.SEAL_REACH))[0])

    async def last(self) -> SealRow | None:
        """Return the last sealed batch."""
        rows = await self._fetch(statements.LAST_SEAL)
        return SealRow(*rows[0]) if rows else None

    async def sealing_now(self) -> SealingNow:
        """Return whether somebody seals at this moment, or has stopped because of an alarm."""
        rows = await self._fetch(statements.LEADER, LEADER_KEY)
        name = (rows[0]["name"] or "") if rows else ""
        if not name.startswith(ALARMED):
            return SealingNow(leading=bool(rows))
        alarm, _, position = name.removeprefix(ALARMED).partition(" ")
        return SealingNow(leading=False, alarm=Alarm(alarm), position=int(position))

    async def entries(self) -> int:
        """Return how many entries the journal holds, sealed or not."""
        position: int = (await self._fetch(statements.LENGTH))[0]["length"]
        return position

    async def checkpoint(self) -> SignedCheckpoint | None:
        """Return the checkpoint that reaches furthest."""
        rows = await self._fetch(statements.LAST_CHECKPOINT)
        return SignedCheckpoint(*rows[0]) if rows else None

    async def checkpoints(self, after: int = 0, limit: int = 1000) -> list[SignedCheckpoint]:
        """Return at most `limit` checkpoints over more than `after` entries, by size."""
        rows = await self._fetch(statements.CHECKPOINTS_AFTER, after, limit)
        return [SignedCheckpoint(*row) for row in rows]

    async def seals(self, after: int = 0, limit: int = 1000) -> list[SealRow]:
        """Return at most `limit` sealed batches that begin above position `after`, in order."""
        return [SealRow(*row) for row in await self._fetch(statements.SEALS_AFTER, after, limit)]

    async def over(self, first: int, last: int) -> list[SealRow]:
        """Return the sealed batches that hold any of the positions `first` to `last`, in order."""
        return [SealRow(*row) for row in await self._fetch(statements.SEALS_OVER, first, last)]

    async def tile(self, level: int, number: int) -> bytes | None:
        """Return the hashes of a full tile; None when it is not full yet."""
        rows = await self._fetch(statements.TILE, level, number)
        return rows[0]["hashes"] if rows else None

    async def tiles(self, level: int, after: int = -1, limit: int = 256) -> list[TileRow]:
        """Return at most `limit` full tiles of a level above number `after`, in order."""
        return [TileRow(*row) for row in await self._fetch(statements.TILES_AFTER, level, after, limit)]

    async def partial(self, level: int, number: int, width: int) -> list[bytes]:
        """
        Return the first `width` hashes (from 1 to 255) of a tile, full by now or not.

        Raises `BrokenSealError` when they are not all sealed.
        """
        whole = await self.tile(level, number)
        if whole is not None:
            return split_hashes(whole)[:width]
        if level == 0:
            return await self._tail(number * WIDTH, width)
        first = number * WIDTH
        below = await self.tiles(level - 1, first - 1, width)
        if [tile.number for tile in below] != list(range(first, first + width)):
            raise BrokenSealError(level - 1, first)
        return [tile_root(split_hashes(tile.hashes)) for tile in below]

    async def edge(self, size: int) -> list[list[bytes]]:
        """
        Return the last hashes of each level of tiles over `size` entries, those that no full tile holds; level 0 first.

        Raises `BrokenSealError`.
        """
        return [
            await self.partial(level, count // WIDTH, count % WIDTH) if count % WIDTH else []
            for level, count in enumerate(tile_sizes(size))
        ]

    async def subtrees(self, size: int, leaves: Sequence[int] = (), earlier: Sequence[int] = ()) -> TileCache:
        """
        Return what the root over `size` entries needs, and its proofs: `cache.subtree` goes into `journal.merkle`.

        `leaves`: those (from 0: position - 1) whose inclusion is to be proved. `earlier`: the sizes from which
        consistency is to be proved. `size` is at most what is sealed. Raises `BrokenSealError` when the tables do not
        hold all of it.
        """
        cache = TileCache()
        widths = tile_sizes(size)
        for level, number in tiles_for(_asked(size, leaves, earlier)):
            width = min(WIDTH, widths[level] - number * WIDTH)
            cache.put(level, number, await self._hashes(level, number, width))
        return cache

    async def root(self, size: int) -> bytes:
        """Return the root over the first `size` entries, computed from the tiles. Raises `BrokenSealError`."""
        cache = await self.subtrees(size)
        return range_hash(0, size, cache.subtree)

    async def _hashes(self, level: int, number: int, width: int) -> bytes:
        if width < WIDTH:
            return b"".join(await self.partial(level, number, width))
        whole = await self.tile(level, number)
        if whole is None:
            raise BrokenSealError(level, number)
        return whole

    async def _tail(self, before: int, width: int) -> list[bytes]:
        """Return the leaf hashes of the entries `before + 1` … `before + width`, which no full tile holds."""
        rows = await self._fetch(statements.SEALS_OVER, before + 1, before + width)
        found = b"".join(_leaves_above(before, SealRow(*row)) for row in rows)[: width * HASH]
        if len(found) != width * HASH:
            raise BrokenSealError(0, before // WIDTH)
        return split_hashes(found)


def _leaves_above(before: int, seal: SealRow) -> bytes:
    count = min(seal.count, seal.last - before, len(seal.leaves) // HASH)
    return seal.leaves[len(seal.leaves) - count * HASH :] if count > 0 else b""


def _asked(size: int, leaves: Iterable[int], earlier: Iterable[int]) -> list[tuple[int, int]]:
    """Return the subtrees that the root and the proofs ask for: which they are does not depend on their hashes."""
    asked: list[tuple[int, int]] = []

    def note(level: int, index: int) -> bytes:
        asked.append((level, index))
        return b""

    if size:
        range_hash(0, size, note)
    for leaf in leaves:
        inclusion_proof(leaf, size, note)
    for old in earlier:
        consistency_proof(old, size, note)
    return asked
