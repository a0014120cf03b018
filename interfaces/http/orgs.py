"""Who is where: the organisations that somebody may look at, as a tree."""

from fastapi import APIRouter, Request

from domain.model import Model
from domain.orders import OrgId
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel
from interfaces.http.asked import parts_of
from interfaces.http.readers import Reader

router = APIRouter(prefix="/v1", tags=["查阅 reading"])


class OrgShown(Model):
    """An organisation. `parent`: above it today; None for one at the root."""

    id: OrgId
    name: str
    level: OrgLevel
    parent: OrgId | None


@router.get("/orgs", summary="组织 the organisations one may look at")
async def orgs(request: Request, caller: Reader) -> tuple[OrgShown, ...]:
    """
    Return the organisations about which the caller may ask, with their names and places of today.

    可查阅的组织，按编号排列；名称和隶属关系以今天为准。
    """
    today, directory = parts_of(request).desk.today, caller.directory
    known = (directory.org(one) for one in sorted(caller.orgs))
    return tuple(
        OrgShown(
            id=one.id, name=one.name_on(today), level=one.level, parent=_above(directory, one.id, request)
        )
        for one in known
        if one is not None
    )


def _above(directory: Directory, org: OrgId, request: Request) -> OrgId | None:
    path = directory.path(org, parts_of(request).desk.today)
    return path[1] if len(path) > 1 else None
