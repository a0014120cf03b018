"""Continue-as-new: a case that lives long loses nothing and doubles nothing, however many send."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from temporalio.client import WorkflowExecutionStatus

from domain.matter.commands import Comment
from journal.journal import Journal
from tests.postgres import Server
from tests.service import Service, order, short_runs, working
from tests.workflows.filings import filing, submission

_EVENTS_A_RUN = 60


@pytest.fixture(scope="module")
async def short_lived(postgres: Server) -> AsyncIterator[Service]:
    """A service whose workflows continue as new after a handful of commands."""
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    async with short_runs(_EVENTS_A_RUN) as env, working(env, journal) as service:
        yield service
    await journal.close()


async def runs_of(service: Service, stream: str) -> int:
    """Return how many runs visibility has heard of; it is eventual."""
    runs = service.client.list_workflows(f"WorkflowId = '{stream}'")
    return sum([1 async for one in runs if one.status is not WorkflowExecutionStatus.FAILED])


async def test_many_senders_over_many_runs_lose_and_double_nothing(short_lived: Service) -> None:
    stream = filing()
    await short_lived.order(stream, order(submission()))

    async def send(sender: int) -> list[int]:
        orders = [order(Comment(text=f"{sender}-{number}")) for number in range(20)]
        return [(await short_lived.order(stream, one)).version for one in orders]

    versions = [version for mine in await asyncio.gather(*map(send, range(8))) for version in mine]
    assert sorted(versions) == list(range(2, 162))
    assert len(await short_lived.journal.load(stream)) == 161

    async def several() -> bool:
        return await runs_of(short_lived, stream) > 5

    await short_lived.until(several)


async def test_an_order_repeated_in_a_later_run_finds_its_first_answer(short_lived: Service) -> None:
    stream = filing()
    await short_lived.order(stream, order(submission()))
    once = order(Comment(text="一次"))
    first = await short_lived.order(stream, once)
    begun = (await short_lived.workflow(stream).describe()).run_id
    for number in range(2 * _EVENTS_A_RUN // 6):
        await short_lived.order(stream, order(Comment(text=str(number))))
    assert (await short_lived.workflow(stream).describe()).run_id != begun
    again = await short_lived.order(stream, once)
    assert (again.version, again.position) == (first.version, first.position)
    assert (
        len([one for one in await short_lived.journal.load(stream) if one.command_id == once.command_id]) == 1
    )
