"""企业的生命事项."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import Receipt
    from domain.enterprise.commands import EnterpriseCommand
    from domain.enterprise.decider import DECIDER
    from domain.orders import Order, Start

from workflows.outcome import Outcome
from workflows.process import Process


@workflow.defn(name="Enterprise")
class EnterpriseWorkflow(Process[EnterpriseCommand]):
    """One enterprise: what becomes of it, and who covers it."""

    decider = DECIDER

    @workflow.run
    async def run(self, start: Start[EnterpriseCommand]) -> Outcome:
        """Live until nothing is awaited any more."""
        return await self.live(start)

    @workflow.update(description="办理: record what an order causes")
    async def execute(self, order: Order[EnterpriseCommand]) -> Receipt:
        """Record what an order causes; answer the version it left."""
        return await self.record(order)

    @execute.validator
    def refuse(self, order: Order[EnterpriseCommand]) -> None:
        """Refuse an order that a rule refuses, before it costs anything."""
        self.dry_run(order)
