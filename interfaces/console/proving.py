"""Who acts on what is weighty has shown lately who they are; who has not is asked for the password, and goes on with the same form."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response

from access.opening import Access
from domain.refusals import DomainError
from interfaces.console.drawing import page
from interfaces.console.visiting import TOKEN, Visitor
from interfaces.http.asked import parts_of

PASSWORD = "_password"  # noqa: S105  # the name of a field
_USERNAME = "username"
"""For the browser's store of passwords alone."""
_OWN = frozenset({TOKEN, PASSWORD, _USERNAME})

Act = Callable[[Visitor], Awaitable[Response]]


def new_key(request: Request) -> UUID:
    """Return an id for the order of a form that is drawn: sent twice, it is done once."""
    return parts_of(request).new_id()


async def with_proof(visitor: Visitor, access: Access, doing: str, act: Act) -> Response:
    """
    Act for who has shown lately who they are, or does with this form; ask for the password else.

    `doing`: what is about to be done, in the visitor's language.
    """
    try:
        sure = await freshened(access, visitor.caller.request, visitor)
        sure.caller.check_fresh()
    except DomainError as refused:
        return _asked_again(visitor, access, doing, refused)
    return await act(sure)


async def freshened(access: Access, request: Request, visitor: Visitor) -> Visitor:
    """
    Return who looks, having given their password again where the form asked for it.

    Raises what a wrong password raises.
    """
    password = str(visitor.form.get(PASSWORD, ""))
    if not password:
        return visitor
    client = request.client.host if request.client else "-"
    principal = visitor.caller.principal
    at = await access.signing_in.step_up(principal, visitor.session, SecretStr(password), client)
    fresh = principal.model_copy(update={"authenticated_at": at})
    return visitor._replace(caller=visitor.caller._replace(principal=fresh))


def _asked_again(visitor: Visitor, access: Access, doing: str, refused: DomainError) -> Response:
    """Return the form once more, as it was filled in, with a field for the password."""
    request = visitor.caller.request
    fields = [
        (name, value)
        for name, value in visitor.form.multi_items()
        if isinstance(value, str) and name not in _OWN
    ]
    return page(
        request,
        visitor,
        "again.html",
        status=401,
        doing=doing,
        fields=fields,
        refusal=parts_of(request).desk.catalogue.refusal(refused),
        provider=access.openid is not None,
        back=_page_before(request),
    )


def _page_before(request: Request) -> str:
    """Return the address of the page that a form stood on."""
    before = urlsplit(request.headers.get("referer", ""))
    return before.path + (f"?{before.query}" if before.query else "") or "/"
