"""An auditor drags time: the state then, the entry that led there, its bytes, its proof, the rules' answer."""

import base64
import json
import re
from html import unescape
from typing import Any

import httpx
import pytest

from journal.merkle import leaf_hash
from tests.interfaces.conftest import Office
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, Api
from tests.interfaces.http.test_ordering import ACKNOWLEDGE, filed
from tests.journal.sealing import seal_all
from tests.postgres import Database

AUDITOR = "p-1003"


@pytest.fixture
def auditor(visit: Visit) -> Visit:
    return visit.of(AUDITOR)


async def acknowledged(api: Api) -> str:
    stream = await filed(api)
    answer = await api.of(REGISTRAR).order(stream, ACKNOWLEDGE, headers={"if-match": '"1"'})
    assert answer.status_code == 200, answer.text
    return stream


async def sealed(office: Office) -> None:
    await seal_all(Database(office.dsn, office.dsn))


def text_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


async def body_of(office: Office, stream: str, version: int) -> bytes:
    return (await office.service.journal.load(stream, version - 1, 1))[0].body


async def test_the_state_the_tasks_and_the_policy_of_then_are_shown(api: Api, auditor: Visit) -> None:
    stream = await acknowledged(api)
    first = text_of(await auditor.get(f"/audit/replay/{stream}?version=1"))
    assert "第 1 版，共 " in first
    assert "备案答复" in first
    assert "policy/" in first
    last = text_of(await auditor.get(f"/audit/replay/{stream}?version=2"))
    assert "第 2 版，共 " in last
    waiting = last.split("当时的待办")[1].split("</section>")[0]
    assert "关联合同" in waiting
    assert "备案答复" not in waiting


async def test_what_an_entry_changed_is_marked(api: Api, auditor: Visit) -> None:
    stream = await acknowledged(api)
    page = text_of(await auditor.get(f"/audit/replay/{stream}?version=2"))
    assert '<del class="diff-was">submitted</del>' in page
    assert '<ins class="diff-is">filed</ins>' in page
    assert '<dt>状态 <span class="badge changed">' in page


async def test_the_exact_bytes_are_shown_and_hash_to_the_leaf(
    api: Api, auditor: Visit, office: Office
) -> None:
    stream = await acknowledged(api)
    body = await body_of(office, stream, 2)
    page = text_of(await auditor.get(f"/audit/replay/{stream}?version=2"))
    assert f">{body.decode()}</pre>" in page
    assert leaf_hash(body).hex() in page
    kept = await auditor.get(f"/audit/entry/{stream}?version=2")
    assert kept.content == body
    assert kept.headers["content-disposition"].startswith("attachment")


async def test_the_badge_grows_with_the_seal(api: Api, auditor: Visit, office: Office) -> None:
    stream = await filed(api)
    assert "○ 已记录，尚未封存" in text_of(await auditor.get(f"/audit/replay/{stream}"))
    await sealed(office)
    assert "✓ 已封存并签署" in text_of(await auditor.get(f"/audit/replay/{stream}"))


async def test_the_proof_is_a_file_over_the_same_bytes(api: Api, auditor: Visit, office: Office) -> None:
    stream = await filed(api)
    await sealed(office)
    kept = await auditor.get(f"/audit/proof/{stream}?version=1")
    assert kept.headers["content-disposition"].startswith("attachment")
    extra = base64.b64decode(kept.text.split("\n")[1].removeprefix("extra "))
    assert extra.split(b"\n")[0] == await body_of(office, stream, 1)


async def test_the_rules_answer_then_and_now(api: Api, auditor: Visit) -> None:
    stream = await acknowledged(api)
    page = text_of(await auditor.get(f"/audit/replay/{stream}?version=2"))
    assert page.count("✓ 符合：逐字节相同") == 2


async def test_links_lead_through_the_versions_without_a_script(api: Api, auditor: Visit) -> None:
    stream = await acknowledged(api)
    first = text_of(await auditor.get(f"/audit/replay/{stream}?version=1"))
    assert f'id="leap-on" href="/audit/replay/{stream}?version=2"' in first
    assert 'id="leap-last"' in first
    assert 'id="leap-first"' not in first
    assert 'id="leap-back"' not in first


