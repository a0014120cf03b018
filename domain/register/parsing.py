"""From cells to rows: streaming, each bad cell reported where it stands, each code taken once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from domain.register.capital import Capital, read_capital
from domain.register.cells import (
    Cell,
    plain,
    read_answer,
    read_count,
    read_day,
    read_industry,
    read_name,
    read_org,
    read_text,
)
from domain.register.columns import Column, Columns, recognise
from domain.register.headings import Place
from domain.register.line import Line
from domain.register.ownership import Ownership, ownership_of
from domain.register.refusals import (
    CodeTwiceError,
    EmployeesDisagreeError,
    OwnershipDisagreesError,
    RowRepeatedError,
)
from domain.register.row import Headcount, MemberCounts, RegisterRow, RowError, Severity
from domain.register.uscc import read_uscc

_FORMS = (Ownership.BRANCH_OFFICE, Ownership.INDIVIDUAL_BUSINESS)


def parse_rows(
    header: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    *,
    first_row: int = 2,
    orgs: Collection[str] | None = None,
) -> Iterator[RegisterRow | RowError]:
    """
    Read rows one by one; nothing but the codes seen so far is kept.

    `first_row`: the number Excel shows for the first of `rows`. `orgs`: the org ids that may stand in the column
    org; None = any. Blank rows are passed over. A row whose code stood in an earlier row is reported with that
    row's number: as a warning if both tell the same, else as an error; the earlier one has gone through by then.

    Raises what `recognise` raises, at once. Nothing in a cell raises.
    """
    return _parse(recognise(header), rows, first_row, orgs)


def _parse(
    columns: Columns, rows: Iterable[Sequence[Cell]], first_row: int, orgs: Collection[str] | None
) -> Iterator[RegisterRow | RowError]:
    places = {place.column: place for place in columns.places}
    seen: dict[str, _First] = {}
    for number, cells in enumerate(rows, first_row):
        if not any(plain(cell) for cell in cells):
            continue
        line = _Line(number, cells, columns, places)
        row = line.row(orgs)
        line.compare(row, seen)
        if row is not None and not line.errors:
            yield row
        yield from line.errors


class _First(NamedTuple):
    """The first row with a code; `content` is None when that row was bad."""

    number: int
    content: int | None


class _Line(Line):
    """One row of a register of enterprises."""

    def __init__(
        self, number: int, cells: Sequence[Cell], columns: Columns, places: Mapping[str, Place]
    ) -> None:
        super().__init__(number, cells, columns, places)
        self._unit = columns.capital_unit

    def row(self, orgs: Collection[str] | None) -> RegisterRow | None:
        """Read every column, so that everything wrong is said at once; None if anything is."""
        self.code = self.needed(Column.USCC, read_uscc)
        name = self.needed(Column.NAME, read_name)
        type_text = self.read(Column.TYPE, read_name)
        capital = self.read(Column.CAPITAL, self._capital)
        fill = partial(
            RegisterRow,
            registered_on=self.read(Column.REGISTERED_ON, read_day),
            type_text=type_text,
            ownership=self._ownership(type_text),
            capital=capital and capital.amount,
            capital_text=capital and capital.given,
            province=self.read(Column.PROVINCE, read_name),
            city=self.read(Column.CITY, read_name),
            county=self.read(Column.COUNTY, read_name),
            address=self.read(Column.ADDRESS, read_text),
            industry=self.read(Column.INDUSTRY, read_industry),
            employees=self._employees(),
            premises=self.read(Column.PREMISES, read_answer),
            in_production=self.read(Column.IN_PRODUCTION, read_answer),
            cluster_or_park=self.read(Column.CLUSTER_OR_PARK, read_answer),
            park=self.read(Column.PARK, read_name),
            members=self._members(),
            existing_organisation=self.read(Column.EXISTING_ORGANISATION, read_answer),
            org=self.read(Column.ORG, partial(read_org, orgs=orgs)),
        )
        self.refuse_shifted()
        if self.code is None or name is None or self.errors:
            return None
        return fill(uscc=self.code, name=name)

    def compare(self, row: RegisterRow | None, seen: dict[str, _First]) -> None:
        """Report the row if its code has been seen; else remember the code."""
        if self.code is None:
            return
        content = None if row is None else hash(row)
        first = seen.setdefault(self.code, _First(self.number, content))
        if first.number == self.number:
            return
        if content is not None and content == first.content:
            self.report(Column.USCC, RowRepeatedError(first.number), Severity.WARNING)
        else:
            self.report(Column.USCC, CodeTwiceError(self.code, first.number))

    def _employees(self) -> Headcount:
        count = Headcount(
            total=self.read(Column.EMPLOYEES, read_count),
            open_ended=self.read(Column.OPEN_ENDED, read_count),
            fixed_term=self.read(Column.FIXED_TERM, read_count),
            by_task=self.read(Column.BY_TASK, read_count),
            part_time=self.read(Column.PART_TIME, read_count),
            dispatched=self.read(Column.DISPATCHED, read_count),
        )
        told = [kind for kind in count.by_kind() if kind is not None]
        complete = len(told) == len(count.by_kind())
        if count.total is None:
            return count.model_copy(update={"total": sum(told)}) if complete else count
        if sum(told) > count.total or (complete and sum(told) < count.total):
            self.report(Column.EMPLOYEES, EmployeesDisagreeError(count.total, sum(told)))
        return count

    def _members(self) -> MemberCounts:
        return MemberCounts(
            full_here=self.read(Column.FULL_HERE, read_count),
            transferable=self.read(Column.TRANSFERABLE, read_count),
            dual_managed=self.read(Column.DUAL_MANAGED, read_count),
            probationary=self.read(Column.PROBATIONARY, read_count),
        )

    def _ownership(self, type_text: str | None) -> Ownership:
        by_type = ownership_of(type_text)
        by_ownership = ownership_of(self.read(Column.OWNERSHIP, read_name))
        if by_type in _FORMS or by_ownership is Ownership.UNKNOWN:
            return by_type
        if by_type not in {Ownership.UNKNOWN, by_ownership}:
            self.report(Column.OWNERSHIP, OwnershipDisagreesError(by_type, by_ownership))
        return by_ownership

    def _capital(self, cell: Cell) -> Capital | None:
        return read_capital(cell, self._unit)
