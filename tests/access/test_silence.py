"""Neither errors nor Temporal tell a secret."""

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr, ValidationError

from access.sessions import Opened
from access.signing_in import Credentials
from access.store import Store
from domain.processes import CASES
from infra.schema import NotMigratedError, bring_up_to_date
from interfaces.http.session_bodies import SignIn
from journal.errors import JournalUnavailableError
from journal.journal import Journal

SECRET = "s3cret-Zx9"  # noqa: S105  # nobody's


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://u:{SECRET}@127.0.0.1:1/x",
        f"postgresql://u:{SECRET}@127.0.0.1:port/x",
        f"postgresql://u:{SECRET}@no-such-host.invalid/x",
        f"nonsense://u:{SECRET}@127.0.0.1/x",
        f"postgresql://127.0.0.1:1/x?password={SECRET}&sslmode=nonsense",
    ],
)
async def test_who_cannot_be_reached_is_told_without_the_password(address: str) -> None:
    told = []
    for attempt in (Journal.open, bring_up_to_date, _asked):
        with pytest.raises((JournalUnavailableError, NotMigratedError, ValueError, OSError)) as failed:
            await attempt(address)
        error: BaseException | None = failed.value
        while error is not None:
            told.append(f"{error} {error!r}")
            error = error.__cause__
    assert SECRET not in "".join(told)


async def _asked(address: str) -> None:
    store = await Store.open(address)
    try:
        await store.fetch("select 1")
    finally:
        await store.close()


def test_what_holds_a_secret_does_not_show_it() -> None:
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    assert SECRET not in repr(Opened(SecretStr(SECRET), "p-1", moment, moment))
    assert SECRET not in repr(Credentials("p-1", SecretStr(SECRET), "192.0.2.1"))
    body = SignIn.model_validate({"login": "p-1", "password": SECRET})
    assert SECRET not in f"{body!r} {body} {body.model_dump_json()}"
    with pytest.raises(ValidationError) as failed:
        SignIn.model_validate({"login": 7, "password": SECRET})
    assert SECRET not in str(failed.value)


@pytest.mark.parametrize("name", ["account", "identity", "door"])
def test_accounts_and_the_door_are_no_workflows_so_that_temporal_hears_nothing_of_them(name: str) -> None:
    assert name not in CASES
