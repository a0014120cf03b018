"""`/admin/roster`: a roster is sent, looked through, and brought in; the first one lets its administrators in as well."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from access.opening import Access
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from domain.account.standing import FOUNDER
from domain.orders import OrgId
from domain.people import PersonId
from domain.refusals import DomainError, Refusal
from domain.roster.document import RosterDocument
from interfaces.console.admin.roster_look import RosterSeen, look_through, text_of
from interfaces.console.drawing import page
from interfaces.console.proving import with_proof
from interfaces.console.refusals import FounderWithoutOfficeError
from interfaces.console.visiting import SignedIn, Visitor
from interfaces.desk.answers import RefusedError, refusal_of
from interfaces.desk.desk import Desk, Sender
from interfaces.http.asked import parts_of
from interfaces.http.needs import Need

_LARGEST = 900_000
"""Characters of a roster that is sent by a page; a larger one is brought in on the command line."""

Issued = list[tuple[PersonId, str]]
"""One-time passwords that were made, by person."""


def router(access: Access) -> APIRouter:
    """Return the pages of the roster."""
    made = APIRouter(prefix="/admin/roster", include_in_schema=False)

    @made.get("")
    async def roster(request: Request, visitor: SignedIn) -> Response:
        _check(visitor)
        return _page(request, visitor)

    @made.post("")
    async def look(request: Request, visitor: SignedIn, file: UploadFile) -> Response:
        _check(visitor)
        try:
            text = text_of(await file.read())
            seen = await look_through(parts_of(request).desk, text, visitor.person)
        except DomainError as refused:
            return _page(request, visitor, refusal=parts_of(request).desk.catalogue.refusal(refused))
        return _page(request, visitor, seen=seen, text=text)

    @made.post("/import")
    async def take(visitor: SignedIn, text: Annotated[str, Form(max_length=_LARGEST)]) -> Response:
        _check(visitor)
        return await with_proof(
            visitor, access, visitor.speech._("导入名册"), lambda sure: _taken(sure, access, text)
        )

    return made


async def _taken(visitor: Visitor, access: Access, text: str) -> Response:
    request = visitor.caller.request
    desk = parts_of(request).desk
    try:
        seen = await look_through(desk, text, visitor.person)
        issued = await bring_in(desk, access, visitor, seen)
    except (DomainError, RefusedError) as refused:
        return _page(request, visitor, refusal=refusal_of(refused, desk.catalogue))
    if not issued:
        return RedirectResponse("/admin/roster" if visitor.caller.orgs else "/", 303)
    fresh = visitor._replace(caller=visitor.caller._replace(directory=await desk.directory()))
    return page(request, fresh, "admin/one_time.html", room="/admin", issued=issued)


async def bring_in(desk: Desk, access: Access, visitor: Visitor, seen: RosterSeen) -> Issued:
    """
    Bring a roster in; return the one-time passwords of those who are let in by it.

    The founder of an empty service lets its administrators in first: as soon as anybody holds an office, whoever holds
    none may do nothing.
    Raises `RefusedError`, `FounderWithoutOfficeError`.
    """
    document, founding = seen.document, visitor.directory.unmanned and visitor.person == FOUNDER
    if founding and not seen.enough:
        raise FounderWithoutOfficeError(visitor.person, seen.offices)
    by, portions = Sender(visitor.person), list(document.portions())
    for portion in (one for one in portions if not one.grants):
        await desk.settle(document.stream, portion, by)
    people = [one for one in seen.administrators if one != FOUNDER] if founding else []
    issued = await let_in(desk, access, visitor, people, document)
    for portion in (one for one in portions if one.grants):
        await desk.settle(document.stream, portion, by)
    return issued


async def let_in(
    desk: Desk, access: Access, visitor: Visitor, people: list[PersonId], document: RosterDocument
) -> Issued:
    """
    Give people of a roster accounts, each at their first office; return their one-time passwords.

    While nobody holds an office nobody has come in but the founder: what was made before, and perhaps never seen, is
    made anew. Afterwards who has a password keeps it.
    """
    at = {one.id: one.offices[0].org for one in document.people if one.offices}
    for person in people:
        org: OrgId = at.get(person, document.province)
        await desk.settle(account_stream(person), AddAccount(org=org), Sender(visitor.person))
    if not visitor.directory.unmanned:
        people = [one for one in people if not await access.signing_in.has_password(one)]
    made = await asyncio.gather(*map(access.signing_in.issue, people))
    return list(zip(people, made, strict=True))


def _check(visitor: Visitor) -> None:
    """Refuse who may not bring in a roster; while nobody was given an office, anybody may. Raises `NotForYouError`."""
    if not visitor.directory.unmanned:
        visitor.caller._replace(need=Need.ADMINISTER).check(None)


def _page(
    request: Request,
    visitor: Visitor,
    *,
    seen: RosterSeen | None = None,
    text: str = "",
    refusal: Refusal | None = None,
) -> Response:
    return page(
        request,
        visitor,
        "admin/roster.html",
        status=422 if refusal else 200,
        room="/admin",
        seen=seen,
        text=text,
        refusal=refusal,
        today=parts_of(request).desk.today,
        founding=visitor.directory.unmanned,
        founder=FOUNDER,
    )
