"""What is kept instead of a token, a login or an address: its SHA-256."""

import hashlib
import secrets

from pydantic import SecretStr

_BYTES = 32


def digest(text: str) -> bytes:
    """Return the SHA-256 of a text, whatever was typed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def new_token(prefix: str = "") -> SecretStr:
    """Return a new token of 256 random bits, in characters of URLs."""
    return SecretStr(prefix + secrets.token_urlsafe(_BYTES))
