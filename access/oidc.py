"""
People come in by an OpenID provider: authorization code with PKCE, `state`, `nonce`, and a cookie of the browser.

Source: OpenID Connect Core 1.0, RFC 7636, RFC 9207, RFC 9700.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import parse_qsl

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from pydantic import SecretStr

from access.accounts import Accounts
from access.book import DoorBook
from access.code_exchange import CodeExchange
from access.discovery import Discovery
from access.errands import Errands
from access.jwt import LEEWAY, Claims
from access.limits import Limits
from access.principal import NotSignedInError, PrincipalKind
from access.refusals import ProviderRefusedError, TokenFault, TokenRefusedError
from access.sessions import Opened, Sessions
from access.settings import Provider
from access.tokens import account_of
from domain.account.door import SignedIn, TurnedAway, Way
from domain.account.state import AccountState
from domain.refusals import DomainError


class Errand(NamedTuple):
    """On the way to the provider. `address`: where the browser goes; `browser`: the cookie that it takes along."""

    address: str
    browser: SecretStr


class Back(NamedTuple):
    """What a browser brings back. `query`: of the address it came to; `browser`: its cookie, "" for none."""

    query: str
    browser: str


class AtProvider(NamedTuple):
    """The provider, and the ways to it."""

    provider: Provider
    discovery: Discovery
    exchange: CodeExchange
    errands: Errands


class OpenId:
    """Sends people to the provider, and begins a session for who comes back as somebody with an account."""

    def __init__(  # what a door is made of
        self,
        at: AtProvider,
        accounts: Accounts,
        sessions: Sessions,
        book: DoorBook,
        limits: Limits,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._at = at
        self._accounts = accounts
        self._sessions = sessions
        self._book = book
        self._limits = limits
        self._now = now

    async def begin(self, *, anew: bool = False) -> Errand:
        """
        Send somebody to the provider. Raises `ProviderError`.

        `anew`: they give their credentials there again, whoever they are signed in as.
        """
        metadata, begun = await self._at.discovery.metadata(), await self._at.errands.begin()
        provider = self._at.provider
        longest = 0 if anew else int(self._limits.absolute.total_seconds())
        address = prepare_grant_uri(
            metadata.authorization_endpoint,
            provider.client_id,
            "code",
            redirect_uri=provider.redirect_uri,
            scope=" ".join(provider.scopes),
            state=begun.state.get_secret_value(),
            nonce=begun.nonce.get_secret_value(),
            code_challenge=create_s256_code_challenge(begun.verifier.get_secret_value()),
            code_challenge_method="S256",
            max_age=str(longest),  # so that the provider must say when they gave their credentials
        )
        return Errand(address, begun.browser)

    async def finish(self, back: Back) -> Opened:
        """
        Begin a session for who comes back.

        Raises `ErrandUnknownError`, `ProviderRefusedError`, `ProviderError`, `TokenRefusedError`,
        `KeysUnavailableError`; what refuses a person goes on record.
        """
        try:
            account, shown_at = await self._vouched(back)
        except (ProviderRefusedError, NotSignedInError) as refused:
            await self._note_away(refused)
            raise
        await self._book.note(SignedIn(person=account.person, way=Way.OIDC))
        return await self._sessions.begin(account, shown_at)

    async def _vouched(self, back: Back) -> tuple[AccountState, datetime]:
        told = dict(parse_qsl(back.query))
        errand = await self._at.errands.end(told.get("state", ""), back.browser)
        issuer = self._at.provider.issuer
        if told.get("iss", issuer) != issuer:  # RFC 9207: no answer of one provider is taken to another
            raise TokenRefusedError(TokenFault.ISSUER)
        if "code" not in told:
            code = told.get("error", "-")[:80]
            raise ProviderRefusedError(code if code.isascii() and code.isprintable() else "-")
        claims = await self._at.exchange.redeemed(told["code"], errand)
        account = await account_of(self._accounts, claims.iss, claims.sub)
        if account.holder is not PrincipalKind.PERSON:
            raise TokenRefusedError(TokenFault.UNLINKED)
        return account, self._when(claims)

    def _when(self, claims: Claims) -> datetime:
        """Return when the person gave their credentials to the provider. Raises `TokenRefusedError`."""
        if claims.auth_time is None:
            raise TokenRefusedError(TokenFault.CLAIMS)
        at = self._now()
        ago, leeway = at.timestamp() - claims.auth_time, LEEWAY.total_seconds()
        if ago < -leeway:
            raise TokenRefusedError(TokenFault.NOT_YET_VALID)
        if ago > self._limits.absolute.total_seconds() + leeway:
            raise TokenRefusedError(TokenFault.STALE)
        return min(datetime.fromtimestamp(claims.auth_time, UTC), at)

    async def _note_away(self, refused: DomainError) -> None:
        fault = f".{refused.fault}" if isinstance(refused, TokenRefusedError) else ""
        await self._book.note(TurnedAway(way=Way.OIDC, rule=f"{refused.rule}{fault}"))
