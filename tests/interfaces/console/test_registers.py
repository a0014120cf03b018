"""台账 as pages: narrowed, ordered and laid out as the address says, and only what one may see."""

import asyncio
import html
import re
from contextlib import suppress
from io import BytesIO
from itertools import count

import pytest
from python_calamine import CalamineWorkbook

from domain.enterprise.commands import RegisterEnterprise
from domain.register.ownership import Ownership
from domain.register.row import RegisterRow
from domain.register.uscc import enterprise_id
from interfaces.desk.answers import LedgerBehindError
from interfaces.desk.desk import Sender
from tests.domain.enterprise_cases import code
from tests.interfaces.conftest import Office
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import FOREIGN_REGISTRAR, OPERATOR

T1, T2 = "o-370199-t1", "o-370199-t2"
COUNTY = "p-1201"
ENTERPRISES = "/registers/enterprises"
_numbers = count(7_000)


async def registered(office: Office, *names: str, org: str = T1) -> list[str]:
    """Have enterprises registered; return their streams."""
    made = []
    for name in names:
        uscc = code(next(_numbers))
        stream = f"enterprise/{enterprise_id(uscc)}"
        row = RegisterRow(uscc=uscc, name=name, address="示例路 1 号", ownership=Ownership.PRIVATE)
        command = RegisterEnterprise(org=org, row=row)
        answer = await office.desk.settle(stream, command, Sender(COUNTY), directly=True)
        made.append(stream)
    await known(office, answer.position)
    return made


async def known(office: Office, position: int) -> None:
    """Wait until the ledger has come to a position, however slow the machine is."""
    async with asyncio.timeout(100):
        while True:
            with suppress(LedgerBehindError):
                return await office.desk.reached(position)


def names_in(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r"<td[^>]*>(?:<a [^>]*>)?([^<]*公司)", page)]


async def test_the_registers_are_listed_with_how_many_rows_each_has(visit: Visit, office: Office) -> None:
    await registered(office, "示例清点公司")
    answer = await visit.of(OPERATOR).get("/registers")
    assert answer.status_code == 200
    for name in ("企业台账", "党组织台账", "书记台账", "备案台账", "星级评定台账"):
        assert name in answer.text
    assert re.search(r'href="/registers/enterprises\?status=operating">在营|在营', answer.text)
    assert "截至账本位置" in answer.text
    assert "Register of enterprises" in (await visit.of(OPERATOR, "en").get("/registers")).text


async def test_rows_lead_to_what_they_stand_for(visit: Visit, office: Office) -> None:
    (stream,) = await registered(office, "示例通向公司")
    answer = await visit.of(OPERATOR).get(f"{ENTERPRISES}?text=示例通向公司")
    assert names_in(answer.text) == ["示例通向公司"]
    assert f'href="/processes/{stream}"' in answer.text
    assert "script-src 'nonce-" in answer.headers["content-security-policy"]


