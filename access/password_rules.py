"""Which passwords are taken: long ones that are not tried first. Source: NIST SP 800-63B-4, 3.1.1.2 [P]."""

import secrets
from functools import cache
from importlib.resources import files
from typing import Final

from access.passwords import LONGEST, normal
from access.refusals import (
    PasswordGuessableError,
    PasswordTooLongError,
    PasswordTooShortError,
    PasswordUnprintableError,
)

SHORTEST: Final = 12
"""Characters."""
_READABLE: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses."""
_GROUPS, _GROUP = 4, 5
_DIFFERENT: Final = 5
"""Characters that differ, at least."""


def check_password(login: str, password: str) -> None:
    """
    Refuse a new password that is too easy to guess.

    Raises `PasswordTooShortError`, `PasswordTooLongError`, `PasswordGuessableError`, `PasswordUnprintableError`.
    """
    if not password.isprintable():  # nor are lone surrogates
        raise PasswordUnprintableError
    if len(normal(password)) < SHORTEST:
        raise PasswordTooShortError(SHORTEST)
    if len(password) > LONGEST:
        raise PasswordTooLongError(LONGEST)
    plain = password.casefold()
    if login.casefold() in plain or plain in _tried_first() or len(set(plain)) < _DIFFERENT:
        raise PasswordGuessableError


def one_time_password() -> str:
    """Return a new one-time password: 20 characters in groups that can be read out, 99 bits."""
    groups = ("".join(secrets.choice(_READABLE) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


@cache
def _tried_first() -> frozenset[str]:
    return frozenset((files("access") / "tried_first.txt").read_text(encoding="utf-8").split())
