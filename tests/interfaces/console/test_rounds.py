"""Rounds of evaluation, dead letters and rule documents, as whoever leads a province sees them."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from activities.direct import DirectRecorder
from activities.recording import Recorder
from domain.evaluation.commands import ReviewAssessment
from domain.inbox.commands import InboxCommand, ReceiveEvent, SetEventAside
from domain.orders import Actor, Order, Role
from domain.rulebook.decider import AdoptDocument, policy_stream
from infra.ids import new_id
from interfaces.console.registers import rounds as listing
from interfaces.desk.desk import Sender
from journal.journal import Journal
from journal.rulebook import Rulebook
from tests.domain import evaluation_given as evaluation
from tests.domain import round_given as rounds
from tests.domain.test_inbox import EVENT, SPEC
from tests.interfaces.console.houses import House, begun
from tests.interfaces.console.visits import Visit
from tests.ledger.histories import write
from tests.postgres import Server
from tests.service import REAL
from tests.spec import did

ROSTER = f"""\
province = "o-37"
since = 2018-12-01
orgs = [
  {{ id = "o-37", name = "示例省", level = "province" }},
  {{ id = "o-1", name = "一号镇", level = "township", parent = "o-37" }},
  {{ id = "{evaluation.OWN_ORG}", name = "示例支部", level = "branch", parent = "o-1" }},
]
[[people]]
id = "admin"
name = "赵示例"
offices = [{{ role = "admin", org = "o-37" }}, {{ role = "approver", org = "o-37" }}]
[[people]]
id = "s-market"
name = "市场监管"
offices = [{{ role = "upstream", org = "o-1" }}]
"""


@pytest.fixture
async def led(postgres: Server, tmp_path: Path) -> AsyncIterator[tuple[House, Visit]]:
    async with begun(postgres, tmp_path, REAL) as (house, founder):
        taken = await founder.post("/admin/roster/import", {"text": ROSTER})
        assert taken.status_code == 303, taken.text
        yield house, founder


async def recorded(house: House, command: InboxCommand, actor: Actor) -> None:
    journal: Journal = house.journal
    order = Order[Any](command_id=new_id(), actor=actor, command=command)
    recorder = DirectRecorder(Recorder(journal, Rulebook(journal)), REAL)
    await recorder.settle(SPEC.stream, order, house.clock.now())


async def test_a_round_shows_its_branches_its_places_and_its_evaluations(led: tuple[House, Visit]) -> None:
    house, visit = led
    assert "还没有评定轮次" in (await visit.get("/rounds")).text
    await write(house.journal, rounds.at_ready(), rounds.STREAM)
    review = ReviewAssessment(sheet=evaluation.sheet(905, vetoes=("pollution",)))
    reviewed = did(review, by=evaluation.REVIEWER, on="2026-01-20")
    found = evaluation.SPEC.given(evaluation.opened(), evaluation.assessed(), reviewed)
    await write(house.journal, found, evaluation.SPEC.stream)
    listed = await visit.get("/rounds")
    assert "/rounds/o-1/2025" in listed.text
    assert "一号镇" in listed.text
    shown = await visit.get("/rounds/o-1/2025")
    assert shown.status_code == 200, shown.text
    assert f"/processes/{rounds.STREAM}" in shown.text
    assert f"/processes/{evaluation.SPEC.stream}" in shown.text
    english = await visit.of(visit.person, "en").get("/rounds/o-1/2025")
    assert "Evaluations of this round" in english.text
    assert ("重大环境污染事件" in shown.text, "major pollution" in english.text) == (True, True)
    assert (await visit.get("/rounds/o-1/2024")).status_code == 404
    assert "还没有评定轮次" in (await visit.get("/rounds?year=2024")).text


async def test_rounds_come_page_by_page(led: tuple[House, Visit], monkeypatch: pytest.MonkeyPatch) -> None:
    house, visit = led
    monkeypatch.setattr(listing, "_ROUNDS", 1)
    await write(house.journal, rounds.at_ready(), rounds.STREAM)
    assert 'rel="next"' not in (await visit.get("/rounds")).text
    await write(house.journal, rounds.at_ready(), "evaluation-round/o-37/2025")
    first = (await visit.get("/rounds")).text
    (following,) = re.findall(r'href="([^"]+)">下一页', first)
    second = (await visit.get(html.unescape(following))).text
    assert [page.count('class="whole"') for page in (first, second)] == [1, 1]
    assert (following, "回到第一页" in second, "下一页" in second) == ("/rounds?after=o-1", True, False)


async def test_a_dead_letter_is_told_with_its_reason_and_delivered_again_with_one(
    led: tuple[House, Visit],
) -> None:
    house, visit = led
    event = EVENT.model_copy(update={"data": '{"name":"<script>alert(1)</script>"}'})
    received = ReceiveEvent(event=event, content="a" * 64, body="b" * 64)
    await recorded(house, received, Actor(id="s-market", role=Role.UPSTREAM, org="o-1"))
    aside = SetEventAside(of=1, turn=1, rule="upstream.unknown-enterprise", data=(("code", "9"),))
    await recorded(house, aside, Actor(id="service", role=Role.SERVICE, org="o-1"))
    assert "死信 1 件" in (await visit.get("/admin")).text
    listed = await visit.get("/admin/letters")
    (address,) = set(re.findall(r"/admin/letters/\d+", listed.text))
    letter = await visit.get(address)
    assert "upstream.unknown-enterprise" in letter.text
    assert "<script>alert" not in letter.text
    assert "&lt;script&gt;alert" in letter.text
    missing = await visit.post(address, {"reason": " "})
    assert missing.status_code == 422
    sent = await visit.post(address, {"reason": "企业已登记"})
    assert sent.status_code == 303
    assert "待送达" in (await visit.get(sent.headers["location"])).text
    again = await visit.post(address, {"reason": "再来"})
    assert (again.status_code, 'role="alert"' in again.text) == (422, True)
    assert (await visit.get("/admin/letters/999999")).status_code == 404


async def test_two_policies_are_compared_rule_by_rule(led: tuple[House, Visit]) -> None:
    house, visit = led
    (first,) = await house.desk.streams("policy")
    text = str((await house.desk.state(first)).state.model_dump()["text"])
    other = text.replace("veto_decision = { value = 20", "veto_decision = { value = 21")
    adoption = AdoptDocument.model_validate({"org": "o-37", "text": other, "since": "2099-01-01"})
    await house.desk.settle(policy_stream(other), adoption, Sender("admin"))
    page = await visit.get(f"/admin/documents/{policy_stream(other)}?against={first.split('/')[1]}")
    assert page.text.count("<ins>") == page.text.count("<del>") == 1
    assert "evaluation.veto_decision" in page.text
    assert "不是现行" in page.text
