"""`branchctl inbox` and `branchctl source`, as an administrator uses them."""

from pathlib import Path

import pytest

from access.webhooks.keys import key_name
from infra.clock import now
from interfaces.upstream.receiving import Receiver
from interfaces.upstream.sources import Sources
from tests.access.webhooks.test_signatures import PAIR, public
from tests.interfaces.conftest import Branchctl, Office
from tests.interfaces.upstream.conftest import Door
from tests.interfaces.upstream.relays import fresh_code, registered, relaying, send, settled
from tests.interfaces.upstream.systems import System

ADMIN = "p-1001"


async def test_a_dead_letter_is_listed_shown_and_delivered_again(
    office: Office, door: Door, branchctl: Branchctl
) -> None:
    code = fresh_code()
    receipts = await send(
        door, registered(door, code, "新名称公司", org=None), registered(door, code, "旧名称公司")
    )
    ids = [str(receipt.position) for receipt in receipts]
    just_before = ("--after", str((receipts[0].position or 0) - 1))
    waiting = await branchctl("inbox", "list", "--pending", *just_before, "--json")
    assert [one["position"] for one in waiting.json["items"]] == [receipt.position for receipt in receipts]
    async with relaying(office):
        await settled(office, receipts)
        dead = await branchctl("inbox", "list", "--dead", *just_before)
        assert dead.code == 0
        assert "死信" in dead.out
        assert "首次登记企业" in dead.out
        listed = await branchctl("inbox", "list", "--dead", *just_before, "--json")
        assert [one["position"] for one in listed.json["items"]] == [receipts[0].position]
        shown = await branchctl("inbox", "show", ids[0])
        assert "首次登记企业" in shown.out
        assert "新名称公司" in shown.out
        told = await branchctl("inbox", "show", ids[0], "--json")
        assert told.json["letter"]["standing"] == "dead"
        assert told.json["event"]["subject"] == code
        assert told.json["reason"]["zh"]
        again = await branchctl("inbox", "redrive", ids[0], "--reason", "已登记", "--as", ADMIN)
        assert (again.code, again.err) == (0, "")
        assert "1 件将重新投递" in again.out
        assert {one.standing for one in await settled(office, receipts)} == {"delivered"}
    refused = await branchctl("inbox", "redrive", *ids, "--reason", "再试", "--as", ADMIN)
    assert refused.code == 1
    assert refused.err.count("inbox.not-dead") == 2


async def test_who_is_no_administrator_is_refused_and_an_id_that_is_none_is_named(
    office: Office, door: Door, branchctl: Branchctl
) -> None:
    receipts = await send(door, door.system.event(type="cn.example.unknown.v1"))
    async with relaying(office):
        await settled(office, receipts)
    event = str(receipts[0].position)
    denied = await branchctl("inbox", "redrive", event, "--reason", "试", "--as", "p-1301", "--json")
    assert denied.code == 1
    assert denied.json["refused"][0]["rule"] == "permission.denied"
    for command in (("show",), ("redrive", "--reason", "x", "--as", ADMIN)):
        missing = await branchctl("inbox", *command, "1")
        assert missing.code == 2
        assert "branchctl inbox list" in missing.err
    assert (await branchctl("inbox", "list", "--dead", "--pending")).code == 2


async def test_a_source_is_added_listed_rotated_and_then_sends(
    office: Office, branchctl: Branchctl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sources.toml"
    monkeypatch.setenv("BRANCHCTL_SOURCES", str(path))
    assert "source add" in (await branchctl("source", "list")).out
    added = await branchctl("source", "add", "s-market", "urn:example:one", "--json")
    first = added.json["secret"]
    again = await branchctl("source", "add", "s-market", "urn:example:one")
    assert (again.code, "upstream.source-known" in again.err) == (1, True)
    rotated = await branchctl("source", "rotate", "urn:example:one", "--overlap", "1", "--json")
    second = rotated.json["secret"]
    listed = await branchctl("source", "list", "--json")
    assert [one["key"] for one in listed.json] == [key_name(first), key_name(second)]
    assert [one["until"] is None for one in listed.json] == [False, True]
    assert first not in listed.out
    receiver = Receiver(office.desk, office.service.journal, Sources(path), now)
    for key in (first, second):
        system = System("urn:example:one", key)
        sent = system.send(system.event(), now())
        (receipt,) = await receiver.receive(sent.headers, sent.body)
        assert receipt.position


async def test_a_public_key_comes_from_a_file_and_what_is_none_is_refused(
    branchctl: Branchctl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANCHCTL_SOURCES", str(tmp_path / "sources.toml"))
    key = tmp_path / "key"
    key.write_text(public(PAIR) + "\n", encoding="utf-8")
    added = await branchctl("source", "add", "s-hr", "urn:example:hr", "--public-key", str(key))
    assert (added.code, "公钥已登记" in added.out) == (0, True)
    key.write_text(PAIR, encoding="utf-8")
    wrong = await branchctl("source", "rotate", "urn:example:hr", "--public-key", str(key))
    assert (wrong.code, "upstream.key-invalid" in wrong.err) == (1, True)
    assert PAIR[10:20] not in wrong.err + wrong.out
    assert (await branchctl("source", "add", "not an id", "urn:x")).code == 2
    monkeypatch.setenv("BRANCHCTL_SOURCES", "/proc/no/sources.toml")
    assert (await branchctl("source", "add", "s-hr", "urn:x")).code == 2
