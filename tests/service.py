"""The service for tests: a real PostgreSQL, a real Temporal server that can skip time, and a worker in this process."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from temporalio.client import Client
from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment
from temporalio.worker import Worker

from activities.delivering import execute_update
from activities.facts import facts_of_stream
from activities.founding import found
from activities.wire import TASK_QUEUE, Receipt
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.deciding import fold_corrected
from domain.orders import Actor, Command, Order, Role
from domain.processes import decider_of
from infra import documents
from infra.clock import now
from infra.ids import new_id
from journal.journal import Journal
from tests.postgres import Server
from worker import activities, shipped
from workflows.plugin import plugin

REAL = RealOrRehearsal()


class Service(NamedTuple):
    """A running service and the ways in that tests use."""

    journal: Journal
    client: Client
    env: WorkflowEnvironment
    clock: RealOrRehearsal = REAL

    async def order(self, stream: str, order: Order[Any]) -> Receipt:
        """Send an order as the desk does."""
        return await execute_update(
            self.client, stream, "execute", order, self.clock, update_id=str(order.command_id)
        )

    async def state(self, stream: str) -> Any:
        """Return the state as the journal tells it."""
        facts = facts_of_stream(await self.journal.load(stream))
        return fold_corrected(decider_of(stream), facts, stream=stream)

    async def kinds(self, stream: str) -> list[str]:
        """Return the kinds of a stream's entries."""
        return [entry.kind for entry in await self.journal.load(stream)]


def order(command: Command, *, by: str = "p-wang", role: Role | None = None, **more: Any) -> Order[Any]:
    """Make an order of somebody, with a fresh id."""
    actor = Actor(id=by, role=role or min(command.roles), org="o-1")
    return Order[Any](command_id=more.pop("command_id", new_id()), actor=actor, command=command, **more)


@asynccontextmanager
async def working(env: WorkflowEnvironment, journal: Journal) -> AsyncIterator[Service]:
    """Run a worker on a journal."""
    await found(journal, REAL, shipped(), now())
    config = env.client.config()
    config["plugins"] = [plugin(Catalogue(documents.messages()), activities(journal))]
    client = Client(**config)
    async with Worker(client, task_queue=TASK_QUEUE, graceful_shutdown_timeout=timedelta(seconds=5)):
        yield Service(journal, client, env)


@pytest.fixture(scope="session")
async def temporal() -> AsyncIterator[WorkflowEnvironment]:
    """One Temporal server for the whole session, able to skip time."""
    env = await WorkflowEnvironment.start_time_skipping_v2(
        ts_config=TimeSkippingConfig(enabled=False, disable_propagation=True),
        dev_server_existing_path=str(Path(sys.executable).parent / "temporal"),
        dev_server_extra_args=[
            "--dynamic-config-value",
            "frontend.WorkflowTimeSkippingEnabled=true",
            "--dynamic-config-value",
            'history.timerProcessorMaxTimeShift="10ms"',
        ],
    )
    async with env:
        yield env


@pytest.fixture(scope="session")
async def service(temporal: WorkflowEnvironment, postgres: Server) -> AsyncIterator[Service]:
    """The service for the whole session; a fresh stream a test is the isolation."""
    database = await postgres.fresh_database()
    journal = await Journal.open(database.service_dsn)
    async with working(temporal, journal) as running:
        yield running
    await journal.close()
