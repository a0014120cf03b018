"""The worklist with hands on the keyboard, without a script, and without motion."""

import pytest

from tests.access.conftest import GOOD
from tests.browser.people import OPERATOR, REGISTRAR
from tests.browser.visits import Visit, Visits

pytestmark = pytest.mark.browser


async def pressed(visit: Visit, *keys: str) -> str:
    """Press keys; return what has the focus then."""
    for key in keys:
        await visit.page.keyboard.press(key)
    return await visit.focused


async def test_j_and_k_go_from_case_to_case_and_enter_opens_one(visits: Visits) -> None:
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        links = await visit.page.locator("a.whole").evaluate_all(
            "all => all.map(one => one.attributes.href.value)"
        )
        assert len(links) > 2
        assert await pressed(visit, "j") == links[0]
        assert await pressed(visit, "j") == links[1]
        assert await pressed(visit, "k") == links[0]
        assert await pressed(visit, "k") == links[0]
        assert await pressed(visit, *["j"] * len(links)) == links[-1]
        async with visit.page.expect_navigation():
            await visit.page.keyboard.press("Enter")
        assert visit.place == links[-1]


async def test_a_slash_leads_to_the_filter_and_a_question_mark_to_the_keys(visits: Visits) -> None:
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        assert await pressed(visit, "/") == "whose"
        await visit.page.locator("[name=org]").focus()
        assert await pressed(visit, "j", "/", "?") == "org"
        assert await visit.page.locator("[name=org]").input_value() == "j/?"
        await visit.go("/")
        async with visit.page.expect_navigation():
            await visit.page.keyboard.press("?")
        assert visit.place == "/help"


async def test_the_focus_stays_on_the_filter_that_was_changed(visits: Visits) -> None:
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        await visit.page.locator("[name=process]").focus()
        async with visit.page.expect_navigation():
            await visit.page.locator("[name=process]").select_option("filing")
        assert "process=filing" in visit.place
        assert await visit.focused == "process"
        await visit.page.reload()
        assert await visit.focused == "BODY"


async def test_the_first_tab_leads_to_the_text(visits: Visits) -> None:
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        assert await pressed(visit, "Tab") == "#content"
        assert await pressed(visit, "Enter") == "content"


async def test_what_is_late_is_said_in_words(visits: Visits) -> None:
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        late = visit.page.locator(
            ".pile.overdue tr", has=visit.page.locator(f"a[href*='{visits.cases.overdue}']")
        )
        assert "逾期" in await late.first.inner_text()


async def test_all_of_it_works_without_a_script(visits: Visits) -> None:
    async with visits.visit(java_script_enabled=False) as visit:
        await visit.go("/?whose=reach")
        await visit.page.locator("[name=login]").fill(REGISTRAR)
        await visit.page.locator("[name=password]").fill(GOOD)
        await visit.page.locator("[name=password]").press("Enter")
        await visit.page.wait_for_url("**/?whose=reach")
        await visit.page.locator("[name=process]").select_option("filing")
        await visit.page.get_by_role("button", name="筛选").click()
        await visit.page.wait_for_url("**process=filing**")
        assert await visit.page.locator("a.whole").count() > 1
        assert await visit.page.locator("a.whole:not([href*='/filing/'])").count() == 0


async def test_nothing_moves_for_who_wants_no_motion(visits: Visits) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter(one => {
        const {transitionDuration, animationName} = getComputedStyle(one);
        return parseFloat(transitionDuration) > 0 || animationName !== 'none';
    }).length"""
    async with visits.visit(OPERATOR, reduced_motion="reduce") as visit:
        await visit.go("/")
        assert await visit.page.evaluate(moving) == 0
        await visit.page.emulate_media(reduced_motion="no-preference")
        assert await visit.page.evaluate(moving) > 0
