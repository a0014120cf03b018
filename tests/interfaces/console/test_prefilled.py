"""Enter once: a form begins with what the record says, says that it does, and nobody is told what is not theirs to read."""

import re

import pytest

from tests.interfaces.conftest import Office
from tests.interfaces.console.conftest import Browser
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, Api
from tests.interfaces.http.test_ordering import filed

OUTSIDER = "p-1401"
MARK = "已按案卷预填"


@pytest.fixture
async def filing(api: Api) -> str:
    return await filed(api)


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]* value="([^"]*)"', page)
    return found.group(1) if found else ""


async def test_a_correction_shows_what_was_filed_and_sends_it_back_as_it_is(
    browser: Browser, office: Office, filing: str
) -> None:
    before = (await office.desk.state(filing)).state.model_dump(mode="json")["change"]
    await browser.submit(REGISTRAR, f"/processes/{filing}/do/request_correction", {"items.0": "请补签字页"})
    form = await browser.go(OPERATOR, f"/processes/{filing}/do/correct")
    assert value(form.text, "change.effective_on") == before["effective_on"]
    assert form.text.count(MARK) == 1
    english = await browser.go(
        OPERATOR, f"/processes/{filing}/do/correct", cookie=f"__Host-session={OPERATOR}; language=en"
    )
    assert "Filled in from the record" in english.text


async def test_the_next_filing_of_a_contract_begins_with_whose_it_is(browser: Browser, filing: str) -> None:
    address = f"/open/filing?under={filing.split('/')[1]}"
    form = await browser.go(OPERATOR, address)
    assert (value(form.text, "person.name"), value(form.text, "enterprise")) == ("韩某", "e-1")
    assert value(form.text, "branch").startswith("b-")
    assert form.text.count(MARK) >= 4
    away = await browser.go(OUTSIDER, address)
    assert (away.status, value(away.text, "person.name"), MARK in away.text) == (200, "", False)


async def test_what_was_changed_is_not_told_as_known_any_more(browser: Browser, filing: str) -> None:
    address = f"/open/filing?under={filing.split('/')[1]}"
    form = await browser.go(OPERATOR, address)
    again = await browser.send(
        OPERATOR,
        address,
        form.hidden | {"branch": "b-2", "enterprise": "e-1", "_part.CONTRACT": filing.split("/")[1]},
    )
    assert again.status == 422
    marked = re.findall(r'name="([a-z.]+)"(?:(?!name=)[\s\S])*?' + MARK, again.text)
    assert "enterprise" in marked
    assert "branch" not in marked


async def test_a_decision_begins_without_the_numbers_and_reasons_of_earlier_ones(
    browser: Browser, filing: str
) -> None:
    await browser.submit(REGISTRAR, f"/processes/{filing}/do/acknowledge_filing", {})
    form = await browser.go(REGISTRAR, f"/processes/{filing}/do/revoke_decision")
    assert form.status == 200
    assert (value(form.text, "version"), value(form.text, "document"), MARK in form.text) == ("", "", False)
