"""`branchctl audit replay` and `conform`, as an auditor runs them."""

from datetime import date

import pytest

from audit.findings import Departure
from domain.filing import commands as c
from tests.audit.clerk import clerk_of, data, in_draft, later
from tests.catalogues import catalogue
from tests.domain.test_filing import submit
from tests.interfaces.conftest import Branchctl
from tests.interfaces.test_branchctl import opened
from tests.policies import default_policy_text
from tests.postgres import Server

FILING = "filing/K-1/1"


async def test_a_case_is_replayed_at_a_version_with_its_rules(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    await branchctl("do", stream, "acknowledge-filing", "--as", "p-1305")
    then = (await branchctl("audit", "replay", stream, "--version", "1", "--json")).json
    shown = (await branchctl("show", stream, "--version", "1", "--json")).json
    assert then["state"] == shown["state"]
    assert then["tasks"] == shown["tasks"]
    assert then["rules"]["known"]
    policies = [
        one for one in then["rules"]["documents"] if one["digest"] == then["rules"]["stamp"]["policy"]
    ]
    assert len(policies) == 1
    told = await branchctl("audit", "replay", stream, "--version", "1")
    assert "answer_filing" in told.out
    assert policies[0]["stream"] in told.out


async def test_each_step_tells_the_entry_its_sentence_and_what_changed(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    await branchctl("do", stream, "acknowledge-filing", "--as", "p-1305")
    walked = (await branchctl("audit", "replay", stream, "--step", "--json")).json
    assert [one["fact"]["version"] for one in walked] == list(range(1, len(walked) + 1))
    acknowledged = walked[1]
    assert acknowledged["command"] == "acknowledge_filing"
    assert acknowledged["fact"]["event"]["kind"] == "filing.acknowledged.v1"
    assert {"field": "status", "before": "submitted", "after": "filed", "came": False, "went": False} in (
        acknowledged["state"]
    )
    assert [one["field"] for one in acknowledged["tasks"] if one["went"]] == ["answer_filing"]
    told = await branchctl("audit", "replay", stream, "--step")
    assert "准予备案" in told.out
    assert "Acknowledged under receipt" in told.out
    assert "status: submitted → filed" in told.out
    assert "- answer_filing" in told.out


async def test_what_was_not_yet_says_so(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    told = await branchctl("audit", "replay", stream, "--at", "2020-01-01")
    assert told.code == 0
    assert f"{stream} had no entries then." in told.out


async def test_a_version_that_is_not_there_is_no_answer(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    told = await branchctl("audit", "replay", stream, "--version", "99")
    assert told.code == 2
    assert f"{stream} has no version 99" in told.err


async def test_a_case_and_the_whole_journal_conform(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    one = await branchctl("audit", "conform", stream)
    assert (one.code, "全部符合" in one.out, "all conform" in one.out) == (0, True, True)
    every = await branchctl("audit", "conform", "--all", "--json")
    assert every.code == 0
    assert every.json["findings"] == []
    assert every.json["own"] >= 1
    assert every.json["commands"] > 1


async def test_the_journals_own_stream_is_told_to_have_no_rules(branchctl: Branchctl) -> None:
    told = await branchctl("audit", "conform", "journal/nature")
    assert told.code == 0
    assert "which no rules decide" in told.out


@pytest.mark.parametrize(
    "words", [(), ("filing/K-9/9",), ("filing/K-9/9", "--all")], ids=["nothing", "no entries", "both"]
)
async def test_what_checks_nothing_is_no_check(branchctl: Branchctl, words: tuple[str, ...]) -> None:
    assert (await branchctl("audit", "conform", *words)).code == 2


async def test_a_forged_entry_is_told_with_place_and_field_and_ends_with_one(
    branchctl: Branchctl, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with clerk_of(postgres) as clerk:
        monkeypatch.setenv("DATABASE_URL", clerk.dsn)
        await clerk.act(FILING, submit(contract_entry=None), forge=in_draft(data(late_by_days=3)))
        told = await branchctl("audit", "conform", "--all")
        assert told.code == 1
        assert f"{FILING} #1" in told.out
        assert "data.late_by_days: 0 → 3" in told.out
        assert "内容不符" in told.out
        (found,) = (await branchctl("audit", "conform", FILING, "--json")).json["findings"]
        assert (found["what"], found["stream"], found["version"]) == ("different", FILING, 1)
        assert (found["differences"][0]["before"], found["differences"][0]["after"]) == (0, 3)


async def test_todays_policy_is_asked_when_that_is_wished(
    branchctl: Branchctl, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with clerk_of(postgres) as clerk:
        monkeypatch.setenv("DATABASE_URL", clerk.dsn)
        await clerk.act(FILING, submit(contract_entry=None))
        await clerk.act(FILING, c.AcknowledgeFiling(), "p-zhao", later(1))
        other = default_policy_text().replace("answer = { value = 5", "answer = { value = 7")
        await clerk.adopt(other, date(2026, 10, 16), later(2))
        assert (await branchctl("audit", "conform", "--all")).code == 0
        told = await branchctl("audit", "conform", "--all", "--today")
        assert told.code == 1
        assert "data.answer.term.value: 7 → 5" in told.out


@pytest.mark.parametrize("departure", list(Departure))
def test_every_finding_is_named_in_both_languages(departure: Departure) -> None:
    label = catalogue().label(departure)
    assert label.zh != label.en
