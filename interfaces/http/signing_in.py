"""`/v1/sessions`, `/v1/password`, `/v1/oidc`: coming in, giving credentials again, going out."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from access.oidc import Back, OpenId
from access.opening import Access
from access.refusals import NoProviderError
from access.sessions import Opened
from access.signing_in import Credentials
from domain.account.commands import ResetCredentials
from domain.account.kinds import account_stream
from domain.people import PersonId
from interfaces.http.asked import parts_of
from interfaces.http.needs import Caller, Need, Needs, bearer_of, nothing
from interfaces.http.ordering import settled
from interfaces.http.sending import Sending
from interfaces.http.session_bodies import (
    Authenticated,
    OfficeHeld,
    OneTimePassword,
    PasswordChange,
    SessionOpened,
    SessionShown,
    SignIn,
    StepUp,
)
from interfaces.http.strict import StrictRoute

COOKIE = "__Host-oidc"
"""Ties the way back from the provider to the browser that went there."""

Known = Annotated[Caller, Depends(Needs(Need.SIGNED_IN))]


ComeBack = Callable[[Request, Opened], Response]
"""Answers a browser that comes back from the provider as somebody."""


def router(access: Access, come_back: ComeBack | None = None) -> APIRouter:
    """Return the addresses of a door. `come_back`: how a person's browser is answered; None: as programs are."""
    made = APIRouter(prefix="/v1", route_class=StrictRoute, tags=["登录 signing in"])
    _of_passwords(made, access)
    _of_sessions(made, access)
    _of_provider(made, access, come_back)
    return made


def _of_passwords(made: APIRouter, access: Access) -> None:
    @made.post("/sessions", summary="登录 sign in", status_code=201, dependencies=[Depends(nothing)])
    async def sign_in(body: SignIn, request: Request, response: Response) -> SessionOpened:
        """
        Begin a session by login and password. A one-time password must be changed first (`PUT /v1/password`).

        用登录名和密码登录；一次性密码须先修改（PUT /v1/password）。多次失败后暂时锁定（429）。
        """
        shown = Credentials(body.login, body.password, _client(request))
        return await _told(await access.signing_in.sign_in(shown), request, response)

    @made.put(
        "/password", summary="修改密码 change a password", status_code=204, dependencies=[Depends(nothing)]
    )
    async def change_password(body: PasswordChange, request: Request) -> None:
        """
        Put a new password in the place of the one that is shown. All other sessions of the account end.

        修改密码（至少 12 个字符）；该账号的其他会话全部终止。
        """
        shown = Credentials(body.login, body.password, _client(request))
        kept = bearer_of(request) if "authorization" in request.headers else None
        await access.signing_in.change_password(shown, body.new_password, kept)

    @made.post("/accounts/{person}/one-time-password", summary="重置密码 reset a password")
    async def reset(
        person: PersonId, request: Request, response: Response, sending: Sending
    ) -> OneTimePassword:
        """
        Void an account's password, end its sessions, and make a one-time password, told this once. For administrators.

        作废原密码、终止会话，并生成一次性密码（只显示这一次）。由管理员办理，须登录不久。
        """
        sending.caller.check_fresh()
        await settled(request, account_stream(person), ResetCredentials(), sending.sender)
        _keep_nowhere(response)
        return OneTimePassword(person=person, password=await access.signing_in.issue(person))


def _of_sessions(made: APIRouter, access: Access) -> None:
    @made.get("/sessions/current", summary="当前身份 who am I")
    async def current(request: Request, response: Response, caller: Known) -> SessionShown:
        """
        Return who is signed in, with the offices of today.

        当前登录的人员或者系统，以及今天的岗位。
        """
        _keep_nowhere(response)
        offices = caller.directory.offices(caller.person, parts_of(request).desk.today)
        return SessionShown(
            person=caller.person,
            kind=caller.principal.kind,
            name=caller.directory.name_of(caller.person),
            offices=tuple(OfficeHeld(**one._asdict()) for one in offices),
            authenticated_at=caller.principal.authenticated_at,
        )

    @made.delete("/sessions/current", summary="退出 sign out", status_code=204)
    async def sign_out(request: Request, _caller: Known) -> None:
        """
        End the session whose token is shown.

        退出登录。
        """
        await access.signing_in.sign_out(bearer_of(request))

    @made.post("/sessions/current/step-up", summary="重新验证 give credentials again")
    async def step_up(body: StepUp, request: Request, caller: Known) -> Authenticated:
        """
        Take the password of who is signed in again: decisions ask that it was lately.

        再次输入密码；作出决定要求最近验证过身份。用统一身份认证登录的，请走 GET /v1/oidc/login?anew=true。
        """
        token, client = bearer_of(request), _client(request)
        at = await access.signing_in.step_up(caller.principal, token, body.password, client)
        return Authenticated(authenticated_at=at)


def _of_provider(made: APIRouter, access: Access, come_back: ComeBack | None) -> None:
    anybody = [Depends(nothing)]

    @made.get(
        "/oidc/login",
        summary="统一身份认证登录 sign in by OpenID Connect",
        status_code=303,
        response_class=RedirectResponse,
        dependencies=anybody,
    )
    async def login(*, anew: bool = False) -> RedirectResponse:
        """
        Send a browser to the provider. `anew`: credentials are given there again.

        转到统一身份认证；anew=true 要求重新验证。
        """
        errand = await _openid(access).begin(anew=anew)
        answer = RedirectResponse(errand.address, 303)
        _keep_nowhere(answer)
        cookie = errand.browser.get_secret_value()
        answer.set_cookie(COOKIE, cookie, max_age=600, secure=True, httponly=True, samesite="lax")
        return answer

    @made.get(
        "/oidc/callback",
        summary="统一身份认证返回 back from OpenID Connect",
        response_model=SessionOpened,
        dependencies=anybody,
    )
    async def callback(request: Request, response: Response) -> SessionOpened | Response:
        """
        Begin a session for who comes back from the provider, in the browser that went there.

        从统一身份认证返回，开始会话。
        """
        back = Back(request.url.query, request.cookies.get(COOKIE, ""))
        opened = await _openid(access).finish(back)
        if come_back is not None and "text/html" in request.headers.get("accept", ""):
            answer = come_back(request, opened)
            answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax")
            _keep_nowhere(answer)
            return answer
        response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax")
        return await _told(opened, request, response)


def _openid(access: Access) -> OpenId:
    if access.openid is None:
        raise NoProviderError
    return access.openid


async def _told(opened: Opened, request: Request, response: Response) -> SessionOpened:
    _keep_nowhere(response)
    directory = await parts_of(request).desk.directory()
    return SessionOpened(
        token=opened.token.get_secret_value(),
        person=opened.person,
        name=directory.name_of(opened.person),
        authenticated_at=opened.authenticated_at,
        ends_at=opened.ends_at,
    )


def _keep_nowhere(response: Response) -> None:
    response.headers["cache-control"] = "no-store"
    response.headers["referrer-policy"] = "no-referrer"


def _client(request: Request) -> str:
    """Return the address that attempts are counted by."""
    return request.client.host if request.client else "-"
