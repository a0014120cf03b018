"""
Anchors: every signed checkpoint once more, in a file outside the database that is only ever appended to.

Whoever rewrites the journal would have to rewrite the file as well, and every copy that was taken of it: it may lie on
another disk, be written to tape, printed, or sent away. The notes follow each other, an empty line after each.
"""

import os
import re
from pathlib import Path

_NOTE = re.compile(rb"(?:[^\n]+\n)+\n(?:\xe2\x80\x94 [^\n]+\n)+\n")
_TAIL = 65_536
"""Bytes at the end of the file among which the last note is: the database holds a note to 8192."""


def read_anchors(path: Path) -> list[str]:
    """
    Return the notes in the order in which they were appended; [] when there is no file.

    What a power cut left of the last one is no note. Raises `OSError`; nothing is verified (see `journal.notes`).
    """
    return _notes(path, 0)


def last_anchors(path: Path) -> list[str]:
    """Return the notes at the end of the file, in order, however long it is; [] when there is none. Raises `OSError`."""
    return _notes(path, _TAIL)


def append_anchor(path: Path, note: str) -> None:
    """Append a signed note, and return once it is on disk. Raises `OSError`."""
    new = not path.exists()
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _drop_what_is_torn(file)
        os.write(file, f"{note}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)
    if new:
        sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Make the names in a directory last as they are now. Raises `OSError`."""
    directory = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _notes(path: Path, tail: int) -> list[str]:
    try:
        with path.open("rb") as file:
            start = max(0, os.fstat(file.fileno()).st_size - tail) if tail else 0
            file.seek(start)
            found = [note.group()[:-1].decode(errors="replace") for note in _NOTE.finditer(file.read())]
    except FileNotFoundError:
        return []
    return found[1:] if start else found  # the first one may have lost its beginning


def _drop_what_is_torn(file: int) -> None:
    """Cut off what follows the last whole note, and go there: nobody was told that it was on disk."""
    size = os.fstat(file).st_size
    start = max(0, size - _TAIL)
    end = max((note.end() for note in _NOTE.finditer(os.pread(file, _TAIL, start))), default=0)
    if start + end < size:
        os.ftruncate(file, start + end)
    os.lseek(file, 0, os.SEEK_END)
