"""The figures of coverage as a page shows them: a line for each organisation, each number opening into its rows."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from domain.figures import Figure
from domain.orders import OrgId
from ledger.coverage.counted import OF_WHOLE, Figures, QuotaFilled, Share, paired

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


class Then(NamedTuple):
    """The same number on another day. `tenths`: as in `Cell`; `points`: by how many the share changed, None of nothing."""

    counted: int
    tenths: int | None
    change: int
    points: int | None


class Cell(NamedTuple):
    """
    A number. `tenths`: of a percent of its whole, None where it is no share or there is no whole.

    `address`: of the rows it counted, None where they are not told apart from those of others; `late`: any of it is bad;
    `then`: what it is compared with.
    """

    counted: int
    whole: int | None
    tenths: int | None
    address: str | None
    late: bool
    then: Then | None = None


class Band(NamedTuple):
    """A part of a bar: where it begins and how long it is, in tenths of a percent."""

    figure: Figure | None
    counted: int
    start: int
    length: int


class Asked(NamedTuple):
    """Of whom, and of which year's stars, the figures are; `lines`: how many there are; `now`: not of a day in the past."""

    org: OrgId | None
    year: int | None
    lines: int = 1
    now: bool = True


class Row(NamedTuple):
    """A line of the table, and the same line on another day if there is one."""

    line: Figures
    then: Figures | None

    def cells(self, figures: Sequence[Figure], asked: Asked) -> list[Cell]:
        """
        Return the numbers.

        What lies in the asked organisation itself, beside lines of those below it, opens into nothing: its rows would be
        those of all of them.
        """
        own = self.line.org == asked.org and asked.lines > 1
        return self._cells(figures, asked, None if own else self.line.org, opens=not own)

    def total(self, figures: Sequence[Figure], asked: Asked) -> list[Cell]:
        """Return the numbers of all lines together."""
        return self._cells(figures, asked, asked.org, opens=True)

    def _cells(
        self, figures: Sequence[Figure], asked: Asked, org: OrgId | None, *, opens: bool
    ) -> list[Cell]:
        opens = opens and asked.now
        return [
            _cell(self.line, self.then, figure, _address(figure, org, asked.year) if opens else None)
            for figure in figures
        ]


def rows(now: Sequence[Figures], before: Sequence[Figures] | None) -> list[Row]:
    """Return the lines, beside those of another day if there are any."""
    if before is None:
        return [Row(line, None) for line in now]
    return [Row(line, then) for line, then in paired(now, before)]


class Quota(NamedTuple):
    """Stars of a year against their places, in the rounds of one line of the table; `rounds`: how many these are."""

    org: OrgId
    year: int
    star: int
    scheme: str
    rounds: int
    awarded: int
    places: int
    base: int


def quotas(filled: Sequence[QuotaFilled]) -> list[Quota]:
    """Return the quotas line by line: a province has hundreds of rounds, each of them stands on its own page."""
    lines: dict[tuple[OrgId, int, int, str], list[QuotaFilled]] = {}
    for one in filled:
        lines.setdefault((one.org, one.year, one.star, one.scheme), []).append(one)
    return [
        Quota(
            *line,
            rounds=len({one.round for one in of_line}),
            awarded=sum(one.awarded for one in of_line),
            places=sum(one.places for one in of_line),
            base=sum(one.base for one in of_line),
        )
        for line, of_line in lines.items()
    ]


def bands(line: Figures) -> list[Band]:
    """Return how the base is covered, side by side; the last: not at all. [] where there is no base."""
    if not line.base:
        return []
    counts: list[tuple[Figure | None, int]] = [(one, line.count(one)) for one in PARTS]
    counts.append((None, max(0, line.base - sum(count for _, count in counts))))
    found, start = [], 0
    for figure, count in counts:
        length = Share(count, line.base).tenths or 0
        found.append(Band(figure, count, start, length))
        start += length
    return found


def _address(figure: Figure, org: OrgId | None, year: int | None) -> str:
    asked = {"org": org, "year": year}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"/coverage/{figure}?{query}"


def _cell(line: Figures, then: Figures | None, figure: Figure, address: str | None) -> Cell:
    count = line.count(figure)
    share = line.share(figure) if figure in OF_WHOLE else None
    return Cell(
        counted=count,
        whole=share.whole if share else None,
        tenths=share.tenths if share else None,
        address=address,
        late=figure in _WARNS and count > 0,
        then=_then(line, then, figure) if then else None,
    )


def _then(line: Figures, then: Figures, figure: Figure) -> Then:
    count = then.count(figure)
    now, before = (one.share(figure).tenths if figure in OF_WHOLE else None for one in (line, then))
    points = None if now is None or before is None else now - before
    return Then(count, before, line.count(figure) - count, points)


def percent(tenths: int) -> str:
    """Return tenths of a percent with one place."""
    return f"{tenths // 10}.{tenths % 10}%"
