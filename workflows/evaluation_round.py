"""一轮星级评定."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import Receipt
    from domain.evaluation_round.commands import ContinueRound, RoundCommand
    from domain.evaluation_round.decide import has_work
    from domain.evaluation_round.decider import DECIDER
    from domain.evaluation_round.state import RoundState
    from domain.orders import Order, Start

from workflows.outcome import Outcome
from workflows.process import Process


@workflow.defn(name="EvaluationRound")
class EvaluationRoundWorkflow(Process[RoundCommand]):
    """One year's round of an organisation: scores, ranking, notice, stars."""

    decider = DECIDER

    @workflow.run
    async def run(self, start: Start[RoundCommand]) -> Outcome:
        """Live until nothing is awaited any more."""
        return await self.live(start)

    @workflow.update(description="办理: record what an order causes")
    async def execute(self, order: Order[RoundCommand]) -> Receipt:
        """Record what an order causes; answer the version it left."""
        return await self.record(order)

    @execute.validator
    def refuse(self, order: Order[RoundCommand]) -> None:
        """Refuse an order that a rule refuses, before it costs anything."""
        self.dry_run(order)

    def has_work(self) -> bool:
        """Whether a further batch of the round waits."""
        return isinstance(self.state, RoundState) and self.state.rest is None and has_work(self.state)

    async def work(self) -> bool:
        """Go on with the next batch: openings, proposals, notices, awards."""
        return await self.note(ContinueRound())
