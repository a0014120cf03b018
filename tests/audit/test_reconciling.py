"""Temporal's workflows against the journal's streams: whatever does not agree is told, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from temporalio import activity
from temporalio.testing import WorkflowEnvironment

from activities.delivering import deliver
from activities.wire import Delivered, DeliverRequest
from audit.reconciling import Discrepancy, Reconciled, Reconciler, Run, WorkflowFault
from domain.orders import Start
from infra.clock import now
from interfaces.desk.engine import TemporalEngine
from journal.journal import Journal
from tests.interfaces.conftest import desk_of
from tests.postgres import Server
from tests.service import REAL, Service, working
from tests.workflows.test_chain import investigated, registered
from worker import activities

SOON = timedelta(0)


@pytest.fixture
async def journal(postgres: Server) -> AsyncIterator[Journal]:
    opened = await Journal.open((await postgres.fresh_database()).service_dsn)
    yield opened
    await opened.close()


async def reconciled(service: Service, patience: timedelta = SOON) -> Reconciled:
    return await Reconciler(
        service.journal, TemporalEngine(service.client, service.queue), now, patience
    ).reconcile()


async def until_listed(service: Service, workflows: int) -> None:
    """Wait until the engine's list, which is a moment behind, has so many running workflows."""

    async def listed() -> bool:
        engine = TemporalEngine(service.client, service.queue)
        return len([run async for run in engine.running()]) == workflows

    await service.until(listed)


def faults(found: Reconciled) -> list[tuple[WorkflowFault, str]]:
    return [(one.fault, one.stream) for one in found.discrepancies]


async def test_what_a_case_left_in_both_agrees(temporal: WorkflowEnvironment, journal: Journal) -> None:
    async with working(temporal, journal, queue="agreeing") as service:
        enterprise = await registered(service)
        await investigated(service, enterprise, members=3)
        await service.until(lambda: service.settled(f"investigation/{enterprise}/1"))
        await until_listed(service, 1)  # the establishment that followed
        found = await reconciled(service)
        assert found == Reconciled(streams=3, running=1, discrepancies=())


class Behind(TemporalEngine):
    """An engine whose list is far behind."""

    async def running(self) -> AsyncIterator[Run]:
        """Yield nothing yet."""
        return
        yield


async def test_what_the_engines_list_does_not_show_yet_is_looked_at_itself(
    temporal: WorkflowEnvironment, journal: Journal
) -> None:
    async with working(temporal, journal, queue="behind") as service:
        enterprise = await registered(service)
        await investigated(service, enterprise, members=3)
        await service.until(lambda: service.settled(f"investigation/{enterprise}/1"))
        await until_listed(service, 1)
        found = await Reconciler(journal, Behind(service.client, service.queue), now, SOON).reconcile()
        assert found.discrepancies == ()


async def test_a_terminated_workflow_is_missed_until_its_stream_is_looked_at(
    temporal: WorkflowEnvironment, journal: Journal
) -> None:
    async with working(temporal, journal, queue="terminated") as service:
        enterprise = await registered(service)
        await investigated(service, enterprise, members=3)
        await service.until(lambda: service.settled(f"investigation/{enterprise}/1"))
        stream = f"establishment/{enterprise}-1"
        await service.workflow(stream).terminate("by hand")
        (missing,) = (await reconciled(service)).discrepancies
        assert (missing.fault, missing.stream, missing.status) == (
            WorkflowFault.MISSING,
            stream,
            "terminated",
        )
        assert (await reconciled(service, timedelta(hours=1))).discrepancies == ()
        await desk_of(service).touch(stream)

        async def agrees() -> bool:
            return not (await reconciled(service)).discrepancies

        await service.until(agrees)


async def test_a_workflow_under_a_name_that_is_no_case_is_extra(
    temporal: WorkflowEnvironment, journal: Journal
) -> None:
    async with working(temporal, journal, queue="extra") as service:
        enterprise = await registered(service)
        await investigated(service, enterprise, members=3)
        await service.until(lambda: service.settled(f"investigation/{enterprise}/1"))
        await service.client.start_workflow(
            "Establishment",
            Start[None](stream=f"establishment/{enterprise}-1", resume=True),
            id=f"copy of {enterprise}",
            task_queue=service.queue,
        )
        await until_listed(service, 2)
        assert faults(await reconciled(service)) == [(WorkflowFault.EXTRA, f"copy of {enterprise}")]


async def test_a_workflow_whose_work_nobody_takes_is_stuck(
    temporal: WorkflowEnvironment, journal: Journal
) -> None:
    async with working(temporal, journal, queue="stuck") as service:
        enterprise = await registered(service)
        await investigated(service, enterprise, members=3)
        await service.until(lambda: service.settled(f"investigation/{enterprise}/1"))
        await until_listed(service, 1)
    stream = f"establishment/{enterprise}-1"
    await service.workflow(stream).signal("look")
    (stuck,) = (await reconciled(service)).discrepancies
    assert (stuck.fault, stuck.stream) == (WorkflowFault.STUCK, stream)
    assert stuck.reason.startswith("workflow task")
    await service.workflow(stream).terminate("nobody is left to answer")


@pytest.mark.parametrize("arrived", [False, True], ids=["not arrived", "arrived and not confirmed"])
async def test_a_follow_up_that_was_promised_and_not_delivered_is_told(
    temporal: WorkflowEnvironment,
    journal: Journal,
    arrived: bool,  # noqa: FBT001
) -> None:
    stopped = asyncio.Event()

    @activity.defn(name="deliver")
    async def stop(request: DeliverRequest) -> Delivered:
        if arrived:
            await deliver(request)
        stopped.set()
        await asyncio.Event().wait()
        raise AssertionError

    effects = [*(one for one in activities(journal) if one is not deliver), stop]
    queue = f"undelivered-{arrived}"
    async with working(temporal, journal, queue=queue, effects=effects, grace=timedelta(0)) as service:
        enterprise = await registered(service)
        await investigated(service, enterprise, members=3)
        await stopped.wait()
        found = await reconciled(service)
    stream = f"investigation/{enterprise}/1"
    told = [one for one in found.discrepancies if one.fault is WorkflowFault.UNDELIVERED]
    assert [
        (one.stream, one.to, one.arrived) for one in told if one.to == f"establishment/{enterprise}-1"
    ] == [(stream, f"establishment/{enterprise}-1", arrived)]
    assert all(isinstance(one, Discrepancy) and one.since <= REAL.read(now()) for one in told)
    await service.workflow(stream).terminate("nobody is left to answer")
