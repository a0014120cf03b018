"""Who looks at a page: by the cookie of their session, in the language they chose."""

import hashlib
import hmac
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData

from access.principal import NotSignedInError, Principal, PrincipalKind
from domain.people import PersonId
from domain.roster.directory import Directory
from interfaces.console.refusals import ForeignFormError
from interfaces.console.speaking import Speech
from interfaces.http.asked import parts_of, rates_of
from interfaces.http.languages import Language, language_of
from interfaces.http.needs import Caller, Need, Needs
from ledger.realm import Realm

SESSION = "__Host-session"
"""The cookie that holds a session's token: this host's alone, over TLS or on this machine, out of reach of scripts."""
LANGUAGE = "language"
BY_ITSELF = "x-by-itself"
"""The header of a page that refreshes itself: nobody did anything, and the session ends by disuse all the same."""
TOKEN = "_token"  # noqa: S105  # the name of a field
_SAFE = frozenset({"GET", "HEAD"})


class Visitor(NamedTuple):
    """
    Somebody who is signed in, and what they sent.

    `form`: the fields of a form that was proved to be ours, empty for a page that is only looked at.
    """

    caller: Caller
    session: str
    speech: Speech
    form: FormData

    @property
    def person(self) -> PersonId:
        """Who it is."""
        return self.caller.person

    @property
    def directory(self) -> Directory:
        """Who is who today."""
        return self.caller.directory

    @property
    def seated(self) -> bool:
        """Whether they hold any office today."""
        today = parts_of(self.caller.request).desk.today
        return bool(self.directory.offices(self.person, today))

    @property
    def realm(self) -> Realm:
        """What they may see."""
        return self.caller.realm

    @property
    def token(self) -> str:
        """What every form of theirs carries: nobody else can make it."""
        return hmac.new(self.session.encode(), b"form", hashlib.sha256).hexdigest()


class Visiting(Needs):
    """A dependency: who looks, when they may at all. What they send must come from a page of ours."""

    def __init__(self, need: Need, *, used: bool = True) -> None:
        """Take who holds a session. `used`: whether that they come is a use of it."""
        super().__init__(need)
        self._used = used

    async def __call__(self, request: Request) -> Visitor:  # type: ignore[override]  # a caller, and more
        """
        Return who looks.

        Raises `NotSignedInError`, `NotForYouError`, `TooManyRequestsError`, `ForeignFormError`.
        """
        session, principal = await _session_of(request, used=self._used and BY_ITSELF not in request.headers)
        rates_of(request).of_person.take(principal.person)
        caller = Caller(principal, await parts_of(request).desk.directory(), self.need, request)
        visitor = Visitor(caller, session, speech_of(request), FormData())
        request.state.visitor = visitor  # should the page be refused, who looks is known
        if request.method not in _SAFE:
            visitor = visitor._replace(form=await _own_form(request, visitor))
        if self.need is not Need.SIGNED_IN:
            caller.check(None)
        return visitor


class Glancing(Visiting):
    """A dependency: who looks, if they are signed in; None for anybody else."""

    def __init__(self) -> None:
        super().__init__(Need.NOTHING)

    async def __call__(self, request: Request) -> Visitor | None:  # type: ignore[override]  # or nobody
        """Return who looks. Raises as `Visiting`, but for who is not signed in."""
        try:
            return await Visiting(Need.SIGNED_IN)(request)
        except NotSignedInError:
            return None


Anybody = Annotated[Visitor | None, Depends(Glancing())]
SignedIn = Annotated[Visitor, Depends(Visiting(Need.SIGNED_IN))]
Glimpse = Annotated[Visitor, Depends(Visiting(Need.SIGNED_IN, used=False))]
"""The same, for what no person asks for."""
Reader = Annotated[Visitor, Depends(Visiting(Need.READ))]
Auditor = Annotated[Visitor, Depends(Visiting(Need.AUDIT))]
Administrator = Annotated[Visitor, Depends(Visiting(Need.ADMINISTER))]


async def visitor_of(request: Request) -> Visitor:
    """
    Return who looks at a page that is not there, or was refused: what they sent is not read any more.

    Raises `NotSignedInError`.
    """
    known: Visitor | None = getattr(request.state, "visitor", None)
    if known:
        return known
    session, principal = await _session_of(request)
    caller = Caller(principal, await parts_of(request).desk.directory(), Need.SIGNED_IN, request)
    return Visitor(caller, session, speech_of(request), FormData())


async def _session_of(request: Request, *, used: bool = True) -> tuple[str, Principal]:
    """Return somebody's session, and who they are; `used`: it is kept alive by that. Raises `NotSignedInError`."""
    session = request.cookies.get(SESSION, "")
    if not session:
        raise NotSignedInError
    principal = await parts_of(request).door.identify(session, used=used)
    if principal.kind is not PrincipalKind.PERSON:  # a system's token opens the API, and no page
        raise NotSignedInError
    return session, principal


async def _own_form(request: Request, visitor: Visitor) -> FormData:
    """Return what a page of this session sends. Raises `ForeignFormError`: whose it is comes before what it asks."""
    check_from_here(request)
    form = await request.form()
    if not hmac.compare_digest(str(form.get(TOKEN, "")).encode(), visitor.token.encode()):
        raise ForeignFormError
    return form


def speech_of(request: Request) -> Speech:
    """Return the language somebody chose, else the one their browser asks for, else Chinese."""
    chosen = request.cookies.get(LANGUAGE, "")
    return Speech(Language(chosen) if chosen in set(Language) else language_of(request.headers))


def check_from_here(request: Request) -> None:
    """Refuse what another site sends. Raises `ForeignFormError`."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is None:  # an old browser says only where it comes from; `null`: it does not tell
        if origin and _host_of(origin) != request.headers.get("host"):
            raise ForeignFormError
    elif site != "same-origin":
        raise ForeignFormError


def place_here(address: str) -> str:
    """
    Return an address as one of this host's pages: the first page, where it is none.

    As a browser reads it, which takes `///x` and a backslash for another host as well, and overlooks tabs and line breaks.
    """
    ours = address.startswith("/") and not address.startswith("//")
    return address if ours and "\\" not in address and " " not in address and address.isprintable() else "/"


def _host_of(origin: str) -> str | None:
    """Return the host, with its port, that an origin names; None where it names none."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None
