"""A case on a page, and its orders by forms: what is told, what happens, and what is refused, with all that was written kept."""

import re

import pytest

from domain.branch.kinds import BranchMode
from domain.enterprise.state import EnterpriseState
from domain.filing.commands import RequestCorrection, SubmitFiling
from domain.filing.state import FilingState
from infra.ids import new_id
from interfaces.console.cases.story import is_over, openings_under, outcome
from interfaces.desk.desk import Sender
from interfaces.forms.drawing import form_of
from interfaces.forms.form import pairs_of
from tests.domain.branch_given import facts, register
from tests.domain.round_given import at_notice, awarded, names
from tests.interfaces.conftest import Office
from tests.interfaces.console.conftest import Browser
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, Api
from tests.interfaces.http.test_ordering import filed, submit

OUTSIDER, ELSEWHERE = "p-1401", "p-1701"


@pytest.fixture
async def filing(api: Api) -> str:
    return await filed(api)


async def test_a_case_tells_its_story_what_waits_and_who_has_it(browser: Browser, filing: str) -> None:
    page = await browser.go(REGISTRAR, f"/processes/{filing}")
    assert page.status == 200
    for told in ("合同备案", "备案登记", "还有", f"/processes/{filing}/do/acknowledge_filing"):
        assert told in page.text
    english = await browser.go(
        REGISTRAR, f"/processes/{filing}", cookie=f"__Host-session={REGISTRAR}; language=en"
    )
    for told in ("Filing of a contract change", "registrar", "days left", "Other orders"):
        assert told in english.text


async def test_who_is_elsewhere_sees_nothing_and_who_is_nobody_signs_in_first(
    browser: Browser, filing: str
) -> None:
    away = await browser.go(None, f"/processes/{filing}?after=0")
    assert (away.status, away.leads_to) == (
        303,
        f"/login?back=%2Fprocesses%2F{filing.replace('/', '%2F')}%3Fafter%3D0",
    )
    refused = await browser.go(OUTSIDER, f"/processes/{filing}")
    assert (refused.status, "permission.not-for-you" in refused.text) == (403, True)
    assert (await browser.go(REGISTRAR, "/processes/filing/K-nowhere/1")).status == 404


async def test_a_form_has_its_order_settled_and_the_page_says_who_is_next(
    browser: Browser, office: Office, filing: str
) -> None:
    done = await browser.submit(REGISTRAR, f"/processes/{filing}/do/acknowledge_filing", {})
    assert done.status == 303, done.text
    assert done.leads_to.startswith(f"/processes/{filing}?done=")
    assert (await office.desk.state(filing)).state.model_dump()["status"] == "filed"
    told = await browser.go(REGISTRAR, done.leads_to)
    assert "已经办理并落盘" in told.text
    assert "接下来：关联合同（示例县一号镇，备案登记" in told.text


async def test_what_a_case_hardly_takes_where_it_stands_is_offered_apart(
    browser: Browser, office: Office, filing: str
) -> None:
    submitted = (await browser.go(OPERATOR, f"/processes/{filing}")).text
    usual, _, unusual = submitted.partition("现在一般不办的")
    assert ("/do/withdraw_filing" in usual, "/do/comment" in usual) == (True, True)
    assert ("/do/correct" in usual, '/do/correct"' in unusual) == (False, True)
    await office.desk.settle(filing, RequestCorrection(items=("原件",)), Sender(REGISTRAR))
    awaited = (await browser.go(OPERATOR, f"/processes/{filing}")).text
    assert '/do/correct"' in awaited.partition("现在一般不办的")[0]


async def test_a_step_is_given_to_somebody_who_is_chosen_by_name(browser: Browser, filing: str) -> None:
    address = f"/processes/{filing}/do/reassign?step=answer_filing"
    step, form = {"action": "answer_filing"}, (await browser.go(REGISTRAR, address)).text
    people = re.findall(r'<option value="(p-\d+)"', form.partition('name="to"')[2].partition("</select>")[0])
    assert (people[0], OPERATOR in people) == (REGISTRAR, False)
    assert re.search(rf'<option value="{REGISTRAR}">[^<]+（{REGISTRAR}）</option>', form)
    kept = await browser.submit(REGISTRAR, address, step | {"to": OPERATOR})
    assert (kept.status, "permission.assignee" in kept.text) == (422, True)
    assert f'<option value="{OPERATOR}" selected>' in kept.text
    assert (await browser.submit(REGISTRAR, address, step | {"to": REGISTRAR})).status == 303


async def test_the_same_form_sent_twice_is_done_once(browser: Browser, office: Office, filing: str) -> None:
    address = f"/processes/{filing}/do/comment"
    form = await browser.go(OPERATOR, address)
    fields = form.hidden | {"text": "材料齐全"}
    first, again = [await browser.send(OPERATOR, address, fields) for _ in range(2)]
    assert first.leads_to == again.leads_to == f"/processes/{filing}?done=2"
    assert (await office.desk.state(filing)).version == 2


