"""Chromium, as Debian packages it; `make test-browser` sees to it that there is one."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""As the Makefile looks for it too."""
_QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""It asks nobody but the pages' own host for anything."""


def found() -> str:
    """Return where it is."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    message = "没有找到 Chromium，请执行 make test-browser。 No Chromium: make test-browser says what to do."
    raise FileNotFoundError(message)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run it without a window."""
    # its sandbox refuses root, who runs this in a container only
    flags = [*_QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*_QUIET]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found(), args=flags)
        yield browser
        await browser.close()
