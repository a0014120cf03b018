"""The auditor drags time over a case, sees its proof, and takes the evidence along to check it without this service."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path
from zipfile import ZipFile

from playwright.async_api import expect

from tests.browser.walk.people import AUDITOR, People


async def replay(people: People, case: str) -> None:
    """Drag the slider to the first entry and back to the last."""
    auditor = people[AUDITOR]
    await auditor.go(f"/audit/replay/{case}")
    slider = auditor.page.locator("#slider")
    last = await slider.get_attribute("max")
    assert last is not None
    for version in ("1", last):
        await slider.fill(version)
        await expect(auditor.page.locator(f"#look[data-version='{version}']")).to_be_visible()


async def evidence(people: People, case: str, folder: Path) -> str:
    """Download the pack of a case; return what the file that came with it says, run by Python alone."""
    auditor = people[AUDITOR]
    await auditor.find(f"/audit/replay/{case}", ".badge.sealed")
    async with auditor.page.expect_download() as started:
        await auditor.page.locator("a[href^='/audit/pack/']").click()
    pack = await (await started.value).path()
    await asyncio.to_thread(_unpack, pack, folder)
    inside = folder / case.replace("/", "-")
    verifier = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "verify.py", cwd=inside, stdout=PIPE, stderr=STDOUT
    )
    said, _ = await verifier.communicate()
    assert verifier.returncode == 0, said.decode()
    return said.decode()


def _unpack(pack: Path, folder: Path) -> None:
    with ZipFile(pack) as file:
        file.extractall(folder)
