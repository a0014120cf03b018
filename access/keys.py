"""The public keys of an issuer: from a file, or fetched, kept, and fetched again when one is not known."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from pydantic import BaseModel, Field

from access.jwt import Key
from access.refusals import KeysUnavailableError, TokenFault, TokenRefusedError

PATIENCE: Final = 5.0
"""Seconds until an issuer must have answered."""
_LARGEST: Final = 262_144
"""Bytes of an issuer's answer, at most."""
_FRESH: Final = timedelta(hours=1)
"""For how long keys are believed without being asked for again."""
_PAUSE: Final = timedelta(minutes=1)
"""Between two requests, whatever keys are asked for meanwhile."""
_KINDS: Final[dict[str, type[Key]]] = {"EC": ECKey, "OKP": OKPKey, "RSA": RSAKey}
_SMALLEST_RSA: Final = 2048
"""Bits. Source: RFC 7518, 3.3."""

Keys = dict[str, Key]


class _KeySet(BaseModel):
    keys_: list[dict[str, Any]] = Field(alias="keys")


class KeySource(Protocol):
    """Where an issuer's keys come from."""

    async def key(self, kid: str) -> Key:
        """Return a key by its id. Raises `TokenRefusedError` for one that is not there, `KeysUnavailableError`."""


class FiledKeys:
    """The keys of a file; read again when it has changed."""

    def __init__(self, issuer: str, file: Path) -> None:
        self._issuer = issuer
        self._file = file
        self._read_at: int | None = None
        self._keys: Keys = {}

    async def key(self, kid: str) -> Key:
        """Return a key by its id."""
        try:
            changed_at = self._file.stat().st_mtime_ns
            if changed_at != self._read_at:
                self._keys, self._read_at = parsed(self._file.read_bytes()), changed_at
        except (OSError, ValueError) as error:
            raise KeysUnavailableError(self._issuer) from error
        return _known(self._keys, kid)


class FetchedKeys:
    """
    The keys that an issuer tells over HTTP.

    Fetched when they are first needed, when they are an hour old, and when a key is not among them; never twice in a
    minute. While the issuer is away, those of before hold.
    """

    def __init__(
        self, issuer: str, address: str, client: httpx.AsyncClient, now: Callable[[], datetime]
    ) -> None:
        self._issuer = issuer
        self._address = address
        self._client = client
        self._now = now
        self._keys: Keys | None = None
        self._fetched_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._one_at_a_time = asyncio.Lock()

    async def key(self, kid: str) -> Key:
        """Return a key by its id."""
        if self._wanted(kid):
            async with self._one_at_a_time:
                if self._wanted(kid) and self._may_ask():
                    await self._fetch()
        if self._keys is None:
            raise KeysUnavailableError(self._issuer)
        return _known(self._keys, kid)

    def _wanted(self, kid: str) -> bool:
        if self._keys is None or self._fetched_at is None:
            return True
        return kid not in self._keys or self._now() - self._fetched_at >= _FRESH

    def _may_ask(self) -> bool:
        return self._asked_at is None or self._now() - self._asked_at >= _PAUSE

    async def _fetch(self) -> None:
        self._asked_at = self._now()
        try:
            self._keys = parsed(await fetched(self._client, self._address))
        except (httpx.HTTPError, ValueError):
            return  # those of before hold
        self._fetched_at = self._asked_at


async def fetched(client: httpx.AsyncClient, address: str) -> bytes:
    """Return what is at an address. Raises `httpx.HTTPError`, and `ValueError` for an answer that is too large."""
    async with client.stream("GET", address, headers={"accept": "application/json"}) as answer:
        answer.raise_for_status()
        body = bytearray()
        async for part in answer.aiter_bytes():
            body += part
            if len(body) > _LARGEST:
                message = "the answer is too large"
                raise ValueError(message)
        return bytes(body)


def parsed(text: bytes) -> Keys:
    """Return the public keys of a JWK set that may check signatures, by id. Raises `ValueError` for what is none."""
    found = (_read(one) for one in _KeySet.model_validate_json(text).keys_)
    return {str(key.kid): key for key in found if key is not None}


def _read(told: dict[str, Any]) -> Key | None:
    """Return a key; None for one that is symmetric, private, weak, for encryption, nameless, or of another kind."""
    kind = _KINDS.get(str(told.get("kty")))
    if kind is None or not isinstance(told.get("kid"), str) or told.get("use", "sig") != "sig" or "d" in told:
        return None
    try:
        key = kind.import_key(told)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    weak = isinstance(key, RSAKey) and key.public_key.key_size < _SMALLEST_RSA
    return None if weak else key


def _known(keys: Keys, kid: str) -> Key:
    if kid not in keys:
        raise TokenRefusedError(TokenFault.KEY)
    return keys[kid]
