"""排查."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import Receipt
    from domain.investigation.commands import InvestigationCommand
    from domain.investigation.decider import DECIDER
    from domain.orders import Order, Start

from workflows.outcome import Outcome
from workflows.process import Process


@workflow.defn(name="Investigation")
class InvestigationWorkflow(Process[InvestigationCommand]):
    """One investigation of one enterprise, from opening to what is concluded."""

    decider = DECIDER

    @workflow.run
    async def run(self, start: Start[InvestigationCommand]) -> Outcome:
        """Live until nothing is awaited any more."""
        return await self.live(start)

    @workflow.update(description="办理: record what an order causes")
    async def execute(self, order: Order[InvestigationCommand]) -> Receipt:
        """Record what an order causes; answer the version it left."""
        return await self.record(order)

    @execute.validator
    def refuse(self, order: Order[InvestigationCommand]) -> None:
        """Refuse an order that a rule refuses, before it costs anything."""
        self.dry_run(order)
