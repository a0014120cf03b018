"""What somebody without any office is shown in place of the worklist: in an empty service the next step, else whom to ask."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from access.opening import Access
from domain.account.standing import FOUNDER, top
from domain.orders import Role
from domain.people import PersonId
from domain.refusals import DomainError, Refusal
from interfaces.console.admin.example import load, may_load
from interfaces.console.drawing import page
from interfaces.console.proving import with_proof
from interfaces.console.visiting import SignedIn, Visitor
from interfaces.desk.answers import RefusedError, refusal_of
from interfaces.http.asked import parts_of


def router(access: Access) -> APIRouter:
    """Return the one act that it offers beside the roster: to load the example."""
    made = APIRouter(include_in_schema=False)

    @made.post("/example")
    async def example(visitor: SignedIn) -> Response:
        doing = visitor.speech._("载入示例")
        return await with_proof(visitor, access, doing, lambda sure: _loaded(sure, access))

    return made


async def _loaded(visitor: Visitor, access: Access) -> Response:
    request = visitor.caller.request
    desk = parts_of(request).desk
    try:
        issued = await load(request, visitor, access)
    except (DomainError, RefusedError) as refused:
        return beginning(request, visitor, refusal_of(refused, desk.catalogue))
    directory = await desk.directory()
    fresh = visitor._replace(caller=visitor.caller._replace(directory=directory))
    offices = {person: directory.offices(person, desk.today) for person, _ in issued}
    return page(request, fresh, "admin/example.html", issued=issued, offices=offices)


def beginning(request: Request, visitor: Visitor, refusal: Refusal | None = None) -> Response:
    """Return the page."""
    return page(
        request,
        visitor,
        "admin/beginning.html",
        status=422 if refusal else 200,
        empty=visitor.directory.unmanned,
        founder=visitor.person == FOUNDER,
        example=may_load(request, visitor.directory, visitor.person),
        administrators=_administrators(request, visitor),
        refusal=refusal,
    )


def _administrators(request: Request, visitor: Visitor) -> tuple[PersonId, ...]:
    """Return who can let somebody in: the administrators at the top."""
    directory, today = visitor.directory, parts_of(request).desk.today
    return tuple(
        person for org in top(directory, today) for person in directory.holders(Role.ADMIN, org, today)
    )
