"""What an OpenID provider tells of itself: where to send people, where to ask, and its keys."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import httpx
from authlib.oidc.discovery import get_well_known_url
from pydantic import BaseModel

from access.jwt import Key
from access.keys import FetchedKeys, fetched
from access.refusals import ProviderError
from access.settings import Address

_FRESH: Final = timedelta(hours=1)


class Metadata(BaseModel):
    """What is used of it. Source: OpenID Connect Discovery 1.0, 3."""

    issuer: str
    authorization_endpoint: Address
    token_endpoint: Address
    jwks_uri: Address


class Discovery:
    """Asks a provider about itself, and again after an hour; while it is away, what it said before holds."""

    def __init__(self, issuer: str, client: httpx.AsyncClient, now: Callable[[], datetime]) -> None:
        self._issuer = issuer
        self._client = client
        self._now = now
        self._metadata: Metadata | None = None
        self._keys: FetchedKeys | None = None
        self._told_at = now()

    async def metadata(self) -> Metadata:
        """Return what the provider says of itself. Raises `ProviderError`."""
        known, at = self._metadata, self._now()
        if known is not None and at - self._told_at < _FRESH:
            return known
        try:
            told = await self._asked()
        except (httpx.HTTPError, ValueError):
            if known is None:
                raise ProviderError(self._issuer) from None
            return known
        if self._keys is None or known is None or known.jwks_uri != told.jwks_uri:
            self._keys = FetchedKeys(self._issuer, told.jwks_uri, self._client, self._now)
        self._metadata, self._told_at = told, at
        return told

    async def key(self, kid: str) -> Key:
        """Return one of its keys. Raises `TokenRefusedError`, `KeysUnavailableError`, `ProviderError`."""
        if self._keys is None:
            await self.metadata()
        if self._keys is None:
            raise ProviderError(self._issuer)
        return await self._keys.key(kid)

    async def _asked(self) -> Metadata:
        address = get_well_known_url(self._issuer, external=True)
        told = Metadata.model_validate_json(await fetched(self._client, address))
        if told.issuer != self._issuer:  # OpenID Connect Discovery 1.0, 4.3
            message = "another issuer"
            raise ValueError(message)
        return told
