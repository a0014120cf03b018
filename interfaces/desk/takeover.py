"""Taking over a list of branches from before the system: surveyed first, then registered one by one."""

from collections.abc import AsyncIterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from domain.branch.onboarding import RegisterExistingBranch
from domain.branch.state import BranchState
from domain.model import Identifier, StreamName
from domain.orders import OrgId
from domain.refusals import DomainError, Refusal
from domain.register.cells import read_org
from domain.register.headings import Header
from domain.register.row import RowError
from domain.takeover.columns import Column, names_branches, recognise
from domain.takeover.parsing import Listed, parse_branches
from domain.takeover.refusals import BranchUnknownError, EnterpriseUnregisteredError
from domain.takeover.registering import outstanding, registration
from domain.uscc.decider import UsccState
from interfaces.desk.desk import Desk, Sender
from interfaces.registers import open_register


class Ready(NamedTuple):
    """A row whose branch can be registered."""

    number: int
    stream: StreamName
    command: RegisterExistingBranch


class BranchSurvey(NamedTuple):
    """
    What a list holds, as things stand. `unchanged`: rows whose branches are registered as they say.

    `wrong`: the rows that cannot be taken, and warnings; `ignored`: headings that are not read.
    """

    header: Header
    ready: tuple[Ready, ...]
    unchanged: int
    wrong: tuple[RowError, ...]

    @property
    def rows(self) -> int:
        """How many rows can be taken."""
        return len(self.ready) + self.unchanged

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings that are not read."""
        return self.header.ignored


class Result(StrEnum):
    """What became of one row."""

    REGISTERED = "registered"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Registered(NamedTuple):
    """What became of one row that was ready; `error`: why a rule refused it."""

    ready: Ready
    result: Result
    error: RowError | None = None


async def survey_branches(desk: Desk, path: Path, superior: OrgId | None) -> BranchSurvey:
    """
    Read a list through, see which of its enterprises and branches are registered, and change nothing.

    `superior`: of the branches that do not name one. Raises what `open_register`, `recognise` and `read_org` raise.
    """
    directory = await desk.directory()
    known = None if directory.empty else {one.id for one in directory.orgs()}
    above = read_org(superior, known)
    with open_register(path, is_header=names_branches) as table:
        header = recognise(table.header)
        found = list(
            parse_branches(header, table.rows, first_row=table.first_row, orgs=known, superior=above)
        )
    ready: list[Ready] = []
    wrong: list[RowError] = []
    unchanged = 0
    for one in found:
        looked = [one] if isinstance(one, RowError) else await _look_at(desk, one, header)
        ready.extend(each for each in looked if isinstance(each, Ready))
        wrong.extend(each for each in looked if isinstance(each, RowError))
        unchanged += not looked
    return BranchSurvey(header, tuple(ready), unchanged, tuple(wrong))


async def register_branches(desk: Desk, found: BranchSurvey, by: Sender) -> AsyncIterator[Registered]:
    """
    Register what a survey found ready, in the order of the rows: of two that contradict each other the first goes in.

    An interrupted import goes on where it was when it is repeated, since a branch's id is made of its superior and name.
    Each attempt has order ids of its own: under the same id Temporal would repeat a refusal whose cause is gone.
    """
    orders = [(one.stream, one.command) for one in found.ready]
    waiting = iter(found.ready)
    async for _, answer in desk.settle_all(orders, by):
        one = next(waiting)
        if isinstance(answer, Refusal):
            error = _error(one.number, found.header, Column.NAME, one.command.name, answer)
            yield Registered(one, Result.REFUSED, error)
        else:
            yield Registered(one, Result.UNCHANGED if answer.already_so else Result.REGISTERED)


async def _look_at(desk: Desk, listed: Listed, header: Header) -> list[Ready] | list[RowError]:
    """Return what to do about a row, or all that is wrong with it; nothing when its branch is registered as it says."""
    codes = [one.uscc for one in listed.row.enterprises]
    found = {code: await _enterprise(desk, code) for code in codes}
    enterprises = {code: enterprise for code, enterprise in found.items() if enterprise is not None}
    missing = [code for code in codes if code not in enterprises]
    if missing:
        refusal = EnterpriseUnregisteredError
        return [_error(listed.number, header, Column.ENTERPRISES, code, refusal(code)) for code in missing]
    command = registration(listed.row, enterprises)
    stream = f"branch/{listed.row.branch}"
    first = next((fact.event for fact in await desk.facts(stream)), None)
    today = (await desk.state(stream)).state
    assert isinstance(today, BranchState)  # noqa: S101  # what such streams hold
    try:
        if first is None and listed.row.registered_as:
            raise BranchUnknownError(listed.row.registered_as)
        return [Ready(listed.number, stream, command)] if outstanding(command, stream, first, today) else []
    except DomainError as refused:
        return [_error(listed.number, header, Column.NAME, command.name, refused)]


async def _enterprise(desk: Desk, code: str) -> Identifier | None:
    """Return the enterprise that a code names, or None."""
    state = (await desk.state(f"uscc/{code}")).state
    return state.enterprise if isinstance(state, UsccState) else None


def _error(
    number: int, header: Header, column: Column, value: str, refusal: DomainError | Refusal
) -> RowError:
    heading = next(place.heading for place in header.places if place.column == column)
    return RowError(row=number, column=heading, value=value, rule=refusal.rule, data=refusal.data)
