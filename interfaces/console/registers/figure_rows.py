"""`/coverage/{figure}`: exactly the rows that a figure counted, as a page and as a workbook."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from domain.figures import Figure
from domain.orders import OrgId
from interfaces.console.asked import Id
from interfaces.console.drawing import page
from interfaces.console.registers.browsing import ROWS, After, Year, telling
from interfaces.console.registers.cells import Table, table
from interfaces.console.registers.coverage import asked_org
from interfaces.console.registers.whole_rows import whole
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.overview import OF_REGISTER, AskedOf, Standing
from interfaces.http import exports
from interfaces.http.asked import parts_of
from interfaces.http.refusals import NoSuchAddressError
from interfaces.http.registers import Narrowed, Window, page_of
from ledger.registers.register import Register

router = APIRouter(include_in_schema=False)

WHOLE = frozenset({Figure.FOUNDED, Figure.OVERDUE, Figure.STARS})
"""Figures whose rows stand in no register, and are told all at once."""
MOST = 500
"""Of these, on a page."""


class Rows(NamedTuple):
    """Rows that a figure counted. `after`: where the next page begins; `left`: how many are not shown."""

    table: Table
    standing: Standing
    after: str | None = None
    left: int = 0


@router.get("/coverage/{figure}.xlsx")
async def workbook(
    figure: Figure, request: Request, visitor: Reader, org: Id = None, year: Year = None
) -> Response:
    """Return the rows that a figure counted. Raises `NoSuchAddressError` for those that stand in no register."""
    if figure in WHOLE:
        raise NoSuchAddressError
    return await exports.workbook(request, _narrowed(figure, visitor, asked_org(visitor, org), year))


@router.get("/coverage/{figure}")
async def opened(  # what is asked, and how much of it
    figure: Figure,
    request: Request,
    visitor: Reader,
    *,
    org: Id = None,
    year: Year = None,
    after: After = None,
) -> Response:
    """Return the page."""
    asked = asked_org(visitor, org)
    if figure in WHOLE:
        found = await _at_once(figure, request, visitor, asked, year)
    else:
        found = await _by_page(_narrowed(figure, visitor, asked, year), request, visitor, after)
    return page(
        request,
        visitor,
        "registers/figure.html",
        room="/coverage",
        figure=figure,
        found=found,
        org=asked,
        first=after is None,
        in_register=figure not in WHOLE,
        query=request.url.query,
    )


async def _by_page(narrowed: Narrowed, request: Request, visitor: Visitor, after: str | None) -> Rows:
    found = await page_of(request, narrowed, Window(ROWS, after, None))
    shown = table(narrowed.register, found.rows, (), telling(request, visitor))
    return Rows(shown, found.standing, found.after)


async def _at_once(
    figure: Figure, request: Request, visitor: Visitor, org: OrgId | None, year: int | None
) -> Rows:
    found = await parts_of(request).desk.opened(figure, org, year, realm=visitor.realm)
    shown = whole(figure, found.rows[:MOST], telling(request, visitor))
    return Rows(shown, found.standing, left=max(0, len(found.rows) - MOST))


def _narrowed(figure: Figure, visitor: Visitor, org: OrgId | None, year: int | None) -> Narrowed:
    register = OF_REGISTER.get(figure, Register.ENTERPRISES)
    asked = AskedOf(org, figure=figure, year=year, realm=visitor.caller.orgs)
    return Narrowed(register, asked, visitor.caller)
