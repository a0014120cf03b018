from pathlib import Path

import pytest

from infra.settings import Settings


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://service:canary@host/branch")
    settings = Settings.load()
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value().endswith("canary@host/branch")
    assert "canary" not in repr(settings)
    assert "canary" not in settings.model_dump_json()


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "database_url").write_text("postgresql://service@host/branch\n", encoding="utf-8")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BRANCHCTL_SECRETS", str(tmp_path))
    settings = Settings.load()
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql://service@host/branch"


def test_without_a_login_for_migrations_the_services_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://one@host/branch")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert Settings.load().migrator_url == Settings.load().database_url


def test_a_rehearsals_epoch_needs_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHCTL_REHEARSAL_EPOCH", "2026-01-05T00:00:00")
    with pytest.raises(ValueError, match="timezone"):
        Settings.load()


@pytest.mark.parametrize(("scale", "fit"), [("0", False), ("1", True), ("2592000", True), ("2592001", False)])
def test_a_rehearsal_runs_at_most_thirty_days_a_second(
    monkeypatch: pytest.MonkeyPatch, scale: str, *, fit: bool
) -> None:
    monkeypatch.setenv("BRANCHCTL_REHEARSAL_SCALE", scale)
    if fit:
        assert Settings.load().rehearsal_scale == int(scale)
    else:
        with pytest.raises(ValueError, match="REHEARSAL_SCALE"):
            Settings.load()


@pytest.mark.parametrize("name", ["SERVER", "TOKEN", "DATA", "LOGIN", "PROCESSES", "LISTEN", "RATE"])
def test_a_setting_answers_to_its_own_name_and_not_to_a_word_that_others_use(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    usual = Settings.load()
    monkeypatch.setenv(name, "7")
    assert Settings.load() == usual
    if name == "SERVER":
        monkeypatch.setenv("BRANCHCTL_SERVER", "https://ours.example")
        assert Settings.load().server == "https://ours.example"
