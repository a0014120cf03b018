"""What follows elsewhere arrives once, although workers stop between promise, delivery and confirmation."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from temporalio import activity
from temporalio.testing import WorkflowEnvironment

from activities.delivering import deliver
from activities.wire import Delivered, DeliverRequest
from domain.investigation.events import InvestigationAccepted
from domain.matter.commands import CorrectRecord, KeepOrUndo, SettleConsequence
from journal.journal import Journal
from tests.postgres import Server
from tests.service import Service, order, working
from tests.workflows.test_chain import investigated, registered
from worker import activities

Delivering = Callable[[DeliverRequest], Awaitable[Delivered]]


@pytest.fixture
async def journal(postgres: Server) -> AsyncIterator[Journal]:
    opened = await Journal.open((await postgres.fresh_database()).service_dsn)
    yield opened
    await opened.close()


def stopping(stopped: asyncio.Event, *, after: bool) -> Delivering:
    """Return a delivery in which the worker stops, before or after it arrived."""

    @activity.defn(name="deliver")
    async def stop(request: DeliverRequest) -> Delivered:
        if after:
            await deliver(request)
        stopped.set()
        await asyncio.Event().wait()
        raise AssertionError

    return stop


@pytest.mark.parametrize("after", [False, True], ids=["before it arrives", "before it is confirmed"])
async def test_a_follow_up_arrives_once_although_the_worker_stops(
    temporal: WorkflowEnvironment,
    journal: Journal,
    after: bool,  # noqa: FBT001
) -> None:
    queue, stopped = f"stopping-{after}", asyncio.Event()
    others = [one for one in activities(journal) if one is not deliver]
    effects = [*others, stopping(stopped, after=after)]
    async with working(temporal, journal, queue=queue, effects=effects, grace=timedelta(0)) as dying:
        enterprise = await registered(dying)
        await investigated(dying, enterprise, members=3)
        await stopped.wait()
    investigation, establishment = f"investigation/{enterprise}/1", f"establishment/{enterprise}-1"
    assert (await journal.version(establishment) > 0) is after
    async with working(temporal, journal, queue=queue) as service:
        await service.until(lambda: service.settled(investigation))
        told = await service.kinds(establishment)
        assert len(told) == 1
        assert (await service.kinds(investigation)).count("follow_up.delivered.v1") == 1


async def test_what_followed_from_a_wrong_record_is_asked_about_once(service: Service) -> None:
    enterprise = await registered(service)
    investigation, establishment = f"investigation/{enterprise}/1", f"establishment/{enterprise}-1"
    await investigated(service, enterprise, members=3)
    await service.until(lambda: service.settled(investigation))
    accepted = next(
        entry
        for entry in await service.journal.load(investigation)
        if entry.kind == InvestigationAccepted.kind_name()
    )
    wrong = CorrectRecord(
        version=accepted.version, field="employees", was=40, now=41, ground="复核", document="更〔2026〕2号"
    )
    await service.order(investigation, order(wrong, by="p-qian"))
    await service.until(lambda: service.settled(investigation))
    kinds = await service.kinds(establishment)
    assert kinds.count("consequence.raised.v1") == 1
    standing = await service.state(establishment)
    origin = standing.consequences[0].origin
    assert (origin.stream, origin.version) == (investigation, accepted.version)
    kept = SettleConsequence(origin=origin, choice=KeepOrUndo.KEEP, reason="不影响组建")
    await service.order(establishment, order(kept, by="p-qian"))
    assert (await service.state(establishment)).consequences == ()
