"""The least that an update with an effect can be."""

from datetime import timedelta

from temporalio import activity, workflow

QUEUE = "bare"


@activity.defn
async def nothing(said: str) -> str:
    """Answer what was said."""
    return said


@workflow.defn(name="Bare")
class Bare:
    """A workflow whose update calls one local activity."""

    @workflow.run
    async def run(self) -> None:
        """Live until somebody ends it."""
        await workflow.wait_condition(lambda: False)

    @workflow.update
    async def execute(self, said: str) -> str:
        """Call the activity."""
        return await workflow.execute_local_activity(
            nothing, said, start_to_close_timeout=timedelta(seconds=2)
        )
