"""Who walks: the people of one township of the example, and whom the county and the city send."""

from typing import Any

from playwright.async_api import Browser

from interfaces.demo.cast import CITY, COUNTY, FIRST
from interfaces.http.languages import Language
from tests.browser.visits import WIDE
from tests.browser.walk.hands import PATIENCE, Hands
from tests.browser.walk.stack import Running

FOUNDER, AUDITOR = "admin", "p-1003"
FROM_ABOVE = {
    COUNTY.reviewer: COUNTY.org,
    COUNTY.approver: COUNTY.org,
    COUNTY.evaluator: COUNTY.org,
    CITY.approver: CITY.org,
}
"""Who gets no account with the example: the founder makes one, in the organisation that keeps it."""
TOWNSHIP = FIRST
EVERYBODY = {*TOWNSHIP[1:-1], AUDITOR, *FROM_ABOVE}


class People:
    """Everybody who is in, each before a browser of their own, in one language."""

    def __init__(self, browser: Browser, running: Running, language: Language) -> None:
        self.browser, self.running, self.language = browser, running, language
        self._known: dict[str, Hands] = {}

    async def comes(self, person: str, once: str) -> Hands:
        """Let somebody come in for the first time."""
        size: Any = {"width": WIDE, "height": 900}
        context = await self.browser.new_context(
            locale=self.language.value, viewport=size, accept_downloads=True
        )
        context.set_default_timeout(PATIENCE)
        self._known[person] = hands = Hands(await context.new_page(), self.running.address, person)
        await hands.sign_in(once)
        return hands

    def __getitem__(self, person: str) -> Hands:
        return self._known[person]
