"""Who signs in, and by which outside identity (账号类型、身份)."""

import hashlib
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.model import Model, StreamName
from domain.people import PersonalData, PersonId


class PrincipalKind(StrEnum):
    """Who signs in."""

    PERSON = "person"
    SYSTEM = "system"


Issuer = Annotated[str, StringConstraints(pattern=r"^https?://[!-~]+$", max_length=200)]
"""Who vouches for an identity: the `iss` of OpenID Connect and of JWTs."""

Subject = Annotated[str, StringConstraints(pattern=r"^[!-~]+$", max_length=255), PersonalData("id elsewhere")]
"""Whom the issuer means: the `sub`."""


class Identity(Model):
    """Who somebody is to an issuer outside; never a secret."""

    issuer: Issuer = Field(title="签发者", description="the issuer (iss)")
    subject: Subject = Field(title="主体", description="whom the issuer means (sub)")

    @property
    def stream(self) -> StreamName:
        """The stream that tells whose identity it is: an identity is one account's at a time."""
        return f"identity/{hashlib.sha256(f'{self.issuer} {self.subject}'.encode()).hexdigest()}"


def account_stream(person: PersonId) -> StreamName:
    """Return the stream of a person's account: the person's id is the login too, so no two can share one."""
    return f"account/{person}"
