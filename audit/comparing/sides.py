"""What is compared: the live journal, or an export."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from audit.exports.reading import Opened
from journal.errors import BrokenSealError
from journal.journal import Journal
from journal.merkle import consistency_proof
from journal.notes import Checkpoint, NoteError

_PAGE = 2_000


class UnprovableError(Exception):
    """Tiles that the proof needs are missing, or are not what they must be."""


class Side(Protocol):
    """One of two: how far its checkpoint reaches, its entries, its proofs."""

    async def checkpoint(self) -> Checkpoint | None:
        """Return the last checkpoint; None when nothing was sealed."""

    def bodies(self) -> AsyncIterator[bytes | None]:
        """Yield the bytes of every entry by position; None where one is missing."""

    async def consistency(self, old: int, new: int) -> list[bytes]:
        """Return the proof that the tree of `new` entries goes on from that of `old`. Raises `UnprovableError`."""


class Live:
    """The journal as it stands now."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def checkpoint(self) -> Checkpoint | None:
        """Return the last checkpoint; one that cannot be read counts as none."""
        signed = await self._journal.seals.checkpoint()
        try:
            return Checkpoint.parse(signed.note) if signed else None
        except NoteError:
            return None

    async def bodies(self) -> AsyncIterator[bytes | None]:
        """Yield every entry, sealed or not."""
        position = 0
        while page := await self._journal.read(position, _PAGE):
            for entry in page:
                for _ in range(entry.position - position - 1):
                    yield None
                yield entry.body
                position = entry.position

    async def consistency(self, old: int, new: int) -> list[bytes]:
        """Return the proof from the tiles that are kept."""
        try:
            cache = await self._journal.seals.subtrees(new, earlier=[old])
        except BrokenSealError as error:
            raise UnprovableError from error
        return consistency_proof(old, new, cache.subtree)


class Kept:
    """An export."""

    def __init__(self, directory: Path) -> None:
        """Open it. Raises `NotAnExportError`."""
        self._opened = Opened(directory)

    @property
    def size(self) -> int:
        """How many entries its checkpoint covers."""
        return self._opened.checkpoint.size

    async def checkpoint(self) -> Checkpoint | None:
        """Return its checkpoint."""
        return self._opened.checkpoint

    async def bodies(self) -> AsyncIterator[bytes | None]:
        """Yield its lines; an empty one is an entry that was missing already."""
        for body in self._opened.bodies():
            yield body or None

    async def consistency(self, old: int, new: int) -> list[bytes]:
        """Return the proof from its tiles."""
        try:
            return consistency_proof(old, new, self._opened.subtree)
        except (KeyError, OSError) as error:
            raise UnprovableError from error
