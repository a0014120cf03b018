"""Filing on the real engines: orders become entries, repetitions find their first answer, refusals explain."""

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from domain.filing import commands as c
from infra.ids import new_id
from tests.domain.test_filing import submit
from tests.service import Service, order


def contract() -> str:
    return f"K-{new_id().hex[-12:]}"


def submission() -> c.SubmitFiling:
    return submit("2026-09-24").model_copy(update={"contract_entry": None})


async def test_a_filing_is_acknowledged_and_its_contract_ends(service: Service) -> None:
    name = contract()
    stream = f"filing/{name}/1"
    submitted = await service.order(stream, order(submission()))
    assert [task.action for task in submitted.tasks] == ["answer_filing", "link_contract"]
    await service.order(stream, order(c.AcknowledgeFiling(), by="p-zhao"))
    await service.until(lambda: service.settled(stream))
    assert await service.kinds(stream) == [
        "filing.submitted.v1",
        "filing.acknowledged.v1",
        "follow_up.promised.v1",
        "follow_up.delivered.v1",
    ]
    assert await service.kinds(f"contract/{name}") == [
        "serial.claimed.v1",
        "contract.ended.v1",
        "serial.released.v1",
    ]


async def test_a_repeated_order_finds_its_first_answer(service: Service) -> None:
    stream = f"filing/{contract()}/1"
    once = order(submission())
    first = await service.order(stream, once)
    assert await service.order(stream, once) == first
    assert len(await service.journal.load(stream)) == 1


async def test_a_refusal_carries_its_rule_data_and_sentences(service: Service) -> None:
    stream = f"filing/{contract()}/1"
    await service.order(stream, order(submission()))
    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await service.order(stream, order(c.AcknowledgeFiling(), by="p-wang"))
    cause = refused.value.cause
    assert isinstance(cause, ApplicationError)
    assert cause.type == "matter.same-person"
    assert cause.details[0]["data"]["person"] == "p-wang"
    assert "不得" in cause.details[0]["zh"]
    assert len(await service.journal.load(stream)) == 1


async def test_a_contract_that_ended_does_not_end_again(service: Service) -> None:
    name = contract()
    await service.order(f"filing/{name}/1", order(submission()))
    await service.order(f"filing/{name}/1", order(c.AcknowledgeFiling(), by="p-zhao"))
    await service.order(f"filing/{name}/2", order(submission()))
    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await service.order(f"filing/{name}/2", order(c.AcknowledgeFiling(), by="p-zhao"))
    assert isinstance(refused.value.cause, ApplicationError)
    assert refused.value.cause.type == "contract.ended"
    assert refused.value.cause.details[0]["data"]["filing"] == f"filing/{name}/1"
