"""Coming in and going out, by keyboard alone; in either language; what is wrong is told, and nobody loses their place."""

import re

import pytest

from interfaces.http.languages import Language
from tests.access.conftest import GOOD
from tests.browser.people import FORGETFUL, NEWCOMER, OPERATOR, TOWNSHIP
from tests.browser.visits import Visit, Visits

pytestmark = pytest.mark.browser


async def typed(visit: Visit, *texts: str) -> None:
    """Type into one field after the other, as one does who sees where the cursor is: Tab between them, Enter at the end."""
    await visit.page.wait_for_function("document.activeElement.matches('main input')")
    for number, text in enumerate(texts):
        if number:
            await visit.page.keyboard.press("Tab")
        await visit.page.keyboard.type(text)
    async with visit.page.expect_navigation():
        await visit.page.keyboard.press("Enter")


async def test_a_newcomer_signs_in_once_and_sets_a_password_by_keyboard(visits: Visits) -> None:
    once = await visits.console.one_time_password(NEWCOMER, TOWNSHIP)
    async with visits.visit() as visit:
        await visit.go("/account")
        assert visit.place == "/login?back=%2Faccount"
        await typed(visit, NEWCOMER, once)
        assert await visit.focused == "password"
        await typed(visit, once, GOOD, GOOD)
        assert visit.place == "/account", await visit.page.locator("main").inner_text()
        assert await visit.page.get_by_role("heading", level=1).inner_text() == f"孔示例 {NEWCOMER}"
        cookies = [one for one in await visit.page.context.cookies() if one.get("name") == "__Host-session"]
        told = [
            (one.get("secure"), one.get("httpOnly"), one.get("sameSite"), one.get("path")) for one in cookies
        ]
        assert told == [(True, True, "Lax", "/")]
        assert visit.told == []


@pytest.mark.parametrize(
    ("language", "said"), [(Language.ZH, "没有办理"), (Language.EN, "Not done")], ids=str
)
async def test_a_wrong_password_is_told_and_the_name_stays(
    visits: Visits, language: Language, said: str
) -> None:
    async with visits.visit(language=language) as visit:
        await visit.go("/login")
        await typed(visit, FORGETFUL, "a wrong password")
        alert = visit.page.get_by_role("alert")
        assert said in await alert.inner_text()
        assert await visit.page.locator("[name=login]").input_value() == FORGETFUL
        assert await visit.page.locator("[name=password]").input_value() == ""
        assert await visit.focused == "password"


async def test_a_new_password_that_is_typed_in_two_ways_is_told(visits: Visits) -> None:
    once = await visits.console.one_time_password(FORGETFUL, TOWNSHIP)
    async with visits.visit() as visit:
        await visit.go("/login")
        await typed(visit, FORGETFUL, once)
        await typed(visit, once, GOOD, f"{GOOD}!")
        alert = await visit.page.get_by_role("alert").inner_text()
        assert "console.passwords-differ" in alert
        assert await visit.focused == "password"
        await typed(visit, once, GOOD, GOOD)
        assert visit.place == "/"


async def test_whoever_signs_out_is_out(visits: Visits) -> None:
    async with visits.visit(OPERATOR) as visit:
        await visit.go("/account")
        await visit.page.get_by_role("button", name="退出登录").press("Enter")
        await visit.page.wait_for_url("**/login")
        await visit.go("/account")
        assert visit.place == "/login?back=%2Faccount"
        await visit.page.go_back()
        assert await visit.page.get_by_text(OPERATOR).count() == 0


async def test_the_language_changes_and_the_place_stays(visits: Visits) -> None:
    async with visits.visit(OPERATOR) as visit:
        await visit.go("/?whose=reach&process=filing")
        for link, language in (("English", "en"), ("中文", "zh-CN")):
            await visit.page.get_by_role("link", name=link).click()
            await visit.page.wait_for_load_state()
            assert visit.place == "/?whose=reach&process=filing"
            assert await visit.page.locator("html").get_attribute("lang") == language


async def test_a_stranger_reads_the_language_the_browser_asks_for(visits: Visits) -> None:
    async with visits.visit(locale="en-GB") as visit:
        await visit.page.context.clear_cookies()
        await visit.go("/login")
        assert re.search("Sign in", await visit.page.title())
