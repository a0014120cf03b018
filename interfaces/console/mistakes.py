"""A page in place of a problem document, for who looks with a browser."""

from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.refusals import DomainError, Refusal
from interfaces.console.drawing import page
from interfaces.console.plainly import plainly
from interfaces.console.visiting import Visitor, place_here, speech_of, visitor_of
from interfaces.desk.answers import DeskUnavailableError
from interfaces.http.asked import parts_of
from interfaces.http.problem import FieldProblem
from interfaces.http.problems import status_of
from journal.errors import JournalUnavailableError

_AWAY = "access.not-signed-in"
_API = ("/v1/", "/log/", "/livez", "/readyz", "/metrics")
_PROVIDER = "/v1/oidc/"
"""Where a browser goes to the provider, and comes back: what fails there is a person's to read."""
_BUSY = frozenset({429, 500, 503})
"""Too much is asked, or the service fails: who looks is not looked for then."""


async def mistake(request: Request, refusal: Refusal, errors: Sequence[FieldProblem]) -> Response | None:
    """
    Return the page of what was refused; who is not signed in is sent to sign in, and comes back afterwards.

    None for who does not look with a browser, or looks at the API.
    """
    path = request.url.path
    of_api = path.startswith(_API) and not path.startswith(_PROVIDER)
    if of_api or "text/html" not in request.headers.get("accept", ""):
        return None
    if refusal.rule == _AWAY:
        return RedirectResponse(f"/login?{urlencode({'back': _back(request)})}", 303)
    status = status_of(refusal.rule)
    visitor = await _visitor(request, status)
    speech = visitor.speech if visitor else speech_of(request)
    told = plainly(refusal, status, errors, speech, parts_of(request).desk.catalogue)
    return page(request, visitor, "mistake.html", status=status, told=told, before=_before(request))


async def _visitor(request: Request, status: int) -> Visitor | None:
    """Return who looks, so that the way on stays before them; None where nobody can say."""
    if status in _BUSY:
        return None
    try:
        return await visitor_of(request)
    except (DomainError, DeskUnavailableError, JournalUnavailableError):
        return None


def _back(request: Request) -> str:
    if request.method != "GET":
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _before(request: Request) -> str | None:
    """Return the page of ours from which somebody came; None where it is none, or this one."""
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host") or came.path == request.url.path:
        return None
    return place_here(came.path + (f"?{came.query}" if came.query else ""))
