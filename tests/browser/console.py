"""The whole console on a port, behind its real door, and people who come to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from fastapi import FastAPI
from pydantic import SecretStr

from access.opening import Access, opened
from access.passwords import Passwords
from access.settings import SignInSettings
from access.signing_in import Credentials
from activities.at_door import JournalledDoor
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from domain.process_map import maps_of
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.console import entering, rooms
from interfaces.console.mistakes import mistake
from interfaces.desk.desk import Sender
from interfaces.http import signing_in
from interfaces.http.app import application
from interfaces.upstream.sources import Sources
from tests.access.conftest import CHEAP, GOOD
from tests.browser.people import ADMIN, PLACES
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import parts_of
from tests.service import REAL


class Console(NamedTuple):
    """The application, its door, and the office behind it."""

    app: FastAPI
    access: Access
    office: Office

    async def one_time_password(self, person: str, org: str) -> str:
        """Make an account, where there is none, and a password for the first time."""
        stream = account_stream(person)
        if not await self.office.service.opened(stream):
            await self.office.desk.settle(stream, AddAccount(org=org), Sender(ADMIN))
        return await self.access.signing_in.issue(person)

    async def member(self, person: str, org: str) -> None:
        """Make somebody an account with the password `GOOD`."""
        once = SecretStr(await self.one_time_password(person, org))
        await self.access.signing_in.change_password(Credentials(person, once, "x"), SecretStr(GOOD))

    async def session(self, person: str) -> str:
        """Sign somebody in who has the password `GOOD`; return the session's token."""
        shown = Credentials(person, SecretStr(GOOD), "x")
        return (await self.access.signing_in.sign_in(shown)).token.get_secret_value()


@asynccontextmanager
async def opened_console(office: Office) -> AsyncIterator[Console]:
    """Open it; everybody of `PLACES` has an account."""
    journal = office.service.journal
    book = JournalledDoor(journal, REAL, now, new_id)
    async with opened(journal, book, now, SignInSettings(), Passwords(CHEAP)) as access:
        no_sources = Sources(Path(gettempdir()) / f"no-sources-{new_id()}")
        routers = (
            signing_in.router(access, entering.come_back),
            *rooms.routers(access, maps_of(documents.maps()), no_sources),
        )
        parts = parts_of(office)._replace(door=access.door, routers=routers, pages=mistake)
        console = Console(application(parts), access, office)
        for person, org in PLACES.items():
            await console.member(person, org)
        yield console
