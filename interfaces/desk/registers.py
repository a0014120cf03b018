"""Bringing in a register of enterprises: surveyed first, then written page by page and enterprise by enterprise."""

import asyncio
import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from domain.campaign.pages import CompleteRegister, RecordPage, RegisterPage, Status, paged
from domain.enterprise.commands import RegisterEnterprise
from domain.model import EntryRef, Model, StreamName
from domain.orders import OrgId
from domain.refusals import DomainError
from domain.register.again import tells_again
from domain.register.cells import Cell
from domain.register.parsing import parse_rows
from domain.register.row import RegisterRow, RowError, Severity
from domain.register.uscc import enterprise_id
from domain.roster.directory import Directory
from interfaces.desk.answers import RefusedError
from interfaces.desk.desk import Desk, Sender
from interfaces.registers import open_register

_AT_ONCE = 100
"""Enterprises that are written at the same time: one group commit holds several of them."""

_CODE = "统一社会信用代码"


class OrgMissingError(DomainError):
    """Neither the row nor the order says in whose area the enterprise lies."""

    rule = "desk.org-missing"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class NothingToImportError(DomainError):
    """No row of the file can be taken."""

    rule = "desk.nothing-to-import"

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class NumberedRow(NamedTuple):
    """A good row, with its number as Excel shows it, and the organisation in whose area it lies."""

    number: int
    org: OrgId
    row: RegisterRow


class Survey(Model):
    """
    What a file holds. `stream`: where its good rows are kept, named by what they say; `org`: above all of them.

    `wrong`: the rows that cannot be taken, and warnings.
    """

    path: Path
    sha256: str
    stream: StreamName
    org: OrgId
    placed_at: OrgId | None
    rows: int
    wrong: tuple[RowError, ...]


class Result(StrEnum):
    """What became of one enterprise."""

    REGISTERED = "registered"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Imported(Model):
    """
    What an import did. `pages`: pages written now; `refused`: good rows that a rule refused.

    `register_stream`, `completed_by`: where the rows are kept as a register; None when they told nothing new.
    """

    register_stream: StreamName | None
    completed_by: EntryRef | None
    rows: int
    pages: int
    registered: int
    updated: int
    unchanged: int
    refused: tuple[RowError, ...]

    @property
    def changed_nothing(self) -> bool:
        """Whether everything stood in the journal already; what a rule refused does not."""
        return not (self.pages or self.registered or self.updated or self.refused)


def survey(path: Path, org: OrgId | None, directory: Directory, today: date) -> Survey:
    """
    Read a file through, and change nothing.

    `org`: where rows lie that do not say it themselves. Raises what `open_register` and `parse_rows` raise, and
    `NothingToImportError`.
    """
    digest = hashlib.sha256()
    wrong: list[RowError] = []
    orgs: dict[OrgId, None] = {}
    rows = 0
    for one in _read(path, org, directory):
        if isinstance(one, RowError):
            wrong.append(one)
            continue
        rows += 1
        orgs[one.org] = None
        digest.update(f"{one.org} {one.row.model_dump_json(exclude_defaults=True)}\n".encode())
    above = org or _above_all(tuple(orgs), directory, today)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    digest.update(above.encode())
    return Survey(
        path=path,
        sha256=sha256,
        stream=f"register/r-{digest.hexdigest()[:16]}",
        org=above,
        placed_at=org,
        rows=rows,
        wrong=tuple(wrong),
    )


async def bring_in(
    desk: Desk, found: Survey, by: Sender, advanced: Callable[[int, int], None], *, keep: bool = False
) -> Imported:
    """
    Write what a survey found: the register's pages, then its enterprises. What is so already is not written again.

    A file that tells of no enterprise anything new, as one that was exported here, leaves no pages either, unless they
    are to be kept (`keep`), for a campaign over just these rows.
    `advanced` is told how many rows more are done, of how many. An interrupted import goes on where it was when it is repeated.
    Raises `RefusedError` when the person may not import there.
    """
    if not found.rows:
        raise RefusedError(desk.catalogue.refusal(NothingToImportError(found.path.name)))
    directory = await desk.directory()
    if not keep and await _tells_nothing_new(desk, found, directory):
        advanced(found.rows, found.rows)
        return _unchanged(found)
    pages = await _write_pages(desk, found, directory, by)
    completed = await _complete(desk, found, by)
    sources = await _sources(desk, found.stream)
    tally: dict[Result, int] = dict.fromkeys(Result, 0)
    refused: list[RowError] = []
    rows = _good_rows(found, directory)
    while some := list(islice(rows, _AT_ONCE)):
        outcomes = await asyncio.gather(*(_register(desk, one, sources, by) for one in some))
        for result, error in outcomes:
            tally[result] += 1
            refused.extend(error)
        advanced(len(some), found.rows)
    return Imported(
        register_stream=found.stream,
        completed_by=completed,
        rows=found.rows,
        pages=pages,
        registered=tally[Result.REGISTERED],
        updated=tally[Result.UPDATED],
        unchanged=tally[Result.UNCHANGED],
        refused=tuple(refused),
    )


class _Counted:
    """Rows as they are read, and the number of the last one."""

    def __init__(self, rows: Iterator[Sequence[Cell]], first: int) -> None:
        self._rows = rows
        self.number = first - 1

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            self.number += 1
            yield row


