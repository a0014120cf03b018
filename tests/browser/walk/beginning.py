"""First run: the founder comes in, loads the example, lets people in, and brings a register in that is wrong at first."""

import csv
import re
from io import StringIO
from pathlib import Path

from playwright.async_api import Locator, expect
from python_calamine import CalamineWorkbook

from interfaces.demo.enterprises import REGISTER
from tests.browser.walk.hands import Hands
from tests.browser.walk.people import EVERYBODY, FOUNDER, FROM_ABOVE, People

ENTERPRISE, ANOTHER = "示例青石机械有限公司", "示例长河食品股份有限公司"
"""Whose branch is founded, and one whose row is wrong at first."""
_WRONG = "91370199MA99000285"
"""Its credit code with a wrong check digit."""


async def first_run(people: People) -> None:
    """Load the example by one click; who has something to do comes in with the password that is shown."""
    founder = await people.comes(FOUNDER, people.running.password)
    await founder.go("/")
    await founder.press("form[action='/example'] button")
    rows = founder.page.locator("main tbody tr")
    shown = [
        [await cell.inner_text() for cell in await row.locator("code").all()] for row in await rows.all()
    ]
    await expect(founder.page.locator(".rehearsal-banner")).to_be_visible()
    for person, org in FROM_ABOVE.items():
        shown.append([person, await _let_in(founder, person, org)])
    for person, once in shown:
        if person in EVERYBODY:
            await people.comes(person, once)


async def _let_in(founder: Hands, person: str, org: str) -> str:
    await founder.go("/admin/accounts")
    await founder.page.locator("#add [name=person]").fill(person)
    await founder.page.locator("#add [name=org]").select_option(org)
    await founder.press("#add button.primary")
    return await founder.page.locator("code.secret").inner_text()


async def register(people: People) -> None:
    """
    Bring two enterprises in, one of them with a wrong code; correct it in the workbook that tells so.

    From the page that says that the first is written, begin a round over it.
    """
    founder = people[FOUNDER]
    head, *lines = REGISTER.read_text(encoding="utf-8-sig").splitlines()
    right = [line for line in lines if ENTERPRISE in line.split(",")]
    wrong = [re.sub(r"^\w+", _WRONG, line) for line in lines if ANOTHER in line.split(",")]
    await _upload(founder, "register.csv", "\n".join((head, *right, *wrong)).encode())
    await expect(founder.page.locator("mark", has_text=_WRONG)).to_be_visible()
    async with founder.page.expect_download() as started:
        await founder.page.locator("a[href$='marked.xlsx']").click()
    marked = await (await started.value).path()
    await _begins_round(founder, await _written(founder))
    await _upload(founder, "corrected.csv", _corrected(marked, lines))
    assert await founder.page.locator("mark").count() == 0
    await _written(founder)


async def _upload(founder: Hands, name: str, content: bytes) -> None:
    await founder.go("/registers/import")
    await founder.page.locator("[name=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    await founder.page.locator("main form [name=keep]").check()
    await founder.press("main form button.primary")


async def _written(founder: Hands) -> Locator:
    """Write what was looked through, and see it written; return the link to a round over it."""
    await founder.press("form.decide button.primary")
    return await founder.find(founder.place, "main a[href^='/open/campaign']")


async def _begins_round(founder: Hands, link: Locator) -> None:
    """Begin it by the form as it comes: all that it asks for is known."""
    await founder.press(link)
    await founder.press("form.order p.row button.primary")
    await founder.sees_done()


def _corrected(marked: Path, lines: list[str]) -> bytes:
    """Return the table of the workbook with the right code in it, as a spreadsheet program saves it."""
    code = next(line.split(",")[0] for line in lines if ANOTHER in line.split(","))
    rows = CalamineWorkbook.from_path(marked).get_sheet_by_index(0).to_python()
    assert any(_WRONG in row for row in rows)
    saved = StringIO()
    csv.writer(saved).writerows([code if cell == _WRONG else cell for cell in row] for row in rows)
    return saved.getvalue().encode()
