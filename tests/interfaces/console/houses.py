"""A service that was just begun, or an office at work, behind a real door: people come in by their passwords."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from fastapi import FastAPI
from pydantic import SecretStr
from temporalio.client import Client

from access.opening import Access, opened
from access.passwords import Passwords
from access.settings import SignInSettings
from access.signing_in import Credentials
from activities.at_door import JournalledDoor
from activities.first_account import first_account
from activities.founding import found
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from infra import documents
from infra.ids import new_id
from interfaces.console import entering, rooms
from interfaces.console.mistakes import mistake
from interfaces.desk.desk import Desk, Sender
from interfaces.http import signing_in
from interfaces.http.app import application
from interfaces.http.parts import Parts
from interfaces.upstream.sources import Sources
from journal.journal import Journal
from ledger.projector import Projector
from tests.access.conftest import CHEAP, GOOD, Clock
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import UNLIMITED, client_of
from tests.postgres import Server
from tests.service import REAL
from worker import shipped
from workflows.plugin import plugin

REHEARSAL = RealOrRehearsal(epoch=Clock().now())
ADMIN = "p-1001"
"""Administers the province of the example."""


class House(NamedTuple):
    """A service, its door, the machine's clock there, and somebody's browser."""

    app: FastAPI
    visit: Visit
    access: Access
    desk: Desk
    journal: Journal
    clock: Clock

    async def enter(self, login: str, password: str = GOOD, language: str = "zh-CN") -> Visit:
        """Come in by a password."""
        shown = Credentials(login, SecretStr(password), "-")
        token = (await self.access.signing_in.sign_in(shown)).token
        return self.visit.of(token.get_secret_value(), language)

    async def settle_in(self, person: str, once: str) -> Visit:
        """Put a password in the place of a one-time password, and come in."""
        shown = Credentials(person, SecretStr(once), "-")
        await self.access.signing_in.change_password(shown, SecretStr(GOOD))
        return await self.enter(person)

    async def member(self, person: str, org: str = "o-37") -> Visit:
        """Let somebody in whom the roster knows; come in as that person."""
        if not await self.access.signing_in.has_password(person):
            await self.desk.settle(account_stream(person), AddAccount(org=org), Sender(ADMIN))
            return await self.settle_in(person, await self.access.signing_in.issue(person))
        return await self.enter(person)


@asynccontextmanager
async def house(
    journal: Journal,
    desk: Desk,
    sources: Path,
    nature: RealOrRehearsal = REAL,
    settings: SignInSettings | None = None,
) -> AsyncIterator[House]:
    """Open the door of a service, and its console."""
    clock = Clock()
    book = JournalledDoor(journal, nature, clock.now, new_id)
    async with opened(journal, book, clock.now, settings, Passwords(CHEAP)) as access:
        routers = (
            signing_in.router(access, entering.come_back),
            *rooms.routers(access, {}, Sources(sources)),
        )
        parts = Parts(desk, journal, access.door, clock.now, new_id, UNLIMITED, routers, mistake)
        app = application(parts)
        async with app.router.lifespan_context(app), client_of(app) as client:
            yield House(app, Visit(client), access, desk, journal, clock)


@asynccontextmanager
async def begun(
    postgres: Server, folder: Path, nature: RealOrRehearsal
) -> AsyncIterator[tuple[House, Visit]]:
    """Begin a service as its first start does; yield it with its founder. Temporal is away."""
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    sentences, clock = Catalogue(documents.messages()), Clock()
    projector = Projector(journal, journal.dsn)
    try:
        await found(journal, nature, shipped(), clock.now())
        client = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin(sentences)])
        desk = Desk(journal, client, sentences, nature, now=clock.now, new_id=new_id)
        async with house(journal, desk, folder / "sources.toml", nature) as made:
            once = await first_account(journal, nature, made.access.signing_in, clock.now())
            assert once is not None
            yield made, await made.settle_in("admin", once)
    finally:
        await projector.close()
        await journal.close()
