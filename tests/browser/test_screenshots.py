"""A picture of every page, for people to look at: in both languages, both themes, wide and narrow (`make screenshots`)."""

from pathlib import Path
from typing import Any

import pytest

from interfaces.http.languages import Language
from tests.browser.pages import BEGINNINGS, PAGES, Page
from tests.browser.visits import NARROW, WIDE, Visits

pytestmark = pytest.mark.screenshots

FOLDER = Path(__file__).parents[2] / "build" / "screenshots"
_THEMES: tuple[Any, ...] = ("light", "dark")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
async def test_a_page_has_its_picture_taken(visits: Visits, page: Page, language: Language) -> None:
    await take(visits, page, language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", BEGINNINGS, ids=lambda one: one.name)
async def test_a_page_of_a_beginning_has_its_picture_taken(
    beginning: Visits, page: Page, language: Language
) -> None:
    await take(beginning, page, language)


async def take(visits: Visits, page: Page, language: Language) -> None:
    """Take its pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with visits.visit(page.person, language) as visit:
        await page.shown(visits, visit)
        for width in (WIDE, NARROW):
            await visit.page.set_viewport_size({"width": width, "height": 900})
            for theme in _THEMES:
                await visit.page.emulate_media(color_scheme=theme)
                name = f"{page.name}.{language}.{theme}.{width}.png"
                await visit.page.screenshot(path=FOLDER / name, full_page=True)
