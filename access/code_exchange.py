"""What a provider says of who brought a code: asked of its token endpoint, and checked as any token is."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_token_request
from pydantic import BaseModel, SecretStr, ValidationError

from access.discovery import Discovery
from access.errands import Ended
from access.jwt import Claims, check_rules, checked, glimpse
from access.refusals import ProviderError, TokenFault, TokenRefusedError
from access.settings import Provider, TokenRules

_LONGEST: Final = timedelta(hours=24)
_FORM: Final = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}


class _Answer(BaseModel):
    """What the token endpoint answers; nothing else of it is used, nor kept."""

    id_token: SecretStr


class CodeExchange:
    """Redeems codes at a provider."""

    def __init__(
        self,
        provider: Provider,
        discovery: Discovery,
        client: httpx.AsyncClient,
        now: Callable[[], datetime],
    ) -> None:
        self._provider = provider
        self._discovery = discovery
        self._client = client
        self._now = now
        self._rules = TokenRules(
            issuer=provider.issuer,
            audience=provider.client_id,
            algorithms=provider.algorithms,
            types=("JWT",),
            longest=_LONGEST,
        )

    async def redeemed(self, code: str, errand: Ended) -> Claims:
        """Return what the provider says. Raises `ProviderError`, `TokenRefusedError`, `KeysUnavailableError`."""
        token = await self._asked(code, errand.verifier)
        seen = glimpse(token)
        check_rules(seen, self._rules)
        claims = checked(token, await self._discovery.key(seen.kid), self._rules, self._now())
        nonce = errand.nonce.get_secret_value()
        if not hmac.compare_digest((claims.nonce or "").encode(), nonce.encode()):
            raise TokenRefusedError(TokenFault.NONCE)
        self._check_asked_by_us(claims)
        return claims

    def _check_asked_by_us(self, claims: Claims) -> None:
        """Refuse what another client asked for. Source: OpenID Connect Core 1.0, 3.1.3.7."""
        only_for_us = isinstance(claims.aud, str) or len(claims.aud) == 1
        if claims.azp != self._provider.client_id and (claims.azp is not None or not only_for_us):
            raise TokenRefusedError(TokenFault.AUDIENCE)

    async def _asked(self, code: str, verifier: SecretStr) -> str:
        metadata = await self._discovery.metadata()
        asked = {
            "redirect_uri": self._provider.redirect_uri,
            "code": code,
            "code_verifier": verifier.get_secret_value(),
        }
        try:
            secret = self._provider.secret()
            if secret is None:
                asked["client_id"] = self._provider.client_id
            answer = await self._client.post(
                metadata.token_endpoint,
                content=prepare_token_request("authorization_code", **asked),
                headers=_FORM,
                auth=(self._provider.client_id, secret.get_secret_value())
                if secret
                else httpx.USE_CLIENT_DEFAULT,
            )
            answer.raise_for_status()
            return _Answer.model_validate_json(answer.content).id_token.get_secret_value()
        except (OSError, httpx.HTTPError, ValidationError):
            raise ProviderError(self._provider.issuer) from None  # what it said may hold a secret
