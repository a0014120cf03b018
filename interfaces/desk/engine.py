"""What Temporal tells of the workflows of cases, for the reconciler."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

from temporalio.client import Client, WorkflowExecution, WorkflowExecutionDescription, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from audit.reconciling import Run
from domain.processes import CASES, workflow_type

_TYPES = sorted(workflow_type(f"{name}/x") for name in CASES)
_RUNNING = f"ExecutionStatus = 'Running' AND WorkflowType IN ({', '.join(map(repr, _TYPES))})"


class TemporalEngine:
    """The workflows on one task queue, as an `audit.reconciling.Engine`. Raises `RPCError` when Temporal is away."""

    def __init__(self, client: Client, task_queue: str) -> None:
        self._client = client
        self._running = f"{_RUNNING} AND TaskQueue = '{task_queue}'"

    async def running(self) -> AsyncIterator[Run]:
        """Yield every workflow of a case that runs. Whether it gets on is told when it is looked at."""
        async for one in self._client.list_workflows(self._running):
            yield await self.look(one.id) or _run(one)

    async def look(self, stream: str) -> Run | None:
        """Return the last run of a stream's workflow as it is now; None when there never was one."""
        handle = self._client.get_workflow_handle(stream)
        try:
            described = await handle.describe()
            return await self._in_vain(_run(described), described)
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return None
            raise

    async def _in_vain(self, run: Run, described: WorkflowExecutionDescription) -> Run:
        """Tell since when the workflow's own task waits, or an activity is tried again and again."""
        raw = described.raw_description
        if raw.HasField("pending_workflow_task"):
            task = raw.pending_workflow_task
            since = task.original_scheduled_time.ToDatetime(UTC)
            return run._replace(failing_since=since, failure=f"workflow task, attempt {task.attempt}")
        retried = [one for one in raw.pending_activities if one.attempt > 1]
        if not retried:
            return run
        first = retried[0]
        since = await self._scheduled(described, first.activity_id) or run.since
        why = f"{first.activity_type.name}, attempt {first.attempt}: {first.last_failure.message}"
        return run._replace(failing_since=since, failure=why)

    async def _scheduled(self, described: WorkflowExecutionDescription, activity_id: str) -> datetime | None:
        """Return when an activity was scheduled first; the description tells only of its next attempt."""
        handle = self._client.get_workflow_handle(described.id, run_id=described.run_id)
        async for event in handle.fetch_history_events():
            if event.activity_task_scheduled_event_attributes.activity_id == activity_id:
                return event.event_time.ToDatetime(UTC)
        return None


def _run(one: WorkflowExecution) -> Run:
    status = one.status or WorkflowExecutionStatus.RUNNING
    return Run(
        stream=one.id,
        workflow_type=one.workflow_type,
        status=status.name.lower(),
        running=status is WorkflowExecutionStatus.RUNNING,
        since=one.start_time,
    )
