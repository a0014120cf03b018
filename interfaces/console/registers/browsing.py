"""`/registers`: 台账, which there are; each page by page, narrowed, ordered and with the columns that its address says."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from pydantic import StringConstraints
from starlette.responses import Response

from interfaces.console.asked import Id, Maybe
from interfaces.console.drawing import page
from interfaces.console.registers.cells import Telling, table
from interfaces.console.registers.views import views_of
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.overview import AskedOf
from interfaces.http import exports
from interfaces.http.asked import parts_of
from interfaces.http.registers import Narrowed, Window, known_statuses, page_of
from interfaces.sheets.columns import STATUSES
from ledger.registers.register import Order, Register, Tally

router = APIRouter(include_in_schema=False)

ROWS = 50
"""On a page: what a table of usual columns shows stays below 100 kB."""
MOST_ORGS = 150
"""Organisations that a field suggests; of more, the id is typed."""
_BY_YEAR = frozenset({Register.FILINGS, Register.EVALUATIONS})

_Text = Annotated[Annotated[str, StringConstraints(max_length=100)] | None, Maybe, Query()]
Year = Annotated[Annotated[int, Query(ge=1921, le=2200)] | None, Maybe, Query()]
After = Annotated[str | None, Maybe, Query(max_length=2000)]


class Shown(NamedTuple):
    """A register, and how many rows it has, status by status."""

    register: Register
    tallies: tuple[Tally, ...]

    @property
    def counted(self) -> int:
        """How many in all."""
        return sum(one.counted for one in self.tallies)


async def _narrowed(  # noqa: PLR0913  # a register is narrowed by that much
    register: Register,
    visitor: Reader,
    *,
    org: Id = None,
    status: _Text = None,
    text: _Text = None,
    year: Year = None,
    sort: Order = Order.ORG,
) -> Narrowed:
    if org is not None:
        visitor.caller.check(org)
    statuses = known_statuses(register, [status]) if status else None
    year = year if register in _BY_YEAR else None
    asked = AskedOf(org, statuses, text, year=year, realm=visitor.caller.orgs, order=sort)
    return Narrowed(register, asked, visitor.caller)


Asked = Annotated[Narrowed, Depends(_narrowed)]


@router.get("/registers")
async def registers(request: Request, visitor: Reader) -> Response:
    """Return which registers there are."""
    desk = parts_of(request).desk
    found = await desk.register_tallies(visitor.realm)
    shown = [
        Shown(register, tuple(one for one in found.counted if one.register is register))
        for register in Register
    ]
    return page(
        request,
        visitor,
        "registers/registers.html",
        room="/registers",
        shown=shown,
        statuses={one: {status.value: status for status in STATUSES[one]} for one in Register},
        standing=found.standing,
        views=views_of(request, visitor.person),
    )


@router.get("/registers/{register}.xlsx")  # noqa: FAST003  # `Asked` takes it
async def workbook(request: Request, asked: Asked) -> Response:
    """Return all rows that the page's address asks for, as a workbook."""
    return await exports.workbook(request, asked)


@router.get("/registers/{register}")  # noqa: FAST003  # `Asked` takes it
async def rows(
    request: Request,
    visitor: Reader,
    asked: Asked,
    *,
    columns: Annotated[tuple[str, ...], Query(max_length=100)] = (),
    after: After = None,
) -> Response:
    """Return rows of a register."""
    found = await page_of(request, asked, Window(ROWS, after, None))
    return page(
        request,
        visitor,
        "registers/register.html",
        room="/registers",
        register=asked.register,
        asked=asked.asked,
        found=found,
        first=after is None,
        table=table(asked.register, found.rows, columns, telling(request, visitor)),
        statuses=[one for one in STATUSES[asked.register] if one.value != "none"],
        orders=tuple(Order),
        by_year=asked.register in _BY_YEAR,
        orgs=suggested(visitor),
        query=request.url.query,
    )


def telling(request: Request, visitor: Visitor) -> Telling:
    """Return in which words somebody is shown a table."""
    desk = parts_of(request).desk
    return Telling(visitor.speech, desk.catalogue, visitor.directory, desk.today)


def suggested(visitor: Visitor) -> tuple[str, ...]:
    """Return the organisations that a field suggests: the visitor's own, if they are not too many."""
    orgs = visitor.caller.orgs
    return tuple(sorted(orgs)) if len(orgs) <= MOST_ORGS else ()
