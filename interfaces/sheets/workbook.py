"""Writes a register as a workbook: row after row in constant memory, and nothing in it that anybody would evaluate."""

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from interfaces.sheets.column import Value

EVALUATED = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that an office suite may take for a formula once it is typed, pasted or saved as CSV."""

_FIRST_DAY = date(1900, 3, 1)
"""Before it the days of workbooks are disputed: 1900 was no leap year."""

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class UnwritableError(Exception):
    """The file cannot be written where it is wanted."""


class Heading(NamedTuple):
    """The heading of a column, and its width in characters."""

    text: str
    width: int


class Sheet(NamedTuple):
    """A sheet: a name, headings, and rows of as many cells."""

    name: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Value]]


def write_workbook(path: Path, sheets: Sequence[Sheet], created: datetime) -> None:
    """
    Write sheets to a file, in place of what stands there; an interrupted writing leaves that as it was.

    Raises `UnwritableError`.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file, xlsxwriter.Workbook(file, OPTIONS) as book:
            book.set_properties({"created": created.replace(tzinfo=None)})
            styles = _styles(book)
            for sheet in sheets:
                _fill(book.add_worksheet(sheet.name), sheet, styles)
        beside.replace(path)
    except OSError as error:
        raise UnwritableError(str(error)) from error
    finally:
        beside.unlink(missing_ok=True)


class _Styles(NamedTuple):
    """How cells look. `guarded`: marked as text, as with a leading apostrophe, so that it stays text when it is edited."""

    heading: Any
    text: Any
    guarded: Any
    day: Any


def _styles(book: Any) -> _Styles:  # noqa: ANN401  # xlsxwriter has no types
    text = {"num_format": "@", "valign": "top"}
    return _Styles(
        heading=book.add_format({**text, "bold": True, "bottom": 1, "text_wrap": True}),
        text=book.add_format(text),
        guarded=book.add_format({**text, "quote_prefix": True}),
        day=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
    )


def _fill(sheet: Any, content: Sheet, styles: _Styles) -> None:  # noqa: ANN401  # xlsxwriter has no types
    for index, heading in enumerate(content.headings):
        sheet.set_column(index, index, heading.width)
    sheet.freeze_panes(1, 0)
    for index, heading in enumerate(content.headings):
        sheet.write_string(0, index, heading.text, styles.heading)
    for number, row in enumerate(content.rows, 1):
        for index, value in enumerate(row):
            _write(sheet, number, index, value, styles)


def _write(sheet: Any, row: int, index: int, value: Value, styles: _Styles) -> None:  # noqa: ANN401
    match value:
        case None:
            return
        case str():
            guarded = value.startswith(EVALUATED)
            sheet.write_string(row, index, value, styles.guarded if guarded else styles.text)
        case date() if value >= _FIRST_DAY:
            sheet.write_datetime(row, index, value, styles.day)
        case date():
            sheet.write_string(row, index, value.isoformat(), styles.text)
        case _:
            sheet.write_number(row, index, value)
