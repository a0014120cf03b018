"""Where a login is kept between two commands: one file of the user's own."""

import os
from pathlib import Path

from pydantic import AwareDatetime, SecretStr, ValidationError, field_serializer

from domain.model import Model
from domain.people import PersonId


class Login(Model):
    """
    A session at a server. `token`: whoever has it acts as `person` until it ends.

    `person`: None when the environment told a token and did not say whose.
    """

    server: str
    person: PersonId | None
    token: SecretStr | None
    ends_at: AwareDatetime | None = None

    @field_serializer("token")
    def _written(self, token: SecretStr | None) -> str | None:
        return token.get_secret_value() if token else None


class LoginFile:
    """The file, which only its owner may read; made with its directory when somebody signs in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Login | None:
        """Return who is signed in where; None when nobody is, or what stands there cannot be understood."""
        try:
            return Login.model_validate_json(self._path.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def write(self, login: Login) -> None:
        """Keep a login, in place of any other: a reader sees the old one or the new one. Raises `OSError`."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = self._path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(login.model_dump_json())
        beside.replace(self._path)

    def forget(self) -> None:
        """Remove it, if it is there."""
        self._path.unlink(missing_ok=True)
