"""待办 and 待联建: who waits for whom, until when."""

from contextlib import suppress
from datetime import date
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request

from domain.model import Identifier
from domain.people import PersonId
from interfaces.desk.answers import PoolItem, WorkItem
from interfaces.desk.worklist import Filter, Portion, WorkPage
from interfaces.http.asked import parts_of
from interfaces.http.cursors import cursor, place_of
from interfaces.http.needs import Caller
from interfaces.http.paging import After, AtLeast, Limit, Told, page
from interfaces.http.readers import Reader
from interfaces.http.refusals import CursorError
from ledger.answers import FIRST, WorkKey
from ledger.realm import Realm

router = APIRouter(prefix="/v1", tags=["查阅 reading"])

_MOST_DAYS = 3650
Org = Annotated[Identifier | None, Query(description="某组织及其下级 an organisation and those below")]


class Work(NamedTuple):
    """Which work is asked for, and whose; `person`: None = anybody's."""

    wanted: Filter
    person: PersonId | None

    async def page(  # a page begins somewhere, and is true at some position
        self, request: Request, realm: Realm, limit: int, after: str | None, at_least: int | None = None
    ) -> WorkPage:
        """Return a page of it, from a cursor on. Raises `CursorError`."""
        portion = Portion(FIRST if after is None else self._key(after), limit)
        desk = parts_of(request).desk
        return await desk.work_page(self.person, self.wanted, portion, at_least=at_least, realm=realm)

    def cursor(self, key: WorkKey) -> str:
        """Return the cursor to a place in it."""
        return cursor(self._question, [int(key.punctual), key.due_on.isoformat(), key.stream, key.action])

    @property
    def _question(self) -> tuple[object, ...]:
        return ("work", *self)

    def _key(self, after: str) -> WorkKey:
        match place_of(self._question, after):
            case [int(punctual), str(due_on), str(stream), str(action)]:
                with suppress(ValueError):
                    return WorkKey(bool(punctual), date.fromisoformat(due_on), stream, action)
        raise CursorError


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
    asked = Work(
        Filter(org, process, overdue, reach, step, due_within, mine), None if everybody else caller.person
    )
    found = await asked.page(request, caller.realm, limit, after, at_least)
    told = page(found.found, ())
    return told if found.after is None else told.model_copy(update={"after": asked.cursor(found.after)})


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