async def test_what_is_not_filled_in_is_said_where_it_is_missing_and_what_was_written_stays(
    browser: Browser, office: Office, filing: str
) -> None:
    fields = {"reason": "  ", "_acted_on": "2026-02-01"}
    page = await browser.submit(OPERATOR, f"/processes/{filing}/do/withdraw_filing", fields)
    assert page.status == 422
    assert 'aria-invalid="true"' in page.text
    assert 'value="2026-02-01"' in page.text
    assert (await office.desk.state(filing)).version == 1


async def test_a_rule_that_refuses_is_told_with_its_name_and_all_that_was_written_stays(
    browser: Browser, filing: str
) -> None:
    page = await browser.submit(
        OPERATOR, f"/processes/{filing}/do/request_correction", {"items.0": "请补签字页"}
    )
    assert page.status == 403
    assert "没有办理" in page.text
    assert "/problems/permission.denied" in page.text
    assert "请补签字页" in page.text


async def test_who_was_overtaken_is_told_by_whom_and_can_still_decide(browser: Browser, filing: str) -> None:
    address = f"/processes/{filing}/do/request_correction"
    form = await browser.go(REGISTRAR, address)
    await browser.submit(OPERATOR, f"/processes/{filing}/do/comment", {"text": "附件已更新"})
    page = await browser.send(REGISTRAR, address, form.hidden | {"items.0": "请补签字页"})
    assert page.status == 412
    for told in ("事项又有了变化", "附件已更新", "请补签字页"):
        assert told in page.text
    done = await browser.send(REGISTRAR, address, page.hidden | {"items.0": "请补签字页"})
    assert done.leads_to == f"/processes/{filing}?done=3"


async def test_half_a_meeting_decides_nothing(browser: Browser, office: Office, filing: str) -> None:
    page = await browser.submit(
        REGISTRAR, f"/processes/{filing}/do/acknowledge_filing", {"_body": "镇党委会"}
    )
    assert page.status == 422
    assert "console.circumstances" in page.text
    assert (await office.desk.state(filing)).version == 1


async def test_what_was_written_is_text_and_nothing_else(browser: Browser, filing: str) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=1>{{7*7}}"
    await browser.submit(OPERATOR, f"/processes/{filing}/do/comment", {"text": hostile})
    page = await browser.go(OPERATOR, f"/processes/{filing}")
    assert "alert(1)" in page.text
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "49" not in page.text.split("alert(1)")[1][:80]


async def test_a_command_that_a_case_does_not_take_has_no_form(browser: Browser, filing: str) -> None:
    assert (await browser.go(REGISTRAR, f"/processes/{filing}/do/decide_establishment")).status == 404
    assert (await browser.go(REGISTRAR, f"/processes/{filing}/do/tick")).status == 404


async def test_rows_are_added_and_taken_away_without_a_script_and_nothing_is_recorded(
    browser: Browser, office: Office, filing: str
) -> None:
    address = f"/processes/{filing}/do/request_correction"
    one = await browser.submit(REGISTRAR, address, {"items.0": "请补签字页", "_add": "items"})
    assert (one.status, 'name="items.1"' in one.text, "请补签字页" in one.text) == (200, True, True)
    less = await browser.submit(
        REGISTRAR, address, {"items.0": "请补签字页", "items.1": "请补页码", "_remove": "items.0"}
    )
    assert (less.status, "请补签字页" in less.text, "请补页码" in less.text) == (200, False, True)
    assert (await office.desk.state(filing)).version == 1


async def test_a_case_that_is_filed_has_a_receipt_as_a_page_and_as_pdf(browser: Browser, filing: str) -> None:
    done = await browser.submit(REGISTRAR, f"/processes/{filing}/do/acknowledge_filing", {})
    case = await browser.go(REGISTRAR, done.leads_to)
    assert f"/processes/{filing}/papers/2" in case.text
    page = await browser.go(REGISTRAR, f"/processes/{filing}/papers/2")
    assert (page.status, "回执" in page.text, "<svg" in page.text) == (200, True, True)
    printed = await browser.client.get(
        f"/processes/{filing}/papers/2.pdf", headers={"cookie": f"__Host-session={REGISTRAR}"}
    )
    assert printed.content.startswith(b"%PDF-")
    assert printed.headers["content-disposition"].startswith("attachment")
    assert (await browser.go(REGISTRAR, f"/processes/{filing}/papers/1")).status == 404
    assert (await browser.go(OUTSIDER, f"/processes/{filing}/papers/2")).status == 403


async def test_the_map_shows_where_cases_stand_and_leads_to_them(browser: Browser, filing: str) -> None:
    drawn = await browser.go(REGISTRAR, "/map/filing")
    assert (drawn.status, 'href="/map/filing/submitted"' in drawn.text) == (200, True)
    listed = await browser.go(REGISTRAR, "/map/filing/submitted")
    assert f"/processes/{filing}" in listed.text
    elsewhere = await browser.go(OUTSIDER, "/map/filing/submitted")
    assert f"/processes/{filing}" not in elsewhere.text
    assert (await browser.go(REGISTRAR, "/map/nothing")).status == 404
    assert (await browser.go(REGISTRAR, "/map/filing/nowhere")).status == 404


