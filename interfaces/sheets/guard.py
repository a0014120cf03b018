"""
What a workbook from outside must be before anything reads it: no bomb (解压炸弹).

The sizes that a ZIP file tells of itself are not believed: every part is inflated here, piece by piece, and counted. A
sheet is laid out as a rectangle by whoever reads it, so that two cells at its far corners would fill any memory: the
places that its cells name are looked at too. Parts that declare entities are refused, and so are those in other encodings.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from domain.refusals import DomainError

WORKBOOK = ".xlsx"
_PIECE = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})([1-9][0-9]{0,6})["']""")
_OVERLAP = 64
"""Bytes of the piece before that are looked at again, so that nothing hides between two pieces."""
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Bounds(NamedTuple):
    """Up to where a workbook is taken. `size`: bytes of all parts; `ratio`: to the file's own size."""

    parts: int = 1000
    size: int = 512 << 20
    ratio: int = 200
    cells: int = 10_000_000


BOUNDS = Bounds()


class WorkbookUnsafeError(DomainError):
    """The workbook would grow beyond measure when it is opened. `what`: in which respect."""

    rule = "register.workbook-unsafe"

    def __init__(self, file: str, what: str) -> None:
        super().__init__(file=file, what=what)


def check_workbook(path: Path, bounds: Bounds = BOUNDS) -> None:
    """
    Refuse a workbook that is a bomb. What is no ZIP file at all is left to whoever reads it, and refuses it.

    Raises `WorkbookUnsafeError`.
    """
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as book, path.open("rb") as file:
            parts = book.infolist()
            if len(parts) > bounds.parts:
                raise WorkbookUnsafeError(path.name, f"parts 部件 {len(parts)} > {bounds.parts}")
            _Count(path, bounds).look_through(file, parts)
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError) as error:
        raise WorkbookUnsafeError(path.name, f"ZIP {type(error).__name__}") from error


class _Count:
    """What was counted of one workbook."""

    def __init__(self, path: Path, bounds: Bounds) -> None:
        self._name = path.name
        self._most = min(bounds.size, bounds.ratio * max(path.stat().st_size, _PIECE))
        self._cells = bounds.cells
        self._size = 0

    def look_through(self, file: IO[bytes], parts: list[zipfile.ZipInfo]) -> None:
        for part in parts:
            extent = _Extent()
            last = b""
            for piece in _inflated(file, part):
                self._size += len(piece)
                if self._size > self._most:
                    self._refuse(f"size 大小 > {self._most}")
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    self._look_at(last + piece, extent, first=not last)
                    last = (last + piece)[-_OVERLAP:]

    def _look_at(self, text: bytes, extent: "_Extent", *, first: bool) -> None:
        if first and text.lstrip(b"\xef\xbb\xbf")[:2] in _MARKS:
            self._refuse("encoding 编码")
        if _DECLARES.search(text):
            self._refuse("entities 实体声明")
        if extent.covers(text) > self._cells:
            self._refuse(f"cells 单元格 > {self._cells}")

    def _refuse(self, what: str) -> None:
        raise WorkbookUnsafeError(self._name, what)


class _Extent:
    """The rectangle that the cells of a sheet span from its first corner."""

    def __init__(self) -> None:
        self._columns = self._rows = 1

    def covers(self, text: bytes) -> int:
        """Return how many cells it has, with those that a piece names."""
        for column, row in _PLACE.findall(text):
            self._columns = max(self._columns, _number(column))
            self._rows = max(self._rows, int(row))
        return self._columns * self._rows


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _inflated(file: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part really holds, whatever it says of its size. Raises `ValueError` for what no workbook has."""
    if part.flag_bits & 0x1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        message = "encrypted, or packed in an unusual manner"
        raise ValueError(message)
    file.seek(part.header_offset)
    header = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    file.seek(header[9] + header[10], 1)
    left = part.compress_size
    inflate = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (raw := file.read(min(_PIECE, left))):
        left -= len(raw)
        if inflate is None:
            yield raw
            continue
        while raw:
            yield inflate.decompress(raw, _PIECE)
            raw = inflate.unconsumed_tail
