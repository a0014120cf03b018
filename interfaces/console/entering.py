"""`/login`, `/password`, `/account`: coming in with a password or through the provider, going out, and the language."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Form, Request
from pydantic import SecretStr
from starlette.responses import RedirectResponse, Response

from access.opening import Access
from access.password_rules import SHORTEST
from access.refusals import PasswordMustChangeError
from access.sessions import Opened
from access.signing_in import Credentials
from domain.refusals import DomainError
from interfaces.console.drawing import page
from interfaces.console.refusals import PasswordsDifferError
from interfaces.console.visiting import LANGUAGE, SESSION, SignedIn, Visitor, check_from_here, place_here
from interfaces.http.asked import parts_of
from interfaces.http.languages import Language
from interfaces.http.needs import nothing

BACK = "__Host-back"
"""The cookie that keeps where somebody wanted to go, while they are at the provider."""
_AWAY = 600
"""Seconds for which they may be there."""
_YEAR = 365 * 24 * 3600
Login = Annotated[str, Form(max_length=200)]
Password = Annotated[SecretStr, Form(max_length=1000)]
Back = Annotated[str, Form(max_length=2000)]


def router(access: Access) -> APIRouter:
    """Return the pages of a door."""
    made = APIRouter(include_in_schema=False)
    _of_anybody(made, access)
    _of_provider(made)
    _of_passwords(made, access)
    _of_the_signed_in(made, access)
    return made


def _of_anybody(made: APIRouter, access: Access) -> None:
    anybody = [Depends(nothing)]

    @made.get("/login", dependencies=anybody)
    async def login(request: Request, back: str = "/") -> Response:
        return _login(request, access, back)

    @made.post("/login", dependencies=anybody)
    async def sign_in(request: Request, login: Login, password: Password, back: Back = "/") -> Response:
        check_from_here(request)
        shown = Credentials(login.strip(), password, _client(request))
        try:
            opened = await access.signing_in.sign_in(shown)
        except PasswordMustChangeError:
            return _password(request, None, login, back, once=True)
        except DomainError as refused:
            return _login(request, access, back, login=login, refused=refused)
        return _inside(opened, back)

    @made.get("/language/{language}", dependencies=anybody)
    async def choose(language: Language, back: str = "/") -> Response:
        answer = RedirectResponse(place_here(back), 303)
        answer.set_cookie(LANGUAGE, language.value, max_age=_YEAR, httponly=True, samesite="lax")
        return answer


def _of_provider(made: APIRouter) -> None:
    @made.get("/oidc/login", dependencies=[Depends(nothing)])
    async def go(back: str = "/", *, anew: bool = False) -> Response:
        answer = RedirectResponse(f"/v1/oidc/login?anew={'true' if anew else 'false'}", 303)
        answer.set_cookie(
            BACK, quote(place_here(back)), max_age=_AWAY, secure=True, httponly=True, samesite="lax", path="/"
        )
        return answer


def come_back(request: Request, opened: Opened) -> Response:
    """Let in who comes back from the provider, to the page from which they went."""
    answer = _inside(opened, unquote(request.cookies.get(BACK, "/")))
    answer.delete_cookie(BACK, secure=True, httponly=True, samesite="lax", path="/")
    return answer


def _of_passwords(made: APIRouter, access: Access) -> None:
    @made.get("/password")
    async def password(request: Request, visitor: SignedIn) -> Response:
        return _password(request, visitor, visitor.person, "/account", once=False)

    @made.post("/password", dependencies=[Depends(nothing)])
    async def change(  # noqa: PLR0913  # a form has that many fields
        request: Request,
        login: Login,
        password: Password,
        new: Password,
        again: Password,
        *,
        back: Back = "/",
        once: Annotated[bool, Form()] = False,
    ) -> Response:
        check_from_here(request)
        shown = Credentials(login.strip(), password, _client(request))
        try:
            _check_same(new, again)
            await access.signing_in.change_password(shown, new)
            opened = await access.signing_in.sign_in(shown._replace(password=new))
        except DomainError as refused:
            return _password(request, None, login, back, once=once, refused=refused)
        return _inside(opened, back)


def _of_the_signed_in(made: APIRouter, access: Access) -> None:
    @made.get("/account")
    async def account(request: Request, visitor: SignedIn) -> Response:
        today = parts_of(request).desk.today
        offices = visitor.directory.offices(visitor.person, today)
        delegations = [
            one for one in visitor.directory.delegations(today) if visitor.person in {one.principal, one.to}
        ]
        return page(request, visitor, "account.html", offices=offices, delegations=delegations, today=today)

    @made.post("/logout")
    async def sign_out(visitor: SignedIn) -> Response:
        await access.signing_in.sign_out(visitor.session)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(SESSION, secure=True, httponly=True, samesite="lax")
        answer.headers["clear-site-data"] = '"cache"'
        return answer


def _password(  # what the page shows
    request: Request,
    visitor: Visitor | None,
    login: str,
    back: str,
    *,
    once: bool,
    refused: DomainError | None = None,
) -> Response:
    """Return the page of a new password. `once`: in the place of one that opens nothing else."""
    return page(
        request,
        visitor,
        "password.html",
        status=422 if refused else 200,
        login=login,
        back=back,
        once=once,
        shortest=SHORTEST,
        refusal=parts_of(request).desk.catalogue.refusal(refused) if refused else None,
    )


def _login(
    request: Request, access: Access, back: str, *, login: str = "", refused: DomainError | None = None
) -> Response:
    refusal = parts_of(request).desk.catalogue.refusal(refused) if refused else None
    return page(
        request,
        None,
        "login.html",
        status=401 if refused else 200,
        login=login,
        back=place_here(back),
        refusal=refusal,
        provider=access.openid is not None,
    )


def _inside(opened: Opened, back: str) -> Response:
    answer = RedirectResponse(place_here(back), 303)
    answer.set_cookie(
        SESSION, opened.token.get_secret_value(), secure=True, httponly=True, samesite="lax", path="/"
    )
    return answer


def _check_same(new: SecretStr, again: SecretStr) -> None:
    if new.get_secret_value() != again.get_secret_value():
        raise PasswordsDifferError


def _client(request: Request) -> str:
    """Return the address that attempts are counted by."""
    return request.client.host if request.client else "-"
