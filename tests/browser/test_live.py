"""The worklist as somebody leaves it open: it refreshes itself where one is, and cases are ticked and decided by keyboard alone."""

import pytest
from playwright.async_api import Locator, expect

from domain.filing import commands as filing
from domain.matter.commands import Comment
from interfaces.desk.desk import Sender
from interfaces.http.languages import Language
from tests.browser.people import OPERATOR, REGISTRAR
from tests.browser.test_orders import filed
from tests.browser.visits import Visit, Visits

pytestmark = pytest.mark.browser

LONG = 20_000


def box(visit: Visit, stream: str) -> Locator:
    return visit.page.locator(f"[name=_case][value^='{stream} answer_filing ']")


def link(visit: Visit, stream: str) -> Locator:
    return visit.page.locator("tr", has=box(visit, stream)).locator("a.whole")


def line(visit: Visit) -> Locator:
    return visit.page.locator("#live")


@pytest.mark.parametrize(
    ("language", "told"), [(Language.ZH, "列表已经更新："), (Language.EN, "The list has changed:")]
)
async def test_what_comes_in_is_in_the_list_and_said(visits: Visits, language: Language, told: str) -> None:
    async with visits.visit(REGISTRAR, language) as visit:
        await visit.go("/")
        stream = await filed(visits)
        await expect(link(visit, stream)).to_be_visible(timeout=LONG)
        await expect(line(visit)).to_contain_text(told)
        assert visit.told == []
        assert visit.strangers() == []


async def test_where_one_is_what_is_ticked_and_what_has_the_focus_stay(visits: Visits) -> None:
    kept, decided = await filed(visits), await filed(visits)
    async with visits.visit(REGISTRAR) as visit:
        await visit.page.set_viewport_size(
            {"width": 1280, "height": 240}
        )  # so that there is something to scroll
        await visit.go("/")
        await box(visit, kept).check()
        await link(visit, kept).focus()
        await link(visit, kept).evaluate(
            "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 100)"
        )
        before = await link(visit, kept).evaluate("one => one.getBoundingClientRect().top")
        await visits.console.office.desk.settle(decided, filing.AcknowledgeFiling(), Sender(REGISTRAR))
        await expect(link(visit, decided)).to_have_count(0, timeout=LONG)
        await expect(line(visit)).to_contain_text("列表已经更新", timeout=LONG)
        assert await box(visit, kept).is_checked()
        assert await visit.focused == f"/processes/{kept}"
        assert abs(await link(visit, kept).evaluate("one => one.getBoundingClientRect().top") - before) < 2


async def test_a_case_that_moved_on_is_ticked_no_more_and_that_is_said(visits: Visits) -> None:
    stream = await filed(visits)
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        await box(visit, stream).check()
        await visits.console.office.desk.settle(stream, Comment(text="附件已更新"), Sender(OPERATOR))
        await expect(line(visit)).to_contain_text("不再勾选", timeout=LONG)
        assert not await box(visit, stream).is_checked()


async def test_nothing_is_replaced_while_somebody_writes(visits: Visits) -> None:
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        await visit.page.locator("[name=org]").focus()
        await visit.page.keyboard.type("o-3701")
        async with visit.page.expect_event("console", lambda one: one.text == "moved"):
            await visit.page.evaluate(
                "new EventSource('/live?after=' + document.getElementById('piles').dataset.after)"
                ".addEventListener('moved', () => console.log('moved'))"
            )
            stream = await filed(visits)
        await visit.page.wait_for_timeout(1000)
        assert await link(visit, stream).count() == 0
        assert await visit.focused == "org"
        assert await visit.page.locator("[name=org]").input_value() == "o-3701"
        await visit.page.keyboard.press("Control+a")
        await visit.page.keyboard.press("Delete")
        await visit.page.locator(".head a[href='/open']").focus()
        await expect(link(visit, stream)).to_be_visible(timeout=LONG)


async def test_who_signed_out_elsewhere_is_told_that_the_page_stands_still(visits: Visits) -> None:
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        other = await visit.page.context.new_page()
        await other.goto(f"{visit.address}/account")
        await other.locator("form[action='/logout'] button:not(.first)").click()
        await other.wait_for_url("**/login")
        await filed(visits)
        await visit.page.bring_to_front()
        await expect(line(visit)).to_contain_text("不再自动更新", timeout=LONG)


async def test_cases_are_ticked_and_decided_by_keyboard_alone(visits: Visits) -> None:
    streams = [await filed(visits) for _ in range(2)]
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        for key, stream in zip(("x", "Space"), streams, strict=True):
            wanted = link(visit, stream) if key == "x" else box(visit, stream)
            await wanted.focus()
            await visit.page.keyboard.press(key)
            await expect(box(visit, stream)).to_be_checked()
        await visit.page.keyboard.press("Enter")
        await expect(visit.page.locator("[name=_case]:checked")).to_have_count(len(streams))
        await pressed(visit, "[formaction='/work/acknowledge_filing']")
        assert await visit.page.locator("[name=_case]:checked").count() == len(streams)
        await pressed(visit, "form.order button.primary")
        assert await visit.focused == "done"
        await expect(visit.page.locator("#done")).to_contain_text("已办 2 件")
        assert visit.told == []
    for stream in streams:
        assert "filing.acknowledged.v1" in await visits.console.office.service.kinds(stream)


async def test_many_are_decided_without_a_script(visits: Visits) -> None:
    streams = [await filed(visits) for _ in range(2)]
    async with visits.visit(REGISTRAR, java_script_enabled=False) as visit:
        await visit.go("/")
        await box(visit, streams[0]).check()
        async with visit.page.expect_navigation():
            await visit.page.keyboard.press("Enter")
        assert visit.place == "/"
        for stream in streams:
            await box(visit, stream).check()
        await visit.page.locator("[formaction='/work/acknowledge_filing']").click()
        await visit.page.locator("form.order button.primary").click()
        await expect(visit.page.locator("#done")).to_contain_text("已办 2 件")


async def pressed(visit: Visit, what: str) -> None:
    """Go to a button and press it by the keyboard; wait for the page that comes."""
    await visit.page.locator(what).focus()
    async with visit.page.expect_navigation():
        await visit.page.keyboard.press("Enter")
