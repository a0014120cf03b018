"""Systems show a JWT with each request; whose it is tells the identity that is linked to an account."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from access.accounts import Accounts
from access.jwt import check_rules, checked, glimpse
from access.keys import KeySource
from access.principal import Principal, PrincipalKind
from access.refusals import TokenFault, TokenRefusedError
from access.settings import TokenRules
from domain.account.kinds import Identity
from domain.account.state import AccountState


class TrustedIssuer(NamedTuple):
    """An issuer whose tokens are taken, under its rules."""

    rules: TokenRules
    keys: KeySource


class Tokens:
    """Tells systems by their tokens. `issuers`: by name; no other is believed."""

    def __init__(
        self, accounts: Accounts, issuers: Mapping[str, TrustedIssuer], now: Callable[[], datetime]
    ) -> None:
        self._accounts = accounts
        self._issuers = issuers
        self._now = now

    async def identify(self, token: str) -> Principal:
        """
        Return which system shows a token.

        A person's identity opens nothing here: people come in by a session. Raises `TokenRefusedError`,
        `KeysUnavailableError`.
        """
        seen = glimpse(token)
        issuer = self._issuers.get(seen.issuer)
        if issuer is None:
            raise TokenRefusedError(TokenFault.ISSUER)
        check_rules(seen, issuer.rules)
        claims = checked(token, await issuer.keys.key(seen.kid), issuer.rules, self._now())
        account = await account_of(self._accounts, claims.iss, claims.sub)
        if account.holder is not PrincipalKind.SYSTEM:
            raise TokenRefusedError(TokenFault.UNLINKED)
        shown_at = min(datetime.fromtimestamp(claims.iat, UTC), self._now())
        return Principal(person=account.person, kind=account.holder, authenticated_at=shown_at)


async def account_of(accounts: Accounts, issuer: str, subject: str) -> AccountState:
    """Return the account that an issuer's subject opens. Raises `TokenRefusedError` when it opens none."""
    try:
        identity = Identity(issuer=issuer, subject=subject)
    except ValueError:
        raise TokenRefusedError(TokenFault.UNLINKED) from None
    account = await accounts.by_identity(identity)
    if account is None or not account.active:
        raise TokenRefusedError(TokenFault.UNLINKED)
    return account
