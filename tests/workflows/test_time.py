"""Time on the real server: months pass by time skipping, and what they tell is recorded."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from temporalio.testing import WorkflowEnvironment

from domain.dates import end_of, start_of
from domain.deadlines import Deadline
from domain.filing import commands as c
from domain.filing.kinds import LegalGround
from domain.filing.state import Status
from domain.matter.commands import Comment, Suspend, SuspensionGround
from tests.domain.test_filing import change
from tests.postgres import Server
from tests.service import Service, order
from tests.workflows.consenting import consenting
from tests.workflows.filings import acknowledgement, filing, link, submission
from workflows.filing import FilingWorkflow
from workflows.outcome import Outcome

REMINDED, PASSED, ESCALATED = "deadline.reminded.v1", "deadline.passed.v1", "deadline.escalated.v1"
DISMISSAL = submission(change=change(ground=LegalGround.EMPLOYER_DISMISSES))


@pytest.fixture(scope="module")
async def consent(temporal: WorkflowEnvironment, postgres: Server) -> AsyncIterator[Service]:
    async with consenting(temporal, postgres) as running:
        yield running


async def recorded(service: Service, stream: str, kind: str, times: int = 1) -> None:
    async def so() -> bool:
        return (await service.kinds(stream)).count(kind) == times

    await service.until(so)


async def test_months_pass_and_every_stroke_is_told_once_at_its_moment(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    deadlines = (await service.state(stream)).deadlines
    for deadline in deadlines:
        await service.let_pass(stream, end_of(deadline.escalate_on))
    await recorded(service, stream, ESCALATED, times=2)
    told = {
        (entry.kind, json.loads(entry.decoded().data)["action"]): entry.recorded_at
        for entry in (await service.journal.load(stream))[1:]
    }
    expected = {
        (kind, one.action): at for one in deadlines for kind, at in moments(one).items() if at is not None
    }
    assert told.keys() == expected.keys()
    assert all(told[key] - at < timedelta(minutes=1) for key, at in expected.items())


def moments(deadline: Deadline) -> dict[str, datetime | None]:
    return {
        REMINDED: start_of(deadline.remind_on) if deadline.remind_on else None,
        PASSED: end_of(deadline.due_on),
        ESCALATED: end_of(deadline.escalate_on) if deadline.escalate_on else None,
    }


async def test_what_is_answered_in_time_is_never_overdue(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    until = (await service.state(stream)).deadline("answer_filing").escalate_on
    await service.order(stream, acknowledgement())
    await service.order(stream, order(Comment(text="待关联")))
    await service.let_pass(stream, end_of(until))
    assert PASSED not in [
        entry.kind for entry in await service.journal.load(stream) if "answer_filing" in entry.body.decode()
    ]


async def test_a_correction_that_does_not_come_lapses_and_is_taken_up_months_later(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.order(stream, order(c.RequestCorrection(items=("缺页",)), by="p-zhao"))
    due = (await service.state(stream)).deadline("correct_filing").due_on
    await service.let_pass(stream, end_of(due) + timedelta(days=90))
    await recorded(service, stream, "filing.lapsed.v1")
    receipt = await service.order(stream, order(c.Correct(change=change())))
    assert "answer_filing" in [task.action for task in receipt.tasks]
    assert (await service.state(stream)).status == Status.SUBMITTED


async def test_a_case_at_rest_is_not_urged_by_time(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    last = max(one.escalate_on for one in (await service.state(stream)).deadlines)
    rest = Suspend(ground=SuspensionGround.DISPUTE, reason="仲裁中")
    await service.order(stream, order(rest, by="p-qian"))
    asked = (await service.state(stream)).deadline("decide_suspension")
    await service.let_pass(stream, max(end_of(last), end_of(asked.escalate_on)))
    await recorded(service, stream, ESCALATED)
    stages = {one.action: one.stage for one in (await service.state(stream)).deadlines}
    assert stages["answer_filing"] == "running"


async def test_silence_is_consent_and_an_appeal_reaches_the_closed_filing(consent: Service) -> None:
    stream = filing()
    await consent.order(stream, order(DISMISSAL))
    await consent.order(stream, link())
    due = (await consent.state(stream)).deadline("answer_filing").due_on
    run = consent.client.get_workflow_handle_for(FilingWorkflow.run, stream)
    await consent.let_pass(stream, end_of(due))
    closed: Outcome = await run.result()
    state = await consent.state(stream)
    assert (state.status, state.closed, closed.version) == (Status.FILED, True, state.version)
    # the new run lives by the real clock again: the act is dated by the paper
    appeal = order(c.AppealConsent(reasons="不同意"), by="p-qian")
    receipt = await consent.order(stream, appeal)
    assert [task.action for task in receipt.tasks] == ["decide_appeal"]
    decision = order(c.DecideAppeal(upheld=False, reasons="维持"), by="p-sun")
    await consent.order(stream, decision)
    again: Outcome = await consent.client.get_workflow_handle_for(FilingWorkflow.run, stream).result()
    assert again.version == (await consent.state(stream)).version
    assert (await consent.kinds(stream))[-2:] == ["filing.consent_appealed.v1", "filing.consent_upheld.v1"]


async def test_a_consent_that_the_contract_refuses_leaves_the_filing_to_people(consent: Service) -> None:
    first = filing()
    second = f"{first[:-1]}2"
    await consent.order(first, order(submission()))
    await consent.order(first, acknowledgement())
    await consent.order(second, order(DISMISSAL))
    deadline = (await consent.state(second)).deadline("answer_filing")
    await consent.let_pass(second, end_of(deadline.escalate_on))
    await recorded(consent, second, ESCALATED)
    state = await consent.state(second)
    assert (state.status, state.closed) == (Status.SUBMITTED, False)
    await consent.order(second, order(c.Withdraw(reason="重复"), by="p-wang"))


async def test_time_does_not_ask_twice_where_somebody_was_quicker(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    await service.record(stream, order(c.Withdraw(reason="误报")))
    due = (await service.state(stream)).deadlines
    assert due == ()
    await service.let_pass(stream, end_of((await service.state(stream)).last_acts[0].on) + timedelta(days=40))
    outcome: Outcome = await service.client.get_workflow_handle_for(FilingWorkflow.run, stream).result()
    assert (await service.kinds(stream))[:2] == ["filing.submitted.v1", "filing.withdrawn.v1"]
    assert PASSED not in await service.kinds(stream)
    assert outcome.version == len(await service.kinds(stream))
