"""The durable loop: what a command costs, who may give one, and what happens when somebody else was quicker."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from activities.wire import Following, Receipt
from domain.filing import commands as c
from domain.filing.state import Status
from domain.matter.commands import AdoptCalendar, Comment, ConfirmDelivery, RevokeDecision, Tick
from domain.matter.commands import DeliveryOutcome as Arrived
from domain.orders import Actor, Order, Role, Start
from infra.ids import new_id
from tests.service import Service, order
from tests.workflows.filings import acknowledgement, filing, submission
from workflows.filing import FilingWorkflow
from workflows.outcome import Outcome, Standing


async def refusal_of(service: Service, stream: str, ordered: Order[c.FilingCommand]) -> ApplicationError:
    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await service.order(stream, ordered)
    assert isinstance(refused.value.cause, ApplicationError)
    return refused.value.cause


async def events_of(service: Service, stream: str) -> int:
    return (await service.workflow(stream).describe()).history_length


async def test_an_ordinary_command_costs_six_events_of_history(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.order(stream, order(Comment(text="一")))
    before = await events_of(service, stream)
    for text in ("二", "三", "四", "五", "六"):
        await service.order(stream, order(Comment(text=text)))
    assert await events_of(service, stream) - before == 5 * 6


async def test_a_command_that_moves_a_deadline_costs_little_more(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    before = await events_of(service, stream)
    await service.order(stream, order(c.RequestCorrection(items=("缺页",)), by="p-zhao"))
    assert await events_of(service, stream) - before <= 10


async def test_what_temporals_page_shows_is_never_behind(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.order(stream, order(Comment(text="核对无误")))
    page = await service.workflow(stream).query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    assert "第 2 版" in page.current_details


async def test_a_refused_opening_order_ends_the_run_and_leaves_nothing(service: Service) -> None:
    stream = filing()
    himself = order(submission(), by="p-han")
    start = Start(stream=stream, first=himself)
    run = await service.client.start_workflow(FilingWorkflow.run, start, id=stream, task_queue=service.queue)
    outcome: Outcome = await run.result()
    assert outcome.refused is not None
    assert (outcome.refused.rule, outcome.version) == ("matter.self-decision", 0)
    assert await service.journal.load(stream) == []


async def test_a_refused_update_that_started_a_workflow_leaves_none_running(service: Service) -> None:
    stream = filing()
    refused = await refusal_of(service, stream, order(submission(), by="p-han"))
    assert refused.type == "matter.self-decision"
    outcome: Outcome = await service.client.get_workflow_handle_for(FilingWorkflow.run, stream).result()
    assert outcome.version == 0


async def test_a_workflow_is_started_with_its_opening_order(service: Service) -> None:
    stream = filing()
    start = Start(stream=stream, first=order(submission()))
    run = await service.client.start_workflow(FilingWorkflow.run, start, id=stream, task_queue=service.queue)
    await service.order(stream, order(c.Withdraw(reason="误报")))
    outcome: Outcome = await run.result()
    assert (outcome.version, outcome.refused) == (2, None)


async def test_an_opening_order_may_not_be_the_services(service: Service) -> None:
    stream = filing()
    start = Start(stream=stream, first=order(submission(), by="service", role=Role.SERVICE))
    run = await service.client.start_workflow(FilingWorkflow.run, start, id=stream, task_queue=service.queue)
    outcome: Outcome = await run.result()
    assert outcome.refused is not None
    assert outcome.refused.rule == "permission.service-only"


INTERNAL = [
    Tick(due=datetime(2026, 1, 1, tzinfo=UTC)),
    ConfirmDelivery(number=0, outcome=Arrived.DELIVERED),
    AdoptCalendar(year=2027),
]


@pytest.mark.parametrize("internal", INTERNAL, ids=lambda one: one.kind)
async def test_what_the_service_tells_itself_is_not_taken_from_anybody(
    service: Service, internal: Tick | ConfirmDelivery | AdoptCalendar
) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    for role in (Role.SERVICE, Role.APPROVER):
        await refusal_of(service, stream, order(internal, role=role))
    assert len(await service.journal.load(stream)) == 1


async def test_nobody_acts_as_the_service(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    forged = await refusal_of(service, stream, order(Comment(text="x"), role=Role.SERVICE))
    assert forged.type == "permission.service-only"


@pytest.mark.parametrize(
    "command", ['{"kind":"nonsense"}', "not json", *(one.model_dump_json() for one in INTERNAL[:2])]
)
async def test_what_does_not_follow_from_a_process_is_refused_and_blocks_nothing(
    service: Service, command: str
) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    with pytest.raises(WorkflowUpdateFailedError):
        await service.workflow(stream).execute_update(
            "follow", Following(command_id=new_id(), org="o-1", command=command), result_type=Receipt
        )
    assert (await service.order(stream, order(Comment(text="还在")))).version == 2


async def test_the_same_id_with_another_intent_is_refused(service: Service) -> None:
    stream = filing()
    once = order(submission())
    await service.order(stream, once)
    other = once.model_copy(update={"command": Comment(text="另有所指")})
    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await service.workflow(stream).execute_update("execute", other, result_type=Receipt)
    assert isinstance(refused.value.cause, ApplicationError)
    assert refused.value.cause.type == "journal.command-reused"
    assert len(await service.journal.load(stream)) == 1


async def test_a_workflow_that_was_overtaken_decides_again(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.record(stream, order(Comment(text="别处写入")))
    receipt = await service.order(stream, order(Comment(text="随后")))
    assert receipt.version == 3
    standing: Standing = await service.workflow(stream).query(FilingWorkflow.standing)
    assert standing.version == 3


async def test_a_workflow_that_was_overtaken_refuses_what_is_not_possible_any_more(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.record(stream, order(c.Withdraw(reason="误报")))
    refused = await refusal_of(service, stream, acknowledgement())
    assert refused.type == "matter.closed"
    outcome: Outcome = await service.client.get_workflow_handle_for(FilingWorkflow.run, stream).result()
    assert outcome.version == 2


async def test_a_revoked_decision_is_undone_in_the_running_workflow(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.order(stream, order(c.RequestCorrection(items=("缺页",)), by="p-zhao"))
    revoked = RevokeDecision(version=2, reason="要求有误", document="撤〔2026〕1号")
    receipt = await service.order(stream, order(revoked, by="p-qian"))
    assert [task.action for task in receipt.tasks] == ["answer_filing", "link_contract"]
    assert (await service.state(stream)).status == Status.SUBMITTED


async def test_an_order_without_a_uuid_is_known_again(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    plain = order(Comment(text="一次")).model_dump(mode="json") | {"command_id": "c-3"}
    answers = [
        Receipt.model_validate(
            await service.workflow(stream).execute_update("execute", plain, result_type=Receipt)
        )
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    entries = await service.journal.load(stream)
    assert len(entries) == 2
    assert isinstance(entries[1].command_id, UUID)


async def test_actors_are_kept_as_they_acted(service: Service) -> None:
    stream = filing()
    deputy = Actor(id="p-li", role=Role.OPERATOR, org="o-1", on_behalf_of="p-sun")
    acted = order(submission()).model_copy(update={"actor": deputy})
    await service.order(stream, acted)
    assert (await service.state(stream)).submitters == ("p-li", "p-sun")
