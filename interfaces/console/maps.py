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
from interfaces.console.visiting import Reader, Visitor
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


class Maps:
    """The pages of what was proved of each process."""

    def __init__(self, maps: Mapping[str, ProcessMap]) -> None:
        self._maps = maps

    async def drawn(
        self, request: Request, visitor: Reader, process: str = _FIRST, org: Id = None
    ) -> Response:
        """Return the page of one process. Raises `NoSuchAddressError`."""
        if process not in self._maps:
            raise NoSuchAddressError
        _check(visitor, org)
        desk = parts_of(request).desk
        words = Words(process, desk.catalogue, visitor.speech.language)
        found = await desk.stands((process,), org, realm=visitor.realm)
        name = visitor.speech.told(desk.catalogue.named("process", process))

        def address(place: Place) -> str:
            return f"/map/{process}/{place.key}" + (f"?org={org}" if org else "")

        picture = svg(laid_out(self._maps[process], words), found.items, words, name, address)
        return page(
            request,
            visitor,
            "map.html",
            room="/map",
            process=process,
            processes=_ordered(self._maps),
            picture=Markup(picture),  # noqa: S704  # drawn by us, its texts escaped
            steps=table(self._maps[process], found.items, words),
        )

    async def standing(  # noqa: PLR0913  # a page of a list takes that much
        self,
        request: Request,
        visitor: Reader,
        process: str,
        key: str,
        *,
        org: Id = None,
        due: Day = None,
        after: str = "",
    ) -> Response:
        """Return the page of the cases at one step. Raises `NoSuchAddressError`."""
        place = self._maps[process].place(key) if process in self._maps else None
        if place is None:
            raise NoSuchAddressError
        _check(visitor, org)
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


def router(maps: Mapping[str, ProcessMap]) -> APIRouter:
    """Return the pages."""
    made, pages = APIRouter(include_in_schema=False), Maps(maps)
    made.get("/map")(pages.drawn)
    made.get("/map/{process}")(pages.drawn)
    made.get("/map/{process}/{key}")(pages.standing)
    return made


def _check(visitor: Visitor, org: str | None) -> None:
    if org is not None:
        visitor.caller.check(org)


def _ordered(maps: Mapping[str, ProcessMap]) -> list[str]:
    return sorted(maps, key=lambda one: (_ORDER.index(one) if one in _ORDER else len(_ORDER), one))
