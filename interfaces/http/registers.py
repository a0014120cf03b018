"""台账: the registers, page by page."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from pydantic import StringConstraints

from domain.model import Model
from interfaces.desk.overview import AskedOf, Standing
from interfaces.http.asked import parts_of
from interfaces.http.cursors import cursor, place_of
from interfaces.http.needs import Caller
from interfaces.http.paging import After, AtLeast, Limit
from interfaces.http.readers import Reader
from interfaces.http.refusals import CursorError, StatusUnknownError
from interfaces.http.worklists import Org
from interfaces.sheets.columns import STATUSES
from ledger.registers.register import FIRST, Key, Register, Row

router = APIRouter(prefix="/v1", tags=["查阅 reading"])

_Short = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class RegisterPage(Model):
    """Rows of a register, and where in the journal they are true. `after`: gives the next page; absent on the last."""

    standing: Standing
    rows: tuple[Row, ...]
    after: str | None = None


class Narrowed(NamedTuple):
    """Which rows of a register are asked for: by whom, of where, by what."""

    register: Register
    asked: AskedOf
    caller: Caller


def _narrowed(  # a register is narrowed by that much
    register: Register,
    caller: Reader,
    org: Org = None,
    status: Annotated[
        list[_Short] | None, Query(max_length=20, description="只看某些状态 only these statuses")
    ] = None,
    text: Annotated[_Short | None, Query(description="名称或者编号中含有 within a name or an id")] = None,
    year: Annotated[
        int | None, Query(ge=1921, le=2200, description="评定年度，或者提交年份 evaluated, or submitted in")
    ] = None,
) -> Narrowed:
    if org is not None:
        caller.check(org)
    statuses = known_statuses(register, status) if status else None
    return Narrowed(register, AskedOf(org, statuses, text, year=year, realm=caller.orgs), caller)


Asked = Annotated[Narrowed, Depends(_narrowed)]


@router.get("/registers/{register}", summary="台账 rows of a register")  # noqa: FAST003  # `Asked` takes it
async def rows(
    request: Request, asked: Asked, at_least: AtLeast, limit: Limit = 100, after: After = None
) -> RegisterPage:
    """
    Return rows of a register, of the organisations the caller may look at, in a fixed order.

    台账：企业、党组织、书记、备案、星级评定；注明数据所依据的账本位置。
    """
    return await page_of(request, asked, Window(limit, after, at_least))


class Window(NamedTuple):
    """Which page of rows is wanted."""

    limit: int
    after: str | None
    at_least: int | None


async def page_of(request: Request, narrowed: Narrowed, window: Window) -> RegisterPage:
    """Return a page of rows of the organisations the caller may look at. Raises `CursorError`."""
    desk, (register, asked, _) = parts_of(request).desk, narrowed
    question = (register, *asked._replace(realm=None))
    place = _key(question, window.after)
    if window.at_least is not None:
        await desk.reached(window.at_least)
    found = await desk.register_page(register, asked, place, window.limit)
    return RegisterPage(
        standing=found.standing,
        rows=tuple(found.rows),
        after=cursor(question, found.after) if found.after is not None else None,
    )


def known_statuses(register: Register, statuses: Sequence[str]) -> tuple[str, ...]:
    """Return statuses that a register has. Raises `StatusUnknownError`."""
    known = [one.value for one in STATUSES[register] if one.value != "none"]
    for one in statuses:
        if one not in known:
            raise StatusUnknownError(one, known)
    return tuple(statuses)


def _key(question: Sequence[object], after: str | None) -> Key:
    if after is None:
        return FIRST
    match place_of(question, after):
        case [str(org), str(sort_key), str(stream)]:
            return Key(org, sort_key, stream)
        case _:
            raise CursorError
