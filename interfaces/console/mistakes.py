"""A page in place of a problem document, for who looks with a browser."""

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.refusals import Refusal
from interfaces.console.drawing import page
from interfaces.console.visiting import speech_of
from interfaces.http.problem import FieldProblem, problem_of

_AWAY = "access.not-signed-in"
_API = ("/v1/", "/log/", "/livez", "/readyz", "/metrics")
_PROVIDER = "/v1/oidc/"
"""Where a browser goes to the provider, and comes back: what fails there is a person's to read."""


def mistake(request: Request, refusal: Refusal, errors: Sequence[FieldProblem]) -> Response | None:
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
    problem = problem_of(refusal, speech_of(request).language, errors)
    return page(request, None, "mistake.html", status=problem.status, problem=problem)


def _back(request: Request) -> str:
    if request.method != "GET":
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
