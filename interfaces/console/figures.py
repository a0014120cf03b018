"""The figures of coverage as a page shows them: a line for each organisation, each number opening into its rows."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from domain.figures import Figure
from domain.orders import OrgId
from ledger.coverage.counted import OF_WHOLE, Figures

BLOCKS = (
    (
        Figure.BASE,
        Figure.ORGANISATION,
        Figure.INDEPENDENT,
        Figure.JOINT,
        Figure.AFFILIATED,
        Figure.WORK,
        Figure.PRIORITY_BASE,
        Figure.PRIORITY,
        Figure.UNINVESTIGATED,
    ),
    (
        Figure.FOUNDED,
        Figure.TERMS,
        Figure.TERMS_ENDING,
        Figure.FILINGS,
        Figure.LATE,
        Figure.OVERDUE,
        Figure.STARS,
    ),
)
"""What is told of enterprises, and of the work with them: one table is too wide for both."""
PARTS = (Figure.INDEPENDENT, Figure.JOINT, Figure.AFFILIATED, Figure.WORK)
"""Of the base; none of them overlap."""
_WARNS = frozenset({Figure.TERMS_ENDING, Figure.LATE, Figure.OVERDUE})


class Cell(NamedTuple):
    """
    A number. `tenths`: of a percent of its whole, None where it is no share or there is no whole.

    `address`: of the rows it counted, None where they are not told apart from those of others; `late`: any of it is bad.
    """

    counted: int
    whole: int | None
    tenths: int | None
    address: str | None
    late: bool

    @property
    def percent(self) -> str | None:
        """The share, with one place."""
        return None if self.tenths is None else f"{self.tenths // 10}.{self.tenths % 10}%"


class Band(NamedTuple):
    """A part of a bar: where it begins and how long it is, in tenths of a percent."""

    figure: Figure | None
    counted: int
    start: int
    length: int


class Asked(NamedTuple):
    """Of whom, and of which year's stars, the figures are; `lines`: how many there are."""

    org: OrgId | None
    year: int | None
    lines: int = 1


def cells(line: Figures, figures: Sequence[Figure], asked: Asked) -> list[Cell]:
    """
    Return the numbers of a line.

    What lies in the asked organisation itself, beside lines of those below it, opens into nothing: its rows would be
    those of all of them.
    """
    own = line.org == asked.org and asked.lines > 1
    return [
        _cell(line, figure, None if own else _address(figure, line.org, asked.year)) for figure in figures
    ]


def total(line: Figures, figures: Sequence[Figure], asked: Asked) -> list[Cell]:
    """Return the numbers of all lines together."""
    return [_cell(line, figure, _address(figure, asked.org, asked.year)) for figure in figures]


def bands(line: Figures) -> list[Band]:
    """Return how the base is covered, side by side; the last: not at all. [] where there is no base."""
    if not line.base:
        return []
    counts: list[tuple[Figure | None, int]] = [(one, line.count(one)) for one in PARTS]
    counts.append((None, max(0, line.base - sum(count for _, count in counts))))
    found, start = [], 0
    for figure, count in counts:
        length = _tenths(count, line.base)
        found.append(Band(figure, count, start, length))
        start += length
    return found


def _address(figure: Figure, org: OrgId | None, year: int | None) -> str:
    asked = {"org": org, "year": year}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"/coverage/{figure}?{query}"


def _cell(line: Figures, figure: Figure, address: str | None) -> Cell:
    whole = line.share(figure).whole if figure in OF_WHOLE else None
    count = line.count(figure)
    return Cell(
        counted=count,
        whole=whole,
        tenths=_tenths(count, whole) if whole else None,
        address=address,
        late=figure in _WARNS and count > 0,
    )


def _tenths(part: int, whole: int) -> int:
    """Return a share in tenths of a percent, rounded half up."""
    return (2000 * part + whole) // (2 * whole)
