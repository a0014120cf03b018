"""书记选配."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import Receipt
    from domain.appointment.commands import AppointmentCommand
    from domain.appointment.decider import DECIDER
    from domain.orders import Order, Start

from workflows.outcome import Outcome
from workflows.process import Process


@workflow.defn(name="Appointment")
class AppointmentWorkflow(Process[AppointmentCommand]):
    """One office to be filled, from vacancy to taking office."""

    decider = DECIDER

    @workflow.run
    async def run(self, start: Start[AppointmentCommand]) -> Outcome:
        """Live until nothing is awaited any more."""
        return await self.live(start)

    @workflow.update(description="办理: record what an order causes")
    async def execute(self, order: Order[AppointmentCommand]) -> Receipt:
        """Record what an order causes; answer the version it left."""
        return await self.record(order)

    @execute.validator
    def refuse(self, order: Order[AppointmentCommand]) -> None:
        """Refuse an order that a rule refuses, before it costs anything."""
        self.dry_run(order)
