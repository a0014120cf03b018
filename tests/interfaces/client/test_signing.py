"""Signing in from the command line, at a server with its real door."""

import io
from collections.abc import AsyncIterator

import pytest

from tests.access.conftest import GOOD
from tests.access.issuers import served
from tests.interfaces.conftest import Branchctl, Ran, own_office
from tests.interfaces.http.test_signing_in import ADMIN, Entrance, entrance, member

__all__ = ["entrance"]

OPERATOR = "p-1403"
office = own_office


@pytest.fixture(scope="module")
async def address(entrance: Entrance) -> AsyncIterator[str]:  # the fixture
    async with served(entrance.app) as where:
        yield where


@pytest.fixture
def alone(
    branchctl: Branchctl, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Branchctl:
    """The command line of somebody who knows no engine and is logged in nowhere yet; the first word is what is typed."""
    for name in ("DATABASE_URL", "TEMPORAL_ADDRESS", "BRANCHCTL_DIRECT"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("BRANCHCTL_LOGIN", str(tmp_path_factory.mktemp("home") / "login.json"))

    async def run(typed: str, *words: str) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return await branchctl(*words)

    return run


async def test_who_signs_in_is_known_until_they_leave(
    alone: Branchctl,
    address: str,
    entrance: Entrance,  # the fixture
) -> None:
    await member(entrance, ADMIN)
    wrong = await alone("something else\n", "login", address, "--as", ADMIN, "--json")
    assert (wrong.code, wrong.json["refused"]["rule"]) == (1, "access.wrong-credentials")
    assert (await alone("", "work")).code == 3
    came = await alone(f"{GOOD}\n", "login", f"{address}/", "--as", ADMIN)
    assert came.code == 0, came
    assert GOOD not in came.out + came.err
    assert (await alone("", "whoami", "--json")).json["person"] == ADMIN
    assert (await alone("", "work", "--json")).code == 0
    somebody = await alone("", "work", "--as", "p-1301")
    assert somebody.code == 2
    assert ADMIN in somebody.err
    again = await alone(f"{GOOD}\n", "login", "--json")
    assert again.json["server"] == address
    assert (await alone("", "logout")).code == 0
    assert (await alone("", "whoami")).code == 2


async def test_an_account_is_added_from_afar_and_its_holder_changes_the_password_at_once(
    alone: Branchctl,
    address: str,
    entrance: Entrance,  # the fixture
) -> None:
    await member(entrance, ADMIN)
    assert (await alone(f"{GOOD}\n", "login", address, "--as", ADMIN)).code == 0
    added = await alone("", "account", "add", OPERATOR, "--org", "o-370199-t2", "--json")
    assert added.code == 0, added
    assert OPERATOR in {one["person"] for one in (await alone("", "account", "list", "--json")).json}
    once = added.json["password"]
    short = await alone(f"{once}\nshort\n", "login", "--as", OPERATOR, "--json")
    assert short.code == 1
    came = await alone(f"{once}\n{GOOD} 2\n", "login", "--as", OPERATOR)
    assert came.code == 0, came
    assert (await alone("", "whoami", "--json")).json["offices"]
