"""
Tokens that an issuer signed: looked at before anything in them is believed. Source: RFC 7519, RFC 8725.

Nothing here fetches anything: `glimpse` tells which issuer and key a token claims, `checked` whether that is so.
"""

import json
import re
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry
from joserfc.util import urlsafe_b64decode
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from access.refusals import TokenFault, TokenRefusedError
from access.settings import Algorithm, TokenRules

LARGEST: Final = 8192
"""Characters of a token, at most."""
LEEWAY: Final = timedelta(seconds=30)
"""By how much two clocks may differ."""
_FORM: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_TAKEN: Final = frozenset({"alg", "kid", "typ"})
"""Header fields that are read; any that names a key or where to get one (`jwk`, `jku`, `x5u` …) is refused."""

Key = ECKey | OKPKey | RSAKey
"""A public key of an issuer."""


class _Registry(JWSRegistry):
    """Reads `EdDSA`, which issuers still write, as the one curve that is meant by it here. Source: RFC 9864."""

    def __init__(self, rules: TokenRules) -> None:
        super().__init__(algorithms=[_modern(one) for one in rules.algorithms])

    def get_alg(self, name: str) -> Any:  # noqa: ANN401  # the library does not export its type
        return super().get_alg(_modern(name))


def _modern(algorithm: str) -> str:
    return Algorithm.ED25519.value if algorithm == Algorithm.EDDSA else algorithm


class Glimpse(NamedTuple):
    """What a token says of itself, believed by nobody yet."""

    algorithm: str
    kid: str
    type: str | None
    issuer: str


class Claims(BaseModel):
    """What an issuer says. Times are whole seconds: a `NaN` is before and after nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    iss: StrictStr
    sub: StrictStr
    aud: StrictStr | tuple[StrictStr, ...]
    exp: StrictInt
    iat: StrictInt
    nbf: StrictInt | None = None
    azp: StrictStr | None = None
    nonce: StrictStr | None = None
    auth_time: StrictInt | None = None


def looks_like_one(bearer: str) -> bool:
    """Whether somebody shows a JWT rather than a session's token."""
    return _FORM.fullmatch(bearer[: LARGEST + 1]) is not None


def glimpse(token: str) -> Glimpse:
    """Return what a token says of itself. Raises `TokenRefusedError`."""
    if len(token) > LARGEST:
        raise TokenRefusedError(TokenFault.OVERSIZED)
    if not _FORM.fullmatch(token):
        raise TokenRefusedError(TokenFault.MALFORMED)
    header, claims = (_object(part) for part in token.split(".")[:2])
    said = (header.get("alg"), header.get("kid"), header.get("typ"), claims.get("iss"))
    if header.keys() - _TAKEN:
        raise TokenRefusedError(TokenFault.HEADER)
    algorithm, kid, type_, issuer = said
    if not (isinstance(algorithm, str) and isinstance(kid, str) and isinstance(type_, str | None)):
        raise TokenRefusedError(TokenFault.HEADER)
    if not isinstance(issuer, str):
        raise TokenRefusedError(TokenFault.ISSUER)
    return Glimpse(algorithm, kid, type_, issuer)


def check_rules(seen: Glimpse, rules: TokenRules) -> None:
    """Refuse a token before its key is looked for. Raises `TokenRefusedError`."""
    if seen.issuer != rules.issuer:
        raise TokenRefusedError(TokenFault.ISSUER)
    if seen.algorithm not in rules.algorithms:
        raise TokenRefusedError(TokenFault.ALGORITHM)
    if (seen.type or "JWT") not in rules.types:
        raise TokenRefusedError(TokenFault.HEADER)


def checked(token: str, key: Key, rules: TokenRules, now: datetime) -> Claims:
    """Return what the issuer says, once its signature, its audience and its times hold. Raises `TokenRefusedError`."""
    try:
        decoded = jwt.decode(token, key, registry=_Registry(rules))
    except (JoseError, ValueError) as error:
        raise TokenRefusedError(TokenFault.SIGNATURE) from error
    try:
        claims = Claims.model_validate(decoded.claims)
    except ValidationError:
        raise TokenRefusedError(TokenFault.CLAIMS) from None
    _check_meant_for(claims, rules)
    _check_times(claims, rules, now.timestamp())
    return claims


def _check_meant_for(claims: Claims, rules: TokenRules) -> None:
    if claims.iss != rules.issuer:
        raise TokenRefusedError(TokenFault.ISSUER)
    audiences = (claims.aud,) if isinstance(claims.aud, str) else claims.aud
    if rules.audience not in audiences:
        raise TokenRefusedError(TokenFault.AUDIENCE)


def _check_times(claims: Claims, rules: TokenRules, now: float) -> None:
    leeway = LEEWAY.total_seconds()
    if now >= claims.exp + leeway:
        raise TokenRefusedError(TokenFault.EXPIRED)
    if max(claims.iat, claims.nbf or claims.iat) > now + leeway:
        raise TokenRefusedError(TokenFault.NOT_YET_VALID)
    if claims.exp - claims.iat > rules.longest.total_seconds():
        raise TokenRefusedError(TokenFault.LIFETIME)


def _object(part: str) -> dict[str, object]:
    try:
        read = json.loads(urlsafe_b64decode(part.encode()))
    except (ValueError, RecursionError):
        raise TokenRefusedError(TokenFault.MALFORMED) from None
    if not isinstance(read, dict):
        raise TokenRefusedError(TokenFault.MALFORMED)
    return read
