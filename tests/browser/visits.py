"""Somebody before a browser of their own: signed in or not, in one language; whatever goes wrong there is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playwright.async_api import Browser, ConsoleMessage, Page, Request, Response

from interfaces.console.visiting import LANGUAGE, SESSION
from interfaces.http.languages import Language
from tests.browser.cases import Cases
from tests.browser.console import Console

NARROW, WIDE = 360, 1440
_HIGH = 900


class Visit(NamedTuple):
    """
    A browser of somebody's, with one page. `told`: errors of scripts, refusals of the policy; `asked`: every address.

    `answers`: whatever came, the newest last.
    """

    page: Page
    address: str
    told: list[str]
    asked: list[str]
    answers: list[Response]

    async def go(self, path: str) -> Response:
        """Go to a page of the console; return its answer."""
        answer = await self.page.goto(self.address + path)
        assert answer is not None
        return answer

    @property
    def place(self) -> str:
        """Where one is: the path and its question."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    async def focused(self) -> str:
        """What has the focus once the page is drawn: its name, id or address, else its kind."""
        return str(
            await self.page.evaluate(
                """async () => {
                    await new Promise(requestAnimationFrame);
                    const {name, id, attributes, tagName} = document.activeElement;
                    return name || id || attributes.href?.value || tagName;
                }"""
            )
        )

    def strangers(self) -> list[str]:
        """Return what was asked of another host."""
        return [one for one in self.asked if not one.startswith((f"{self.address}/", "data:"))]


class Visits(NamedTuple):
    """Begins visits to the console. `cases`: what addresses name."""

    browser: Browser
    console: Console
    cases: Cases
    address: str

    @asynccontextmanager
    async def visit(
        self, person: str | None = None, language: Language = Language.ZH, **more: Any
    ) -> AsyncIterator[Visit]:
        """Open a browser for somebody; `more`: as Playwright's `new_context` takes it."""
        size: Any = {"width": WIDE, "height": _HIGH}
        context = await self.browser.new_context(**{"viewport": size, "locale": language.value} | more)
        cookies: list[Any] = [{"name": LANGUAGE, "value": language.value, "url": self.address}]
        if person:
            session = await self.console.session(person)
            cookies.append(
                {
                    "name": SESSION,
                    "value": session,
                    "url": self.address.replace("http:", "https:"),
                    "secure": True,
                    "httpOnly": True,
                }
            )
        await context.add_cookies(cookies)
        visit = Visit(await context.new_page(), self.address, [], [], [])
        _listen(visit)
        try:
            yield visit
        finally:
            await context.close()


def _listen(visit: Visit) -> None:
    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visit.told.append(message.text)

    def asked(request: Request) -> None:
        visit.asked.append(request.url)

    def answered(response: Response) -> None:
        visit.answers.append(response)

    visit.page.on("console", said)
    visit.page.on("pageerror", lambda error: visit.told.append(str(error)))
    visit.page.on("request", asked)
    visit.page.on("response", answered)
