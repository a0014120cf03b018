"""合同变更、解除、终止备案."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import Receipt
    from domain.filing.commands import FilingCommand
    from domain.filing.decider import DECIDER
    from domain.orders import Order, Start

from workflows.outcome import Outcome
from workflows.process import Process


@workflow.defn(name="Filing")
class FilingWorkflow(Process[FilingCommand]):
    """One change of one contract, from submission to receipt."""

    decider = DECIDER

    @workflow.run
    async def run(self, start: Start[FilingCommand]) -> Outcome:
        """Live until nothing is awaited any more."""
        return await self.live(start)

    @workflow.update(description="办理: record what an order causes")
    async def execute(self, order: Order[FilingCommand]) -> Receipt:
        """Record what an order causes; answer the version it left."""
        return await self.record(order)

    @execute.validator
    def refuse(self, order: Order[FilingCommand]) -> None:
        """Refuse an order that a rule refuses, before it costs anything."""
        self.dry_run(order)
