"""
The decider of `register/<id>`: a register's rows, page by page, as they were imported (台账导入).

A campaign reads its rows from these pages; they never travel in a payload. Source: seams.md, "Many at once" [P].
"""

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, assert_never

from pydantic import Field, PlainSerializer

from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.commands import SERVICE
from domain.matter.state import Matter
from domain.model import Name, Sha256
from domain.orders import Act, Command, OrgId, Role
from domain.refusals import DomainError
from domain.register.row import RegisterRow
from domain.tasks import Task

PAGE_ROWS = 500
"""Rows of a page at most."""
PAGE_BYTES = 26_000
"""Bytes of a page's rows as JSON at most: an entry of 64 KiB holds them twice, in the command and in the event."""


def _told(rows: tuple[RegisterRow, ...]) -> list[dict[str, Any]]:
    """Return rows as JSON without what is not told: three quarters of a page would be nulls."""
    return [row.model_dump(mode="json", exclude_defaults=True) for row in rows]


Rows = Annotated[
    tuple[RegisterRow, ...],
    Field(min_length=1, max_length=PAGE_ROWS),
    PlainSerializer(_told, when_used="json"),
]


class RecordPage(Command):
    """导入台账一页: a page of a register, its rows in the file's order. `number` counts from 1."""

    kind: Literal["record_register_page"] = "record_register_page"
    roles: ClassVar = SERVICE | {Role.OPERATOR}
    opens: ClassVar = True
    number: Annotated[int, Field(ge=1)] = Field(title="页码", description="counted from 1")
    org: OrgId = Field(title="组织", description="the organisation that is above all rows")
    rows: Rows = Field(title="各行", description="the page's rows")


class CompleteRegister(Command):
    """完成台账导入: all pages are in; which file they came from, and how many they are."""

    kind: Literal["complete_register"] = "complete_register"
    roles: ClassVar = SERVICE | {Role.OPERATOR}
    when_closed: ClassVar = True
    file: Name = Field(title="文件名", description="name of the file")
    sha256: Sha256 = Field(title="SHA-256 摘要", description="digest of the file")
    pages: Annotated[int, Field(ge=1)] = Field(title="页数", description="how many pages")
    rows: Annotated[int, Field(ge=1)] = Field(title="行数", description="how many rows")


class RegisterPage(Event):
    """
    Rows of a register.

    `first_row`: the number of the first of them, counted from 1 over the whole register, so that a row is found
    without reading all pages. `sha256`: of the rows, to tell a repetition from another page.
    """

    kind: Literal["register.page.v1"] = "register.page.v1"
    number: int
    first_row: int
    org: OrgId
    sha256: Sha256
    rows: Rows


class RegisterCompleted(Event):
    """台账导入完成."""

    kind: Literal["register.completed.v1"] = "register.completed.v1"
    file: Name
    sha256: Sha256
    pages: int
    rows: int


PageCommand = RecordPage | CompleteRegister
PageEvent = RegisterPage | RegisterCompleted


class Status(StrEnum):
    """台账状态."""

    NONE = "none"
    IMPORTING = "importing"
    COMPLETE = "complete"


class RegisterState(Matter):
    """How much of a register is in. `pages`: the digest of each page."""

    status: Status = Status.NONE
    pages: tuple[Sha256, ...] = ()
    rows: int = 0
    file: Sha256 | None = None


class PageMissingError(DomainError):
    """A page before this one is missing."""

    rule = "register.page-missing"

    def __init__(self, number: int, following: int) -> None:
        super().__init__(number=number, following=following)


class OtherPageError(DomainError):
    """The register has that page already, with other rows."""

    rule = "register.other-page"

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class IncompleteError(DomainError):
    """What was imported is not what the file has."""

    rule = "register.incomplete"

    def __init__(self, pages: int, rows: int, wanted_pages: int, wanted_rows: int) -> None:
        super().__init__(pages=pages, rows=rows, wanted_pages=wanted_pages, wanted_rows=wanted_rows)


def paged(rows: Iterable[RegisterRow]) -> Iterator[tuple[RegisterRow, ...]]:
    """Yield rows in pages that fit into an entry, in order, however long a row is."""
    page: list[RegisterRow] = []
    size = 0
    for row in rows:
        more = len(row.model_dump_json(exclude_defaults=True).encode()) + 1
        if page and (len(page) == PAGE_ROWS or size + more > PAGE_BYTES):
            yield tuple(page)
            page, size = [], 0
        page.append(row)
        size += more
    if page:
        yield tuple(page)


def decide(act: Act[PageCommand], state: RegisterState) -> list[PageEvent]:
    """Take pages one after the other; the same page again is already so."""
    match act.command:
        case RecordPage() as command:
            return _page(command, state)
        case CompleteRegister() as command:
            return _complete(command, state)
        case unknown:
            assert_never(unknown)


def _page(command: RecordPage, state: RegisterState) -> list[PageEvent]:
    digest = _digest(command)
    following = len(state.pages) + 1
    if command.number < following:
        if state.pages[command.number - 1] != digest:
            raise OtherPageError(command.number)
        return []
    if command.number > following or state.status == Status.COMPLETE:
        raise PageMissingError(command.number, following)
    page = RegisterPage(
        number=command.number,
        first_row=state.rows + 1,
        org=command.org,
        sha256=digest,
        rows=command.rows,
    )
    return [page]


def _digest(command: RecordPage) -> str:
    return hashlib.sha256(command.model_dump_json(include={"org", "rows"}).encode()).hexdigest()


def _complete(command: CompleteRegister, state: RegisterState) -> list[PageEvent]:
    if (len(state.pages), state.rows) != (command.pages, command.rows):
        raise IncompleteError(len(state.pages), state.rows, command.pages, command.rows)
    if state.status == Status.COMPLETE:
        return []
    return [RegisterCompleted.model_validate(command.model_dump(exclude={"kind"}))]


def evolve(state: RegisterState, fact: Fact[PageEvent]) -> RegisterState:
    """Fold one event of a register."""
    match fact.event:
        case RegisterPage(org=org, sha256=sha256, rows=rows):
            return state.model_copy(
                update={
                    "status": Status.IMPORTING,
                    "org": org,
                    "pages": (*state.pages, sha256),
                    "rows": state.rows + len(rows),
                }
            )
        case RegisterCompleted(sha256=sha256):
            return state.model_copy(update={"status": Status.COMPLETE, "file": sha256, "closed": True})
        case unknown:
            assert_never(unknown)


def tasks(_state: RegisterState) -> list[Task]:
    """Nobody is awaited by a register; the importer goes on by itself."""
    return []


def tags(state: RegisterState) -> frozenset[str]:
    """Return what the register is found by."""
    return frozenset({f"org:{state.org}"})


DECIDER: Decider[RegisterState] = Decider(
    name="register",
    state=RegisterState,
    commands=(RecordPage, CompleteRegister),
    events=(RegisterPage, RegisterCompleted),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
