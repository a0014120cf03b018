"""The console on the office of the tests: a browser without a window, for whoever looks."""

import re
from collections.abc import AsyncIterator, Mapping
from typing import NamedTuple

import httpx
import pytest

from access.opening import Access, opened
from access.passwords import Passwords
from access.settings import SignInSettings
from activities.at_door import JournalledDoor
from domain.process_map import maps_of
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.console import rooms
from interfaces.console.mistakes import mistake
from interfaces.console.visiting import SESSION
from interfaces.http.app import application
from interfaces.upstream.sources import Sources
from tests.access.conftest import CHEAP
from tests.interfaces.conftest import Office
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import api, client_of, parts_of
from tests.service import REAL

__all__ = ["Browser", "Page", "api"]

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


class Page(NamedTuple):
    """What came back."""

    status: int
    text: str
    headers: httpx.Headers

    @property
    def hidden(self) -> dict[str, str]:
        """The fields of its forms that nobody sees."""
        return dict(_HIDDEN.findall(self.text))

    @property
    def leads_to(self) -> str:
        """Where it sends who looks."""
        return str(self.headers.get("location", ""))


class Browser(NamedTuple):
    """Somebody's browser: the paper door knows a person by the id in the cookie."""

    client: httpx.AsyncClient

    async def go(self, person: str | None, address: str, **headers: str) -> Page:
        """Look at a page."""
        return self._page(await self.client.get(address, headers=self._headers(person) | headers))

    async def send(
        self, person: str | None, address: str, fields: Mapping[str, str | list[str]], **headers: str
    ) -> Page:
        """Send a form from a page of ours, and do not follow where it leads."""
        here = self._headers(person) | {"sec-fetch-site": "same-origin"}
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._page(await self.client.post(address, data=dict(fields), headers=here | told))

    async def submit(self, person: str, address: str, fields: Mapping[str, str | list[str]]) -> Page:
        """Open a form and send it, with what it carries by itself and what somebody writes."""
        form = await self.go(person, address)
        assert form.status == 200, form.text
        return await self.send(person, address, {**form.hidden, **fields})

    @staticmethod
    def _headers(person: str | None) -> dict[str, str]:
        return {"accept": "text/html"} | ({"cookie": f"{SESSION}={person}"} if person else {})

    @staticmethod
    def _page(answer: httpx.Response) -> Page:
        return Page(answer.status_code, answer.text, answer.headers)


@pytest.fixture(scope="session")
async def access(office: Office) -> AsyncIterator[Access]:
    """The real door's rooms, for signing in."""
    journal = office.service.journal
    book = JournalledDoor(journal, REAL, now, new_id)
    async with opened(journal, book, now, SignInSettings(), Passwords(CHEAP)) as made:
        yield made


@pytest.fixture(scope="session")
async def browser(
    office: Office, access: Access, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Browser]:
    """A browser at the console, with the paper door in front; no system may send events."""
    no_systems = Sources(tmp_path_factory.getbasetemp() / "no-sources.toml")
    routers = rooms.routers(access, maps_of(documents.maps()), no_systems)
    app = application(parts_of(office)._replace(routers=routers, pages=mistake))
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield Browser(client)


@pytest.fixture
def visit(browser: Browser) -> Visit:
    """The same, for who goes from page to page in a language."""
    return Visit(browser.client)
