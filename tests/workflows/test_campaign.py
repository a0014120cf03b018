"""A campaign on the real engines: a bounded window of cases, the rest concluded without a workflow each."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from temporalio import activity
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from activities.campaigning import Campaigner, PlacedRow, _Case, _Tally
from activities.wire import Advanced, AdvanceRequest
from domain.campaign.commands import NoteBatch, OpenCampaign, RegisterPart
from domain.campaign.pages import CompleteRegister, RecordPage
from domain.campaign.plan import Concluded, NeedsInvestigation
from domain.campaign.state import CampaignState, Status
from domain.investigation.commands import CancelGround, CancelInvestigation
from domain.matter.commands import Resume, Suspend, SuspensionGround
from domain.register.ownership import Ownership
from domain.register.row import RegisterRow
from domain.register.uscc import enterprise_id
from infra.clock import now
from infra.ids import new_id
from journal.journal import Journal
from journal.rulebook import Rulebook
from tests.postgres import Server
from tests.service import Service, order, short_runs, working
from tests.workflows.test_chain import fresh_code
from worker import activities


def row(number: int, ownership: Ownership) -> RegisterRow:
    return RegisterRow(uscc=fresh_code(), name=f"示例{number}号公司", ownership=ownership)


async def register(service: Service, rows: list[RegisterRow], org: str = "o-1") -> RegisterPart:
    stream = f"register/{new_id().hex[-16:]}"
    half = len(rows) // 2
    for number, page in enumerate((rows[:half], rows[half:]), start=1):
        await service.record(stream, order(RecordPage(number=number, org=org, rows=tuple(page))))
    complete = CompleteRegister(file="示例.csv", sha256="a" * 64, pages=2, rows=len(rows))
    done = await service.record(stream, order(complete))
    return RegisterPart(stream=stream, rows=len(rows), version=done.version)


async def finish_open_cases(service: Service, stream: str) -> CampaignState:
    state: Any = await service.state(stream)
    for case in state.open_cases:
        if not (await service.state(case)).closed:
            cancel = CancelInvestigation(ground=CancelGround.DUPLICATE, reason="示例")
            await service.order(case, order(cancel, by="p-zhao"))
    assert isinstance(state, CampaignState)
    return state


async def test_a_campaign_keeps_its_window_and_counts_every_row(service: Service) -> None:
    known = [row(number, Ownership.STATE) for number in range(6)]
    unknown = [row(number, Ownership.UNKNOWN) for number in range(6, 11)]
    rows = [one for pair in zip(known, [*unknown, known[0]], strict=True) for one in pair]
    part = await register(service, rows)
    stream = f"campaign/o-1/{new_id().hex[-12:]}"
    await service.order(stream, order(OpenCampaign(registers=(part,), window=2)))
    widest = 0

    async def complete() -> bool:
        nonlocal widest
        state = await finish_open_cases(service, stream)
        widest = max(widest, len(state.open_cases))
        return state.status is Status.COMPLETED

    await service.until(complete, seconds=60)
    state = await service.state(stream)
    assert widest == 2
    assert sum(one.rows for one in state.totals.by_register) == 6
    assert (state.totals.cancelled, state.totals.already, state.totals.refused) == (5, 1, 0)
    closed = f"investigation/{enterprise_id(known[0].uscc)}/1"
    assert await service.kinds(closed) == ["investigation.concluded_from_register.v1"]
    (concluded,) = await service.journal.load(closed)
    found_by = {f"enterprise:{enterprise_id(known[0].uscc)}", "org:o-1", f"round:{stream.split('/')[2]}"}
    assert set(concluded.tags) == found_by
    described = await service.client.get_workflow_handle(stream).describe()
    assert described.history_length < 150


async def test_who_has_priority_is_investigated_first(service: Service) -> None:
    unknown, last, first = (row(number, Ownership.UNKNOWN) for number in range(3))
    last = last.model_copy(update={"premises": False, "cluster_or_park": False})
    first = first.model_copy(update={"cluster_or_park": True})
    part = await register(service, [unknown, last, first])
    stream = f"campaign/o-1/{new_id().hex[-12:]}"
    await service.order(stream, order(OpenCampaign(registers=(part,), window=1)))
    opened: list[str] = []

    async def complete() -> bool:
        state = await finish_open_cases(service, stream)
        opened.extend(case for case in state.open_cases if case not in opened)
        return state.status is Status.COMPLETED

    await service.until(complete, seconds=60)
    assert opened == [f"investigation/{enterprise_id(one.uscc)}/1" for one in (first, unknown, last)]


async def test_a_resting_campaign_opens_no_case(service: Service) -> None:
    part = await register(service, [row(number, Ownership.UNKNOWN) for number in range(4)])
    stream = f"campaign/o-1/{new_id().hex[-12:]}"
    await service.order(stream, order(OpenCampaign(registers=(part,), window=1)))

    async def one_open() -> bool:
        state: CampaignState = await service.state(stream)
        return len(state.open_cases) == 1

    await service.until(one_open)
    await service.order(stream, order(Suspend(ground=SuspensionGround.OTHER, reason="机构调整"), by="p-zhao"))
    await finish_open_cases(service, stream)

    async def counted() -> bool:
        state: CampaignState = await service.state(stream)
        return state.open_cases == ()

    await service.until(counted)
    assert (await service.state(stream)).taken == 1
    await service.order(stream, order(Resume(reason="已定"), by="p-zhao"))
    await service.until(one_open)


class Interrupted(Campaigner):
    """Ends, as a worker does that is killed, in the middle of a batch."""

    async def _take(self, placed: PlacedRow, request: AdvanceRequest, tally: _Tally) -> None:
        if placed.number == self.halt_at:
            self.halted.set()
            await asyncio.Event().wait()
        await super()._take(placed, request, tally)

    halt_at = 4
    halted: asyncio.Event


async def test_a_campaign_survives_its_worker_and_many_runs_and_takes_every_row_once(
    postgres: Server,
) -> None:
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    interrupted = Interrupted(journal, Rulebook(journal), now)
    interrupted.halted = asyncio.Event()
    effects = [one for one in activities(journal) if not _is_advance(one)]
    rows = [row(number, Ownership.UNKNOWN if number % 2 else Ownership.STATE) for number in range(24)]
    stream = "campaign/o-1/2026"
    async with short_runs() as env:
        async with working(
            env, journal, effects=[*effects, interrupted.advance], grace=timedelta(0)
        ) as dying:
            part = await register(dying, rows)
            await dying.order(stream, order(OpenCampaign(registers=(part,), window=2)))
            await interrupted.halted.wait()
        async with working(env, journal) as service:
            first = (await service.workflow(stream).describe()).run_id

            async def complete() -> bool:
                return (await finish_open_cases(service, stream)).status is Status.COMPLETED

            await service.until(complete, seconds=90)
            totals = (await service.state(stream)).totals
            assert (sum(one.rows for one in totals.by_register), totals.cancelled) == (12, 12)
            assert (totals.already, totals.refused) == (0, 0)
            for one in rows:
                assert not await service.opened(f"investigation/{enterprise_id(one.uscc)}/2")
            assert (await service.workflow(stream).describe()).run_id != first
    await journal.close()


class Defective(Campaigner):
    """Its first case fails, once, and no rule says why."""

    failed = False

    async def _do(
        self, planned: Concluded | NeedsInvestigation, placed: PlacedRow, case: _Case, tally: _Tally
    ) -> None:
        if not self.failed:
            self.failed = True
            raise WorkflowUpdateFailedError(ApplicationError("a run that ended"))
        await super()._do(planned, placed, case, tally)


async def test_a_row_whose_case_fails_for_no_rule_is_not_passed_over(
    temporal: WorkflowEnvironment, postgres: Server
) -> None:
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    others = [one for one in activities(journal) if not _is_advance(one)]
    defective = Defective(journal, Rulebook(journal), now)
    async with working(temporal, journal, queue="defective", effects=[*others, defective.advance]) as service:
        part = await register(service, [row(number, Ownership.UNKNOWN) for number in range(2)])
        stream = f"campaign/o-1/{new_id().hex[-12:]}"
        await service.order(stream, order(OpenCampaign(registers=(part,), window=5)))

        async def both_open() -> bool:
            state: CampaignState = await service.state(stream)
            return len(state.open_cases) + state.totals.refused == 2

        await service.until(both_open)
        assert defective.failed
        assert (await service.state(stream)).totals.refused == 0
    await journal.close()


class Mistaken(Campaigner):
    """Tells of rows that nobody asked about, once."""

    mistaken = False

    @activity.defn(name="advance")
    async def advance(self, request: AdvanceRequest) -> Advanced:
        if self.mistaken:
            return await super().advance(request)
        self.mistaken = True
        return Advanced(batch=NoteBatch(first=99, last=99, already=1))


async def test_a_batch_that_a_rule_refuses_is_gone_through_again(
    temporal: WorkflowEnvironment, postgres: Server
) -> None:
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    mistaken = Mistaken(journal, Rulebook(journal), now)
    others = [one for one in activities(journal) if not _is_advance(one)]
    async with working(temporal, journal, queue="mistaken", effects=[*others, mistaken.advance]) as service:
        part = await register(service, [row(number, Ownership.STATE) for number in range(4)])
        stream = f"campaign/o-1/{new_id().hex[-12:]}"
        await service.order(stream, order(OpenCampaign(registers=(part,))))

        async def complete() -> bool:
            return bool((await service.state(stream)).status is Status.COMPLETED)

        await service.until(complete)
        assert mistaken.mistaken
    await journal.close()


def _is_advance(effect: Callable[..., Any]) -> bool:
    return effect.__name__ == "advance"
