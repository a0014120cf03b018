"""Reads an export; whether it is sound is the verifier's matter."""

from collections.abc import Iterator
from pathlib import Path

from audit.exports.manifest import CHECKPOINT, entries_path
from audit.exports.refusals import NotAnExportError
from journal.notes import Checkpoint, NoteError
from journal.tiles import WIDTH, TileCache, tile_path, tile_sizes, tiles_for


class Opened:
    """An exported directory. Raises `NotAnExportError` wherever a file is missing or cannot be read."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        try:
            note = (directory / CHECKPOINT).read_text(encoding="utf-8")
            self.checkpoint = Checkpoint.parse(note)
        except (OSError, UnicodeDecodeError, NoteError) as error:
            raise NotAnExportError(str(directory / CHECKPOINT), str(error)) from error
        self._tiles = TileCache()
        self._read: set[tuple[int, int]] = set()

    def bodies(self) -> Iterator[bytes]:
        """Yield the entries in their order; an empty line where one was missing."""
        position = 1
        while (path := self._directory / entries_path(position)).is_file():
            before = position
            with path.open("rb") as file:
                for line in file:
                    yield line.removesuffix(b"\n")
                    position += 1
            if entries_path(position) == entries_path(before):
                return

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of a full subtree (`merkle.Subtree`). Raises `KeyError`, `OSError`."""
        for row, number in tiles_for([(level, index)]):
            if (row, number) not in self._read:
                width = min(WIDTH, tile_sizes(self.checkpoint.size)[row] - number * WIDTH)
                self._tiles.put(row, number, (self._directory / tile_path(row, number, width)).read_bytes())
                self._read.add((row, number))
        return self._tiles.subtree(level, index)
