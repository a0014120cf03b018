"""Cases that are over, or whose workflow is gone: they are reached, rebuilt, and nothing happens twice."""

import asyncio

from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from domain.filing import commands as c
from domain.matter.commands import Comment, CorrectRecord
from domain.orders import Order, Start
from tests.service import Service, order
from tests.workflows.filings import filing, submission
from workflows.filing import FilingWorkflow
from workflows.outcome import Outcome, Standing

WRONG_BRANCH = CorrectRecord(
    version=1, field="branch", was="b-1", now="b-2", ground="原件", document="更〔2026〕1号"
)


async def closed_filing(service: Service) -> str:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.order(stream, order(c.Withdraw(reason="误报")))
    await ended(service, stream)
    return stream


async def ended(service: Service, stream: str) -> Outcome:
    outcome: Outcome = await service.client.get_workflow_handle_for(FilingWorkflow.run, stream).result()
    return outcome


async def resume(service: Service, stream: str) -> None:
    await service.client.start_workflow(
        FilingWorkflow.run,
        Start[c.FilingCommand](stream=stream, resume=True),
        id=stream,
        task_queue=service.queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
    )


async def test_a_closed_case_is_reached_for_a_correction_and_its_run_ends_again(service: Service) -> None:
    stream = await closed_filing(service)
    receipt = await service.order(stream, order(WRONG_BRANCH, by="p-qian"))
    assert (receipt.version, receipt.tasks) == (3, ())
    assert (await ended(service, stream)).version == 3
    assert (await service.state(stream)).branch == "b-2"


async def test_a_closed_case_takes_several_corrections_at_once(service: Service) -> None:
    stream = await closed_filing(service)
    remarks = [order(Comment(text=f"备注{number}")) for number in range(8)]
    receipts = await asyncio.gather(*(service.order(stream, one) for one in remarks))
    assert sorted(receipt.version for receipt in receipts) == list(range(3, 11))
    assert (await ended(service, stream)).version == 10


async def test_an_order_repeated_after_the_end_finds_its_first_answer(service: Service) -> None:
    stream = filing()
    once = order(submission())
    first = await service.order(stream, once)
    taken_back: Order[c.FilingCommand] = order(c.Withdraw(reason="误报"))
    await service.order(stream, taken_back)
    await ended(service, stream)
    again = await service.order(stream, once)
    assert (again.version, again.position) == (first.version, first.position)
    assert (await ended(service, stream)).version == 2


async def test_a_closed_stream_that_is_resumed_answers_its_outcome_and_ends(service: Service) -> None:
    stream = await closed_filing(service)
    await resume(service, stream)
    assert (await ended(service, stream)).version == 2


async def test_a_stream_without_entries_that_is_resumed_ends_by_itself(service: Service) -> None:
    stream = filing()
    await resume(service, stream)
    assert (await ended(service, stream)).version == 0


async def test_workflows_that_were_lost_are_rebuilt_from_the_journal(service: Service) -> None:
    streams = [filing() for _ in range(6)]
    first = [order(submission()) for _ in streams]
    for stream, one in zip(streams, first, strict=True):
        await service.order(stream, one)
        await service.order(stream, order(Comment(text="一")))
    before = [await standing(service, stream) for stream in streams]
    await asyncio.gather(*(service.workflow(stream).terminate("lost") for stream in streams))
    for _ in range(2):
        await asyncio.gather(*(resume(service, stream) for stream in streams))
    assert [await standing(service, stream) for stream in streams] == before
    for stream, one in zip(streams, first, strict=True):
        assert (await service.order(stream, one)).version == 1
        assert (await service.order(stream, order(Comment(text="二")))).version == 3
        assert len(await service.journal.load(stream)) == 3


async def test_an_order_to_a_lost_workflow_heals_it(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.workflow(stream).terminate("lost")
    mended = order(c.RequestCorrection(items=("缺页",)), by="p-zhao")
    assert (await service.order(stream, mended)).version == 2
    assert (await standing(service, stream)).status == "correcting"


async def standing(service: Service, stream: str) -> Standing:
    async def loaded() -> bool:
        return (await service.workflow(stream).query(FilingWorkflow.standing)).loaded

    await service.until(loaded)
    return await service.workflow(stream).query(FilingWorkflow.standing)
