"""A decision by keyboard alone, from the worklist to what happens next; the focus is where the eye has to be."""

import pytest

from domain.filing import commands as filing
from interfaces.desk.desk import Sender
from tests.browser.people import OPERATOR, REGISTRAR, TOWNSHIP
from tests.browser.visits import Visit, Visits
from tests.domain.test_filing import submit
from tests.interfaces.test_desk import contract

pytestmark = pytest.mark.browser


async def filed(visits: Visits) -> str:
    """File a change of a contract that no other test looks at."""
    stream, desk = f"filing/{contract()}/1", visits.console.office.desk
    order = submit(org=TOWNSHIP, branch=f"b-{stream[7:-2]}", contract_entry=None)
    await desk.settle(stream, order, Sender(OPERATOR))
    return stream


async def entered(visit: Visit) -> None:
    async with visit.page.expect_navigation():
        await visit.page.keyboard.press("Enter")


async def tabbed_to(visit: Visit, address: str) -> None:
    """Press Tab until a link has the focus; fail when it is never reached."""
    for _ in range(60):
        await visit.page.keyboard.press("Tab")
        if await visit.focused == address:
            return
    pytest.fail(f"{address} is not reached by Tab")


async def test_a_receipt_is_given_by_keyboard_alone(visits: Visits) -> None:
    stream = await filed(visits)
    async with visits.visit(REGISTRAR) as visit:
        await visit.go("/")
        await tabbed_to(visit, f"/processes/{stream}")
        await entered(visit)
        await tabbed_to(visit, f"/processes/{stream}/do/acknowledge_filing")
        await entered(visit)
        await visit.page.locator("form.order button.primary").focus()
        await entered(visit)
        assert visit.place.startswith(f"/processes/{stream}?done=")
        assert await visit.focused == "done"
        assert "filing.acknowledged.v1" in await visits.console.office.service.kinds(stream)


async def test_what_is_refused_has_the_focus(visits: Visits) -> None:
    stream = await filed(visits)
    async with visits.visit(REGISTRAR) as visit:
        await visit.go(f"/processes/{stream}/do/acknowledge_filing")
        await visits.console.office.desk.settle(stream, filing.AcknowledgeFiling(), Sender(REGISTRAR))
        await visit.page.locator("form.order button.primary").focus()
        await entered(visit)
        assert await visit.focused in {"refused", "overtaken"}


async def test_the_first_wrong_field_has_the_focus(visits: Visits) -> None:
    stream = await filed(visits)
    async with visits.visit(REGISTRAR) as visit:
        await visit.go(f"/processes/{stream}/do/comment")
        await visit.page.locator("form.order").evaluate("form => form.noValidate = true")
        await visit.page.locator("form.order button.primary").focus()
        await entered(visit)
        assert await visit.focused == "text"


async def test_a_row_that_is_added_has_the_focus(visits: Visits) -> None:
    stream = await filed(visits)
    async with visits.visit(REGISTRAR) as visit:
        await visit.go(f"/processes/{stream}/do/request_correction")
        await visit.page.locator("button[name=_add]").focus()
        await entered(visit)
        fields = await visit.page.locator(".listed :is(input, textarea)").evaluate_all(
            "all => all.map(one => one.name)"
        )
        assert len(fields) > 1
        assert await visit.focused == fields[-1]
