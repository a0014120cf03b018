"""Subscribers at the command line: added once, told or paused, tried, and listed with how far they were told."""

import asyncio
import stat
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from access.webhooks.keys import verifying_key
from access.webhooks.signatures import KeyPeriod, check_signature, read_signature
from access.webhooks.standing import Standings
from infra.clock import now
from tests.interfaces.conftest import Branchctl, Office
from tests.workflows.subscribers import Received, receiving


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "subscribers.toml"
    monkeypatch.setenv("BRANCHCTL_SUBSCRIBERS", str(path))
    monkeypatch.setenv("BRANCHCTL_SUBSCRIBERS_PRIVATE", "true")
    return path


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


async def test_a_subscriber_is_added_once_and_its_key_shown_once(branchctl: Branchctl, file: Path) -> None:
    add = (
        "subscriber",
        "add",
        "s-1",
        "https://example.com/hook",
        "--kind",
        "filing",
        "--kind",
        "branch",
        "--org",
        "o-37",
    )
    added = await branchctl(*add, "--since", "5", "--json")
    assert added.code == 0, added.err
    assert added.json["since"] == 5
    key = added.json["key"]
    assert key.startswith("whsec_")
    assert key in text(file)
    assert mode(file) == 0o600
    again = await branchctl(*add)
    assert again.code == 1
    assert "s-1" in again.err
    listed = await branchctl("subscriber", "list", "--json")
    (one,) = listed.json
    assert (one["subscriber"], one["kinds"], one["orgs"]) == ("s-1", ["filing", "branch"], ["o-37"])
    assert (one["state"], one["position"]) == ("told", 5)
    shown = await branchctl("subscriber", "list")
    assert "https://example.com/hook" in shown.out
    assert key not in listed.out + shown.out


async def test_one_that_cannot_be_is_refused_with_what_would_be_accepted(
    branchctl: Branchctl, file: Path
) -> None:
    for name, url in (
        ("s-1", "ftp://example.com"),
        ("s-1", "https://me:secret@example.com"),
        ("../s", "https://example.com"),
    ):
        ran = await branchctl("subscriber", "add", name, url, "--since", "0")
        assert ran.code == 2
        assert "http(s)://" in ran.err
        assert "secret" not in ran.err
    assert text(file) == ""
    unknown = await branchctl("subscriber", "pause", "s-9")
    assert unknown.code == 1
    assert "s-9" in unknown.err


async def test_who_names_no_file_is_told_how(branchctl: Branchctl) -> None:
    ran = await branchctl("subscriber", "list")
    assert ran.code == 2
    assert "BRANCHCTL_SUBSCRIBERS" in ran.err


async def test_a_file_that_others_may_read_is_refused(branchctl: Branchctl, file: Path) -> None:
    await branchctl("subscriber", "add", "s-1", "https://example.com/", "--since", "0")
    await asyncio.to_thread(file.chmod, 0o644)
    ran = await branchctl("subscriber", "list")
    assert ran.code == 1
    assert "chmod 600" in ran.err


async def test_one_is_paused_and_resumed_also_when_it_was_gone(
    office: Office, branchctl: Branchctl, file: Path
) -> None:
    await branchctl("subscriber", "add", "s-gone", "https://example.com/", "--since", "3")
    standings = Standings(office.service.journal)
    await standings.begin("s-gone", 3)
    await standings.leave("s-gone", now())

    async def state() -> str:
        (one,) = (await branchctl("subscriber", "list", "--json")).json
        return str(one["state"])

    assert await state() == "gone"
    assert (await branchctl("subscriber", "pause", "s-gone")).code == 0
    assert await state() == "paused"
    assert (await branchctl("subscriber", "resume", "s-gone", "--json")).json == {"resumed": "s-gone"}
    assert await state() == "told"
    await standings.fail("s-gone", now(), "503")
    assert await state() == "failing"
    assert "503" in (await branchctl("subscriber", "list")).out
    assert "paused = false" in text(file)


@pytest.mark.usefixtures("office", "file")
async def test_a_subscriber_is_tried_at_once(branchctl: Branchctl) -> None:
    async with receiving() as receiver:
        key = (await branchctl("subscriber", "add", "s-try", receiver.url, "--json")).json["key"]
        ran = await branchctl("subscriber", "test", "s-try", "--json")
        assert ran.code == 0, ran.err
        (came,) = receiver.came
        Webhook(key).verify(came.body, came.headers)
        assert came.event["type"] == "subscription.test.v1"
        assert came.headers["webhook-id"] == ran.json["id"] == came.event["id"]

        public = (await branchctl("subscriber", "add", "s-ed", receiver.url, "--ed25519", "--json")).json[
            "key"
        ]
        assert public.startswith("whpk_")
        assert (await branchctl("subscriber", "test", "s-ed")).code == 0
        signed = read_signature(list(receiver.came[1].headers.items()), receiver.came[1].body, now())
        check_signature(signed, [KeyPeriod(verifying_key(public))], now())


@pytest.mark.usefixtures("office", "file")
async def test_what_is_in_the_way_of_a_try_is_told(
    branchctl: Branchctl, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def moved(_: Received) -> str:
        return "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/hook\r\nContent-Length: 0"

    async with receiving(moved) as receiver:
        await branchctl("subscriber", "add", "s-moved", receiver.url)
        ran = await branchctl("subscriber", "test", "s-moved")
        assert ran.code == 1
        assert "301" in ran.err
        assert len(receiver.came) == 1  # and nobody followed
        monkeypatch.setenv("BRANCHCTL_SUBSCRIBERS_PRIVATE", "false")
        refused = await branchctl("subscriber", "test", "s-moved")
        assert refused.code == 1
        assert "private" in refused.err
        assert len(receiver.came) == 1
