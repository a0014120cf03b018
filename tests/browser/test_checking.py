"""With a script, what can be checked is checked where it is: a file against its digest, without being sent."""

import hashlib

import pytest

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
        assert visit.asked[before:] == []
        assert visit.told == []
