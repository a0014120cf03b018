"""The first row of a table: what each heading means, and where its column stands."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from pydantic import Field

from domain.model import Model
from domain.register.cells import Cell, half_width, plain, shown
from domain.register.refusals import ColumnsMissingError, ColumnTwiceError

C = TypeVar("C", bound=str)

NOTE = re.compile(r"\([^()]*\)\*?$")
"""A note in brackets at the end of a heading."""

_SEPARATORS = re.compile(r"[\s*:_()]+")


class Place(Model):
    """Where a column stands: its index in the row, from 0, and its heading."""

    column: str
    index: int = Field(ge=0)
    heading: str


class Header(Model):
    """What a header row means."""

    width: int = Field(ge=0, description="cells of the header row")
    places: tuple[Place, ...]
    ignored: tuple[str, ...] = Field(description="headings that are not read")


def key(heading: str) -> str:
    """Return a heading without what does not matter: blanks, case, full-width signs, stars and brackets."""
    return _SEPARATORS.sub("", half_width(heading)).lower()


def without_note(heading: str) -> str:
    """Return a heading without a note in brackets at its end."""
    return NOTE.sub("", half_width(heading))


def vocabulary(chinese: Mapping[C, str], english: Mapping[C, str]) -> dict[str, C]:
    """Return which column each heading means: its own name, and those that stand under it, separated by blanks."""
    return {
        key(heading): column
        for column, headings in chinese.items()
        for heading in (str(column), *headings.split(), *english.get(column, "").split())
    }


def look_up(heading: str, known: Mapping[str, C]) -> C | None:
    """Return the column that a heading means; a note in brackets at its end may be left out."""
    return known.get(key(heading)) or known.get(key(without_note(heading)))


def read_header(
    cells: Sequence[Cell],
    meaning: Callable[[str], str | None],
    titles: Mapping[C, str],
    required: Iterable[C],
) -> Header:
    """
    Tell what a header row means. `titles`: the headings of every column, the first of which is shown.

    Raises `ColumnsMissingError` without a column that is required, `ColumnTwiceError` when two headings mean the same.
    """
    places: list[Place] = []
    ignored: list[str] = []
    for index, cell in enumerate(cells):
        heading = plain(cell)
        column = meaning(heading)
        if column is not None:
            places.append(Place(column=column, index=index, heading=shown(heading)))
        elif heading:
            ignored.append(shown(heading))
    header = Header(width=len(cells), places=tuple(places), ignored=tuple(ignored))
    _refuse_missing(header, titles, required)
    _refuse_twice(places)
    return header


def _refuse_missing(header: Header, titles: Mapping[C, str], required: Iterable[C]) -> None:
    found = {place.column for place in header.places}
    missing = [column for column in required if column not in found]
    if missing:
        raise ColumnsMissingError(
            missing="、".join(f"{titles[column].split()[0]} ({column})" for column in missing),
            found="、".join([place.heading for place in header.places] + list(header.ignored)) or "—",
            known="、".join(headings.split()[0] for headings in titles.values()),
        )


def _refuse_twice(places: Sequence[Place]) -> None:
    first: dict[str, str] = {}
    for place in places:
        if place.column in first:
            raise ColumnTwiceError(first[place.column], place.heading)
        first[place.column] = place.heading
