"""Registers as files: CSV in the encodings that offices use, and workbooks; read lazily into header and cells."""

import csv
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TextIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from domain.register.cells import Cell, plain
from domain.register.columns import REQUIRED, meaning
from domain.register.parsing import parse_rows
from domain.register.refusals import (
    FileEmptyError,
    FileEncodingError,
    FileEncryptedError,
    FileKindUnknownError,
    FileTooLargeError,
    FileUnreadableError,
)
from domain.register.row import RegisterRow, RowError

LIMIT = 512 * 1024 * 1024
"""Bytes; a register of 1 000 000 rows has about 200 MB as CSV."""

_TEXTS = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_DELIMITERS = ",;\t"
_HEADER_WITHIN = 10  # rows: titles stand above the headings of many registers
_CHUNK = 1 << 20  # characters
_TOP = 1 << 14  # characters; enough for the rows that may hold the header
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")  # an .xls, or an encrypted .xlsx


IsHeader = Callable[[Sequence[Cell]], bool]
"""Whether a row names the columns that every table of its kind has."""


class Table(NamedTuple):
    """A header and the rows below it, read as they are asked for."""

    header: Sequence[Cell]
    rows: Iterator[Sequence[Cell]]
    first_row: int
    """The number a person sees in Excel beside the first of `rows`; the file's first line is 1."""


def read_register(
    path: Path, *, orgs: Collection[str] | None = None, limit: int = LIMIT
) -> Iterator[RegisterRow | RowError]:
    """Read a register's rows one by one; raises what `open_register` and `parse_rows` raise, on the first `next`."""
    with open_register(path, limit=limit) as table:
        yield from parse_rows(table.header, table.rows, first_row=table.first_row, orgs=orgs)


def names_enterprises(row: Sequence[Cell]) -> bool:
    """Whether a row is the header of a register of enterprises."""
    return {meaning(cell) for cell in row if isinstance(cell, str)}.issuperset(REQUIRED)


@contextmanager
def open_register(
    path: Path, *, limit: int = LIMIT, is_header: IsHeader = names_enterprises
) -> Iterator[Table]:
    """
    Open a file as a table: `limit` in bytes; the kind is told by the file's ending.

    The header is the first filled row, or one of the nine below it that is one by `is_header`.
    Of a workbook the first visible sheet with content is read. Raises `FileKindUnknownError`, `FileTooLargeError`,
    `FileUnreadableError`, `FileEncryptedError`, `FileEncodingError`, `FileEmptyError`; a CSV file that is damaged
    further down raises `FileUnreadableError` while its rows are read.
    """
    kind = path.suffix.lower()
    if kind not in _TEXTS + _WORKBOOKS:
        raise FileKindUnknownError(path.name, " ".join(_TEXTS + _WORKBOOKS))
    _check_size(path, limit)
    if kind in _WORKBOOKS:
        yield _table(_sheet_rows(path), path, is_header)
        return
    with path.open(encoding=_encoding(path), newline="") as file:
        yield _table(_text_rows(file, path, is_header), path, is_header)


def _check_size(path: Path, limit: int) -> None:
    try:
        size = path.stat().st_size
        path.open("rb").close()
    except OSError as error:
        raise FileUnreadableError(path.name, error.strerror or type(error).__name__) from error
    if size > limit:
        raise FileTooLargeError(path.name, size, limit)


def _table(rows: Iterator[Sequence[Cell]], path: Path, is_header: IsHeader) -> Table:
    number, first = next(
        ((number, row) for number, row in enumerate(rows, 1) if any(map(plain, row))), (0, None)
    )
    if first is None:
        raise FileEmptyError(path.name)
    top = [first, *islice(rows, _HEADER_WITHIN - 1)]
    at = next((index for index, row in enumerate(top) if is_header(row)), 0)
    return Table(top[at], chain(top[at + 1 :], rows), number + at + 1)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        if file.read(2) in {b"\xff\xfe", b"\xfe\xff"}:
            return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise FileEncodingError(path.name)


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _text_rows(file: TextIO, path: Path, is_header: IsHeader) -> Iterator[Sequence[Cell]]:
    top = [line for line in file.read(_TOP).splitlines() if line.strip()][:_HEADER_WITHIN]
    file.seek(0)
    delimiter = next(
        (sign for sign in _DELIMITERS if any(map(is_header, csv.reader(top, delimiter=sign)))), ","
    )
    try:
        yield from csv.reader(file, delimiter=delimiter, strict=True)
    except (csv.Error, UnicodeError) as error:
        raise FileUnreadableError(path.name, str(error)) from error


def _sheet_rows(path: Path) -> Iterator[Sequence[Cell]]:
    try:
        sheet = _first_filled(CalamineWorkbook.from_path(path))
        if sheet is None:
            return
        for row in sheet.iter_rows():
            yield [_cell(cell) for cell in row]
    except PasswordError as error:
        raise FileEncryptedError(path.name) from error
    except (CalamineError, OSError, ValueError) as error:
        if path.suffix.lower() == ".xlsx" and _is_compound_file(path):
            raise FileEncryptedError(path.name) from error
        raise FileUnreadableError(path.name, str(error)) from error


def _first_filled(workbook: CalamineWorkbook) -> CalamineSheet | None:
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet and about.visible is SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_index(number)
            if sheet.height:
                return sheet
    return None


def _cell(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _is_compound_file(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_COMPOUND_FILE)) == _COMPOUND_FILE
