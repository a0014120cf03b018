"""Who vouches for identities outside (签发者): a TOML file without a secret in it."""

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, model_validator

from access.limits import Limits
from access.refusals import SignInSettingsError
from domain.account.kinds import Issuer
from domain.documents import parse_document
from domain.model import Model

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def _over_tls(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return address
    message = "must be https"
    raise ValueError(message)


Address = Annotated[
    str, StringConstraints(pattern=r"^https?://[!-~]+$", max_length=500), AfterValidator(_over_tls)
]
"""Where something is fetched: over TLS, but on this machine itself."""

Word = Annotated[str, StringConstraints(pattern=r"^[!-~]+$", max_length=200)]


class Algorithm(StrEnum):
    """How a token may be signed. Nothing symmetric is among them, nor `none`. Source: RFC 8725, 3.1."""

    EDDSA = "EdDSA"
    ED25519 = "Ed25519"
    ES256 = "ES256"
    RS256 = "RS256"


class TokenRules(Model):
    """
    What a token of one issuer must be.

    `types`: the values that its `typ` may have; `longest`: from `iat` to `exp`, at most.
    """

    issuer: Issuer
    audience: Word
    algorithms: tuple[Algorithm, ...] = Field(min_length=1)
    types: tuple[str, ...] = ("at+jwt", "JWT")
    longest: timedelta = timedelta(hours=1)


class SystemIssuer(TokenRules):
    """An issuer of tokens for systems; its keys are in a file, or fetched."""

    jwks_uri: Address | None = None
    jwks_file: Path | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.jwks_uri is None) == (self.jwks_file is None):
            message = "name either jwks_uri or jwks_file"
            raise ValueError(message)
        return self


class Provider(Model):
    """
    The OpenID provider of people. `client_secret_file`: mode 0600; none for a public client.

    `redirect_uri`: where the provider sends the browser back to: this service's `/v1/oidc/callback`.
    """

    issuer: Annotated[Issuer, AfterValidator(_over_tls)]
    client_id: Word
    client_secret_file: Path | None = None
    redirect_uri: Address
    scopes: tuple[Word, ...] = ("openid",)
    algorithms: tuple[Algorithm, ...] = Field(default=(Algorithm.RS256, Algorithm.ES256), min_length=1)

    def secret(self) -> SecretStr | None:
        """Return the client's secret, as its file has it now; None for a public client. Raises `OSError`."""
        if self.client_secret_file is None:
            return None
        return SecretStr(self.client_secret_file.read_text(encoding="utf-8").strip())


class SignInSettings(Model):
    """How people and systems sign in."""

    limits: Limits = Limits()
    issuer: tuple[SystemIssuer, ...] = ()
    provider: Provider | None = None

    @model_validator(mode="after")
    def _each_issuer_once(self) -> Self:
        named = [one.issuer for one in self.issuer]
        if len(set(named)) < len(named):
            message = "an issuer stands once"
            raise ValueError(message)
        return self


def parse_settings(text: str) -> SignInSettings:
    """Read the file's text. Raises `SignInSettingsError`, which names the first wrong field."""
    return parse_document(text, SignInSettings, SignInSettingsError)
