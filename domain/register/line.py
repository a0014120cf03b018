"""One row of a table while it is read."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from domain.refusals import DomainError
from domain.register.cells import Cell, plain, shown
from domain.register.headings import Header, Place
from domain.register.refusals import CellEmptyError, RowTooLongError
from domain.register.row import RowError, Severity

T = TypeVar("T")


class Line:
    """Gives what stands under a column, and collects what is wrong. `code`: the enterprise's, where a row has one."""

    code: str | None = None

    def __init__(
        self, number: int, cells: Sequence[Cell], header: Header, places: Mapping[str, Place]
    ) -> None:
        self.errors: list[RowError] = []
        self.number = number
        self._cells = cells
        self._width = header.width
        self._places = places

    def cell(self, column: str) -> Cell:
        """Return what stands under a column."""
        place = self._places.get(column)
        return self._cells[place.index] if place and place.index < len(self._cells) else None

    def read(self, column: str, read: Callable[[Cell], T | None]) -> T | None:
        """Read a cell; what is wrong with it is reported, and gives None."""
        cell = self.cell(column)
        if cell is None or cell == "":
            return None
        try:
            return read(cell)
        except DomainError as refusal:
            self.report(column, refusal)
            return None

    def needed(self, column: str, read: Callable[[Cell], T | None]) -> T | None:
        """Read a cell that every row needs."""
        before = len(self.errors)
        value = self.read(column, read)
        if value is None and len(self.errors) == before:
            self.report(column, CellEmptyError(self._places[column].heading))
        return value

    def report(self, column: str | None, refusal: DomainError, severity: Severity = Severity.ERROR) -> None:
        """Note what is wrong with a cell, or with the whole row."""
        self.errors.append(
            RowError(
                row=self.number,
                column=self._places[column].heading if column else "",
                value=shown(self.cell(column)) if column else "",
                severity=severity,
                rule=refusal.rule,
                data=refusal.data,
                uscc=self.code,
            )
        )

    def refuse_shifted(self) -> None:
        """Report a row with more filled cells than the header has columns."""
        if any(plain(cell) for cell in self._cells[self._width :]):
            self.report(None, RowTooLongError(len(self._cells), self._width))
