"""Which passwords are taken."""

import pytest

from access.password_rules import check_password, one_time_password
from access.passwords import Passwords
from access.refusals import (
    PasswordGuessableError,
    PasswordTooLongError,
    PasswordTooShortError,
    PasswordUnprintableError,
)
from domain.refusals import DomainError
from tests.access.conftest import CHEAP


@pytest.mark.parametrize(
    "password", ["abcdefgh-123", "一二三四五六七八九十十一", "p" * 100 + "qrst", "correct horse battery"]
)
def test_a_long_one_is_taken(password: str) -> None:
    check_password("p-li", password)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("abcdefg-123", PasswordTooShortError),
        ("e\u0301" * 8, PasswordTooShortError),  # eight letters, however many code points
        ("abcdefgh-" * 15, PasswordTooLongError),
        ("my p-li password", PasswordGuessableError),
        ("MY P-LI PASSWORD", PasswordGuessableError),
        ("Password1234", PasswordGuessableError),
        ("abababababababab", PasswordGuessableError),
        ("abcdefgh-123\n", PasswordUnprintableError),
        ("abcdefgh-123\ud800", PasswordUnprintableError),
    ],
)
def test_others_are_refused_with_what_would_be_taken(password: str, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal) as refused:
        check_password("p-li", password)
    assert password not in str(refused.value)


def test_one_time_passwords_are_taken_and_never_the_same() -> None:
    made = {one_time_password() for _ in range(100)}
    assert len(made) == 100
    for one in made:
        check_password("p-li", one)


async def test_a_password_is_the_same_however_its_characters_are_composed() -> None:
    passwords = Passwords(CHEAP)
    kept = await passwords.hashed("caf\u00e9 caf\u00e9 caf\u00e9")
    assert await passwords.right(kept, "cafe\u0301 cafe\u0301 cafe\u0301")
    assert not await passwords.right(kept, "cafe cafe cafe")
    assert not await passwords.right(None, "cafe cafe cafe")
    assert not await passwords.right("no hash", "cafe cafe cafe")
    assert not await passwords.right(kept, "x" * 1_000_000)
