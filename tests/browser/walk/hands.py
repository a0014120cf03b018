"""Somebody's hands and eyes before a browser: they follow links, fill forms in and press buttons, in either language."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from playwright.async_api import Locator, Page, Route, expect

from domain.orders import Command
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Choice, Entry, Group, Listing, Node, Widget
from tests.access.conftest import GOOD
from tests.catalogues import catalogue

PATIENCE = 90_000.0
"""Milliseconds within which an answer has come."""
LOOKS = 120
"""How often somebody looks, twice a second at most, for what was set going to come."""


class Hands(NamedTuple):
    """Of one person: `page` is theirs alone, and nobody is signed in there at first."""

    page: Page
    address: str
    person: str

    async def go(self, path: str) -> None:
        """Go where a link of the console leads."""
        await self.page.goto(self.address + path)

    async def sign_in(self, once: str) -> None:
        """Come in for the first time: a one-time password is changed for one's own."""
        await self.go("/")
        await self._typed(login=self.person, password=once)
        await self._typed(password=once, new=GOOD, again=GOOD)
        await expect(self.page.locator("nav.self a[href='/account']")).to_be_visible()

    async def _typed(self, **told: str) -> None:
        for name, text in told.items():
            await self.page.locator(f"main input[name={name}]").fill(text)
        await self.press("main form button.primary")

    async def press(self, button: str | Locator) -> None:
        """Press a button, and see the page that comes."""
        found = self.page.locator(button) if isinstance(button, str) else button
        async with self.page.expect_navigation():
            await found.click()

    async def find(self, path: str, wanted: str) -> Locator:
        """Look at a page again and again, as somebody who presses F5, until something stands there."""
        found = self.page.locator(wanted).first
        await self.go(path)
        for _ in range(LOOKS):
            if await found.count():
                return found
            await self.page.wait_for_timeout(500)
            await self.page.reload()
        pytest.fail(f"{wanted} in vain\n{await self.said()}")

    async def said(self) -> str:
        """Return where somebody is, and what the page says."""
        return f"{self.page.url}\n{(await self.page.locator('main').inner_text())[:2000]}"

    async def case(self, process: str) -> str:
        """Follow the worklist to a case of a process; return its stream."""
        link = await self.find("/?whose=reach", f"main a[href^='/processes/{process}/']")
        await self.press(link)
        return self.stream

    @property
    def stream(self) -> str:
        """The case whose page is open."""
        found = re.search(r"/processes/([^?#]+?)(?:/do/|[?#]|$)", self.page.url)
        assert found, self.page.url
        return found[1]

    @property
    def place(self) -> str:
        """The page that is open."""
        return self.page.url.removeprefix(self.address)

    async def does(self, stream: str, *commands: Command) -> None:
        """Do one thing after the other on a case, each by its button on the case's page."""
        for command in commands:
            await self.begins(stream, command)
            await self.press("form.order p.row button.primary")
            await self.sees_done()

    async def awaits(self, stream: str, command: type[Command]) -> None:
        """Come back to a case until something can be done."""
        await self.find(
            f"/processes/{stream}", f"main ul.choices a.button[href$='/do/{command.kind_name()}']"
        )

    async def does_though_cut_off(self, stream: str, command: Command) -> None:
        """
        Do something while the network is cut: first it reaches nobody, then it is done and the answer is lost.

        Whoever opens the case again finds it as it was, then as it is: nothing was half done.
        """
        again = self
        for cut in (_reached_nobody, _answer_lost):
            await again.begins(stream, command)
            await again.page.route("**/do/*", cut)
            async with again.page.expect_event("requestfailed"):
                await again.page.locator("form.order p.row button.primary").click(no_wait_after=True)
            again = self._replace(page=await self.page.context.new_page())
        await again.find(f"/processes/{stream}", "a[href*='/papers/']")
        assert await again.page.locator(f"a[href$='/do/{command.kind_name()}']").count() == 0

    async def begins(self, stream: str, command: Command) -> None:
        """Open the form of a command from the case's page, and fill it in."""
        button = await self.find(f"/processes/{stream}", f"a[href$='/do/{command.kind_name()}']")
        await _unfolded(button)
        await self.press(button)
        await self.fill(command)

    async def opens(self, address: str, command: Command, *parts: str) -> str:
        """Open a case by its form; return its stream. `parts`: of its name, where the form asks for them."""
        await self.go(address)
        await self.fill(command)
        named = self.page.locator("form.order [name^='_part.']")
        for place, part in enumerate(parts):
            await named.nth(place).fill(part)
        await self.press("form.order p.row button.primary")
        await self.sees_done()
        return self.stream

    async def sees_done(self) -> None:
        """See that it is done; give the password again where it is asked for."""
        for password in await self.page.locator("form [name=_password]").all():
            await password.fill(GOOD)
            await self.press("main form button.primary:visible")
        assert await self.page.locator("#done").count(), await self.said()

    async def refused(self, stream: str, command: Command, rule: str) -> None:
        """Try what a rule forbids: either no button offers it, and its address does not open, or the answer says the rule."""
        await self.go(f"/processes/{stream}/do/{command.kind_name()}")
        form = self.page.locator("form.order")
        if await form.count():
            await self.fill(command)
            await self.press("form.order p.row button.primary")
        await expect(self.page.locator("main")).to_contain_text(rule)

    async def fill(self, command: Command) -> None:
        """Fill a form in from top to bottom, adding rows and parts where they are needed."""
        form = form_of(type(command), catalogue(), command.model_dump(mode="json"))
        await self._nodes(form.fields)

    async def _nodes(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            match node:
                case Entry():
                    await self._entry(node)
                case Group():
                    await self._group(node)
                case Listing():
                    await self._listing(node)
                case Choice():
                    await self._choice(node)

    async def _entry(self, node: Entry) -> None:
        field = self.page.locator(f"form.order [name='{node.name}']")
        if node.widget is Widget.CHOICES:
            for option in node.options:
                await field.and_(self.page.locator(f"[value='{option.value}']")).set_checked(option.chosen)
        elif node.widget is not Widget.HIDDEN and await field.input_value() != node.value:
            await _unfolded(field)
            chosen = await field.evaluate("field => field.tagName") == "SELECT"
            await (field.select_option(node.value) if chosen else field.fill(node.value))

    async def _group(self, node: Group) -> None:
        add = self._button("_add", node.name)
        remove = self._button("_remove", node.name)
        if node.optional and node.given and await add.count():
            await self.press(add)
        if node.optional and not node.given and await remove.count():
            await self.press(remove)
        if node.given:
            await self._nodes(node.fields)

    async def _listing(self, node: Listing) -> None:
        listed = self.page.locator(f"form.order fieldset[id='{node.name}'] > .listed")
        while await listed.count() < len(node.rows):
            await self.press(self._button("_add", node.name))
        for row in node.rows:
            await self._nodes((row,))

    async def _choice(self, node: Choice) -> None:
        chosen = next((one.value for one in node.options if one.chosen), "")
        select = self.page.locator(f"form.order select[name='{node.kind}']")
        if await select.input_value() != chosen:
            async with self.page.expect_navigation():
                await select.select_option(chosen)
        await self._nodes(node.fields)

    def _button(self, name: str, value: str) -> Locator:
        return self.page.locator(f"form.order button[name={name}][value='{value}']")


async def _unfolded(found: Locator) -> None:
    """Open what something is folded away in."""
    if not await found.is_visible():
        await found.locator("xpath=ancestor::details[not(@open)]").first.locator("summary").click()


async def _reached_nobody(route: Route) -> None:
    """Lose the order on its way."""
    await route.abort("internetdisconnected")


async def _answer_lost(route: Route) -> None:
    """Let the order reach the service, and lose what it answers."""
    await route.fetch(max_redirects=0)
    await route.abort("connectionreset")
