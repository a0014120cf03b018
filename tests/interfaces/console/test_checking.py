"""A form is checked while it is filled in: its fields, then the rule; and nothing comes of it."""

import json
from typing import Any

import pytest

from domain.filing.commands import SubmitFiling
from interfaces.forms.drawing import form_of
from interfaces.forms.form import pairs_of
from tests.interfaces.conftest import Office
from tests.interfaces.console.conftest import Browser
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, Api
from tests.interfaces.http.test_ordering import filed, submit
from tests.interfaces.test_desk import contract

OUTSIDER = "p-1401"


@pytest.fixture
async def filing(api: Api) -> str:
    return await filed(api)


async def checked(browser: Browser, person: str, address: str, fields: dict[str, Any]) -> Any:
    """Fill a form in and leave a field: as the page's script does."""
    path, _, query = address.partition("?")
    form = await browser.go(person, address)
    assert f'data-check="{path}/check' in form.text
    page = await browser.send(person, f"{path}/check?{query}", {**form.hidden, **fields})
    assert page.status == 200, page.text
    return json.loads(page.text)


async def test_a_wrong_field_is_told_at_its_name_in_the_language_of_who_writes(
    browser: Browser, filing: str
) -> None:
    told = await checked(
        browser, OPERATOR, f"/processes/{filing}/do/correct", {"change.effective_on": "31. 9."}
    )
    wrong = {one["name"]: one["said"] for one in told["wrong"]}
    assert wrong["change.effective_on"] == ["日期应为 YYYY-MM-DD"]
    assert told["refusal"] is None


async def test_where_no_field_is_wrong_the_rule_that_would_refuse_is_told_and_nothing_is_on_record(
    browser: Browser, office: Office, filing: str
) -> None:
    refused = await office.desk.entries("refusals/2026")
    told = await checked(
        browser, OPERATOR, f"/processes/{filing}/do/request_correction", {"items.0": "请补签字页"}
    )
    assert (told["wrong"], told["refusal"]["rule"]) == ([], "permission.denied")
    assert told["refusal"]["said"]
    await browser.submit(REGISTRAR, f"/processes/{filing}/do/acknowledge_filing", {})
    late = await checked(
        browser, REGISTRAR, f"/processes/{filing}/do/request_correction", {"items.0": "请补签字页"}
    )
    assert late["refusal"]["rule"].startswith("matter.")
    assert (await office.desk.state(filing)).state.model_dump()["status"] == "filed"
    assert await office.desk.entries("refusals/2026") == refused


async def test_what_would_be_done_is_not_done(browser: Browser, office: Office, filing: str) -> None:
    told = await checked(
        browser, REGISTRAR, f"/processes/{filing}/do/request_correction", {"items.0": "请补签字页"}
    )
    assert told == {"wrong": [], "refusal": None}
    assert (await office.desk.state(filing)).version == 1


async def test_circumstances_that_cannot_be_are_told_too(browser: Browser, filing: str) -> None:
    told = await checked(browser, OPERATOR, f"/processes/{filing}/do/comment", {"text": "好", "_body": "会"})
    assert told["refusal"]["rule"] == "console.circumstances"


async def test_a_case_that_is_to_be_opened_is_judged_once_its_name_is_given(
    browser: Browser, office: Office
) -> None:
    fields: dict[str, list[str]] = {}
    for name, value in pairs_of(form_of(SubmitFiling, office.desk.catalogue, submit())):
        fields.setdefault(name, []).append(value)
    number = contract()
    for part in ("", number):
        told = await checked(browser, OPERATOR, "/open/filing", {**fields, "_part.CONTRACT": part})
        assert told == {"wrong": [], "refusal": None}
    foreign = await checked(
        browser, OPERATOR, "/open/filing", {**fields, "org": ["o-nowhere"], "_part.CONTRACT": number}
    )
    assert foreign["refusal"]["rule"]
    assert not (await office.desk.state(f"filing/{number}/1")).version


async def test_only_the_page_of_who_may_read_the_case_is_answered(browser: Browser, filing: str) -> None:
    address = f"/processes/{filing}/do/comment/check"
    form = await browser.go(OPERATOR, f"/processes/{filing}/do/comment")
    assert (await browser.send(OPERATOR, address, {"text": "好"})).status == 403
    away = await browser.send(OPERATOR, address, form.hidden, sec_fetch_site="cross-site")
    assert (away.status, "console.foreign-form" in away.text) == (403, True)
    stranger = await browser.go(OUTSIDER, "/account")
    assert (await browser.send(OUTSIDER, address, stranger.hidden)).status == 403
    assert (await browser.go(OPERATOR, address)).status == 405
    assert (await browser.send(OPERATOR, "/open/nothing/check", form.hidden)).status == 404
