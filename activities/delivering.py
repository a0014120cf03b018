"""Delivers what follows in another process: one path, by update-with-start, under an id that never changes."""

from datetime import timedelta
from typing import Any

from temporalio import activity
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError

from activities.wire import TASK_QUEUE, Delivered, DeliverRequest, Following, Receipt, RefreshRequest
from domain.clock import RealOrRehearsal
from domain.matter.commands import DeliveryOutcome
from domain.orders import Start
from domain.processes import NoSuchProcessError, workflow_type

PATIENCE = timedelta(seconds=20)
"""How long a workflow may take to answer before the sender tries again."""


@activity.defn
async def deliver(request: DeliverRequest) -> Delivered:
    """Give a promised command to its process, which is started or woken; a repetition finds its first answer."""
    promise = request.promise
    following = Following(command_id=promise.delivery_id, org=request.org, command=promise.command)
    try:
        receipt = await execute_update(
            activity.client(),
            promise.to,
            "follow",
            following,
            request.clock,
            update_id=str(promise.delivery_id),
            task_queue=activity.info().task_queue,
        )
    except NoSuchProcessError as unknown:
        return Delivered(outcome=DeliveryOutcome.REFUSED, rule=unknown.rule)
    except WorkflowUpdateFailedError as failed:
        rule = _rule(failed)
        if rule is None:
            raise  # no rule refused: a run that ended, a defect; what was promised is tried again
        return Delivered(outcome=DeliveryOutcome.REFUSED, rule=rule)
    outcome = DeliveryOutcome.ALREADY_OPEN if receipt.already_so else DeliveryOutcome.DELIVERED
    return Delivered(outcome=outcome)


@activity.defn
async def refresh(request: RefreshRequest) -> None:
    """Have a process look at its stream again, so that it delivers what others promised there."""
    await execute_update(
        activity.client(),
        request.stream,
        "refresh",
        request.request_id,
        request.clock,
        update_id=f"refresh {request.request_id}",
    )


async def execute_update(  # noqa: PLR0913  # what one update needs
    client: Client,
    stream: str,
    update: str,
    message: object,
    clock: RealOrRehearsal,
    *,
    update_id: str,
    task_queue: str = TASK_QUEUE,
) -> Receipt:
    """
    Send an update to the workflow of a stream, which is started when none runs.

    A workflow that is started folds its stream from the journal; one without entries and without a task ends by
    itself. Raises `WorkflowUpdateFailedError` for a refusal, `RPCError` when nobody answers in time.
    """
    start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        workflow_type(stream),
        Start[None](stream=stream, resume=True, clock=clock),
        id=stream,
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        task_timeout=timedelta(seconds=5),
    )
    answer = await client.execute_update_with_start_workflow(
        update,
        message,
        start_workflow_operation=start,
        id=update_id,
        result_type=Receipt,
        rpc_timeout=PATIENCE,
    )
    return Receipt.model_validate(answer)


def _rule(failed: WorkflowUpdateFailedError) -> str | None:
    """Return the rule that refused: a refusal carries its data (`workflows.plugin`), other failures do not."""
    cause = failed.cause
    return cause.type if isinstance(cause, ApplicationError) and cause.details else None
