"""The API over the office, asked in this process; a token of this door is the person's id."""

from collections.abc import AsyncIterator, Callable
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi import FastAPI

from access.principal import NotSignedInError, Principal, PrincipalKind
from infra.clock import now
from infra.ids import new_id
from interfaces.http.app import application
from interfaces.http.parts import Parts
from interfaces.http.settings import HttpSettings
from tests.interfaces.conftest import Office

OPERATOR, OTHER_OPERATOR, REGISTRAR = "p-1301", "p-1302", "p-1305"
"""Of township t1, where the cases lie."""
FOREIGN_REGISTRAR = "p-1405"
"""Of township t2."""
UNLIMITED = HttpSettings(rate=100_000, burst=100_000)


class PaperDoor:
    """Believes a person's id; `stranger` is nobody."""

    async def identify(self, bearer: str, **_: object) -> Principal:
        if not bearer.startswith(("p-", "s-")):
            raise NotSignedInError
        kind = PrincipalKind.SYSTEM if bearer.startswith("s-") else PrincipalKind.PERSON
        return Principal(person=bearer, kind=kind, authenticated_at=now())


class Api(NamedTuple):
    """The API as somebody sees it."""

    app: FastAPI
    client: httpx.AsyncClient
    person: str | None = None

    def of(self, person: str | None) -> "Api":
        return self._replace(person=person)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.client.get(path, headers=self._headers(more), **more)

    async def post(self, path: str, body: object = None, **more: Any) -> httpx.Response:
        headers = {"idempotency-key": str(new_id())} | self._headers(more)
        return await self.client.post(path, json=body, headers=headers, **more)

    async def order(self, stream: str, command: object, **more: Any) -> httpx.Response:
        return await self.post(f"/v1/processes/{stream}/commands", {"command": command}, **more)

    def _headers(self, more: dict[str, Any]) -> dict[str, str]:
        signed = {"authorization": f"Bearer {self.person}"} if self.person else {}
        given: dict[str, str] = more.pop("headers", {})
        return signed | given


Serve = Callable[[HttpSettings], FastAPI]


def parts_of(office: Office, settings: HttpSettings = UNLIMITED) -> Parts:
    return Parts(office.desk, office.service.journal, PaperDoor(), now, new_id, settings)


@pytest.fixture(scope="session")
async def api(office: Office) -> AsyncIterator[Api]:
    """The API, unlimited, for the whole session."""
    app = application(parts_of(office))
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield Api(app, client)


def client_of(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    return httpx.AsyncClient(transport=transport, base_url="http://api", timeout=30)
