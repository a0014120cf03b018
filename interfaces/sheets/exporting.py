"""A register as a workbook: its rows under the headings by which it is imported again, and a sheet that says what it is."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from domain.catalogue import Catalogue
from domain.dates import SHANGHAI
from interfaces.sheets.column import Value, cells_of
from interfaces.sheets.columns import columns_of, heading, title
from interfaces.sheets.spool import Spool
from interfaces.sheets.workbook import Heading, Sheet, write_workbook

_EVERY = 500
"""Rows after which it is told how far the writing is."""


class About(NamedTuple):
    """
    What the second sheet says of the first.

    `org`, `asked_by`: with their names, None = everybody's, nobody told; `position`, `at`: where in the journal it is
    true; `narrowed`: by what the rows were chosen, if by anything.
    """

    org: str | None
    position: int
    at: datetime | None
    asked_at: datetime
    asked_by: str | None
    narrowed: str = ""


def export(
    path: Path, spool: Spool, about: About, sentences: Catalogue, advanced: Callable[[int, int], None]
) -> None:
    """Write the rows of a spool to a workbook. Raises `UnwritableError`."""
    columns = columns_of(spool.register, spool.years)
    cells = cells_of(columns, sentences)
    said = [heading(one, sentences) for one in columns]

    def rows() -> Iterator[list[Value]]:
        for number, row in enumerate(spool, 1):
            yield cells(row)
            if number % _EVERY == 0:
                advanced(_EVERY, spool.rows)

    headings = [
        Heading(f"{one.zh} ({one.en})", column.width) for one, column in zip(said, columns, strict=True)
    ]
    sheet = Sheet(title(spool.register, sentences).zh, headings, rows())
    write_workbook(path, (sheet, _about(spool, about, sentences)), about.asked_at)


def _about(spool: Spool, about: About, sentences: Catalogue) -> Sheet:
    register = title(spool.register, sentences)
    return about_sheet(f"{register.zh} {register.en}", spool.rows, about, sentences)


def about_sheet(what: str, rows: int, about: About, sentences: Catalogue) -> Sheet:
    """Return the sheet that says what the others are. `what`: in both languages; `rows`: how many there are."""

    def said(name: str) -> str:
        both = sentences.sentence(f"register.about.{name}")
        return f"{both.zh} {both.en}"

    told: list[tuple[str, Value]] = [
        ("register", what),
        ("org", about.org or said("everybody")),
        ("filter", about.narrowed or None),
        ("rows", rows),
        ("position", about.position),
        ("at", _moment(about.at) if about.at else None),
        ("asked_at", _moment(about.asked_at)),
        ("asked_by", about.asked_by or said("nobody")),
        ("note", said("derived")),
    ]
    headings = (Heading(said("item"), 28), Heading(said("told"), 80))
    name = sentences.sentence("register.about.sheet").zh
    return Sheet(name, headings, [(said(item), value) for item, value in told if value is not None])


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(sep=" ", timespec="seconds")
