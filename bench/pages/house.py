"""A filled province, the console on a port with its real door, and people who are signed in to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr
from temporalio.client import Client

from access.opening import Access, opened
from access.passwords import Passwords
from access.settings import SignInSettings
from access.signing_in import Credentials
from activities.at_door import JournalledDoor
from activities.founding import found
from bench.pages.filling import Filled, fill
from bench.pages.plans import OPTIONS, Plans
from bench.pages.territory import ADMIN, OFFICES, Territory
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.people import PersonId
from domain.process_map import maps_of
from infra import documents
from infra.clock import now
from infra.ids import new_id
from infra.migrate import migrate
from infra.postgres import Postgres
from infra.scratch import scratch_directory
from interfaces.console import entering, rooms
from interfaces.console.mistakes import mistake
from interfaces.desk.desk import Desk, Sender
from interfaces.http import signing_in
from interfaces.http.app import application
from interfaces.http.parts import Parts
from interfaces.http.settings import HttpSettings
from interfaces.upstream.sources import Sources
from journal.journal import Journal
from ledger.projector import Projector
from tests.interfaces.http.listening import listening
from worker import shipped
from workflows.plugin import plugin

_PASSWORD = SecretStr("nobody guesses this bench 7")
_REAL = RealOrRehearsal()
_UNLIMITED = HttpSettings(rate=1_000_000, burst=1_000_000)


class House(NamedTuple):
    """Where the console answers, what is in its ledger, the plans of its queries, and everybody's session."""

    address: str
    filled: Filled
    plans: Plans
    sessions: dict[PersonId, str]


@asynccontextmanager
async def house(territory: Territory, enterprises: int) -> AsyncIterator[House]:
    """Found, fill and open it; the projector is at work beside, Temporal is away: pages that are looked at ask nothing of it."""
    with scratch_directory() as directory:
        async with Postgres(directory / "postgres", durable=False, options=OPTIONS) as engine:
            await migrate(engine.dsn)
            journal = await Journal.open(engine.dsn_of("branch_service"))
            try:
                desk = await _founded(journal, territory)
                filled = await fill(engine.dsn, territory, enterprises)
                plans = Plans(engine.dsn, directory / "postgres" / "log")
                async with _open(journal, desk, directory) as (address, sessions):
                    yield House(address, filled, plans, sessions)
            finally:
                await journal.close()


async def _founded(journal: Journal, territory: Territory) -> Desk:
    """Begin the journal, bring in the roster, and let the ledger know."""
    await found(journal, _REAL, shipped(), now())
    sentences = Catalogue(documents.messages())
    client = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin(sentences)])
    desk = Desk(journal, client, sentences, _REAL, now=now, new_id=new_id)
    projector = Projector(journal, journal.dsn)
    try:
        roster = territory.roster()
        for portion in roster.portions():
            await desk.settle(roster.stream, portion, Sender(ADMIN))
        await desk.reached(await journal.length())
    finally:
        await projector.close()
    return desk


@asynccontextmanager
async def _open(
    journal: Journal, desk: Desk, directory: Path
) -> AsyncIterator[tuple[str, dict[PersonId, str]]]:
    projector = Projector(journal, journal.dsn)
    book = JournalledDoor(journal, _REAL, now, new_id)
    try:
        async with opened(journal, book, now, SignInSettings(), Passwords()) as access:
            routers = (
                signing_in.router(access, entering.come_back),
                *rooms.routers(access, maps_of(documents.maps()), Sources(directory / "sources.toml")),
            )
            parts = Parts(desk, journal, access.door, now, new_id, _UNLIMITED)
            app = application(parts._replace(routers=routers, pages=mistake))
            sessions = {person: await _signed_in(desk, access, person) for person in OFFICES}
            await desk.reached(await journal.length())
            async with listening(app) as address:
                yield address, sessions
    finally:
        await projector.close()


async def _signed_in(desk: Desk, access: Access, person: PersonId) -> str:
    org, _ = OFFICES[person]
    await desk.settle(account_stream(person), AddAccount(org=org), Sender(ADMIN))
    once = SecretStr(await access.signing_in.issue(person))
    await access.signing_in.change_password(Credentials(person, once, "bench"), _PASSWORD)
    session = await access.signing_in.sign_in(Credentials(person, _PASSWORD, "bench"))
    return session.token.get_secret_value()
