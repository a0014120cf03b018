"""The bad rows of a register as a workbook: each wrong cell marked, with what is wrong as its comment, to be corrected there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from domain.catalogue import Catalogue
from domain.register.cells import Cell, plain
from domain.register.row import RowError
from interfaces.registers import IsHeader, Table, open_register
from interfaces.sheets.workbook import EVALUATED, OPTIONS

_LONGEST = 32_000
"""Characters of a cell or a comment; a workbook takes no more than 32 767."""
_COMMENT = {"x_scale": 2.5, "y_scale": 1.5}
_ROW, _REASON = "原行号 (row)", "原因 (reason)"


class Source(NamedTuple):
    """The file that was looked through, and by what its header is known."""

    path: Path
    is_header: IsHeader


def mark(target: Path, source: Source, wrong: Sequence[RowError], sentences: Catalogue) -> int:
    """
    Write the rows in which something is wrong to a workbook, under their headings; return how many.

    Two columns are added that no import reads: the number that the row had, and all that is wrong with it.
    """
    faults: dict[int, list[RowError]] = defaultdict(list)
    for one in wrong:
        faults[one.row].append(one)
    with (
        open_register(source.path, is_header=source.is_header) as table,
        xlsxwriter.Workbook(target, OPTIONS) as book,
    ):
        sheet = _Sheet(book, [plain(one) for one in table.header], sentences)
        for number, (row, cells) in enumerate(_faulty(table, faults), 1):
            sheet.write(number, row, cells, faults[row])
        return sheet.rows


def _faulty(table: Table, faults: dict[int, list[RowError]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, cells in enumerate(table.rows, table.first_row):
        if number in faults:
            yield number, cells


class _Sheet:
    """The sheet that is written, row after row. `rows`: so far."""

    def __init__(self, book: Any, header: list[str], sentences: Catalogue) -> None:  # noqa: ANN401  # xlsxwriter has no types
        self.rows = 0
        self._header = header
        self._sentences = sentences
        self._sheet = book.add_worksheet("有误的行 bad rows")
        text = {"num_format": "@", "valign": "top"}
        self._text = book.add_format(text)
        self._guarded = book.add_format({**text, "quote_prefix": True})
        self._wrong = book.add_format({**text, "bg_color": "#F6C7C3", "border": 1, "quote_prefix": True})
        heading = book.add_format({**text, "bold": True, "bottom": 1})
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(header), 18)
        self._sheet.set_column(len(header) + 1, len(header) + 1, 80)
        for index, name in enumerate((*header, _ROW, _REASON)):
            self._sheet.write_string(0, index, name, heading)

    def write(self, place: int, number: int, cells: Sequence[Cell], faults: Sequence[RowError]) -> None:
        """Write a row. `number`: in the file that it comes from."""
        marked = {self._header.index(one.column): one for one in faults if one.column in self._header}
        for index, cell in enumerate(cells[: len(self._header)]):
            text = _shown(cell)
            self._write(place, index, text, wrong=index in marked)
        for index, fault in marked.items():
            if index >= len(cells) or not _shown(cells[index]):
                self._sheet.write_blank(place, index, None, self._wrong)
            self._sheet.write_comment(place, index, self._reason(fault)[:_LONGEST], _COMMENT)
        self._sheet.write_number(place, len(self._header), number)
        reasons = "\n".join(f"{one.column}: {self._reason(one)}" for one in faults)
        self._write(place, len(self._header) + 1, reasons)
        self.rows = place

    def _write(self, place: int, index: int, text: str, *, wrong: bool = False) -> None:
        if text:
            look = self._guarded if text.startswith(EVALUATED) else self._text
            self._sheet.write_string(place, index, text[:_LONGEST], self._wrong if wrong else look)

    def _reason(self, fault: RowError) -> str:
        said = self._sentences.refused(fault.rule, fault.data)
        return f"{said.zh}\n{said.en}"


def _shown(cell: Cell) -> str:
    """Return a cell as it can be read again: what a person sees in it, a day as it is written."""
    match cell:
        case datetime():
            return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case bool():
            return "是" if cell else "否"
        case _:
            return "" if cell is None else str(cell)
