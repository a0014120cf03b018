"""A door for tests: real tables, a clock that is set by hand, and a hash that costs little."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr

from access.accounts import Accounts
from access.attempts import Attempts
from access.kept_passwords import KeptPasswords
from access.limits import Limits
from access.passwords import Passwords
from access.sessions import Sessions
from access.signing_in import Credentials, SigningIn
from access.store import Store
from activities.at_door import JournalledDoor
from activities.direct import DirectRecorder
from activities.founding import found
from activities.recording import Recorder
from domain.account.commands import AccountCommand, AddAccount
from domain.account.kinds import account_stream
from domain.orders import Actor, Order, Role
from infra.ids import new_id
from journal.journal import Journal
from journal.rulebook import Rulebook
from tests.conformance import check_conformance
from tests.postgres import Database, Server
from tests.service import REAL
from worker import shipped

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HERE = "192.0.2.7"
GOOD = "many words make a long password"


class Clock:
    """Tells the time that a test has set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


class House(NamedTuple):
    """A journal that was begun, and the tables of its door."""

    journal: Journal
    store: Store
    database: Database


class DoorSet(NamedTuple):
    """A door of one process, and what tests do beside it."""

    house: House
    clock: Clock
    accounts: Accounts
    sessions: Sessions
    signing_in: SigningIn
    book: JournalledDoor

    async def act(self, person: str, command: AccountCommand, by: str = "p-admin") -> None:
        """Record an act of an administrator."""
        order = Order[Any](
            command_id=new_id(), actor=Actor(id=by, role=Role.ADMIN, org="o-1"), command=command
        )
        recorder = Recorder(self.house.journal, Rulebook(self.house.journal))
        await DirectRecorder(recorder, REAL).settle(account_stream(person), order, self.clock.now())

    async def member(self, person: str, password: str = GOOD) -> str:
        """Add a person's account whose one-time password was changed."""
        await self.act(person, AddAccount(org="o-1"))
        once = await self.signing_in.issue(person)
        await self.signing_in.change_password(shown(person, once), SecretStr(password))
        return person

    async def told(self) -> list[tuple[str, Any]]:
        """Return what the door's book says, as kinds and data."""
        months = await self.house.journal.streams("door/")
        entries = [entry for month in months for entry in await self.house.journal.load(month.name)]
        return [(entry.kind, entry.decoded().data) for entry in entries]


def shown(login: str, password: str = GOOD, client: str = HERE) -> Credentials:
    return Credentials(login, SecretStr(password), client)


def door_of(
    house: House, clock: Clock, hasher: PasswordHasher = CHEAP, limits: Limits | None = None
) -> DoorSet:
    """Make the door of one process; several may stand on one house."""
    limits = limits or Limits()
    accounts = Accounts(house.journal)
    sessions = Sessions(house.store, accounts, limits, clock.now)
    book = JournalledDoor(house.journal, REAL, clock.now, new_id)
    kept = KeptPasswords(house.store, Passwords(hasher), limits, clock.now)
    attempts = Attempts(house.store, limits, clock.now)
    return DoorSet(
        house, clock, accounts, sessions, SigningIn(accounts, sessions, attempts, kept, book), book
    )


@pytest.fixture(scope="session")
async def house(postgres: Server) -> AsyncIterator[House]:
    """One for the whole session; other persons, and other addresses, are the isolation."""
    database = await postgres.fresh_database()
    journal = await Journal.open(database.service_dsn)
    await found(journal, REAL, shipped(), datetime(2026, 3, 2, tzinfo=UTC))
    store = await Store.open(database.service_dsn)
    yield House(journal, store, database)
    await check_conformance(journal)
    await store.close()
    await journal.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(house: House, clock: Clock) -> DoorSet:
    return door_of(house, clock)


@pytest.fixture
def somebody(request: pytest.FixtureRequest) -> str:
    """An id that no other test uses."""
    return f"p-{uuid5(UUID(int=0), request.node.nodeid).hex[:12]}"
