"""
Everything that the API's own description says is sent to the real office, well and badly, by people of every role.

No answer is a 5xx, has a status, a content type or a header that is not described, or a body of another form; nothing that
the description forbids is taken. A small budget of it runs always; EXPLORE_SECONDS=600 explores for longer.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.door import BearerDoor
from access.opening import opened
from access.passwords import Passwords
from access.principal import Principal
from access.settings import SignInSettings
from access.signing_in import Credentials
from activities.at_door import JournalledDoor
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.desk import Sender
from interfaces.http import signing_in
from interfaces.http.app import application
from interfaces.upstream import endpoint
from tests.access.conftest import CHEAP, GOOD
from tests.interfaces.conftest import Office, own_office
from tests.interfaces.http.conftest import Api, PaperDoor, client_of, parts_of
from tests.interfaces.http.exploring import Budget, Explored, Known, explore
from tests.interfaces.http.listening import listening
from tests.interfaces.http.test_ordering import filed
from tests.interfaces.upstream.conftest import Door, door_of
from tests.interfaces.upstream.systems import System
from tests.service import REAL

office = own_office
TOWNSHIP = "o-370199-t1"
ADMIN, AUDITOR, MEMBER = "p-1001", "p-1003", "p-1307"
SOMEBODY = "somebody"
PEOPLE = ("p-1301", "p-1305", "p-1304", "p-1301", "p-1201", ADMIN, "p-1301", "p-1205", AUDITOR, "s-market")
"""Of every role; most of them of the township where the cases lie."""

_LASTING = int(os.environ.get("EXPLORE_SECONDS", "100"))
SMALL = Budget(each=1, stories=4, steps=5)
LARGE = Budget(each=10, stories=10, steps=8, seconds=_LASTING, coverage=True)


class ManyPeople:
    """A door through which another one comes each time; who has a session of the real door is who they are."""

    def __init__(self, real: BearerDoor) -> None:
        self._real = real
        self._next = cycle(PEOPLE)
        self._paper = PaperDoor()

    async def identify(self, bearer: str, **_: object) -> Principal:
        if bearer == SOMEBODY:
            return await self._paper.identify(next(self._next))
        return await (self._paper if bearer.startswith(("p-", "s-")) else self._real).identify(bearer)


class Signing:
    """In front of the API: signs every other message of a system, so that what comes behind is reached too."""

    def __init__(self, app: ASGIApp, system: System) -> None:
        self._app = app
        self._system = system
        self._turn = cycle((True, False))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/v1/events" or not next(self._turn):
            await self._app(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        kept = [(name, value) for name, value in scope["headers"] if not name.startswith(b"webhook-")]
        signed = [(name.encode(), value.encode()) for name, value in self._system.signed(body, now())]

        async def again() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app({**scope, "headers": [*kept, *signed]}, again, send)


class Whole(NamedTuple):
    """The API with all its rooms, and sessions of the real door: one may end, the other goes on."""

    address: str
    sessions: tuple[str, str]
    streams: Sequence[str]
    system: System


@pytest.fixture
async def whole(office: Office, tmp_path: Path) -> AsyncIterator[Whole]:
    door = door_of(office, tmp_path / "sources.toml")
    async with _entered(office, door) as (app, sessions):
        async with client_of(app) as client:
            streams = [await filed(Api(app, client)) for _ in range(3)]
        async with listening(Signing(app, door.system)) as address:
            yield Whole(address, sessions, streams, door.system)


@asynccontextmanager
async def _entered(office: Office, door: Door) -> AsyncIterator[tuple[FastAPI, tuple[str, str]]]:
    journal = office.service.journal
    book = JournalledDoor(journal, REAL, now, new_id)
    async with opened(journal, book, now, SignInSettings(), Passwords(CHEAP)) as access:
        if not await office.service.opened(account_stream(MEMBER)):
            await office.desk.settle(account_stream(MEMBER), AddAccount(org=TOWNSHIP), Sender(ADMIN))
        once = SecretStr(await access.signing_in.issue(MEMBER))
        await access.signing_in.change_password(Credentials(MEMBER, once, "x"), SecretStr(GOOD))
        shown = Credentials(MEMBER, SecretStr(GOOD), "x")
        one, other = [await access.signing_in.sign_in(shown) for _ in range(2)]
        routers = (signing_in.router(access), endpoint.router(door.receiver))
        yield (
            application(parts_of(office)._replace(door=ManyPeople(access.door), routers=routers)),
            (one.token.get_secret_value(), other.token.get_secret_value()),
        )


async def explored(whole: Whole, budget: Budget) -> Explored:
    ends, goes_on = whole.sessions
    people = {"^/v1/audit": AUDITOR, "^/v1/sessions": ends, "^/v1/registers": goes_on, "^/v1/inbox": ADMIN}
    known = Known(people, whole.streams, whole.system.source)
    return await asyncio.to_thread(explore, whole.address, SOMEBODY, budget, known)


@pytest.mark.timeout(330)
async def test_every_answer_is_as_the_description_says(whole: Whole) -> None:
    found = await explored(whole, SMALL)
    assert not found.wrong, "\n".join(found.wrong)
    for reached in (
        ("POST /v1/events", 202),
        ("GET /v1/processes/{stream}/timeline", 200),
        ("GET /v1/audit/conform/{stream}", 200),
        ("DELETE /v1/sessions/current", 204),
    ):
        assert reached in found.asked, sorted(found.asked)


@pytest.mark.endurance
@pytest.mark.timeout(120 + 2 * _LASTING)
async def test_every_answer_is_as_the_description_says_for_a_long_while(whole: Whole) -> None:
    found = await explored(whole, LARGE)
    assert not found.wrong, "\n".join(found.wrong)
    print(f"{found.requests} requests")  # noqa: T201
