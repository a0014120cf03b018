"""订阅: one workflow a subscriber, so that a slow one holds up nobody."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.notifying import Notifier, TellRequest, Told
    from activities.telling import How

_LONGEST = timedelta(minutes=10)
_HEARTBEAT = timedelta(seconds=20)
"""Longer than one message may take."""
_BACKING_OFF = RetryPolicy(
    initial_interval=timedelta(seconds=1), backoff_coefficient=2, maximum_interval=timedelta(minutes=5)
)
"""For as long as it takes: an entry is never passed over."""


@workflow.defn(name="Subscription")
class SubscriptionWorkflow:
    """Has a subscriber told until it is paused, removed or gone; whoever starts it anew loses nothing."""

    @workflow.run
    async def run(self, start: TellRequest) -> Told:
        """Tell on and on."""
        told = Told(how=How.GOES_ON)
        while told.how is How.GOES_ON:
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(start)
            told = await workflow.execute_activity_method(
                Notifier.tell,
                start,
                start_to_close_timeout=_LONGEST,
                heartbeat_timeout=_HEARTBEAT,
                retry_policy=_BACKING_OFF,
            )
        return told