async def test_a_moment_leads_to_what_was_known_by_then(api: Api, auditor: Visit) -> None:
    stream = await filed(api)
    assert "当时还没有这一事项的记录" in text_of(await auditor.get(f"/audit/replay/{stream}?at=2020-01-01"))
    assert "第 1 版，共 1 版" in text_of(await auditor.get(f"/audit/replay/{stream}?at=2999-01-01T09:00"))
    wrong = await auditor.get(f"/audit/replay/{stream}?at=yesterday")
    assert wrong.status_code == 422
    assert "text/html" in wrong.headers["content-type"]


async def test_a_version_that_is_not_there_says_so(api: Api, auditor: Visit) -> None:
    stream = await filed(api)
    beyond = await auditor.get(f"/audit/replay/{stream}?version=9")
    assert beyond.status_code == 404
    assert "http.no-such-version" in beyond.text


@pytest.mark.parametrize("place", ["replay", "proof", "entry"])
async def test_who_is_no_auditor_sees_nothing(api: Api, auditor: Visit, place: str) -> None:
    stream = await filed(api)
    for person in (OPERATOR, REGISTRAR, "p-1001"):
        refused = await auditor.of(person).get(f"/audit/{place}/{stream}?version=1")
        assert refused.status_code == 403
        assert stream not in refused.text


async def test_hostile_text_stays_text(api: Api, auditor: Visit) -> None:
    stream = await filed(api)
    hostile = "<script>alert(1)</script>\"'&{{7*7}}"
    answer = await api.of(OPERATOR).order(stream, {"kind": "comment", "text": hostile})
    assert answer.status_code == 200
    page = await auditor.get(f"/audit/replay/{stream}")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert json.dumps(hostile, ensure_ascii=False) in unescape(page.text)


async def test_nothing_of_elsewhere_runs_in_it(api: Api, auditor: Visit) -> None:
    page = await auditor.get(f"/audit/replay/{await filed(api)}")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "style=" not in page.text
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert page.text.count("<script") == page.text.count(f'nonce="{nonce}"') == 2


async def test_it_speaks_english(api: Api, auditor: Visit) -> None:
    page = text_of(await auditor.of(AUDITOR, "en").get(f"/audit/replay/{await filed(api)}"))
    assert "Version 1 of 1" in page
    assert "recorded, not sealed yet" in page


async def test_the_front_page_tells_how_far_the_seal_reaches(
    api: Api, auditor: Visit, office: Office
) -> None:
    await filed(api)
    await sealed(office)
    seal: Any = await office.service.journal.seals.checkpoint()
    page = text_of(await auditor.get("/audit"))
    assert f"签署到第 {seal.size} 条" in page
    assert "branchctl audit export" in page
    assert (await auditor.of(OPERATOR).get("/audit")).status_code == 403


async def test_a_position_and_a_name_lead_to_the_entry(api: Api, auditor: Visit, office: Office) -> None:
    stream = await acknowledged(api)
    position = (await office.service.journal.load(stream))[0].position
    for find, version in ((str(position), "1"), (stream, r"\d"), (f"{stream}#1", "1")):
        answer = await auditor.get(f"/audit?find={find.replace('#', '%23')}")
        assert answer.status_code == 303
        assert re.fullmatch(rf"/audit/replay/{stream}\?version={version}", answer.headers["location"])
    assert (await auditor.get("/audit?find=filing/K-none/1")).status_code == 404
    for nothing in ("999999999", "0", "//evil.example/x", "filing"):
        assert (await auditor.get(f"/audit?find={nothing}")).status_code == 422


async def test_a_range_is_verified_on_the_spot(api: Api, auditor: Visit, office: Office) -> None:
    await filed(api)
    await sealed(office)
    page = text_of(await auditor.get("/audit/verify?first=1&last=20"))
    assert "✓ 核验通过。" in page
