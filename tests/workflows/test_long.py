"""Long lives: many commands, and targets that do not answer; neither stops a case."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from temporalio import activity

from activities import streams
from activities.delivering import deliver
from activities.direct import DirectRecorder
from activities.recording import Recorder
from activities.streams import Streams
from activities.wire import Delivered, DeliverRequest, LoadRequest
from domain.clock import RealOrRehearsal
from domain.deciding import fold_corrected
from domain.matter.commands import Comment, CorrectRecord
from domain.processes import decider_of
from infra.clock import now
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.rulebook import Rulebook
from tests.postgres import Server
from tests.service import Service, order, short_runs, working
from tests.workflows.filings import filing, submission
from tests.workflows.test_chain import investigated, registered
from worker import activities

FEW = 20
MANY = FEW + 10


@pytest.fixture
def few_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "RECENT", FEW)


@pytest.fixture
async def journal(postgres: Server) -> AsyncIterator[Journal]:
    opened = await Journal.open((await postgres.fresh_database()).service_dsn)
    yield opened
    await opened.close()


async def commented(service: Service, stream: str, count: int) -> None:
    """Add many comments beside the workflow, quickly."""
    direct = DirectRecorder(Recorder(service.journal, Rulebook(service.journal)), RealOrRehearsal())
    for number in range(count):
        await direct.settle(stream, order(Comment(text=f"第 {number} 条")), now())


@pytest.mark.usefixtures("few_remembered")
async def test_an_order_from_long_ago_finds_its_first_answer(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    once = order(Comment(text="从前"))
    first = await service.order(stream, once)
    await commented(service, stream, MANY)
    later = await service.order(stream, order(Comment(text="随后")))
    assert later.version == MANY + 3
    loaded = await Recorder(service.journal, Rulebook(service.journal)).load(
        LoadRequest(stream=stream, at=now())
    )
    assert (len(loaded.spent), loaded.older) == (FEW, True)
    again = await service.order(stream, once)
    assert (again.version, again.position) == (first.version, first.position)


@pytest.mark.usefixtures("few_remembered")
async def test_an_order_from_long_ago_that_would_be_refused_now_finds_its_first_answer(
    service: Service,
) -> None:
    stream = filing()
    opening = order(submission())
    first = await service.order(stream, opening)
    await commented(service, stream, MANY)
    await service.order(stream, order(Comment(text="随后")))
    again = await service.order(stream, opening)
    assert (again.version, again.position) == (first.version, first.position)


async def test_a_stream_is_folded_the_same_in_parts_and_on_from_where_it_was(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PAGE", 7)
    stream = filing()
    await service.order(stream, order(submission()))
    known = Streams(service.journal)
    correction = CorrectRecord(
        version=1,
        field="change.before.position",
        was="专职党务工作者",
        now="党务工作者",
        ground="误录",
        document="更1号",
    )
    comments = [order(Comment(text=str(number))) for number in range(20)]
    for act in (*comments, order(correction, by="p-qian"), order(Comment(text="随后"))):
        await service.order(stream, act)
        once, again = await known.folded(stream), await Streams(service.journal).folded(stream)
        facts = facts_of_stream(await service.journal.load(stream))
        whole = fold_corrected(decider_of(stream), facts, stream=stream)
        assert once.state == again.state == whole
        assert once.recent == again.recent
        assert once.commands == len(facts)


async def test_a_target_that_does_not_answer_holds_up_only_what_is_promised_to_it(
    journal: Journal,
) -> None:
    silent = asyncio.Event()

    @activity.defn(name="deliver")
    async def unanswered(request: DeliverRequest) -> Delivered:
        if not silent.is_set():
            await asyncio.sleep(1)
            reason = "nobody answers"
            raise TimeoutError(reason)
        return await deliver(request)

    others = [one for one in activities(journal) if one is not deliver]
    async with (
        short_runs() as env,
        working(env, journal, effects=[*others, unanswered], grace=timedelta(0)) as service,
    ):
        enterprise = await registered(service)
        await investigated(service, enterprise, members=3)
        stream = f"investigation/{enterprise}/1"
        begun = (await service.workflow(stream).describe()).run_id
        for number in range(20):
            await service.order(stream, order(Comment(text=str(number))))

        async def another_run() -> bool:
            return (await service.workflow(stream).describe()).run_id != begun

        await service.until(another_run, seconds=90)
        silent.set()
        await service.until(lambda: service.settled(stream), seconds=30)
        assert await service.journal.version(f"establishment/{enterprise}-1") == 1
