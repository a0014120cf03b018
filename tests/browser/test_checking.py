"""With a script, what can be checked is checked before it is sent: a field as it is left, a file where it lies."""

import asyncio
import hashlib

import pytest
from playwright.async_api import Route

from domain.matter.commands import Comment
from domain.model import Digested
from interfaces.desk.desk import Sender
from tests.browser.people import OPERATOR, REGISTRAR
from tests.browser.test_orders import filed
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

SCAN = "扫描件".encode()
DIGEST = hashlib.sha256(SCAN).hexdigest()


@pytest.mark.parametrize(("content", "told"), [(SCAN, "✓ 一致"), (SCAN + b" ", "✗ 不一致")])
async def test_a_file_is_compared_here_and_not_sent(visits: Visits, content: bytes, told: str) -> None:
    stream = await filed(visits)
    file = Digested(sha256=DIGEST, name="扫描件.pdf", media_type="application/pdf", size=len(SCAN))
    await visits.console.office.desk.settle(
        stream, Comment(text="补扫描件", attachments=(file,)), Sender(OPERATOR)
    )
    async with visits.visit(REGISTRAR) as visit:
        await visit.go(f"/processes/{stream}")
        await visit.page.get_by_role("link", name="核对摘要").click()
        await visit.page.locator("#_file").set_input_files(
            {"name": "x.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        before = len(visit.asked)
        await visit.page.get_by_role("button", name="核对").click()
        await visit.page.locator("#compared").wait_for(state="visible")
        assert (await visit.page.locator("#compared").inner_text()).startswith(told)
        assert not [one for one in visit.asked[before:] if "/attachments/" in one]
        assert visit.told == []


async def test_a_field_that_is_left_is_checked_and_says_what_is_wrong_with_it(visits: Visits) -> None:
    stream = await filed(visits)
    async with visits.visit(REGISTRAR) as visit:
        await visit.go(f"/processes/{stream}/do/link_contract")
        field = visit.page.locator("#contract")
        await field.fill("没有 这样的 编号")
        await field.press("Tab")
        wrong = visit.page.locator('[id="contract-wrong"]')
        await wrong.wait_for()
        assert await wrong.inner_text() == "⚠ 格式不对"
        assert "contract-wrong" in (await field.get_attribute("aria-describedby") or "").split()
        assert await field.get_attribute("aria-invalid") == "true"
        await field.fill("K-1")
        await field.press("Tab")
        await wrong.wait_for(state="detached")
        assert await field.get_attribute("aria-invalid") is None
        assert visit.told == []


async def test_the_rule_that_would_refuse_is_told_with_its_name_before_sending(visits: Visits) -> None:
    stream = await filed(visits)
    async with visits.visit(OPERATOR) as visit:
        await visit.go(f"/processes/{stream}/do/request_correction")
        await visit.page.locator('[id="items.0"]').fill("请补签字页")
        await visit.page.locator('[id="items.0"]').press("Tab")
        told = visit.page.locator("#checked")
        await told.wait_for(state="visible")
        assert "permission.denied" in await told.inner_text()
        assert visit.place.endswith("/do/request_correction")


async def test_what_comes_of_a_check_does_not_move_a_button_that_is_being_pressed(visits: Visits) -> None:
    stream = await filed(visits)
    looked_at = asyncio.Event()

    async def late(route: Route) -> None:
        await looked_at.wait()
        await route.continue_()

    async with visits.visit(REGISTRAR) as visit:
        page = visit.page
        await visit.go(f"/processes/{stream}/do/comment")
        await page.locator("form.order").evaluate("form => form.noValidate = true")
        await page.route("**/check*", late)
        await page.locator("[name=text]").dispatch_event("change")
        button = page.locator("form.order button.primary")
        await button.hover()
        before = await button.bounding_box()
        await page.mouse.down()
        async with page.expect_response("**/check*") as coming:
            looked_at.set()
        await (await coming.value).finished()
        await page.evaluate("new Promise(requestAnimationFrame)")
        assert await button.bounding_box() == before
        assert await page.locator(".wrong, #checked:not([hidden])").count() == 0
        async with page.expect_navigation() as sent:
            await page.mouse.up()
        assert (await sent.value).request.method == "POST"
