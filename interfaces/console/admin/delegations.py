"""`/admin/delegations`: who acts for whom in which office, until when (委托)."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from domain.model import Day
from domain.orders import OrgId, Role
from domain.people import PersonId
from domain.refusals import Refusal
from domain.roster.commands import DelegateOffice, EndDelegation
from domain.roster.directory import Office
from domain.roster.offices import Delegation
from interfaces.console.acts.deciding import sender_of
from interfaces.console.asked import Id
from interfaces.console.drawing import page
from interfaces.console.proving import new_key
from interfaces.console.visiting import Administrator, Visitor
from interfaces.desk.answers import RefusedError
from interfaces.http.asked import parts_of
from interfaces.http.ordering import settled

router = APIRouter(prefix="/admin/delegations", include_in_schema=False)

Of = Annotated[str, Form(pattern=rf"^({'|'.join(Role)}) [A-Za-z0-9][A-Za-z0-9._-]{{0,63}}$")]
"""A role, a blank, and the organisation of an office."""


class Filled(NamedTuple):
    """What a form was filled in with."""

    to: str = ""
    since: str = ""
    until: str = ""


@router.get("")
async def delegations(request: Request, visitor: Administrator, principal: Id = None) -> Response:
    """Return the page. `principal`: whose office is to be lent."""
    return await _page(request, visitor, principal)


@router.post("")
async def delegate(  # noqa: PLR0913, PLR0917  # a delegation has that many parts
    request: Request,
    visitor: Administrator,
    principal: Annotated[PersonId, Form()],
    office: Of,
    to: Annotated[PersonId, Form()],
    since: Annotated[Day, Form()],
    until: Annotated[Day, Form()],
) -> Response:
    """Lend an office."""
    command = DelegateOffice(
        org=_org(office), role=_role(office), principal=principal, to=to, since=since, until=until
    )
    refusal = await _settle(request, visitor, command)
    if refusal is None:
        return RedirectResponse("/admin/delegations", 303)
    filled = Filled(to, since.isoformat(), until.isoformat())
    return await _page(request, visitor, principal, refusal, filled)


@router.post("/end")
async def end(
    request: Request,
    visitor: Administrator,
    principal: Annotated[PersonId, Form()],
    office: Of,
    to: Annotated[PersonId, Form()],
) -> Response:
    """Let the holder be back."""
    command = EndDelegation(org=_org(office), role=_role(office), principal=principal, to=to)
    refusal = await _settle(request, visitor, command)
    if refusal is None:
        return RedirectResponse("/admin/delegations", 303)
    return await _page(request, visitor, None, refusal)


async def _settle(
    request: Request, visitor: Visitor, command: DelegateOffice | EndDelegation
) -> Refusal | None:
    """Have it settled in the roster of the province; return why it was refused."""
    province = visitor.directory.path(command.org, parts_of(request).desk.today)[-1]
    try:
        await settled(request, f"roster/{province}", command, sender_of(visitor))
    except RefusedError as refused:
        return refused.refusal
    return None


async def _page(
    request: Request,
    visitor: Visitor,
    principal: PersonId | None,
    refusal: Refusal | None = None,
    filled: Filled | None = None,
) -> Response:
    desk, directory = parts_of(request).desk, visitor.directory
    rows = [
        one
        for roster in await desk.rosters()
        for one in roster.delegations
        if one.org in visitor.caller.orgs and one.until >= desk.today and one.ended_on is None
    ]
    return page(
        request,
        visitor,
        "admin/delegations.html",
        status=422 if refusal else 200,
        room="/admin",
        rows=sorted(rows, key=_by_end),
        today=desk.today,
        principal=principal,
        offices=_own(visitor, principal) if principal else (),
        people=[one for one in directory.persons() if _own(visitor, one)],
        filled=filled or Filled(since=desk.today.isoformat()),
        refusal=refusal,
        new_key=lambda: new_key(request),
    )


def _own(visitor: Visitor, person: PersonId) -> tuple[Office, ...]:
    """Return the offices that a person holds in the visitor's organisations, and not for somebody else."""
    today = parts_of(visitor.caller.request).desk.today
    held = visitor.directory.offices(person, today)
    return tuple(one for one in held if one.on_behalf_of is None and one.org in visitor.caller.orgs)


def _by_end(one: Delegation) -> tuple[object, ...]:
    return (one.until, one.principal, one.to)


def _role(office: str) -> Role:
    return Role(office.partition(" ")[0])


def _org(office: str) -> OrgId:
    return office.partition(" ")[2]