async def test_by_name_rows_follow_each_other_as_they_sound_page_after_page(
    visit: Visit, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interfaces.console.registers.browsing.ROWS", 2)
    names = ["音序李记公司", "音序刘记公司", "音序实业公司", "音序示例公司", "音序银杏公司"]
    for place, name in enumerate(reversed(names)):
        await registered(office, name, org=(T1, T2)[place % 2])
    found: list[str] = []
    path: str | None = f"{ENTERPRISES}?text=音序&sort=name"
    while path:
        answer = await visit.of(COUNTY).get(path)
        found += names_in(answer.text)
        following = re.search(r'rel="next" href="([^"]*)"', answer.text)
        path = html.unescape(following[1]) if following else None
    assert found == names
    assert "回到第一页" in answer.text


async def test_only_rows_of_ones_own_organisations_are_shown(visit: Visit, office: Office) -> None:
    await registered(office, "示例别处公司", org=T1)
    elsewhere = await visit.of(FOREIGN_REGISTRAR).get(f"{ENTERPRISES}?text=示例别处公司")
    assert elsewhere.status_code == 200
    assert "没有符合条件的行" in elsewhere.text
    refused = await visit.of(FOREIGN_REGISTRAR).get(f"{ENTERPRISES}?org={T1}")
    assert refused.status_code == 403
    assert "permission.not-for-you" in refused.text


async def test_who_holds_no_office_or_is_not_signed_in_sees_no_register(visit: Visit) -> None:
    for path in ("/registers", ENTERPRISES, f"{ENTERPRISES}.xlsx"):
        assert (await visit.of("p-9999").get(path)).status_code == 403
        away = await visit.of(None).get(path)
        assert (away.status_code, away.headers["location"].startswith("/login?back=")) == (303, True)


async def test_the_address_says_which_columns_are_shown(visit: Visit, office: Office) -> None:
    await registered(office, "示例栏目公司")
    address = f"{ENTERPRISES}?text=示例栏目公司"
    usual = (await visit.of(OPERATOR).get(address)).text
    chosen = (await visit.of(OPERATOR).get(f"{address}&columns=name&columns=address")).text
    assert "示例路 1 号" not in usual
    assert "示例路 1 号" in chosen
    assert '<th scope="col">住所</th>' in chosen
    assert '<th scope="col">组织编号</th>' not in chosen
    assert len(re.findall(r'name="columns" value="[a-z_]+" checked', chosen)) == 2


async def test_what_a_name_holds_is_text(visit: Visit, office: Office) -> None:
    await registered(office, "<script>alert(1)</script>公司")
    page = (await visit.of(OPERATOR).get(f"{ENTERPRISES}?text=<script>&sort=name")).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;公司" in page


async def test_what_the_page_shows_is_exported_with_the_session(visit: Visit, office: Office) -> None:
    await registered(office, "示例导出公司")
    answer = await visit.of(OPERATOR).get(f"{ENTERPRISES}.xlsx?text=示例导出公司&status=operating")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet[1:]] == ["示例导出公司"]


@pytest.mark.parametrize(
    ("asked", "status", "rule"),
    [
        ("?status=unheard-of", 422, "http.no-such-status"),
        ("?after=nonsense", 400, "http.cursor"),
        ("?sort=sideways", 422, "http.invalid"),
        ("?org=../x", 422, "http.invalid"),
    ],
)
async def test_what_no_register_can_be_asked_is_refused_on_a_page(
    visit: Visit, asked: str, status: int, rule: str
) -> None:
    answer = await visit.of(OPERATOR).get(f"{ENTERPRISES}{asked}")
    assert (answer.status_code, rule in answer.text) == (status, True)
    assert "<h1>" in answer.text


async def test_empty_fields_of_the_form_ask_for_nothing(visit: Visit) -> None:
    for register in ("enterprises", "branches", "secretaries", "filings", "evaluations"):
        answer = await visit.of(OPERATOR).get(f"/registers/{register}?text=&org=&status=&year=&sort=org")
        assert answer.status_code == 200


async def test_a_page_is_kept_as_a_view_of_ones_own_and_forgotten(visit: Visit) -> None:
    person, address = visit.of(OPERATOR), f"{ENTERPRISES}?status=operating&sort=name"
    kept = await person.post("/registers/views", {"name": "<b>在营</b>", "address": address})
    assert (kept.status_code, kept.headers["location"]) == (303, "/registers")
    assert "Secure" in kept.headers["set-cookie"]
    assert "HttpOnly" in kept.headers["set-cookie"]
    (name, told), *_ = kept.cookies.items()
    listed = await person.get("/registers", cookies={name: told})
    assert f'<a href="{html.escape(address)}">&lt;b&gt;在营&lt;/b&gt;</a>' in listed.text
    others = await visit.of(COUNTY).get("/registers", cookies={name: told})
    assert "我的视图" not in others.text
    gone = await person.post("/registers/views/forget", {"name": "<b>在营</b>"}, cookies={name: told})
    (name, told), *_ = gone.cookies.items()
    assert "我的视图" not in (await person.get("/registers", cookies={name: told})).text


@pytest.mark.parametrize(
    "address", ["https://example.org/registers", "//example.org", "/account", "javascript:1"]
)
async def test_a_view_leads_nowhere_else(visit: Visit, address: str) -> None:
    kept = await visit.of(OPERATOR).post("/registers/views", {"name": "x", "address": address})
    (name, told), *_ = kept.cookies.items()
    assert "我的视图" not in (await visit.of(OPERATOR).get("/registers", cookies={name: told})).text
    garbled = await visit.of(OPERATOR).get("/registers", cookies={name: "%%%"})
    assert (garbled.status_code, "我的视图" in garbled.text) == (200, False)
