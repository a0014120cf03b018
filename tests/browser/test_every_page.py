"""What holds of every page, in both languages: no fault that axe finds, nothing foreign, nothing heavy, no error."""

from collections.abc import Mapping
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe

from interfaces.http.languages import Language
from tests.browser.pages import BEGINNINGS, PAGES, Page
from tests.browser.visits import NARROW, WIDE, Visit, Visits

pytestmark = pytest.mark.browser

_HEAVY = 100_000
"""Bytes that a page may bring with it, all its files included."""
_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: all that a theme can change."""
_THEMES: Mapping[Any, list[str] | None] = {"light": None, "dark": _COLOURS}
"""What is looked at in each; None: everything."""
_FAULTS = """async rules => (await axe.run({resultTypes: ['violations'], ...(rules && {runOnly: rules})})).violations.flatMap(
    ({id, nodes}) => nodes.map(({target, failureSummary}) => `${id}: ${target.join(' ')}: ${failureSummary}`))"""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
async def test_a_page_is_whole(visits: Visits, page: Page, language: Language) -> None:
    await whole(visits, page, language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", BEGINNINGS, ids=lambda one: one.name)
async def test_a_page_of_a_beginning_is_whole(beginning: Visits, page: Page, language: Language) -> None:
    await whole(beginning, page, language)


async def whole(visits: Visits, page: Page, language: Language) -> None:
    """Look at a page; it is whole."""
    async with visits.visit(page.person, language) as visit:
        answer = await page.shown(visits, visit)
        assert answer.status == page.status
        assert await visit.page.locator("html").get_attribute("lang") == language.value
        assert await visit.page.locator("h1").count() == 1
        assert not visit.strangers()
        assert await _weight(visit) < _HEAVY
        assert await _faults(visit) == []
        # a browser says of itself that a page was not found
        assert [one for one in visit.told if f"status of {page.status}" not in one] == []


async def _weight(visit: Visit) -> int:
    whole = [one for one in visit.answers if one.ok or one.status >= 400]
    ending = [one for one in whole if "text/event-stream" not in one.headers.get("content-type", "")]
    return sum([len(await one.body()) for one in ending])


async def _faults(visit: Visit) -> list[str]:
    """Return what axe finds in either theme and width, and what lies beyond the right edge."""
    await visit.page.evaluate(Axe().axe_script)
    found: list[str] = []
    for width in (WIDE, NARROW):
        await visit.page.set_viewport_size({"width": width, "height": 900})
        beyond = await visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{width}: {beyond} px too wide"] if beyond > 0 else []
        for theme, rules in _THEMES.items():
            await visit.page.emulate_media(color_scheme=theme)
            found += [f"{width} {theme}: {one}" for one in await visit.page.evaluate(_FAULTS, rules)]
    return found
