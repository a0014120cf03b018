"""`/coverage`: 覆盖, the figures of an organisation line by line, each opening into exactly the rows that it counted."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from domain.orders import OrgId
from domain.roster.orgs import OrgLevel
from interfaces.console.asked import Id, Maybe
from interfaces.console.drawing import page
from interfaces.console.registers.browsing import Year, suggested
from interfaces.console.registers.figures import BLOCKS, Asked, bands, percent, quotas, rows
from interfaces.console.speaking import marked
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.overview import CoverageShown
from interfaces.http import exports
from interfaces.http.asked import parts_of
from interfaces.http.refusals import OrgNeededError
from interfaces.sheets.exporting import About
from interfaces.sheets.figures import Page, export_figures

router = APIRouter(include_in_schema=False)

_Level = Annotated[OrgLevel | None, Maybe, Query()]
_Day = Annotated[date | None, Maybe, Query()]
_DAY = timedelta(days=1)


class Question(NamedTuple):
    """Whose figures, a line for each of which level, of which year's stars; as which day ended, compared with which."""

    org: OrgId | None
    by: OrgLevel | None
    year: int | None
    on: date | None
    since: date | None


def _question(
    org: Id = None, by: _Level = None, year: Year = None, on: _Day = None, since: _Day = None
) -> Question:
    return Question(org, by, year, on, since)


Questioned = Annotated[Question, Depends(_question)]


class Found(NamedTuple):
    """The figures, and those that they are compared with."""

    now: CoverageShown
    before: CoverageShown | None


@router.get("/coverage")
async def coverage(request: Request, visitor: Reader, question: Questioned) -> Response:
    """Return the figures; who sees several organisations side by side chooses one first."""
    asked = asked_org(visitor, question.org)
    found = await _found(request, visitor, question._replace(org=asked)) if asked else None
    now, before = found or (None, None)
    today = parts_of(request).desk.today
    return page(
        request,
        visitor,
        "registers/coverage.html",
        room="/coverage",
        found=now,
        before=before,
        org=asked,
        question=question,
        roots=visitor.caller.roots,
        above=_above(visitor, asked, request),
        blocks=BLOCKS,
        rows=rows(now.lines, before.lines if before else None) if now else [],
        total=rows([now.total], [before.total] if before else None)[0] if now else None,
        asked=Asked(asked, question.year, len(now.lines), now.on is None) if now else None,
        bands=bands(now.total) if now else [],
        percent=percent,
        quotas=quotas(now.stars) if now else [],
        levels=tuple(OrgLevel),
        orgs=suggested(visitor),
        today=today,
        ends=_ends(today),
        query=request.url.query,
    )


@router.get("/coverage.xlsx")
async def workbook(request: Request, visitor: Reader, question: Questioned) -> Response:
    """Return the same figures as a workbook, with those they are compared with and what changed. Raises `OrgNeededError`."""
    asked = asked_org(visitor, question.org)
    if asked is None:
        raise OrgNeededError(visitor.caller.roots)
    found = await _found(request, visitor, question._replace(org=asked))
    desk, directory = parts_of(request).desk, visitor.directory

    def named(org: OrgId | None) -> str:
        known = directory.org(org) if org else None
        return known.name_on(desk.today) if known else org or visitor.speech._("其他")

    def sheet(shown: CoverageShown) -> Page:
        day = shown.on or desk.today
        return Page(day.isoformat(), shown.lines, shown.total)

    about = About(
        org=f"{named(asked)} {asked}",
        position=found.now.standing.position,
        at=found.now.standing.at,
        asked_at=desk.moment,
        asked_by=f"{directory.name_of(visitor.caller.person)} {visitor.caller.person}",
        narrowed=_narrowed(question),
    )

    def write(path: Path) -> None:
        before = sheet(found.before) if found.before else None
        export_figures(path, sheet(found.now), before, about, desk.catalogue, named)

    return await exports.sent("coverage.xlsx", write, {"cache-control": "private, no-store"})


def asked_org(visitor: Visitor, org: OrgId | None) -> OrgId | None:
    """Return the organisation whose figures are asked for; None where there are several to choose from."""
    if org is not None:
        visitor.caller.check(org)
        return org
    roots = visitor.caller.roots
    return roots[0] if len(roots) == 1 else None


async def _found(request: Request, visitor: Visitor, question: Question) -> Found:
    """Return the figures; of two days the later one is shown, and compared with the other; one day with nothing."""
    desk = parts_of(request).desk
    on, since = question.on, question.since
    if on and since and since > on:
        on, since = since, on
    if since == (on or desk.today):
        since = None

    async def counted(day: date | None) -> CoverageShown:
        return await desk.coverage(question.org, question.by, question.year, visitor.realm, on=day)

    return Found(await counted(on), await counted(since) if since else None)


def _ends(today: date) -> list[tuple[str, date]]:
    """Return the days with which figures are compared most often: the ends of the last month, quarter and year."""
    quarter = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    return [
        (marked("上月末"), today.replace(day=1) - _DAY),
        (marked("上季末"), quarter - _DAY),
        (marked("上年末"), today.replace(month=1, day=1) - _DAY),
    ]


def _narrowed(question: Question) -> str:
    told = {"by": question.by, "year": question.year, "on": question.on, "since": question.since}
    return "; ".join(f"{name}: {value}" for name, value in told.items() if value)


def _above(visitor: Visitor, org: OrgId | None, request: Request) -> tuple[OrgId, ...]:
    """Return the organisations above one that the visitor may ask about, the highest first."""
    if org is None:
        return ()
    path = visitor.directory.path(org, parts_of(request).desk.today)
    return tuple(one for one in reversed(path[1:]) if one in visitor.caller.orgs)
