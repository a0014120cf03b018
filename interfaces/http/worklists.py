"""待办 and 待联建: who waits for whom, until when."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from domain.model import Identifier
from interfaces.desk.answers import AsOf, PoolItem, WorkItem
from interfaces.desk.worklist import Filter
from interfaces.http.asked import parts_of
from interfaces.http.cursors import cursor, place_of
from interfaces.http.needs import Caller
from interfaces.http.paging import After, AtLeast, Limit, Told, page
from interfaces.http.readers import Reader

router = APIRouter(prefix="/v1", tags=["查阅 reading"])

_MOST_DAYS = 3650
Org = Annotated[Identifier | None, Query(description="某组织及其下级 an organisation and those below")]
Place = tuple[str | int, ...]


@router.get("/worklist", summary="待办 what waits")
async def worklist(  # noqa: PLR0913  # work is narrowed by that much
    request: Request,
    caller: Reader,
    *,
    org: Org = None,
    process: Annotated[Identifier | None, Query(description="某类事项 one kind of case")] = None,
    step: Annotated[Identifier | None, Query(description="某环节 one step")] = None,
    overdue: Annotated[bool, Query(description="只看逾期 only what is overdue")] = False,
    due_within: Annotated[
        int | None, Query(ge=0, le=_MOST_DAYS, description="几天之内到期（含逾期） due within so many days")
    ] = None,
    mine: Annotated[bool, Query(description="只看指定给本人的 only what was given to me by name")] = False,
    reach: Annotated[
        bool, Query(description="包括下级机关该办的 also what a nearer office is to do")
    ] = False,
    everybody: Annotated[bool, Query(description="所有人的待办 what waits for anybody")] = False,
    limit: Limit = 100,
    after: After = None,
    at_least: AtLeast,
) -> Told[WorkItem]:
    """
    Return what waits for the caller, overdue first, then by the day it is due; with `everybody`, for anybody in reach.

    等待本人办理的事项，逾期在前；everybody：可查阅范围内所有人的待办。
    """
    if org is not None:
        caller.check(org)
    wanted = Filter(org, process, overdue, reach, step, due_within, mine)
    person = None if everybody else caller.person
    found = await parts_of(request).desk.work(person, wanted, at_least=at_least, realm=caller.realm)
    items = tuple(one for one in found.items if not everybody or one.task.org in caller.orgs)
    return _cut(found.model_copy(update={"items": items}), ("work", wanted, everybody), limit, after)


@router.get("/pool", summary="待联建 enterprises that wait for partners or a host")
async def pool(request: Request, caller: Reader, at_least: AtLeast, org: Org = None) -> Told[PoolItem]:
    """
    Return the enterprises of an organisation and below that wait for partners or a host.

    等待联合组建或者挂靠的企业。
    """
    desk = parts_of(request).desk
    found = [await desk.pool(one, at_least=at_least, realm=caller.realm) for one in _asked(caller, org)]
    items = tuple(item for one in found for item in one.items)
    return page(found[0].model_copy(update={"items": items}), ())


def _asked(caller: Caller, org: str | None) -> tuple[str, ...]:
    if org is None:
        return caller.roots
    caller.check(org)
    return (org,)


def _cut(
    found: AsOf[WorkItem], question: tuple[object, ...], limit: int, after: str | None
) -> Told[WorkItem]:
    """Return the page of work that follows a place in its order."""
    first: Place = tuple(place_of(question, after)) if after is not None else ()
    rest = [one for one in found.items if after is None or _place(one) > first]
    shown = rest[:limit]
    told = page(found.model_copy(update={"items": tuple(shown), "after": None}), question)
    if len(rest) == len(shown):
        return told
    return told.model_copy(update={"after": cursor(question, _place(shown[-1]))})


def _place(one: WorkItem) -> Place:
    """Return the place of a step in the order of work: overdue first, then by day, case and step."""
    due = one.task.due_on or date.max
    return (int(not one.task.overdue), due.isoformat(), one.stream, one.task.action, one.task.org)
