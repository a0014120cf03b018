"""The worklist's acts: a step is taken, given on and urged; many cases are decided by one form, each answered by itself."""

import html
import re
from datetime import timedelta
from typing import NamedTuple

import pytest

from access.principal import Door, Principal
from domain.filing.commands import AcknowledgeFiling
from domain.matter.commands import Comment
from infra.ids import new_id
from interfaces.console.acts.ticked import MOST
from interfaces.desk.answers import Reading
from interfaces.desk.desk import Sender
from interfaces.http.app import application
from interfaces.http.parts import Parts
from tests.access.conftest import GOOD
from tests.browser.console import opened_console
from tests.interfaces.conftest import Office
from tests.interfaces.console.conftest import Browser, Page
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import OPERATOR, OTHER_OPERATOR, REGISTRAR, Api, client_of
from tests.interfaces.http.test_ordering import filed
from tests.interfaces.test_desk import contract, submission

STEP, OUTSIDER, COUNTY_REGISTRAR = "answer_filing", "p-1401", "p-1205"
Fields = dict[str, str | list[str]]


@pytest.fixture
async def filings(api: Api) -> list[str]:
    return [await filed(api) for _ in range(3)]


def tick(stream: str, version: int = 1, step: str = STEP) -> str:
    return f"{stream} {step} {version}"


async def assignee(office: Office, stream: str) -> str | None:
    """Return to whom the step is given."""
    return {one.action: one.assignee for one in (await office.desk.state(stream)).tasks}[STEP]


def boxes(page: Page) -> list[str]:
    """Return what the ticked boxes of a page say."""
    return re.findall(r'name="_case" value="([^"]+)" checked', page.text)


async def form_of(browser: Browser, command: str, ticks: list[str], person: str = REGISTRAR) -> Page:
    """Tick cases in the worklist and press a button; return the form that comes."""
    listed = await browser.go(person, "/")
    return await browser.send(person, f"/work/{command}", {**listed.hidden, "_case": ticks})


async def decided(
    browser: Browser, command: str, ticks: list[str], fields: Fields | None = None, person: str = REGISTRAR
) -> Page:
    """Fill the form in and send it."""
    form = await form_of(browser, command, ticks, person)
    assert form.status == 200, form.text
    told = {**form.hidden, "_case": boxes(form), **(fields or {})}
    return await browser.send(person, f"/work/{command}/do", told)


async def test_the_worklist_has_a_box_for_each_step_and_offers_what_its_reader_may_decide(
    browser: Browser, filings: list[str]
) -> None:
    page = await browser.go(REGISTRAR, "/")
    for stream in filings:
        assert f'name="_case" value="{tick(stream)}"' in page.text
        assert f'formaction="/processes/{stream}/take/{STEP}"' in page.text
    for kind in ("acknowledge_filing", "request_correction", "reassign", "delegate_task", "urge"):
        assert f'formaction="/work/{kind}"' in page.text
    everybody = await browser.go(OPERATOR, "/?whose=all")
    assert tick(filings[0]) in everybody.text
    assert "/work/acknowledge_filing" not in everybody.text
    assert f"/take/{STEP}" not in everybody.text


