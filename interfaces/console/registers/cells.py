"""Rows of a register as a page shows them: which columns, and what stands in each cell, in the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from domain.catalogue import Catalogue
from domain.orders import OrgId
from domain.roster.directory import Directory
from interfaces.console.speaking import Speech
from interfaces.console.speaking import marked as _
from interfaces.forms.form import Widget
from interfaces.sheets import branches
from interfaces.sheets.column import Column, Value
from interfaces.sheets.columns import BRIEF, columns_of, heading
from ledger.registers.branches import ShownBranch
from ledger.registers.register import Register, Row

_ORGS = frozenset({"org", "superior"})
"""Columns that hold organisations: they are shown by name."""
_WORDS = {True: _("是"), False: _("否"), branches.NONE: _("无")}


class Telling(NamedTuple):
    """In which words a table is told, and who is who on which day."""

    speech: Speech
    catalogue: Catalogue
    directory: Directory
    today: date

    def org(self, org: OrgId) -> str:
        """Return what an organisation is called today; the id, where no roster names it."""
        return self.directory.org_name(org, self.today)

    def who(self, widget: Widget, known: str) -> str:
        """Return whom an id names, and the id; the id alone, where no roster names one."""
        name = self.directory.called(widget, known, self.today)
        return known if name == known else f"{name}（{known}）"


class Head(NamedTuple):
    """The heading of a column. `number`: figures stand below it; `shown`: it is among those that were chosen."""

    key: str
    text: str
    number: bool
    shown: bool = True


class Line(NamedTuple):
    """A row: the case that it stands for, and its cells, None = not told."""

    stream: str
    cells: tuple[str | None, ...]


class Table(NamedTuple):
    """What is shown of some rows. `choice`: every column there is, in order."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    choice: tuple[Head, ...]


def table(register: Register, rows: Sequence[Row], wanted: Sequence[str], telling: Telling) -> Table:
    """Return rows under the wanted columns; under the usual ones, where none of the wanted is there."""
    columns = columns_of(register, _years(rows))
    known = {one.key for one in columns}
    shown = known.intersection(wanted) or known.intersection(BRIEF[register])
    choice = tuple(
        Head(
            one.key,
            telling.speech.told(heading(one, telling.catalogue)),
            _counts(one, rows),
            one.key in shown,
        )
        for one in columns
    )
    chosen = [one for one in columns if one.key in shown]
    return Table(
        heads=tuple(one for one in choice if one.shown),
        lines=tuple(Line(row.stream, tuple(_cells(chosen, row, telling))) for row in rows),
        choice=choice,
    )


def _years(rows: Iterable[Row]) -> set[int]:
    return {year for row in rows if isinstance(row, ShownBranch) for year in row.star_years}


def _counts(column: Column, rows: Sequence[Row]) -> bool:
    """Whether numbers stand in a column, in so far as anything does."""
    told = [value for value in (column.value(row) for row in rows) if value is not None]
    return bool(told) and all(isinstance(one, int) and not isinstance(one, bool) for one in told)


def _cells(columns: Iterable[Column], row: Row, telling: Telling) -> Iterable[str | None]:
    for column in columns:
        yield _text(column, column.value(row), telling)


def _text(column: Column, value: Value, telling: Telling) -> str | None:
    match value:
        case None:
            return None
        case bool() | branches.NONE:
            return telling.speech._(_WORDS[value])
        case date():
            return value.isoformat()
        case str() if column.labels is not None:
            return telling.speech.told(telling.catalogue.label(column.labels(value)))
        case str() if column.key in _ORGS:
            return telling.org(value)
        case _:
            return str(value)
