"""Attachments: what the record has of each file, and whether one that somebody holds is the one."""

import hashlib

import pytest

from domain.filing.commands import FiledChange
from domain.model import Digested
from interfaces.desk.desk import Sender
from tests.interfaces.conftest import Office
from tests.interfaces.console.conftest import Browser
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR
from tests.interfaces.test_desk import contract, submission

OUTSIDER = "p-1401"
SCAN = b"%PDF-1.7 \xe5\x8d\x8f\xe8\xae\xae"
HOSTILE = "<script>alert(1)</script>.pdf"
DIGEST = hashlib.sha256(SCAN).hexdigest()


@pytest.fixture
async def case(office: Office) -> str:
    """File a change with a scan."""
    stream = f"filing/{contract()}/1"
    plain = submission()
    file = Digested(sha256=DIGEST, name=HOSTILE, media_type="application/pdf", size=len(SCAN))
    change: FiledChange = plain.change.model_copy(update={"documents": (file,)})
    await office.desk.settle(stream, plain.model_copy(update={"change": change}), Sender(OPERATOR))
    return stream


async def test_a_case_lists_each_file_with_its_size_and_digest_and_where_it_is_checked(
    browser: Browser, case: str
) -> None:
    page = await browser.go(REGISTRAR, f"/processes/{case}")
    for told in (f"{len(SCAN)} 字节", DIGEST, f"{DIGEST[:12]}…", f"/processes/{case}/attachments/{DIGEST}"):
        assert told in page.text
    assert "<script>alert" not in page.text
    english = await browser.go(
        REGISTRAR, f"/processes/{case}", cookie=f"__Host-session={REGISTRAR}; language=en"
    )
    assert f"{len(SCAN)} bytes" in english.text
    assert "Check the digest" in english.text


async def test_the_very_file_is_told_from_a_changed_one_and_nothing_is_recorded(
    visit: Visit, office: Office, case: str
) -> None:
    clerk, address = visit.of(REGISTRAR), f"/processes/{case}/attachments/{DIGEST}"
    same = await clerk.post(address, files={"_file": ("scan.pdf", SCAN, "application/pdf")})
    assert (same.status_code, "✓ 一致" in same.text) == (200, True)
    other = await clerk.post(address, files={"_file": ("scan.pdf", SCAN + b" ", "application/pdf")})
    assert ("✗ 不一致" in other.text, hashlib.sha256(SCAN + b" ").hexdigest() in other.text) == (True, True)
    none = await clerk.post(address)
    assert (none.status_code, 'id="compared" role="status" hidden' in none.text) == (200, True)
    assert (await office.desk.state(case)).version == 1


async def test_a_file_is_checked_by_who_may_read_the_case_and_by_nobody_else(
    browser: Browser, visit: Visit, case: str
) -> None:
    address = f"/processes/{case}/attachments/{DIGEST}"
    assert (await browser.go(OUTSIDER, address)).status == 403
    assert (await browser.go(REGISTRAR, f"/processes/{case}/attachments/{'0' * 64}")).status == 404
    foreign = await visit.of(REGISTRAR).post(address, site="cross-site")
    assert (foreign.status_code, "console.foreign-form" in foreign.text) == (403, True)
    page = await browser.go(REGISTRAR, address)
    assert "<script>alert" not in page.text
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in page.headers["content-security-policy"]
