"""`/registers/views`: 我的视图, addresses of registers under names of one's own, kept in this browser and nowhere else."""

import base64
import binascii
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from pydantic import StringConstraints, TypeAdapter, ValidationError
from starlette.responses import RedirectResponse, Response

from domain.model import Model
from domain.people import PersonId
from interfaces.console.visiting import Reader, place_here

router = APIRouter(include_in_schema=False)

_ROOMS = ("/registers", "/coverage")
_MOST = 12
_LONGEST = 3800
"""Bytes of the cookie; a browser takes 4096 with its name."""
_YEAR = 365 * 24 * 3600

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Address = Annotated[str, StringConstraints(min_length=1, max_length=600)]


class View(Model):
    """A page as somebody likes to see it: its whole address."""

    name: Name
    address: Address


_VIEWS = TypeAdapter(tuple[View, ...])


def views_of(request: Request, person: PersonId) -> tuple[View, ...]:
    """Return the views that somebody keeps in this browser; what a cookie says wrongly is none."""
    kept = request.cookies.get(_cookie(person), "")
    try:
        found = _VIEWS.validate_json(base64.urlsafe_b64decode(kept + "=" * (-len(kept) % 4)))
    except (ValidationError, binascii.Error, ValueError):
        return ()
    return tuple(one for one in found if _is_ours(one.address))


@router.post("/registers/views")
async def keep(
    request: Request, visitor: Reader, name: Annotated[Name, Form()], address: Annotated[Address, Form()]
) -> Response:
    """Keep a page under a name, in place of what had the name."""
    others = [one for one in views_of(request, visitor.person) if one.name != name]
    here = place_here(address)
    wanted = [*others, View(name=name, address=here)] if _is_ours(here) else others
    return _kept(visitor.person, wanted[-_MOST:])


@router.post("/registers/views/forget")
async def forget(request: Request, visitor: Reader, name: Annotated[Name, Form()]) -> Response:
    """Forget a view."""
    return _kept(visitor.person, [one for one in views_of(request, visitor.person) if one.name != name])


def _kept(person: PersonId, views: list[View]) -> Response:
    answer = RedirectResponse("/registers", 303)
    while len(told := base64.urlsafe_b64encode(_VIEWS.dump_json(tuple(views))).decode()) > _LONGEST:
        views = views[1:]  # the oldest goes
    answer.set_cookie(
        _cookie(person), told.rstrip("="), max_age=_YEAR, secure=True, httponly=True, samesite="lax", path="/"
    )
    return answer


def _cookie(person: PersonId) -> str:
    """Return the name of somebody's cookie: an office's computer has several users."""
    return f"__Host-views-{person}"


def _is_ours(address: str) -> bool:
    return place_here(address) == address and urlsplit(address).path.startswith(_ROOMS)
