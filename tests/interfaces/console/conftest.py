"""The console over the office, asked in this process; a session's token is the person's id."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple, cast

import httpx
import pytest

from access.opening import Access
from infra.clock import now
from infra.ids import new_id
from interfaces.console import rooms
from interfaces.console.mistakes import mistake
from interfaces.console.visiting import SESSION, TOKEN, Visitor
from interfaces.http.app import application
from interfaces.http.parts import Parts
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import UNLIMITED, PaperDoor, client_of

BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}


class Browser(NamedTuple):
    """The console as somebody sees it. `language`: as they chose it."""

    client: httpx.AsyncClient
    person: str | None = None
    language: str = "zh-CN"

    def of(self, person: str | None, language: str = "zh-CN") -> "Browser":
        return self._replace(person=person, language=language)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.client.get(path, headers=self._headers(more), **more)

    async def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Send a form of ours."""
        told = {TOKEN: self.token} | (fields or {})
        return await self.client.post(path, data=told, headers=self._headers(more), **more)

    @property
    def token(self) -> str:
        """What this session's forms carry."""
        return Visitor(cast("Any", None), self.person or "", cast("Any", None), cast("Any", None)).token

    def _headers(self, more: dict[str, Any]) -> dict[str, str]:
        cookies = {"language": self.language} | ({SESSION: self.person} if self.person else {})
        told = {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        given: dict[str, str] = more.pop("headers", {})
        return BROWSER | told | given


@pytest.fixture(scope="session")
async def browser(office: Office) -> AsyncIterator[Browser]:
    """The console, unlimited, for the whole session; signing in is not looked at here."""
    routers = rooms.routers(cast("Access", None))
    parts = Parts(office.desk, office.service.journal, PaperDoor(), now, new_id, UNLIMITED, routers, mistake)
    app = application(parts)
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield Browser(client)
