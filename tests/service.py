"""The service for tests: a real PostgreSQL, a real Temporal server that can skip time, and a worker in this process."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment
from temporalio.worker import Worker

from activities.delivering import execute_update
from activities.direct import DirectRecorder
from activities.founding import found
from activities.recording import Recorder
from activities.wire import TASK_QUEUE, Receipt
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.deciding import fold_corrected
from domain.orders import Actor, Command, Order, Role
from domain.processes import decider_of
from infra import documents
from infra.clock import now
from infra.ids import new_id
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.rulebook import Rulebook
from journal.shelf import Documents
from ledger.projector import Projector
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
    queue: str = TASK_QUEUE

    async def order(self, stream: str, order: Order[Any]) -> Receipt:
        """Send an order as the desk does."""
        return await execute_update(
            self.client,
            stream,
            "execute",
            order,
            self.clock,
            update_id=str(order.command_id),
            task_queue=self.queue,
        )

    async def record(self, stream: str, order: Order[Any]) -> Receipt:
        """Record an order directly: documents, rosters, registers."""
        direct = DirectRecorder(Recorder(self.journal, Rulebook(self.journal)), self.clock)
        return await direct.settle(stream, order, now())

    async def state(self, stream: str) -> Any:
        """Return the state as the journal tells it."""
        facts = facts_of_stream(await self.journal.load(stream))
        return fold_corrected(decider_of(stream), facts, stream=stream)

    async def opened(self, stream: str) -> bool:
        """Whether a stream has entries."""
        return await self.journal.version(stream) > 0

    async def settled(self, stream: str) -> bool:
        """Whether nothing is promised by a stream that has not arrived."""
        return not (await self.state(stream)).undelivered

    async def until(self, condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
        """Wait until something holds; fail when it does not in time."""
        async with asyncio.timeout(seconds):
            while not await condition():  # noqa: ASYNC110  # another process is watched
                await asyncio.sleep(0.02)

    async def kinds(self, stream: str) -> list[str]:
        """Return the kinds of a stream's entries."""
        return [entry.kind for entry in await self.journal.load(stream)]

    def workflow(self, stream: str) -> WorkflowHandle[Any, Any]:
        """Return the workflow of a stream, whichever run it is in."""
        return self.client.get_workflow_handle(stream)

    async def let_pass(self, stream: str, until: datetime) -> None:
        """Let time pass for one workflow until an hour after a moment, without waiting for it."""
        workflow = self.workflow(stream)
        await self.env.fast_forward(
            workflow, until - await self.env.get_current_time(workflow) + timedelta(hours=1)
        )


def order(command: Command, *, by: str = "p-wang", role: Role | None = None, **more: Any) -> Order[Any]:
    """Make an order of somebody, with a fresh id."""
    actor = Actor(id=by, role=role or min(command.roles), org="o-1")
    return Order[Any](command_id=more.pop("command_id", new_id()), actor=actor, command=command, **more)


@asynccontextmanager
async def working(  # noqa: PLR0913  # what one service differs in
    env: WorkflowEnvironment,
    journal: Journal,
    *,
    queue: str = TASK_QUEUE,
    adopted: Documents | None = None,
    effects: Sequence[Callable[..., Any]] = (),
    grace: timedelta = timedelta(seconds=5),
    clock: RealOrRehearsal = REAL,
) -> AsyncIterator[Service]:
    """Run a worker on a journal: the shipped one, or one with other documents or activities on a queue of its own."""
    await found(journal, clock, adopted or shipped(), now())
    config = env.client.config()
    config["plugins"] = [plugin(Catalogue(documents.messages()), effects or activities(journal))]
    client = Client(**config)
    projector = Projector(journal, journal.dsn)
    try:
        async with Worker(client, task_queue=queue, graceful_shutdown_timeout=grace):
            yield Service(journal, client, env, clock, queue)
    finally:
        await projector.close()


@asynccontextmanager
async def short_runs(events: int = 60) -> AsyncIterator[WorkflowEnvironment]:
    """Run a Temporal server on which workflows continue as new after a handful of commands."""
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(Path(sys.executable).parent / "temporal"),
        dev_server_extra_args=[
            "--dynamic-config-value",
            f"limit.historyCount.suggestContinueAsNew={events}",
        ],
    )
    async with env:
        yield env


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
