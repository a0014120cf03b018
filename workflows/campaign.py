"""一轮排查."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import AdvanceRequest, Receipt
    from domain.campaign.commands import CampaignCommand
    from domain.campaign.decider import DECIDER
    from domain.campaign.state import CampaignState, Status
    from domain.clock import RealOrRehearsal
    from domain.orders import Order, Start

from workflows.effects import advance
from workflows.outcome import Outcome
from workflows.process import Process


@workflow.defn(name="Campaign")
class CampaignWorkflow(Process[CampaignCommand]):
    """One round over a register: a bounded window of open cases, the rest concluded without a workflow each."""

    decider = DECIDER

    @workflow.run
    async def run(self, start: Start[CampaignCommand]) -> Outcome:
        """Live until nothing is awaited any more."""
        return await self.live(start)

    @workflow.update(description="办理: record what an order causes")
    async def execute(self, order: Order[CampaignCommand]) -> Receipt:
        """Record what an order causes; answer the version it left."""
        return await self.record(order)

    @execute.validator
    def refuse(self, order: Order[CampaignCommand]) -> None:
        """Refuse an order that a rule refuses, before it costs anything."""
        self.dry_run(order)

    def has_work(self) -> bool:
        """Whether rows are left that may be taken, or cases whose end is awaited."""
        state = self.state
        if not isinstance(state, CampaignState):
            return False
        return (
            bool(state.open_cases)
            if state.status == Status.PAUSED or state.rest
            else state.status == Status.RUNNING
        )

    async def work(self) -> bool:
        """Go through the next rows, and look which cases have finished."""
        assert isinstance(self.state, CampaignState)  # noqa: S101  # has_work says so
        advanced = await advance(_request(self.state, self.clock))
        return any([await self.note(one) for one in (advanced.finished, advanced.batch) if one is not None])


def _request(state: CampaignState, clock: RealOrRehearsal) -> AdvanceRequest:
    return AdvanceRequest(
        stream=state.stream,
        round=state.round,
        registers=state.registers,
        turn=state.turn,
        next_row=state.next_row,
        room=state.room,
        open_cases=state.open_cases,
        clock=clock,
    )
