"""What is done on a page to come to another one, which no address names: the answers to forms that were sent (`Page.does`)."""

import csv
from collections.abc import Awaitable, Callable
from io import StringIO
from itertools import cycle
from pathlib import Path

import asyncpg
from playwright.async_api import FilePayload, Locator, Response

from domain.matter.commands import Comment
from interfaces.desk.desk import Sender
from tests.browser.people import OPERATOR, TOWNSHIP, UNKNOWN
from tests.browser.visits import Visit, Visits
from tests.interfaces.conftest import EXAMPLES

Does = Callable[[Visits, Visit], Awaitable[Response]]
"""Does something on the page that is open; returns the answer that came last."""

_SEND = "form.order p.row button.primary"
_STALE = "update access.session set authenticated_at = authenticated_at - interval '1 day'"
_ROWS = 5
_unknown = cycle(UNKNOWN)


async def sent(visit: Visit, button: Locator) -> Response:
    """Press a button without a browser's own checks, and return the page that comes."""
    await visit.page.locator("main form").evaluate_all("all => all.forEach(one => one.noValidate = true)")
    async with visit.page.expect_navigation() as coming:
        await button.click()
    return came(visit, await coming.value)


def came(visit: Visit, answer: Response | None) -> Response:
    """Return the page that came; a browser forgets what it left, and so does the visit."""
    assert answer is not None
    del visit.answers[: visit.answers.index(answer)]
    return answer


def filled(**fields: str) -> Does:
    """Send the form of an order, with some fields filled in."""

    async def does(_visits: Visits, visit: Visit) -> Response:
        for name, text in fields.items():
            field = visit.page.locator(f"form.order [name='{name}']")
            chosen = await field.evaluate("field => field.tagName") == "SELECT"
            await (field.select_option(text) if chosen else field.fill(text))
        return await sent(visit, visit.page.locator(_SEND))

    return does


def added(listing: str) -> Does:
    """Add a row to a listing of a form, or a part that may be left out."""

    async def does(_visits: Visits, visit: Visit) -> Response:
        return await sent(visit, visit.page.locator(f"button[name=_add][value='{listing}']"))

    return does


async def overtaken(visits: Visits, visit: Visit) -> Response:
    """Send a form after somebody else has acted on the case."""
    stream = visits.cases.filed
    await visits.console.office.desk.settle(stream, Comment(text="原件已收到"), Sender(OPERATOR))
    return await sent(visit, visit.page.locator(_SEND))


def ticked(button: str) -> Does:
    """Tick the first two cases of the worklist, and press what is done with them."""

    async def does(_visits: Visits, visit: Visit) -> Response:
        for box in (await visit.page.locator("input[name=_case]").all())[:2]:
            await box.check()
        return await sent(visit, visit.page.locator(f".bar button[formaction='/work/{button}']"))

    return does


async def written(visits: Visits, visit: Visit) -> Response:
    """Upload the example register, and have it written."""
    await uploaded(right)(visits, visit)
    answer = await sent(visit, visit.page.locator("form.decide button.primary"))
    while "refresh" in answer.headers:
        async with visit.page.expect_navigation() as coming:
            pass
        answer = came(visit, await coming.value)
    return answer


async def urged(visits: Visits, visit: Visit) -> Response:
    """Urge the first two cases of the worklist."""
    await ticked("urge")(visits, visit)
    await visit.page.locator("form.order [name=reason]").fill("请于本周办结")
    return await sent(visit, visit.page.locator(_SEND))


def uploaded(change: Callable[[list[list[str]]], None], name: str = "register.csv") -> Does:
    """Upload the example register after some change to its rows, the first of which is the head."""

    async def does(_visits: Visits, visit: Visit) -> Response:
        rows = _example()
        change(rows)
        file = FilePayload(name=name, mimeType="text/csv", buffer=_written(rows))
        await visit.page.locator("[name=file]").set_input_files(file)
        return await sent(visit, visit.page.locator("main form button.primary"))

    return does


def wrong(rows: list[list[str]]) -> None:
    """Put several things into rows that cannot be."""
    head = rows[0]
    rows[1][head.index("统一社会信用代码")] = "91370199MA99000285"
    rows[2][head.index("从业人数")] = "若干"
    rows[3][head.index("企业名称")] = ""


def right(rows: list[list[str]]) -> None:
    """Leave them as they are."""


def headless(rows: list[list[str]]) -> None:
    """Take the head away."""
    del rows[0]


async def stale(visits: Visits, visit: Visit) -> Response:
    """Let somebody in long after one has shown who one is."""
    connection = await asyncpg.connect(visits.console.office.dsn)
    try:
        await connection.execute(_STALE)
    finally:
        await connection.close()
    return await let_in(visits, visit)


async def loaded(_visits: Visits, visit: Visit) -> Response:
    """Load the example."""
    return await sent(visit, visit.page.locator("form[action='/example'] button"))


async def let_in(_visits: Visits, visit: Visit) -> Response:
    """Let somebody in, who gets a password for the first time."""
    await visit.page.locator("#add [name=person]").fill(next(_unknown))
    await visit.page.locator("#add [name=org]").select_option(TOWNSHIP)
    return await sent(visit, visit.page.locator("#add button.primary"))


def _example() -> list[list[str]]:
    text = Path(EXAMPLES / "register.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(StringIO(text)))[: _ROWS + 1]


def _written(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
