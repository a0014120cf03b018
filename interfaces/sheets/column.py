"""A column of a register, and the few kinds of cells there are."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from domain.catalogue import Catalogue

Value = str | int | float | bool | date | None
"""What a row has in a column: text and codes as text, never as numbers; yes and no; a day; None = not told."""


class Column(NamedTuple):
    """
    One column. `key`: of its heading in the catalogue, `register.…`; `value`: from a row; `width`: in characters.

    `labels`: the enumeration whose members stand in it, shown by their names.
    """

    key: str
    value: Callable[[Any], Value]
    width: int = 14
    labels: type[StrEnum] | None = None


def cells_of(columns: Sequence[Column], sentences: Catalogue) -> Callable[[object], list[Value]]:
    """Return what makes of a row its cells, as people read them."""
    names = [_names(column, sentences) for column in columns]

    def cells(row: object) -> list[Value]:
        told = (column.value(row) for column in columns)
        return [_shown(value, known) for value, known in zip(told, names, strict=True)]

    return cells


def _names(column: Column, sentences: Catalogue) -> dict[str, str]:
    return {one.value: sentences.label(one).zh for one in column.labels or ()}


def _shown(value: Value, names: dict[str, str]) -> Value:
    if isinstance(value, bool):
        return "是" if value else "否"
    return names.get(value, value) if isinstance(value, str) else value


def field(name: str, width: int = 14, labels: type[StrEnum] | None = None, key: str | None = None) -> Column:
    """Return a column that shows a field of the row; its heading has the same name, if it is not told."""

    def value(row: object) -> Value:
        found: Value = getattr(row, name)
        return found

    return Column(key or name, value, width, labels)
