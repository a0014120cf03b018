"""
Keys of Standard Webhooks as texts: what proves a message to be somebody's, and never shows itself.

`whsec_…`: a shared secret (24 to 64 bytes), scheme `v1`, HMAC-SHA256. `whpk_…`, `whsk_…`: an Ed25519 public and private
key, scheme `v1a`. All are base64. Source: Standard Webhooks 1.0, "Signature scheme".
"""

import base64
import binascii
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from access.webhooks.refusals import KeyInvalidError

SECRET, PUBLIC, PRIVATE = "whsec_", "whpk_", "whsk_"

_SECRET_BYTES = range(24, 65)
_SEED_BYTES = 32


class Secret:
    """A secret that sender and receiver share: it signs and verifies."""

    scheme = "v1"

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def sign(self, content: bytes) -> bytes:
        """Return the signature of some content."""
        return hmac.digest(self._raw, content, hashlib.sha256)

    def verifies(self, content: bytes, signature: bytes) -> bool:
        """Whether a signature is of this key; takes as long for a wrong one as for a right one."""
        return hmac.compare_digest(self.sign(content), signature)


class PublicKey:
    """What whoever knows it verifies by."""

    scheme = "v1a"

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(raw)

    def verifies(self, content: bytes, signature: bytes) -> bool:
        """Whether a signature is of this key's owner."""
        try:
            self._key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


class PrivateKey:
    """What its owner alone signs by."""

    scheme = "v1a"

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def sign(self, content: bytes) -> bytes:
        """Return the signature of some content."""
        return self._key.sign(content)

    @property
    def public(self) -> str:
        """The text by which others verify."""
        return PUBLIC + base64.b64encode(self._key.public_key().public_bytes_raw()).decode()


VerifyingKey = Secret | PublicKey
SigningKey = Secret | PrivateKey


def verifying_key(text: str) -> VerifyingKey:
    """Return the key (`whsec_…`, `whpk_…`) that verifies. Raises `KeyInvalidError`, which does not repeat the text."""
    if text.startswith(PUBLIC):
        return PublicKey(_decoded(text, PUBLIC, range(_SEED_BYTES, _SEED_BYTES + 1)))
    return Secret(_decoded(text, SECRET, _SECRET_BYTES))


def signing_key(text: str) -> SigningKey:
    """Return the key (`whsec_…`, `whsk_…`) that signs. Raises `KeyInvalidError`, which does not repeat the text."""
    if not text.startswith(PRIVATE):
        return Secret(_decoded(text, SECRET, _SECRET_BYTES))
    raw = _decoded(text, PRIVATE, range(_SEED_BYTES, 2 * _SEED_BYTES + 1, _SEED_BYTES))
    key = PrivateKey(raw[:_SEED_BYTES])
    if raw[_SEED_BYTES:] not in {b"", _decoded(key.public, PUBLIC, range(_SEED_BYTES, _SEED_BYTES + 1))}:
        raise KeyInvalidError(
            PRIVATE
        )  # some libraries put the public half behind the seed: then it must be its
    return key


def new_secret() -> str:
    """Make a shared secret of 32 random bytes."""
    return SECRET + base64.b64encode(secrets.token_bytes(32)).decode()


def key_name(text: str) -> str:
    """Return by what a key is told from others without being shown: the beginning of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _decoded(text: str, prefix: str, sizes: range) -> bytes:
    try:
        raw = base64.b64decode(text.removeprefix(prefix), validate=True)
    except (binascii.Error, ValueError):
        raise KeyInvalidError(prefix) from None
    if not text.startswith(prefix) or len(raw) not in sizes:
        raise KeyInvalidError(prefix)
    return raw