async def test_whatever_a_page_offers_to_begin_has_a_form(browser: Browser) -> None:
    listed = await browser.go(OPERATOR, "/open")
    offered = set(re.findall(r'href="(/open/[a-z-]+)', listed.text))
    assert len(offered) > 5
    under = {
        f"/open/{one}?under=X-1"
        for kind in ("enterprise", "branch", "contract")
        for one in openings_under(kind)
    }
    assert under == {"/open/investigation?under=X-1", "/open/filing?under=X-1"}
    for address in offered | under:
        assert (await browser.go(OPERATOR, address)).status == 200, address
    assert 'value="X-1"' in (await browser.go(OPERATOR, "/open/filing?under=X-1")).text
    assert (await browser.go(OPERATOR, "/open/appointment")).status == 404


async def test_a_case_is_opened_by_a_form(browser: Browser, office: Office) -> None:
    form = form_of(SubmitFiling, office.desk.catalogue, submit())
    fields: dict[str, list[str]] = {}
    for name, value in pairs_of(form):
        fields.setdefault(name, []).append(value)
    contract = f"K-{new_id()}"
    opened = await browser.submit(OPERATOR, "/open/filing", {**fields, "_part.CONTRACT": contract})
    assert opened.leads_to.startswith(f"/processes/filing/{contract}/1?done="), opened.text
    assert (await office.desk.state(f"filing/{contract}/1")).state.model_dump()["status"] == "submitted"


async def test_a_case_that_may_not_begin_is_refused_and_what_was_written_stays(
    browser: Browser, office: Office
) -> None:
    fields = {"_part.ENTERPRISE": "e-nobody", "org": "o-370199-t1", "round": "2026"}
    refused = await browser.submit("p-1003", "/open/investigation", fields)
    assert (refused.status, "没有办理" in refused.text) == (403, True)
    assert 'value="e-nobody"' in refused.text
    assert not await office.service.opened("investigation/e-nobody/1")


async def test_a_systems_token_opens_no_page(browser: Browser) -> None:
    assert (await browser.go("s-market", "/account")).leads_to.startswith("/login")


async def test_after_every_act_the_page_says_what_happens_next_and_who_has_it(
    browser: Browser, api: Api
) -> None:
    mended, over = await filed(api), await filed(api)
    asked = await browser.submit(
        REGISTRAR, f"/processes/{mended}/do/request_correction", {"items.0": "请补签字页"}
    )
    assert "接下来：补正备案（" in (await browser.go(REGISTRAR, asked.leads_to)).text
    withdrawn = await browser.submit(OPERATOR, f"/processes/{over}/do/withdraw_filing", {"reason": "重报"})
    assert "这个事项已经办结。" in (await browser.go(OPERATOR, withdrawn.leads_to)).text
    assert "已经办理并落盘" not in (await browser.go(OPERATOR, f"/processes/{over}?done=999")).text


def test_an_outcome_tells_the_cases_in_which_the_act_and_no_other_one_goes_on() -> None:
    scene = at_notice()
    scene.do(awarded("2026-02-10"))
    found = outcome(scene.state, scene.facts, scene.state.version)
    assert found is not None
    assert set(found.followed) == {f"evaluation/{branch}/2025" for branch in names(12)}
    others = [outcome(scene.state, scene.facts, one.version) for one in scene.facts]
    assert () in {one.followed for one in others if one}
    assert outcome(scene.state, scene.facts, 10_000) is None


def test_an_enterprise_of_which_nothing_is_awaited_is_not_done_with() -> None:
    assert not is_over(EnterpriseState(stream="enterprise/e-1", closed=True))
    assert is_over(FilingState(stream="filing/K-1/1", closed=True))


@pytest.mark.parametrize(
    "told",
    [
        "change=1",
        "change=1&change.before=2",
        "person.id.id=3",
        "change.documents.x.y=1",
        "no-such=1",
        "_here=x",
    ],
)
async def test_whatever_an_address_tells_a_form_of_it_is_a_form(browser: Browser, told: str) -> None:
    assert (await browser.go(OPERATOR, f"/open/filing?{told}")).status == 200


async def test_a_step_that_only_a_superior_takes_waits_at_the_superiors_office(
    browser: Browser, office: Office
) -> None:
    stream, known = f"branch/b-{new_id().hex[:8]}", facts(mode=BranchMode.FLOATING, partners=())
    existing = register(known, org="o-370199-t1", superior="o-370199-t1")
    await office.desk.settle(stream, existing, Sender(OPERATOR))
    shown = (await browser.go(OPERATOR, f"/processes/{stream}")).text
    (awaited,) = re.findall(r'<p class="awaited">.*?</p>', shown, re.DOTALL)
    assert "示例县 · 审批" in awaited
