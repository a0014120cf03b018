"""A picture of every page, for people to look at: in both languages, both themes, wide and narrow (`make screenshots`)."""

from pathlib import Path
from typing import Any

import pytest

from interfaces.http.languages import Language
from tests.browser.pages import PAGES, Page
from tests.browser.visits import NARROW, WIDE, Visits

pytestmark = pytest.mark.screenshots

FOLDER = Path(__file__).parents[2] / "build" / "screenshots"
_THEMES: tuple[Any, ...] = ("light", "dark")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
async def test_a_page_has_its_picture_taken(visits: Visits, page: Page, language: Language) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with visits.visit(page.person, language) as visit:
        await visit.go(page.address.format(**visits.cases._asdict()))
        for width in (WIDE, NARROW):
            await visit.page.set_viewport_size({"width": width, "height": 900})
            for theme in _THEMES:
                await visit.page.emulate_media(color_scheme=theme)
                name = f"{page.name}.{language}.{theme}.{width}.png"
                await visit.page.screenshot(path=FOLDER / name, full_page=True)
