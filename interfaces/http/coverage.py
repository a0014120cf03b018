"""覆盖: the figures of domain.md §11, each opening into the rows it counted."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from domain.figures import Figure
from domain.model import Identifier, Model
from domain.orders import OrgId
from domain.roster.orgs import OrgLevel
from interfaces.desk.overview import OF_REGISTER, AskedOf, CoverageShown, Standing
from interfaces.http.asked import parts_of
from interfaces.http.needs import Caller
from interfaces.http.paging import After, AtLeast, Limit
from interfaces.http.readers import Reader
from interfaces.http.refusals import OrgNeededError
from interfaces.http.registers import Narrowed, Window, page_of
from interfaces.http.worklists import Org
from ledger.coverage.counted import FoundedCase, OverdueTask
from ledger.registers.register import Register, Row

router = APIRouter(prefix="/v1", tags=["查阅 reading"])

_WHOLE = frozenset({Figure.FOUNDED, Figure.OVERDUE, Figure.STARS})
"""Figures whose rows are told all at once: they stand in no register."""

Year = Annotated[
    int | None, Query(ge=1921, le=2200, description="星级的评定年度 of the stars; the last, if absent")
]


class FigureRows(Model):
    """The rows that a figure counted, and where in the journal they are true. `after`: gives the next page."""

    figure: Figure
    standing: Standing
    rows: tuple[Row | FoundedCase | OverdueTask, ...]
    after: str | None = None


@router.get("/coverage", summary="覆盖情况 coverage and the other figures")
async def coverage(  # noqa: PLR0913  # what is asked
    request: Request,
    caller: Reader,
    at_least: AtLeast,
    *,
    org: Org = None,
    by: Annotated[OrgLevel | None, Query(description="按哪一级分列 a line for each of a level")] = None,
    year: Year = None,
    on: Annotated[
        date | None,
        Query(description="截至某日终了，不写为现在 as that day ended; as they are now, if absent"),
    ] = None,
) -> CoverageShown:
    """
    Return the figures of an organisation, a line for each below it, and their total.

    统计指标：以企业计，分母只有一个：已排查的在营非公企业。每项指标都可以展开：/v1/coverage/{figure}。
    """
    desk = parts_of(request).desk
    asked = _asked(caller, org)
    if at_least is not None:
        await desk.reached(at_least)
    return await desk.coverage(asked, by, year, caller.realm, on=on)


@router.get("/coverage/{figure}", summary="某项指标所依据的各行 the rows that a figure counted")
async def figure_rows(  # noqa: PLR0913  # what is asked, and how much of it
    figure: Figure,
    request: Request,
    caller: Reader,
    *,
    org: Org = None,
    year: Year = None,
    limit: Limit = 100,
    after: After = None,
    at_least: AtLeast,
) -> FigureRows:
    """
    Return exactly the rows that a figure counted.

    该指标所依据的各行，一行不多，一行不少。
    """
    desk, asked = parts_of(request).desk, _asked(caller, org)
    if figure in _WHOLE:
        if at_least is not None:
            await desk.reached(at_least)
        opened = await desk.opened(figure, asked, year, realm=caller.realm)
        return FigureRows(figure=figure, standing=opened.standing, rows=tuple(opened.rows))
    register = OF_REGISTER.get(figure, Register.ENTERPRISES)
    narrowed = Narrowed(register, AskedOf(asked, figure=figure, year=year, realm=caller.orgs), caller)
    found = await page_of(request, narrowed, Window(limit, after, at_least))
    return FigureRows(figure=figure, standing=found.standing, rows=found.rows, after=found.after)


def _asked(caller: Caller, org: Identifier | None) -> OrgId:
    """Return the organisation whose figures are asked for. Raises `OrgNeededError`, `NotForYouError`."""
    if org is not None:
        caller.check(org)
        return org
    roots = caller.roots
    if len(roots) != 1:
        raise OrgNeededError(roots)
    return roots[0]
