"""The journal's tables as they are stored, for whoever verifies them: nothing is assumed of what they hold."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from journal import statements

BEFORE_ALL = -(2**63)
"""Below every position, first, size and number that a column can hold."""


class RawEntry(NamedTuple):
    """
    Every column of an entry, and the bytes they are copied from. See `journal.entry.StoredEntry`.

    `recorded_at`: as entries write a moment.
    """

    position: int
    stream: str
    version: int
    command_id: UUID
    command_index: int
    fingerprint: bytes | None
    kind: str
    recorded_at: str
    tags: list[str]
    body: bytes


class TileExtent(NamedTuple):
    """How many full tiles of a level are kept, and the highest number among them."""

    level: int
    kept: int
    highest: int


class Extent(NamedTuple):
    """How far each table reaches, at one moment: what is appended and sealed afterwards lies beyond."""

    last: int
    sealed: int
    checkpoint: int
    tiles: tuple[TileExtent, ...]


class Beside(NamedTuple):
    """An entry of a stream that was asked for at a version, or of the version before; `nth`: which question, from 1."""

    nth: int
    version: int
    position: int


class Evidence:
    """What is stored. `Journal.evidence` raises `JournalUnavailableError` while PostgreSQL is away."""

    def __init__(self, fetch: statements.Fetch) -> None:
        self._fetch = fetch

    async def extent(self) -> Extent:
        """Return how far each table reaches now, from one snapshot."""
        row = (await self._fetch(statements.EXTENT))[0]
        tiles = zip(row["levels"], row["counts"], row["highest"], strict=True)
        return Extent(row["last"], row["sealed"], row["checkpoint"], tuple(TileExtent(*one) for one in tiles))

    async def entries(self, after: int, upto: int, limit: int) -> list[RawEntry]:
        """
        Return the entries above position `after`, up to `upto`, in order; about `limit` of them.

        Entries at one position, which only a table without its key can hold, come together.
        """
        rows = await self._fetch(statements.RAW_ENTRIES, after, upto, limit)
        return [RawEntry._make(row) for row in rows]

    async def beside(self, streams: Sequence[str], versions: Sequence[int]) -> list[Beside]:
        """Return what stands in streams at these versions, one a stream, and at the versions before; in any order."""
        return [Beside(*row) for row in await self._fetch(statements.BESIDE, streams, versions)]

    async def begun_again(self, command_ids: Sequence[UUID]) -> list[int]:
        """Return the positions at which these commands begin once more, though they began before; in order."""
        return [row["position"] for row in await self._fetch(statements.BEGUN_AGAIN, command_ids)]
