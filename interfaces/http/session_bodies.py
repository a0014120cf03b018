"""What is sent and answered where people sign in."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, SecretStr, StringConstraints

from access.principal import PrincipalKind
from domain.model import Model
from domain.orders import OrgId, Role
from domain.people import PersonId, PersonName

_Login = Annotated[str, StringConstraints(max_length=256)]
_Password = Annotated[SecretStr, Field(max_length=1024)]


class SignIn(Model):
    """Who comes in, by what."""

    login: _Login = Field(title="登录名", description="the login: the person's id", examples=["p-1301"])
    password: _Password = Field(title="密码", description="the password")


class PasswordChange(SignIn):
    """Another password in the place of the one that is shown."""

    new_password: _Password = Field(title="新密码", description="at least 12 characters")


class StepUp(Model):
    """The password of who is signed in, once more."""

    password: _Password = Field(title="密码", description="the password")


class SessionOpened(Model):
    """A session. `token`: shown this once, for `Authorization: Bearer`; `ends_at`: earlier when it is not used."""

    token: str
    person: PersonId
    name: PersonName
    authenticated_at: datetime
    ends_at: datetime


class OfficeHeld(Model):
    """An office in which somebody may act today; under a delegation, for whom."""

    role: Role
    org: OrgId
    on_behalf_of: PersonId | None = None


class SessionShown(Model):
    """Who is signed in, as what. `authenticated_at`: when they last gave their credentials."""

    person: PersonId
    kind: PrincipalKind
    name: PersonName
    offices: tuple[OfficeHeld, ...]
    authenticated_at: datetime


class Authenticated(Model):
    """When who is signed in last gave their credentials."""

    authenticated_at: datetime


class OneTimePassword(Model):
    """A password that is told this once, and must be changed before anything else."""

    person: PersonId
    password: str