async def test_a_batch_names_the_office_where_each_step_waits(
    browser: Browser, office: Office, filings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def with_the_county(reading: Reading) -> tuple[str, ...]:
        return tuple("o-370199" for _ in reading.tasks)

    monkeypatch.setattr(office.desk, "offices_of", with_the_county)
    form = await form_of(browser, "acknowledge_filing", [tick(filings[0])])
    assert re.search(r"· 示例县( ·|</)", form.text)
    done = await decided(browser, "acknowledge_filing", [tick(filings[1])])
    assert "（示例县，" in done.text


async def test_a_step_is_taken_from_the_list_and_one_is_back_there(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    listed = await browser.go(REGISTRAR, "/?process=filing")
    done = await browser.send(REGISTRAR, f"/processes/{filings[0]}/take/{STEP}", listed.hidden)
    assert done.leads_to == "/?process=filing&taken=1"
    assert await assignee(office, filings[0]) == REGISTRAR
    after = await browser.go(REGISTRAR, done.leads_to)
    assert "已领取 1 件" in after.text
    assert "taken" not in after.hidden["_back"]
    assert f"/processes/{filings[0]}/take/{STEP}" not in after.text


async def test_a_step_is_taken_from_the_page_of_its_case(browser: Browser, filings: list[str]) -> None:
    case = await browser.go(REGISTRAR, f"/processes/{filings[0]}")
    address = f"/processes/{filings[0]}/take/{STEP}"
    assert f'action="{address}"' in case.text
    again = [await browser.send(REGISTRAR, address, case.hidden) for _ in range(2)]
    assert {one.leads_to for one in again} == {f"/processes/{filings[0]}?done=2"}
    assert address not in (await browser.go(REGISTRAR, f"/processes/{filings[0]}")).text


async def test_what_another_has_taken_is_not_taken(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    listed = await browser.go(COUNTY_REGISTRAR, "/?whose=reach")
    mine = await browser.go(REGISTRAR, "/")
    await browser.send(REGISTRAR, f"/processes/{filings[0]}/take/{STEP}", mine.hidden)
    refused = await browser.send(COUNTY_REGISTRAR, f"/processes/{filings[0]}/take/{STEP}", listed.hidden)
    assert (refused.status, "permission.taken" in refused.text) == (200, True)
    assert await assignee(office, filings[0]) == REGISTRAR


async def test_who_could_not_do_it_is_offered_no_step_and_takes_none(
    browser: Browser, filings: list[str]
) -> None:
    address = f"/processes/{filings[0]}/take/{STEP}"
    assert address not in (await browser.go(OPERATOR, f"/processes/{filings[0]}")).text
    for person, rule in ((OPERATOR, "permission.assignee"), (OUTSIDER, "permission.not-for-you")):
        own = (await browser.go(person, "/account")).hidden
        refused = await browser.send(person, address, own | {"_key": str(new_id())})
        assert rule in refused.text


async def test_all_that_is_ticked_is_taken_at_once(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    listed = await browser.go(REGISTRAR, "/")
    done = await browser.send(
        REGISTRAR, "/work/take", {**listed.hidden, "_case": [tick(one) for one in filings]}
    )
    assert done.leads_to == "/?taken=3"
    for stream in filings:
        assert await assignee(office, stream) == REGISTRAR


async def test_of_those_that_are_taken_at_once_each_is_answered_by_itself(
    browser: Browser, filings: list[str]
) -> None:
    first = await browser.go(COUNTY_REGISTRAR, "/?whose=reach")
    await browser.send(COUNTY_REGISTRAR, f"/processes/{filings[1]}/take/{STEP}", first.hidden)
    listed = await browser.go(REGISTRAR, "/")
    page = await browser.send(
        REGISTRAR, "/work/take", {**listed.hidden, "_case": [tick(one) for one in filings]}
    )
    assert page.status == 200
    for told in ("已办 2 件", "没有办理 1 件", "permission.taken"):
        assert told in page.text


async def test_a_step_is_urged_from_its_case_with_the_step_chosen(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    address = f"/processes/{filings[0]}/do/urge?step={STEP}"
    assert address in (await browser.go(OPERATOR, f"/processes/{filings[0]}")).text
    form = await browser.go(OPERATOR, address)
    assert f'<option value="{STEP}" selected>' in form.text
    done = await browser.send(
        OPERATOR,
        f"/processes/{filings[0]}/do/urge",
        {**form.hidden, "action": STEP, "reason": "期限将至，请办理"},
    )
    assert done.leads_to == f"/processes/{filings[0]}?done=2"
    assert "期限将至" in (await office.desk.timeline(filings[0])).items[-1].zh


async def test_many_filings_are_acknowledged_by_one_form(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    page = await decided(browser, "acknowledge_filing", [tick(one) for one in filings])
    assert (page.status, "已办 3 件" in page.text, "没有办理" in page.text) == (200, True, False)
    for stream in filings:
        assert stream in page.text
        assert (await office.desk.state(stream)).state.model_dump()["status"] == "filed"


async def test_a_batch_that_is_sent_again_does_nothing_twice_and_says_the_same(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    form = await form_of(browser, "acknowledge_filing", [tick(one) for one in filings])
    fields: Fields = {**form.hidden, "_case": boxes(form)}
    first, again = [await browser.send(REGISTRAR, "/work/acknowledge_filing/do", fields) for _ in range(2)]
    assert "已办 3 件" in first.text
    assert "已办 3 件" in again.text
    for stream in filings:
        assert (await office.service.kinds(stream)).count("filing.acknowledged.v1") == 1


async def test_one_that_was_overtaken_is_told_by_whom_and_the_others_are_done(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    form = await form_of(browser, "acknowledge_filing", [tick(one) for one in filings])
    await office.desk.settle(filings[1], Comment(text="附件已更新"), Sender(OTHER_OPERATOR))
    page = await browser.send(REGISTRAR, "/work/acknowledge_filing/do", {**form.hidden, "_case": boxes(form)})
    for told in ("已办 2 件", "没有办理 1 件", "已有变化", "附件已更新"):
        assert told in page.text
    assert (await office.desk.state(filings[1])).state.model_dump()["status"] == "submitted"


async def test_one_that_a_rule_refuses_is_told_with_its_rule_and_the_others_are_done(
    browser: Browser, filings: list[str]
) -> None:
    ticks = [tick(one) for one in filings]
    page = await decided(browser, "request_correction", ticks, {"items.0": "请补签字页"}, OPERATOR)
    assert page.text.count("/problems/permission.denied") == 3
    assert "已办 0 件" in page.text
    done = await decided(browser, "request_correction", ticks, {"items.0": "请补签字页"})
    assert "已办 3 件" in done.text


async def test_what_moved_since_the_list_was_drawn_is_not_ticked_and_what_waits_no_more_has_no_box(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    moved, gone, still = filings
    await office.desk.settle(moved, Comment(text="附件已更新"), Sender(OPERATOR))
    await office.desk.settle(gone, AcknowledgeFiling(), Sender(REGISTRAR))
    form = await form_of(browser, "acknowledge_filing", [tick(one) for one in filings])
    assert boxes(form) == [tick(still)]
    assert f'value="{tick(moved, 2)}">' in form.text
    assert f'value="{gone} ' not in form.text
    assert f'href="/processes/{gone}"' in form.text


async def test_what_is_not_filled_in_is_said_and_nothing_is_done(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    page = await decided(browser, "urge", [tick(one) for one in filings], {"reason": " "})
    assert (page.status, 'aria-invalid="true"' in page.text) == (422, True)
    assert boxes(page) == [tick(one) for one in filings]
    assert [(await office.desk.state(one)).version for one in filings] == [1, 1, 1]


async def test_many_are_urged_and_given_on_each_in_its_own_step(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    ticks = [tick(one) for one in filings]
    urged = await decided(browser, "urge", ticks, {"reason": "请尽快办理"}, OPERATOR)
    assert "已办 3 件" in urged.text
    form = (await form_of(browser, "reassign", [tick(one, 2) for one in filings])).text
    people = re.findall(r'<option value="(p-\d+)"', form.partition('name="to"')[2].partition("</select>")[0])
    assert (people[0], OPERATOR in people) == (REGISTRAR, False)
    given = await decided(browser, "reassign", [tick(one, 2) for one in filings], {"to": REGISTRAR})
    assert "已办 3 件" in given.text
    for stream in filings:
        assert await assignee(office, stream) == REGISTRAR


@pytest.mark.parametrize(
    "ticks",
    [
        [],
        ["filing/../1 x 1"],
        ["filing/K-1/1 answer_filing x"],
        ["filing/K-1/1 answer_filing"],
        [f"filing/K-{one}/1 answer_filing 1" for one in range(MOST + 1)],
    ],
    ids=["nothing", "elsewhere", "no-version", "half", "too-many"],
)
@pytest.mark.parametrize("address", ["/work/take", "/work/acknowledge_filing", "/work/urge/do"])
async def test_what_is_no_tick_is_refused_with_how_many_are_taken(
    browser: Browser, address: str, ticks: list[str]
) -> None:
    listed = await browser.go(REGISTRAR, "/account")
    fields: Fields = {**listed.hidden, "_key": str(new_id()), "_case": ticks}
    refused = await browser.send(REGISTRAR, address, fields)
    assert (refused.status, "console.not-ticked" in refused.text) == (422, True)


@pytest.mark.parametrize("kind", ["decide_establishment", "comment", "tick", "nothing"])
async def test_what_is_said_case_by_case_has_no_form_for_many(
    browser: Browser, kind: str, filings: list[str]
) -> None:
    assert (await form_of(browser, kind, [tick(filings[0])])).status == 404


class LongAgo(NamedTuple):
    """A door that everybody came in by an hour ago."""

    door: Door

    async def identify(self, bearer: str, *, used: bool = True) -> Principal:
        known = await self.door.identify(bearer, used=used)
        return known.model_copy(update={"authenticated_at": known.authenticated_at - timedelta(hours=1)})


async def test_who_came_in_long_ago_is_asked_for_the_password_once_for_all_of_them(
    own_office: Office,
) -> None:
    desk, filings = own_office.desk, [f"filing/{contract()}/1" for _ in range(3)]
    for stream in filings:
        await desk.settle(stream, submission(), Sender(OPERATOR))
    async with opened_console(own_office) as console:
        parts: Parts = console.app.state.parts
        app = application(parts._replace(door=LongAgo(parts.door)))
        async with app.router.lifespan_context(app), client_of(app) as client:
            visit = Visit(client, await console.session(REGISTRAR))
            ticks = {"_case": [tick(one) for one in filings]}
            asked = await visit.post("/work/acknowledge_filing/do", ticks)
            assert (asked.status_code, 'name="_password"' in asked.text) == (401, True)
            wrong = await visit.post("/work/acknowledge_filing/do", ticks | {"_password": "not it at all"})
            assert (wrong.status_code, "access.wrong-credentials" in wrong.text) == (401, True)
            assert [(await desk.state(one)).version for one in filings] == [1, 1, 1]
            urged = await visit.post("/work/urge/do", ticks | {"action": STEP, "reason": "请尽快"})
            assert "已办 3 件" in urged.text
            seen = {"_case": [tick(one, 2) for one in filings]}
            done = await visit.post("/work/acknowledge_filing/do", seen | {"_password": GOOD})
            assert "已办 3 件" in done.text


async def test_half_a_meeting_decides_none_of_them(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    page = await decided(browser, "acknowledge_filing", [tick(one) for one in filings], {"_body": "镇党委会"})
    assert (page.status, "console.circumstances" in page.text) == (422, True)
    assert [(await office.desk.state(one)).version for one in filings] == [1, 1, 1]


async def test_cases_that_are_not_theirs_are_not_shown_in_a_form(
    browser: Browser, filings: list[str]
) -> None:
    assert (await form_of(browser, "urge", [tick(filings[0])], OUTSIDER)).status == 403


async def test_what_was_written_is_text_and_the_list_is_never_elsewhere(
    browser: Browser, filings: list[str]
) -> None:
    listed = await browser.go(REGISTRAR, "/account")
    fields: Fields = {
        **listed.hidden,
        "_key": '"><script>1',
        "_back": "//evil.example",
        "_case": tick(filings[0]),
    }
    form = await browser.send(REGISTRAR, "/work/urge", fields)
    assert "<script>1" not in form.text
    assert html.escape('"><script>1', quote=False)[2:] in form.text
    assert "evil.example" not in form.text


async def test_the_list_that_one_came_from_is_kept_and_all_is_told_in_english_too(
    visit: Visit, filings: list[str]
) -> None:
    registrar = visit.of(REGISTRAR, "en")
    ticks = {"_case": [tick(one) for one in filings], "_back": "/?process=filing&whose=mine"}
    form = (await registrar.post("/work/acknowledge_filing", ticks)).text
    for told in ("Which cases", "Each is answered by itself", 'href="/?process=filing&amp;whose=mine"'):
        assert told in form
    page = (await registrar.post("/work/acknowledge_filing/do", ticks)).text
    for told in ("3 done", "Load this page again", 'href="/?process=filing&amp;whose=mine"'):
        assert told in page


async def test_enter_in_a_box_takes_and_decides_nothing(
    browser: Browser, office: Office, filings: list[str]
) -> None:
    listed = await browser.go(REGISTRAR, "/?process=filing")
    first = re.search(r'<form id="work".*?formaction="([^"]+)"', listed.text, re.DOTALL)
    assert first
    assert first[1] == "/work"
    back = await browser.send(REGISTRAR, first[1], {**listed.hidden, "_case": [tick(one) for one in filings]})
    assert (back.status, back.leads_to) == (303, "/?process=filing")
    assert [(await office.desk.state(one)).version for one in filings] == [1, 1, 1]
