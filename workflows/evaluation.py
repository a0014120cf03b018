"""星级评定."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import Receipt
    from domain.evaluation.commands import EvaluationCommand
    from domain.evaluation.decider import DECIDER
    from domain.orders import Order, Start

from workflows.outcome import Outcome
from workflows.process import Process


@workflow.defn(name="Evaluation")
class EvaluationWorkflow(Process[EvaluationCommand]):
    """One branch in one year's evaluation, from self-assessment to its star."""

    decider = DECIDER

    @workflow.run
    async def run(self, start: Start[EvaluationCommand]) -> Outcome:
        """Live until nothing is awaited any more."""
        return await self.live(start)

    @workflow.update(description="办理: record what an order causes")
    async def execute(self, order: Order[EvaluationCommand]) -> Receipt:
        """Record what an order causes; answer the version it left."""
        return await self.record(order)

    @execute.validator
    def refuse(self, order: Order[EvaluationCommand]) -> None:
        """Refuse an order that a rule refuses, before it costs anything."""
        self.dry_run(order)
