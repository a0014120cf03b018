"""A campaign on the real engines: a bounded window of cases, the rest concluded without a workflow each."""

from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.testing import WorkflowEnvironment

from activities.campaigning import Campaigner
from activities.rulebook import Rulebook
from activities.wire import Advanced, AdvanceRequest
from domain.campaign.commands import NoteBatch, OpenCampaign, RegisterPart
from domain.campaign.pages import CompleteRegister, RecordPage
from domain.campaign.state import CampaignState, Status
from domain.investigation.commands import CancelGround, CancelInvestigation
from domain.register.ownership import Ownership
from domain.register.row import RegisterRow
from domain.register.uscc import enterprise_id
from infra.clock import now
from infra.ids import new_id
from journal.journal import Journal
from tests.postgres import Server
from tests.service import Service, order, working
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
    described = await service.client.get_workflow_handle(stream).describe()
    assert described.history_length < 150


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
