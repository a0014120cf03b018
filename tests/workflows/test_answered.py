"""What the journal answered is what counts: not what was decided, not what was believed to be lost."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from temporalio import activity
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from activities.recording import Recorder
from activities.wire import Recorded, RecordRequest
from domain.filing import commands as c
from domain.matter.commands import Comment
from domain.matter.events import Commented
from domain.model import Digested
from journal.entry import Appended, Submission
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from journal.rulebook import Rulebook
from tests.postgres import Server
from tests.service import Service, order, working
from tests.workflows.filings import filing, submission
from worker import activities
from workflows.filing import FilingWorkflow
from workflows.outcome import Standing


class Unheard(Journal):
    """A journal whose answer to an append is lost, although it is recorded."""

    losing = 0

    async def append(self, submission: Submission) -> Appended:
        """Append; the answer may not arrive."""
        appended = await super().append(submission)
        if self.losing:
            self.losing -= 1
            message = "the answer was lost"
            raise JournalUnavailableError(message)
        return appended


@pytest.fixture
async def journal(postgres: Server) -> AsyncIterator[Unheard]:
    opened = await Unheard.open((await postgres.fresh_database()).service_dsn)
    yield opened
    await opened.close()


async def standing(service: Service, stream: str) -> Standing:
    return await service.workflow(stream).query(FilingWorkflow.standing)


async def test_an_order_whose_answer_was_lost_is_recorded_once_and_answered(
    temporal: WorkflowEnvironment, journal: Unheard
) -> None:
    async with working(temporal, journal, queue="unheard") as service:
        stream = filing()
        await service.order(stream, order(submission()))
        journal.losing = 2
        asked = order(c.RequestCorrection(items=("缺页",)), by="p-zhao")
        receipt = await service.order(stream, asked)
        assert [task.action for task in receipt.tasks] == ["correct_filing", "link_contract"]
        assert (await service.order(stream, order(Comment(text="随后")))).version == receipt.version + 1
        assert await service.kinds(stream) == [
            "filing.submitted.v1",
            "filing.correction_requested.v1",
            "matter.commented.v1",
        ]
        assert (await standing(service, stream)).version == 3


async def test_the_state_evolves_by_what_stands_in_the_journal(
    temporal: WorkflowEnvironment, journal: Unheard
) -> None:
    class Earlier(Recorder):
        """Before each request for correction, the same order was recorded by a run that decided otherwise."""

        @activity.defn(name="record")
        async def record(self, request: RecordRequest) -> Recorded:
            if "correction_requested" not in request.events[0]:
                return await super().record(request)
            more = Commented(text="当时另有一事").model_dump_json()
            at = request.at - timedelta(hours=1)
            events = (*request.events, more)
            await super().record(request.model_copy(update={"at": at, "events": events}))
            return await super().record(request)

    earlier = Earlier(journal, Rulebook(journal))
    others = [one for one in activities(journal) if one.__name__ != "record"]
    async with working(temporal, journal, queue="earlier", effects=[*others, earlier.record]) as service:
        stream = filing()
        await service.order(stream, order(submission()))
        await service.order(stream, order(c.RequestCorrection(items=("缺页",)), by="p-zhao"))
        assert len(await service.journal.load(stream)) == 3
        assert (await standing(service, stream)).version == 3


async def test_what_cannot_be_recorded_is_refused_and_holds_up_nobody(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    strange = Digested.model_construct(sha256="a" * 64, name="扫描件", media_type="image/png", size=2**60)
    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await service.order(stream, order(Comment.model_construct(text="一", attachments=(strange,))))
    assert isinstance(refused.value.cause, ApplicationError)
    assert (await service.order(stream, order(Comment(text="二")))).version == 2
