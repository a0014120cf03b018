"""`/`: 待办, what waits for me, until when; overdue first."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from domain.batches import OF_A_STEP
from domain.catalogue import Catalogue
from domain.processes import CASES
from domain.titles import name_of_kind
from interfaces.console.acts.ticked import MOST, Tick, offered
from interfaces.console.admin.beginning import beginning
from interfaces.console.drawing import page
from interfaces.console.narrowing import Narrowed, Word, narrowed
from interfaces.console.proving import new_key
from interfaces.console.registers.browsing import After
from interfaces.console.visiting import SignedIn
from interfaces.desk.answers import WorkItem
from interfaces.desk.worklist import Filter
from interfaces.http.asked import parts_of
from interfaces.http.worklists import Work

router = APIRouter(include_in_schema=False)

_SOON = 7
"""Days within which a step is due soon."""
_WRONG = 422
_MOST = 100
"""Steps on a page, which stays below 100 kB."""


class Row(NamedTuple):
    """A step that waits, and what its box says."""

    item: WorkItem
    tick: Tick


class Pile(NamedTuple):
    """Steps that are alike urgent. `name`: `overdue`, `soon`, `later`."""

    name: str
    rows: tuple[Row, ...]


@router.get("/")
async def worklist(  # noqa: PLR0913  # work is narrowed by that much
    request: Request,
    visitor: SignedIn,
    *,
    process: Word = None,
    step: Word = None,
    org: Word = None,
    whose: Word = None,
    after: After = None,
    done: Annotated[int | None, Query(alias="taken", ge=1, le=MOST)] = None,
) -> Response:
    """Return the page; who holds no office is told what comes before there is work. `taken`: steps just taken on oneself."""
    if not visitor.caller.orgs:
        return beginning(request, visitor)
    wanted = narrowed(visitor, process=process, step=step, org=org, whose=whose)
    asked = Work(_filter(wanted), None if wanted.whose == "all" else visitor.person)
    found, more = await asked.page(request, visitor.realm, _MOST, after)
    items = found.items
    return page(
        request,
        visitor,
        "worklist.html",
        room="/",
        found=found,
        first=after is None,
        after=None if more is None else asked.cursor(more),
        piles=_piles(items, parts_of(request).desk.today),
        status=_WRONG if wanted.wrong else 200,
        wanted=wanted,
        asked_org=org,
        steps=_steps(items, parts_of(request).desk.catalogue, whole=after is None and more is None),
        processes=sorted(CASES),
        soon=_SOON,
        decisions=tuple((one.kind_name(), name_of_kind(one.kind_name())) for one in offered(items, visitor)),
        steps_given=tuple((one.kind_name(), name_of_kind(one.kind_name())) for one in OF_A_STEP),
        taken=done,
        key=new_key(request),
    )


def _filter(wanted: Narrowed) -> Filter:
    whose = wanted.whose
    return Filter(
        org=wanted.org,
        process=wanted.process,
        step=wanted.step,
        reach=whose == "reach",
        mine=whose == "mine",
    )


def _steps(items: Iterable[WorkItem], catalogue: Catalogue, *, whole: bool) -> list[str]:
    """Return the steps that a field offers: those of the list, or all there are if more of it follows."""
    return sorted({one.task.action.split(".")[0] for one in items} if whole else catalogue.steps)


def _piles(items: Iterable[WorkItem], today: date) -> tuple[Pile, ...]:
    piles: dict[str, list[WorkItem]] = {"overdue": [], "soon": [], "later": []}
    for one in items:
        due = one.task.due_on
        name = (
            "overdue"
            if one.task.overdue
            else "soon"
            if due and due <= today + timedelta(days=_SOON)
            else "later"
        )
        piles[name].append(one)
    return tuple(Pile(name, tuple(map(_row, found))) for name, found in piles.items() if found)


def _row(one: WorkItem) -> Row:
    return Row(one, Tick(one.stream, one.task.action, one.version))
