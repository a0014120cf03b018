"""
Signatures of Standard Webhooks: over the very bytes of a message, before anything in it is believed.

What is signed is `id.timestamp.body`; the header `webhook-signature` may hold several signatures (`v1,…` HMAC-SHA256,
`v1a,…` Ed25519), so that keys can be rotated with an overlap. Source: Standard Webhooks 1.0.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from access.webhooks.headers import Headers, Named
from access.webhooks.keys import SigningKey, VerifyingKey
from access.webhooks.refusals import (
    KeyEndedError,
    SignatureMalformedError,
    SignatureMissingError,
    SignatureStaleError,
    SignatureWrongError,
)

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
"""How far a sender's clock and the way of a message may be off. Source: the specification's libraries."""

_ID = re.compile(r"[!-\-/-~]{1,256}")  # no full stop: it parts id, timestamp and body
_SECONDS = re.compile(r"[1-9][0-9]{0,10}")
_MOST = 16
"""Signatures in one header; each costs one look a key."""


class KeyPeriod(NamedTuple):
    """A key, and until when what it signed is accepted; None: no end is set."""

    key: VerifyingKey
    until: datetime | None = None

    def ended(self, now: datetime) -> bool:
        """Whether the key was rotated out."""
        return self.until is not None and self.until <= now


class Signed(NamedTuple):
    """A message as its signature's headers tell it. `content`: what was signed."""

    message_id: str
    at: datetime
    content: bytes
    signatures: tuple[tuple[str, bytes], ...]

    def is_by(self, key: VerifyingKey) -> bool:
        """Whether one of the signatures is by a key; every one is looked at."""
        own = [raw for scheme, raw in self.signatures if scheme == key.scheme]
        return sum(key.verifies(self.content, raw) for raw in own) > 0


def sign(message_id: str, at: datetime, body: bytes, keys: Iterable[SigningKey]) -> Headers:
    """Return the headers that prove a body to come from who has these keys. Raises `SignatureMalformedError`."""
    _check_id(message_id)
    seconds = str(int(at.timestamp()))
    content = _content(message_id, seconds, body)
    signatures = (f"{key.scheme},{base64.b64encode(key.sign(content)).decode()}" for key in keys)
    return ((ID, message_id), (TIMESTAMP, seconds), (SIGNATURE, " ".join(signatures)))


def read_signature(headers: Headers, body: bytes, now: datetime) -> Signed:
    """
    Return what the headers claim of a body; nothing is proved yet but that it is fresh, by the machine's clock.

    Raises `SignatureMissingError`, `SignatureMalformedError`, `SignatureStaleError`.
    """
    named = Named(headers)
    message_id, seconds, signatures = (_one(named, name) for name in (ID, TIMESTAMP, SIGNATURE))
    _check_id(message_id)
    if not _SECONDS.fullmatch(seconds):
        raise SignatureMalformedError(TIMESTAMP, "1767225600 (Unix, s)")
    at = datetime.fromtimestamp(int(seconds), UTC)
    if abs(now - at) > TOLERANCE:
        raise SignatureStaleError(at, now, int(TOLERANCE.total_seconds()))
    return Signed(message_id, at, _content(message_id, seconds, body), _parsed(signatures))


def check_signature(signed: Signed, keys: Sequence[KeyPeriod], now: datetime) -> None:
    """Refuse a message that none of some keys signed. Raises `SignatureWrongError`, `KeyEndedError`."""
    matching = [one for one in keys if signed.is_by(one.key)]
    if any(not one.ended(now) for one in matching):
        return
    ends = [one.until for one in matching if one.until is not None]
    if ends:
        raise KeyEndedError(max(ends))
    raise SignatureWrongError


def _content(message_id: str, seconds: str, body: bytes) -> bytes:
    return b".".join((message_id.encode(), seconds.encode(), body))


def _one(named: Named, header: str) -> str:
    value = named.one(header)
    if not value:
        raise SignatureMissingError(header)
    return value


def _check_id(message_id: str) -> None:
    if not _ID.fullmatch(message_id):
        raise SignatureMalformedError(ID, "[!-~]{1,256} − “.”")


def _parsed(text: str) -> tuple[tuple[str, bytes], ...]:
    """Return schemes and signatures; those of schemes that are not known here are of no use, and do no harm."""
    parts = text.split(" ")
    if len(parts) > _MOST:
        raise SignatureMalformedError(SIGNATURE, f"≤ {_MOST} × v1,…")
    return tuple(_signature(part) for part in parts)


def _signature(part: str) -> tuple[str, bytes]:
    scheme, comma, encoded = part.partition(",")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not comma or not raw:
        raise SignatureMalformedError(SIGNATURE, "v1,<base64> v1a,<base64>")
    return scheme, raw
