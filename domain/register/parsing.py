"""From cells to rows: streaming, each bad cell reported where it stands, each code taken once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from domain.model import Identifier
from domain.refusals import DomainError
from domain.register.capital import Capital, read_capital
from domain.register.cells import (
    Cell,
    plain,
    read_answer,
    read_count,
    read_day,
    read_industry,
    read_name,
    read_text,
    shown,
)
from domain.register.columns import Column, Columns, Place, recognise
from domain.register.ownership import Ownership, ownership_of
from domain.register.refusals import (
    CellEmptyError,
    CodeTwiceError,
    EmployeesDisagreeError,
    OrgIdError,
    OrgUnknownError,
    OwnershipDisagreesError,
    RowRepeatedError,
    RowTooLongError,
)
from domain.register.row import Headcount, MemberCounts, RegisterRow, RowError, Severity
from domain.register.uscc import read_uscc

T = TypeVar("T")
_identifier: TypeAdapter[str] = TypeAdapter(Identifier)
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


class _Line:
    """One row while it is read: gives what stands under a column, and collects what is wrong."""

    def __init__(
        self, number: int, cells: Sequence[Cell], columns: Columns, places: dict[Column, Place]
    ) -> None:
        self.errors: list[RowError] = []
        self._number = number
        self._cells = cells
        self._columns = columns
        self._places = places
        self._code: str | None = None

    def row(self, orgs: Collection[str] | None) -> RegisterRow | None:
        """Read every column, so that everything wrong is said at once; None if anything is."""
        self._code = self._needed(Column.USCC, read_uscc)
        name = self._needed(Column.NAME, read_name)
        type_text = self._read(Column.TYPE, read_name)
        capital = self._read(Column.CAPITAL, self._capital)
        fill = partial(
            RegisterRow,
            registered_on=self._read(Column.REGISTERED_ON, read_day),
            type_text=type_text,
            ownership=self._ownership(type_text),
            capital=capital and capital.amount,
            capital_text=capital and capital.given,
            province=self._read(Column.PROVINCE, read_name),
            city=self._read(Column.CITY, read_name),
            county=self._read(Column.COUNTY, read_name),
            address=self._read(Column.ADDRESS, read_text),
            industry=self._read(Column.INDUSTRY, read_industry),
            employees=self._employees(),
            premises=self._read(Column.PREMISES, read_answer),
            in_production=self._read(Column.IN_PRODUCTION, read_answer),
            cluster_or_park=self._read(Column.CLUSTER_OR_PARK, read_answer),
            park=self._read(Column.PARK, read_name),
            members=self._members(),
            existing_organisation=self._read(Column.EXISTING_ORGANISATION, read_answer),
            org=self._read(Column.ORG, partial(_read_org, orgs=orgs)),
        )
        self._refuse_shifted()
        if self._code is None or name is None or self.errors:
            return None
        return fill(uscc=self._code, name=name)

    def compare(self, row: RegisterRow | None, seen: dict[str, _First]) -> None:
        """Report the row if its code has been seen; else remember the code."""
        if self._code is None:
            return
        content = None if row is None else hash(row)
        first = seen.setdefault(self._code, _First(self._number, content))
        if first.number == self._number:
            return
        if content is not None and content == first.content:
            self._report(Column.USCC, RowRepeatedError(first.number), Severity.WARNING)
        else:
            self._report(Column.USCC, CodeTwiceError(self._code, first.number))

    def _employees(self) -> Headcount:
        count = Headcount(
            total=self._read(Column.EMPLOYEES, read_count),
            open_ended=self._read(Column.OPEN_ENDED, read_count),
            fixed_term=self._read(Column.FIXED_TERM, read_count),
            by_task=self._read(Column.BY_TASK, read_count),
            part_time=self._read(Column.PART_TIME, read_count),
            dispatched=self._read(Column.DISPATCHED, read_count),
        )
        told = [kind for kind in count.by_kind() if kind is not None]
        complete = len(told) == len(count.by_kind())
        if count.total is None:
            return count.model_copy(update={"total": sum(told)}) if complete else count
        if sum(told) > count.total or (complete and sum(told) < count.total):
            self._report(Column.EMPLOYEES, EmployeesDisagreeError(count.total, sum(told)))
        return count

    def _members(self) -> MemberCounts:
        return MemberCounts(
            full_here=self._read(Column.FULL_HERE, read_count),
            transferable=self._read(Column.TRANSFERABLE, read_count),
            dual_managed=self._read(Column.DUAL_MANAGED, read_count),
            probationary=self._read(Column.PROBATIONARY, read_count),
        )

    def _ownership(self, type_text: str | None) -> Ownership:
        by_type = ownership_of(type_text)
        by_ownership = ownership_of(self._read(Column.OWNERSHIP, read_name))
        if by_type in _FORMS or by_ownership is Ownership.UNKNOWN:
            return by_type
        if by_type not in {Ownership.UNKNOWN, by_ownership}:
            self._report(Column.OWNERSHIP, OwnershipDisagreesError(by_type, by_ownership))
        return by_ownership

    def _capital(self, cell: Cell) -> Capital | None:
        return read_capital(cell, self._columns.capital_unit)

    def _refuse_shifted(self) -> None:
        width = self._columns.width
        if any(plain(cell) for cell in self._cells[width:]):
            self._report(None, RowTooLongError(len(self._cells), width))

    def _needed(self, column: Column, read: Callable[[Cell], T | None]) -> T | None:
        before = len(self.errors)
        value = self._read(column, read)
        if value is None and len(self.errors) == before:
            self._report(column, CellEmptyError(self._places[column].heading))
        return value

    def _read(self, column: Column, read: Callable[[Cell], T | None]) -> T | None:
        cell = self._cell(column)
        if cell is None or cell == "":
            return None
        try:
            return read(cell)
        except DomainError as refusal:
            self._report(column, refusal)
            return None

    def _cell(self, column: Column) -> Cell:
        place = self._places.get(column)
        return self._cells[place.index] if place and place.index < len(self._cells) else None

    def _report(
        self, column: Column | None, refusal: DomainError, severity: Severity = Severity.ERROR
    ) -> None:
        self.errors.append(
            RowError(
                row=self._number,
                column=self._places[column].heading if column else "",
                value=shown(self._cell(column)) if column else "",
                severity=severity,
                rule=refusal.rule,
                data=refusal.data,
                uscc=self._code,
            )
        )


def _read_org(cell: Cell, orgs: Collection[str] | None) -> str | None:
    org = plain(cell)
    if not org:
        return None
    try:
        _identifier.validate_python(org)
    except ValidationError:
        raise OrgIdError(shown(cell)) from None
    if orgs is not None and org not in orgs:
        raise OrgUnknownError(shown(cell))
    return org
