"""Through a server the command line says what it says at the desk: the same words, the same exit codes."""

from functools import partial
from pathlib import Path

import pytest

from tests.interfaces.client.conftest import Afar
from tests.interfaces.conftest import EXAMPLES, ROSTER, Branchctl
from tests.interfaces.test_branchctl import opened

OPERATOR, REGISTRAR, LEADER = "p-1301", "p-1305", "p-1201"

ASKED = [
    ("show", "{stream}"),
    ("show", "{stream}", "--json"),
    ("show", "{stream}", "--version", "1", "--json"),
    ("show", "filing/K-nobody/1"),
    ("show", "nothing/x", "--json"),
    ("timeline", "{stream}", "--json"),
    ("timeline", "{stream}", "--limit", "1", "--json"),
    ("timeline", "contract:{contract}"),
    ("do", "{stream}", "--json"),
    ("work", "--process", "filing", "--as", OPERATOR, "--json"),
    ("pool", "o-370199-t1", "--json"),
    ("register", "filings", "--org", "o-370199-t1", "--limit", "1", "--json"),
    ("register", "filings", "--org", "o-nowhere"),
    ("coverage", "--org", "o-370199-t1", "--json"),
    ("coverage", "--org", "o-370199-t1", "--on", "2020-12-31", "--json"),
    ("policy", "show", "--json"),
    ("calendar", "show", "2026", "--json"),
    ("scheme", "list", "--json"),
]


def names_in(directory: Path) -> list[str]:
    return sorted(one.name for one in directory.iterdir())


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
async def test_what_is_asked_is_answered_as_at_the_desk(
    asked: tuple[str, ...], afar: Afar, branchctl: Branchctl
) -> None:
    stream = await opened(branchctl)
    words = [one.format(stream=stream, contract=stream.split("/")[1]) for one in asked]
    here = await branchctl(*words)
    there = await afar(OPERATOR, *words)
    assert there == here


async def test_a_case_is_opened_taken_and_decided_through_a_server(afar: Afar, branchctl: Branchctl) -> None:
    stream = await opened(partial(afar, OPERATOR))
    taken = await afar(REGISTRAR, "take", stream, "answer_filing", "--as", REGISTRAR)
    assert taken.code == 0, taken
    # no version is named: it is decided on the one that stands there now
    done = await afar(REGISTRAR, "do", stream, "acknowledge-filing", "--as", REGISTRAR, "--json")
    assert done.code == 0, done
    assert (await branchctl("show", stream, "--json")).json["state"]["status"] == "filed"


async def test_an_order_repeated_under_its_id_gets_its_first_answer_through_either_way(
    afar: Afar, branchctl: Branchctl
) -> None:
    stream = await opened(branchctl)
    order = (
        "do",
        stream,
        "comment",
        "--text",
        "核对无误",
        "--as",
        OPERATOR,
        "--command-id",
        f"n {stream}",
        "--json",
    )
    first = await afar(OPERATOR, *order)
    assert (await branchctl(*order)).json == first.json
    assert (await afar(OPERATOR, *order)).json == first.json


async def test_a_roster_is_brought_in_through_a_server(afar: Afar, branchctl: Branchctl) -> None:
    again = ("roster", "import", str(ROSTER), "--as", "p-1001", "--json")
    assert await afar("p-1001", *again) == await branchctl(*again)


async def test_what_a_rule_refuses_it_refuses_in_the_same_words(afar: Afar, branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    order = ("do", stream, "acknowledge_filing", "--as", OPERATOR)
    here, there = await branchctl(*order), await afar(OPERATOR, *order)
    assert here.code == 1
    assert there == here
    stale = (
        "do",
        stream,
        "request_correction",
        "--items",
        "甲",
        "--as",
        REGISTRAR,
        "--expected",
        "7",
        "--json",
    )
    assert (await afar(REGISTRAR, *stale)).json == (await branchctl(*stale)).json


async def test_many_orders_are_answered_each_by_itself(afar: Afar, branchctl: Branchctl) -> None:
    streams = [await opened(branchctl), "filing/K-nobody/1", await opened(branchctl)]
    batch = ("batch", "acknowledge_filing", *streams, "--as", REGISTRAR, "--json")
    told = await afar(REGISTRAR, *batch)
    assert told.code == 1
    assert [("answer" in one, one["stream"]) for one in told.json] == [
        (True, streams[0]),
        (False, streams[1]),
        (True, streams[2]),
    ]


async def test_a_register_is_written_whole_from_afar(
    afar: Afar, branchctl: Branchctl, tmp_path: Path
) -> None:
    await opened(branchctl)
    wanted = ("register", "filings", "--org", "o-370199-t1", "--xlsx")
    here = await branchctl(*wanted, str(tmp_path / "here.xlsx"), "--json")
    there = await afar(OPERATOR, *wanted, str(tmp_path / "there.xlsx"), "--json")
    assert there.code == here.code == 0, there
    assert there.json["rows"] == here.json["rows"]
    assert there.json["position"] == here.json["position"]
    assert names_in(tmp_path) == ["here.xlsx", "there.xlsx"]  # and nothing half written
    nowhere = await afar(OPERATOR, *wanted, str(tmp_path / "no" / "there.xlsx"))
    assert nowhere.code == 2


async def test_nobody_acts_as_somebody_else(afar: Afar, branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    told = await afar(OPERATOR, "do", stream, "acknowledge_filing", "--as", REGISTRAR, "--json")
    assert told.code == 1  # the token decides who it is
    assert told.json["refused"]["data"]["person"] == OPERATOR


async def test_who_is_not_signed_in_or_asks_nobody_is_told_so(
    afar: Afar, branchctl: Branchctl, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert (await afar("stranger", "work", "--as", OPERATOR, "--json")).json["refused"][
        "rule"
    ] == "access.not-signed-in"
    monkeypatch.setenv("BRANCHCTL_LOGIN", str(tmp_path / "login.json"))
    monkeypatch.delenv("BRANCHCTL_DIRECT")
    alone = await branchctl("work", "--as", OPERATOR)
    assert alone.code == 3
    assert "branchctl login" in alone.err
    monkeypatch.setenv("BRANCHCTL_SERVER", "http://127.0.0.1:1")
    away = await branchctl("work", "--as", OPERATOR)
    assert away.code == 3
    assert "API" in away.err


async def test_a_register_is_looked_through_then_written_from_afar(afar: Afar, tmp_path: Path) -> None:
    file = EXAMPLES / "register.csv"
    looked = await afar(LEADER, "import", str(file), "--as", LEADER, "--dry-run", "--json")
    assert looked.code == 0, looked
    assert looked.json["status"] == "surveyed"
    assert looked.json["rows"]
    done = await afar(LEADER, "import", str(file), "--as", LEADER)
    assert done.code == 0, done
    assert f"已导入 {looked.json['rows']} 行" in done.out
    again = await afar(LEADER, "import", str(file), "--as", LEADER, "--json")
    assert again.json["outcome"]["unchanged"] == looked.json["rows"]
    bad = tmp_path / "register.csv"
    bad.write_text("甲,乙\n1,2\n", encoding="utf-8")
    refused = await afar(LEADER, "import", str(bad), "--as", LEADER, "--json")
    assert refused.code == 1
    assert refused.json["refused"]["rule"].startswith("register.")


async def test_an_administrator_sees_what_systems_sent(afar: Afar, branchctl: Branchctl) -> None:
    asked = ("inbox", "list", "--json")
    assert await afar("p-1001", *asked) == await branchctl(*asked)
    assert (await afar(OPERATOR, *asked)).json["refused"]["rule"] == "permission.not-for-you"
