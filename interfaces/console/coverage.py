"""`/coverage`: 覆盖, the figures of an organisation line by line, each opening into exactly the rows that it counted."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from domain.orders import OrgId
from domain.roster.orgs import OrgLevel
from interfaces.console.asked import Id, Maybe
from interfaces.console.drawing import page
from interfaces.console.figures import BLOCKS, Asked, bands, cells, total
from interfaces.console.registers import Year, suggested
from interfaces.console.visiting import Reader, Visitor
from interfaces.http.asked import parts_of

router = APIRouter(include_in_schema=False)

_Level = Annotated[OrgLevel | None, Maybe, Query()]


@router.get("/coverage")
async def coverage(
    request: Request, visitor: Reader, org: Id = None, by: _Level = None, year: Year = None
) -> Response:
    """Return the figures; who sees several organisations side by side chooses one first."""
    asked = asked_org(visitor, org)
    desk = parts_of(request).desk
    found = await desk.coverage(asked, by, year, realm=visitor.realm) if asked else None
    return page(
        request,
        visitor,
        "coverage.html",
        room="/coverage",
        found=found,
        org=asked,
        by=by,
        year=year,
        roots=visitor.caller.roots,
        above=_above(visitor, asked, request),
        blocks=BLOCKS,
        cells=cells,
        total=total,
        asked=Asked(asked, year, len(found.lines) if found else 0),
        bands=bands(found.total) if found else [],
        levels=tuple(OrgLevel),
        orgs=suggested(visitor),
    )


def asked_org(visitor: Visitor, org: OrgId | None) -> OrgId | None:
    """Return the organisation whose figures are asked for; None where there are several to choose from."""
    if org is not None:
        visitor.caller.check(org)
        return org
    roots = visitor.caller.roots
    return roots[0] if len(roots) == 1 else None


def _above(visitor: Visitor, org: OrgId | None, request: Request) -> tuple[OrgId, ...]:
    """Return the organisations above one that the visitor may ask about, the highest first."""
    if org is None:
        return ()
    path = visitor.directory.path(org, parts_of(request).desk.today)
    return tuple(one for one in reversed(path[1:]) if one in visitor.caller.orgs)
