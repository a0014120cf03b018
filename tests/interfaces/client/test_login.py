"""A login between two commands."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from interfaces.client.login import Login, LoginFile

LOGIN = Login(
    server="https://desk.example",
    person="p-1001",
    token=SecretStr("of-a-session"),
    ends_at=datetime(2026, 1, 5, tzinfo=UTC),
)


def test_a_login_is_kept_for_its_owner_alone_until_it_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "new" / "login.json"
    kept = LoginFile(path)
    assert kept.read() is None
    kept.write(LOGIN)
    kept.write(LOGIN)
    assert kept.read() == LOGIN
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["login.json"]
    kept.forget()
    kept.forget()
    assert kept.read() is None


def test_what_stands_there_and_is_no_login_is_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "login.json"
    path.write_text('{"server": 1}', encoding="utf-8")
    assert LoginFile(path).read() is None


def test_a_token_is_not_shown_by_accident() -> None:
    assert "of-a-session" not in repr(LOGIN)
