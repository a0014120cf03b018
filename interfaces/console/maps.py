"""`/map`: each process as a diagram, with what stands where; a step leads to its cases."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from domain.process_map import Place, ProcessMap, name_of
from interfaces.console.asked import Id, Maybe
from interfaces.console.drawing import page
from interfaces.console.visiting import Reader
from interfaces.desk.stands import StandsWanted
from interfaces.http.asked import parts_of
from interfaces.http.refusals import NoSuchAddressError
from interfaces.map.layout import laid_out
from interfaces.map.svg import svg
from interfaces.map.table import table
from interfaces.map.words import Words
from ledger.standing import FIRST, CaseKey

_ORDER = (
    "investigation",
    "establishment",
    "appointment",
    "filing",
    "evaluation",
    "evaluation-round",
    "branch",
)
_FIRST = _ORDER[0]
Day = Annotated[date | None, Maybe, Query()]


def router(maps: Mapping[str, ProcessMap]) -> APIRouter:
    """Return the pages of what was proved of each process."""
    made = APIRouter(include_in_schema=False)

    @made.get("/map")
    @made.get("/map/{process}")
    async def drawn(request: Request, visitor: Reader, process: str = _FIRST, org: Id = None) -> Response:
        if process not in maps:
            raise NoSuchAddressError
        if org is not None:
            visitor.caller.check(org)
        desk = parts_of(request).desk
        words = Words(process, desk.catalogue, visitor.speech.language)
        found = await desk.stands((process,), org, realm=visitor.realm)
        name = visitor.speech.told(desk.catalogue.named("process", process))

        def address(place: Place) -> str:
            return f"/map/{process}/{place.key}" + (f"?org={org}" if org else "")

        picture = svg(laid_out(maps[process], words), found.items, words, name, address)
        return page(
            request,
            visitor,
            "map.html",
            room="/map",
            process=process,
            processes=_ordered(maps),
            picture=Markup(picture),  # noqa: S704  # drawn by us, its texts escaped
            steps=table(maps[process], found.items, words),
            found=found,
            org=org,
        )

    @made.get("/map/{process}/{key}")
    async def standing(  # noqa: PLR0913  # a page of a list takes that much
        request: Request,
        visitor: Reader,
        process: str,
        key: str,
        org: Id = None,
        due: Day = None,
        after: str = "",
    ) -> Response:
        place = maps[process].place(key) if process in maps else None
        if place is None:
            raise NoSuchAddressError
        if org is not None:
            visitor.caller.check(org)
        desk = parts_of(request).desk
        begin = CaseKey(due, after) if due else FIRST
        found = await desk.stands_at(StandsWanted(process, place, org, begin), realm=visitor.realm)
        return page(
            request,
            visitor,
            "standing.html",
            room="/map",
            process=process,
            step=name_of(process, place, desk.catalogue),
            found=found.found,
            following=found.after,
        )

    return made


def _ordered(maps: Mapping[str, ProcessMap]) -> list[str]:
    return sorted(maps, key=lambda one: (_ORDER.index(one) if one in _ORDER else len(_ORDER), one))
