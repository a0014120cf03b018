"""`/admin/sources`: which systems may send events, and by which keys that is proved; of a key its fingerprint, never itself."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from domain.people import PersonId
from domain.refusals import DomainError, Refusal
from interfaces.console.drawing import page
from interfaces.console.visiting import Administrator, Visitor
from interfaces.http.asked import parts_of
from interfaces.upstream.sources import KeyListed, Sources


class SourceShown(NamedTuple):
    """A source without its keys. `keys`: by name and end."""

    system: PersonId
    source: str
    keys: tuple[KeyListed, ...]


def router(sources: Sources) -> APIRouter:
    """Return the page of the sources in a file."""
    made = APIRouter(prefix="/admin/sources", include_in_schema=False)

    @made.get("")
    async def listing(request: Request, visitor: Administrator) -> Response:
        parts = parts_of(request)
        rows, refusal = _listed(sources, visitor)
        return page(
            request, visitor, "admin/sources.html", room="/admin", rows=rows, refusal=refusal, now=parts.now()
        )

    return made


def _listed(sources: Sources, visitor: Visitor) -> tuple[tuple[SourceShown, ...], Refusal | None]:
    """Return the sources of the visitor's organisations, or why the file cannot be read."""
    desk = parts_of(visitor.caller.request).desk
    try:
        listed = sources.listed()
    except DomainError as refused:
        return (), desk.catalogue.refusal(refused)
    orgs, directory = visitor.caller.orgs, visitor.directory
    return tuple(
        SourceShown(one.system, one.source, one.keys)
        for one in listed
        if any(office.org in orgs for office in directory.offices(one.system, desk.today))
    ), None
