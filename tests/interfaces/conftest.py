"""An office at work: a service of its own with the example roster, its desk, and its command line."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from temporalio.testing import WorkflowEnvironment

from domain.catalogue import Catalogue
from domain.roster.document import parse_roster
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.cli.main import main
from interfaces.desk.desk import Desk, Sender
from journal.journal import Journal
from tests.conformance import check_conformance
from tests.postgres import Server
from tests.service import REAL, Service, short_runs, working

EXAMPLES = Path(__file__).parents[2] / "interfaces" / "examples"
ROSTER = EXAMPLES / "roster.toml"
QUEUE = "office"


class Office(NamedTuple):
    """A running service, where it answers, and its desk."""

    service: Service
    desk: Desk
    dsn: str
    temporal: str


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Branchctl = Callable[..., Awaitable[Ran]]


def desk_of(service: Service) -> Desk:
    return Desk(
        service.journal,
        service.client,
        Catalogue(documents.messages()),
        REAL,
        now=now,
        new_id=new_id,
        task_queue=service.queue,
    )


@asynccontextmanager
async def opened_office(temporal: WorkflowEnvironment, postgres: Server) -> AsyncIterator[Office]:
    """Open one, with a journal of its own; two at the same time need two Temporals."""
    database = await postgres.fresh_database()
    journal = await Journal.open(database.service_dsn)
    async with working(temporal, journal, queue=QUEUE) as service:
        desk = desk_of(service)
        roster = parse_roster(ROSTER.read_text(encoding="utf-8"))
        for portion in roster.portions():
            await desk.settle(roster.stream, portion, Sender("p-1001"))
        address = temporal.client.service_client.config.target_host
        yield Office(service, desk, database.service_dsn, address)
    await check_conformance(journal)
    await journal.close()


@pytest.fixture(scope="session")
async def office(temporal: WorkflowEnvironment, postgres: Server) -> AsyncIterator[Office]:
    """One for the whole session; a fresh stream a test is the isolation."""
    async with opened_office(temporal, postgres) as office:
        yield office
        opened = await office.desk.streams("account")
        assert not opened, f"whoever may sign in here may sign in in every test: {opened}; see own_office"


@pytest.fixture(scope="module")
async def own_office(postgres: Server) -> AsyncIterator[Office]:
    """One for a file alone that changes what all tests would share, as accounts: `office = own_office` there."""
    async with short_runs(10_000) as temporal, opened_office(temporal, postgres) as office:
        yield office


@pytest.fixture
def branchctl(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Branchctl:
    """Run `branchctl` against the office, as a person would."""
    monkeypatch.setenv("DATABASE_URL", office.dsn)
    monkeypatch.setenv("TEMPORAL_ADDRESS", office.temporal)
    monkeypatch.setenv("BRANCHCTL_TASK_QUEUE", QUEUE)
    monkeypatch.setenv("COLUMNS", "240")
    monkeypatch.setenv("BRANCHCTL_DIRECT", "1")

    async def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = await asyncio.to_thread(main, list(arguments))
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run
