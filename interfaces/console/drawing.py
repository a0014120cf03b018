"""Pages: a template, who looks, and what they are shown; never cached by others, and nothing of elsewhere runs in them."""

import hashlib
import secrets
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from domain.orders import OrgId
from interfaces.console.speaking import Speech
from interfaces.console.visiting import Visitor, speech_of
from interfaces.http.asked import parts_of

STATIC = Path(__file__).parent / "static"


class Look(NamedTuple):
    """One page that is drawn: for whom (None: for somebody who is not signed in), and in which words."""

    request: Request
    visitor: Visitor | None
    speech: Speech
    nonce: str

    @property
    def rehearsal(self) -> bool:
        """Whether acts are only rehearsed here."""
        return parts_of(self.request).desk.rehearsal

    @property
    def address(self) -> str:
        """Where this page is, with its question: to come back to."""
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    def with_query(self, **changed: object) -> str:
        """Return this page's address with other parameters; None takes one away."""
        return str(
            self.request.url.include_query_params(**changed)
            .remove_query_params([name for name, value in changed.items() if value is None])
            .replace(scheme="", netloc="")
        )


def page(  # what a page may differ in
    request: Request,
    visitor: Visitor | None,
    template: str,
    *,
    status: int = 200,
    **shown: Any,  # noqa: ANN401  # each template has its own
) -> HTMLResponse:
    """Return a page. `shown`: what the template is given beside `look`, `speech` and the functions of its language."""
    speech = visitor.speech if visitor else speech_of(request)
    look = Look(request, visitor, speech, secrets.token_urlsafe(16))
    desk = parts_of(request).desk

    def org_name(org: OrgId) -> str:
        return visitor.directory.org_name(org, desk.today) if visitor else org

    drawn = (
        _templates(speech)
        .get_template(template)
        .render(
            look=look, visitor=visitor, speech=speech, catalogue=desk.catalogue, org_name=org_name, **shown
        )
    )
    return HTMLResponse(drawn, status, _headers(look.nonce, speech))


@cache
def _templates(speech: Speech) -> Environment:
    made = Environment(
        loader=PackageLoader("interfaces.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(speech.translations, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {
        "told": speech.told,
        "headed": speech.headed,
        "day": speech.day,
        "moment": speech.moment,
        "number": speech.number,
        "address": _segment,
    }
    made.globals |= {"static": static}
    return made


def static(name: str) -> str:
    """Return where a file of the console's own is: another address for each content, so that it may be kept for ever."""
    return f"/static/{_digest(name)}/{name}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _segment(text: str) -> str:
    """Return a stream's name or an id as part of an address."""
    return quote(text, safe="/")


def _headers(nonce: str, speech: Speech) -> dict[str, str]:
    policy = (
        "default-src 'none'; "
        f"script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "content-language": speech.language.value,
        "cache-control": "no-store",
        "x-frame-options": "DENY",  # for browsers that do not know `frame-ancestors`
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    }
