"""Delivers what follows in another process: one path, by update-with-start, under an id that never changes."""

import asyncio
from datetime import timedelta
from typing import Any

from temporalio import activity
from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError

from activities.wire import TASK_QUEUE, Delivered, DeliverRequest, Following, Receipt, RefreshRequest
from domain.clock import RealOrRehearsal
from domain.matter.commands import DeliveryOutcome
from domain.orders import Start
from domain.processes import NoSuchProcessError, workflow_type
from domain.refusals import Refusal

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
        )
    except NoSuchProcessError as unknown:
        return Delivered(outcome=DeliveryOutcome.REFUSED, rule=unknown.rule)
    except WorkflowUpdateFailedError as failed:
        refusal = refusal_of(failed)
        if refusal is None:
            raise  # no rule refused: a run that ended, a defect; what was promised is tried again
        return Delivered(outcome=DeliveryOutcome.REFUSED, rule=refusal.rule)
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
        task_queue=activity.info().task_queue,
    )


async def execute_update(  # noqa: PLR0913  # what one update needs
    client: Client,
    stream: str,
    update: str,
    message: object,
    clock: RealOrRehearsal,
    *,
    update_id: str,
    task_queue: str | None = None,
) -> Receipt:
    """
    Send an update to the workflow of a stream, which is started when none runs.

    A workflow that is started folds its stream from the journal; one without entries and without a task ends by
    itself; its queue is `task_queue`, within an activity by default that activity's. Raises
    `WorkflowUpdateFailedError` for a refusal, `TimeoutError` when nobody answers in time (the update may still be
    recorded: the same again), `RPCError` when Temporal itself is away.
    """
    start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        workflow_type(stream),
        Start[None](stream=stream, resume=True, clock=clock),
        id=stream,
        task_queue=task_queue or _own_queue(),
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        task_timeout=timedelta(seconds=5),
    )
    try:
        # the client itself waits for ever for an update that was accepted
        async with asyncio.timeout(PATIENCE.total_seconds()):
            answer = await client.execute_update_with_start_workflow(
                update,
                message,
                start_workflow_operation=start,
                id=update_id,
                result_type=Receipt,
                rpc_timeout=PATIENCE,
            )
    except WorkflowUpdateRPCTimeoutOrCancelledError as unanswered:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError from unanswered
        reason = f"{stream} has not answered within {PATIENCE}"
        raise TimeoutError(reason) from unanswered
    finally:
        # a start that failed would else complain, when it is collected, that nobody asked for its handle
        handle = asyncio.ensure_future(start.workflow_handle())
        handle.add_done_callback(_heard)
        # and one that was never sent would be waited for, for ever
        asyncio.get_running_loop().call_soon(handle.cancel)
    return Receipt.model_validate(answer)


def refusal_of(failed: WorkflowUpdateFailedError) -> Refusal | None:
    """Return the refusal: it comes with its data and sentences (`workflows.plugin`), other failures do not."""
    cause = failed.cause
    if isinstance(cause, ApplicationError) and cause.details:
        return Refusal.model_validate(cause.details[0])
    return None


def _own_queue() -> str:
    return activity.info().task_queue if activity.in_activity() else TASK_QUEUE


def _heard(started: "asyncio.Future[Any]") -> None:
    if not started.cancelled():
        started.exception()
