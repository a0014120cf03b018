"""From the first run to the proof, as the people of a county go: in either language, on the whole service."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from interfaces.http.languages import Language
from tests.browser.walk import beginning, evaluating, founding, proving, staffing
from tests.browser.walk.people import People
from tests.browser.walk.stack import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.mark.parametrize("language", Language)
async def test_from_the_first_run_to_the_proof(browser: Browser, language: Language, tmp_path: Path) -> None:
    async with running() as stack:
        people = People(browser, stack, language)
        await beginning.first_run(people)
        await beginning.register(people)
        await founding.investigation(people)
        case = await founding.establishment(people)
        branch = await staffing.taken_over(people)
        await staffing.filing(people, branch)
        await staffing.appointment(people)
        await evaluating.evaluation(people, branch)
        await proving.replay(people, case)
        assert "it holds" in await proving.evidence(people, case, tmp_path)
