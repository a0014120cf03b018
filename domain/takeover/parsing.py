"""From cells to branches: each bad cell reported where it stands, each branch taken once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from domain.branch.facts import TermOfOffice, YearStar
from domain.branch.kinds import OF_ENTERPRISES, BranchMode
from domain.orders import OrgId
from domain.people import Person
from domain.register.cells import Cell, plain, read_name, read_org
from domain.register.headings import Header, Place
from domain.register.line import Line
from domain.register.refusals import RowRepeatedError
from domain.register.row import RowError, Severity
from domain.takeover.cells import (
    MOST,
    is_none,
    is_told,
    read_codes,
    read_counts,
    read_id,
    read_kind,
    read_life_day,
    read_mode,
    read_person_name,
    read_star,
)
from domain.takeover.columns import Column, year_of
from domain.takeover.refusals import (
    BranchTwiceError,
    ContractOfNobodyError,
    CountsDifferError,
    EnterprisesMissingError,
    SecretaryHalfToldError,
    SuperiorMissingError,
    TermBackwardsError,
    TermHalfToldError,
    TooManyError,
)
from domain.takeover.row import BranchRow, ListedEnterprise


class Listed(NamedTuple):
    """A branch as a row tells it, with the row's number as Excel shows it."""

    number: int
    row: BranchRow


def parse_branches(
    header: Header,
    rows: Iterable[Sequence[Cell]],
    *,
    first_row: int = 2,
    orgs: Collection[str] | None = None,
    superior: OrgId | None = None,
) -> Iterator[Listed | RowError]:
    """
    Read rows one by one. `orgs`: the ids that may stand for organisations, None = any; `superior`: where none is told.

    Blank rows are passed over. A branch that stood in an earlier row is reported with that row's number: as a warning
    if both tell the same, else as an error. Nothing in a cell raises.
    """
    places = {place.column: place for place in header.places}
    seen: dict[str, Listed] = {}
    for number, cells in enumerate(rows, first_row):
        if not any(plain(cell) for cell in cells):
            continue
        line = _Line(number, cells, header, places)
        row = line.row(orgs, superior)
        if row is not None:
            line.compare(row, seen.setdefault(row.branch, Listed(number, row)))
        if row is not None and not line.errors:
            yield Listed(number, row)
        yield from line.errors


class _Line(Line):
    """One row of a list of branches."""

    def __init__(
        self, number: int, cells: Sequence[Cell], header: Header, places: Mapping[str, Place]
    ) -> None:
        super().__init__(number, cells, header, places)
        self._years = [(column, year) for column in places if (year := year_of(column)) is not None]

    def row(self, orgs: Collection[str] | None, superior: OrgId | None) -> BranchRow | None:
        """Read every column, so that everything wrong is said at once; None if anything is."""
        org = partial(read_org, orgs=orgs)
        name = self.needed(Column.NAME, read_name)
        mode = self.read(Column.MODE, read_mode)
        above = self.read(Column.SUPERIOR, org) or superior
        fill = partial(
            BranchRow,
            registered_as=self.read(Column.BRANCH, read_id),
            branch_kind=self.read(Column.KIND, read_kind),
            mode=mode,
            founded_on=self.read(Column.FOUNDED_ON, read_life_day),
            enterprises=self._enterprises(name, mode),
            secretary=self._secretary(),
            vacant=self._vacant(),
            term=self._term(),
            contract=self._contract(),
            stars=self._stars(),
        )
        own = self.read(Column.ORG, org)
        self.refuse_shifted()
        if name and above is None and not self.errors:
            self.report(None, SuperiorMissingError(name))
        if name is None or above is None or self.errors:
            return None
        return fill(name=name, superior=above, org=own or above)

    def compare(self, row: BranchRow, first: Listed) -> None:
        """Report the row if its branch stood in an earlier one."""
        if first.number == self.number:
            return
        if first.row == row:
            self.report(Column.NAME, RowRepeatedError(first.number), Severity.WARNING)
        else:
            self.report(Column.NAME, BranchTwiceError(row.name, first.number))

    def _enterprises(self, name: str | None, mode: BranchMode | None) -> tuple[ListedEnterprise, ...]:
        before = len(self.errors)
        codes = self.read(Column.ENTERPRISES, read_codes)
        if len(self.errors) > before:
            return ()
        if codes is None and name and mode in OF_ENTERPRISES:
            self.report(Column.ENTERPRISES, EnterprisesMissingError(name))
            return ()
        codes = codes or ()
        counted = self._counts(Column.COUNTED, len(codes))
        employees = self._counts(Column.EMPLOYEES, len(codes))
        return tuple(
            ListedEnterprise(uscc=code, counted=members, employees=workers)
            for code, members, workers in zip(codes, counted, employees, strict=True)
        )

    def _counts(self, column: Column, enterprises: int) -> tuple[int | None, ...]:
        counts = self.read(column, read_counts)
        if counts is None or len(counts) == enterprises:
            return counts or (None,) * enterprises
        self.report(column, CountsDifferError(len(counts), enterprises))
        return (None,) * enterprises

    def _secretary(self) -> Person | None:
        number = self.read(Column.SECRETARY, read_id)
        name = self.read(Column.SECRETARY_NAME, read_person_name)
        told = [column for column in _SECRETARY if is_told(self.cell(column))]
        if len(told) == 1:
            self.report(told[0], SecretaryHalfToldError())
        return Person(id=number, name=name) if number and name else None

    def _vacant(self) -> bool:
        cells = [self.cell(column) for column in _SECRETARY]
        return any(is_none(cell) for cell in cells) and not any(is_told(cell) for cell in cells)

    def _contract(self) -> str | None:
        contract = self.read(Column.CONTRACT, read_id)
        if contract and not any(is_told(self.cell(column)) for column in _SECRETARY):
            self.report(Column.CONTRACT, ContractOfNobodyError())
        return contract

    def _term(self) -> TermOfOffice | None:
        starts_on = self.read(Column.TERM_STARTS_ON, read_life_day)
        ends_on = self.read(Column.TERM_ENDS_ON, read_life_day)
        told = [column for column in _TERM if plain(self.cell(column))]
        if len(told) == 1:
            self.report(told[0], TermHalfToldError())
        if starts_on is None or ends_on is None:
            return None
        if ends_on < starts_on:
            self.report(Column.TERM_ENDS_ON, TermBackwardsError())
        return TermOfOffice(starts_on=starts_on, ends_on=ends_on)

    def _stars(self) -> tuple[YearStar, ...]:
        read = ((year, self.read(column, read_star)) for column, year in self._years)
        stars = tuple(YearStar(year=year, star=star) for year, star in sorted(read) if star is not None)
        if len(stars) > MOST:
            self.report(None, TooManyError(len(stars), MOST))
        return stars


_SECRETARY = (Column.SECRETARY, Column.SECRETARY_NAME)
_TERM = (Column.TERM_STARTS_ON, Column.TERM_ENDS_ON)