def _read(path: Path, org: OrgId | None, directory: Directory) -> Iterator[NumberedRow | RowError]:
    known: Collection[str] | None = None if directory.empty else {one.id for one in directory.orgs()}
    with open_register(path) as table:
        counted = _Counted(table.rows, table.first_row)
        for one in parse_rows(table.header, counted, first_row=table.first_row, orgs=known):
            yield one if isinstance(one, RowError) else _placed(one, counted.number, org)


def _good_rows(found: Survey, directory: Directory) -> Iterator[NumberedRow]:
    return (one for one in _read(found.path, found.placed_at, directory) if isinstance(one, NumberedRow))


def _placed(row: RegisterRow, number: int, org: OrgId | None) -> NumberedRow | RowError:
    place = row.org or org
    if place is None:
        return _error(number, row, OrgMissingError.rule, {"name": row.name})
    return NumberedRow(number, place, row)


def _error(number: int, row: RegisterRow, rule: str, data: dict[str, str]) -> RowError:
    return RowError(
        row=number,
        column=_CODE,
        value=row.uscc,
        severity=Severity.ERROR,
        rule=rule,
        data=data,
        uscc=row.uscc,
    )


def _above_all(orgs: tuple[OrgId, ...], directory: Directory, today: date) -> OrgId:
    """Return the nearest organisation at or above all of some; the first, where none is."""
    if not orgs:
        return "none"
    for office in directory.path(orgs[0], today):
        if all(directory.within(one, office, today) for one in orgs):
            return office
    return orgs[0]


async def _tells_nothing_new(desk: Desk, found: Survey, directory: Directory) -> bool:
    """Whether every enterprise is known as its row tells it, and the rows are not kept as a register yet."""
    if (await desk.state(found.stream)).version:
        return False
    rows = _good_rows(found, directory)
    while some := list(islice(rows, _AT_ONCE)):
        if not all(await asyncio.gather(*(_stands(desk, one) for one in some))):
            return False
    return True


async def _stands(desk: Desk, one: NumberedRow) -> bool:
    return (await _look_up(desk, one)).tells_again(one)


def _unchanged(found: Survey) -> Imported:
    return Imported(
        register_stream=None,
        completed_by=None,
        rows=found.rows,
        pages=0,
        registered=0,
        updated=0,
        unchanged=found.rows,
        refused=(),
    )


class _Known(NamedTuple):
    """An enterprise as it is known now; `row`: None before it is registered."""

    stream: StreamName
    org: OrgId
    row: RegisterRow | None

    def tells_again(self, one: NumberedRow) -> bool:
        """Whether a row says of it what is known."""
        return self.row is not None and self.org == one.org and tells_again(self.row, one.row)


async def _look_up(desk: Desk, one: NumberedRow) -> _Known:
    alias = (await desk.state(f"uscc/{one.row.uscc}")).state
    stream = f"enterprise/{getattr(alias, 'enterprise', None) or enterprise_id(one.row.uscc)}"
    before = (await desk.state(stream)).state
    return _Known(stream, before.org, getattr(before, "row", None))


async def _write_pages(desk: Desk, found: Survey, directory: Directory, by: Sender) -> int:
    before = (await desk.state(found.stream)).state
    standing = len(getattr(before, "pages", ()))
    rows = (one.row for one in _good_rows(found, directory))
    written = 0
    for number, page in enumerate(paged(rows), 1):
        if number > standing:
            await desk.settle(found.stream, RecordPage(number=number, org=found.org, rows=page), by)
            written += 1
    return written


async def _complete(desk: Desk, found: Survey, by: Sender) -> EntryRef:
    reading = await desk.state(found.stream)
    pages = len(getattr(reading.state, "pages", ()))
    if getattr(reading.state, "status", None) != Status.COMPLETE:
        command = CompleteRegister(file=found.path.name, sha256=found.sha256, pages=pages, rows=found.rows)
        answer = await desk.settle(found.stream, command, by)
        return EntryRef(stream=found.stream, version=answer.version)
    return EntryRef(stream=found.stream, version=reading.version)


async def _sources(desk: Desk, stream: StreamName) -> dict[str, EntryRef]:
    """Return the entry of the page on which each code stands."""
    found: dict[str, EntryRef] = {}
    for fact in await desk.facts(stream):
        if isinstance(fact.event, RegisterPage):
            source = EntryRef(stream=stream, version=fact.version)
            found.update(dict.fromkeys((row.uscc for row in fact.event.rows), source))
    return found


async def _register(
    desk: Desk, one: NumberedRow, sources: dict[str, EntryRef], by: Sender
) -> tuple[Result, tuple[RowError, ...]]:
    known = await _look_up(desk, one)
    if known.tells_again(one):
        return Result.UNCHANGED, ()
    command = RegisterEnterprise(org=one.org, row=one.row, source=sources.get(one.row.uscc))
    try:
        await desk.settle(known.stream, command, by, directly=True)
    except RefusedError as refused:
        error = _error(one.number, one.row, refused.refusal.rule, refused.refusal.data)
        return Result.REFUSED, (error,)
    return (Result.UPDATED if known.row else Result.REGISTERED), ()
