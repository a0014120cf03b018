"""
How workflows ask for effects.

A local activity costs no extra history events, but alone it is not safe: while PostgreSQL is away it would hold the
worker. So it is bounded by attempts, and then a normal activity waits for the database as long as it takes.
"""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import FailureError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from activities.campaigning import Campaigner
    from activities.delivering import deliver as deliver_activity
    from activities.delivering import refresh as refresh_activity
    from activities.recording import Recorder
    from activities.wire import (
        Advanced,
        AdvanceRequest,
        Delivered,
        DeliverRequest,
        Loaded,
        LoadRequest,
        Recorded,
        RecordRequest,
        RefreshRequest,
    )
    from domain.clock import RealOrRehearsal
    from domain.matter.state import Matter, Promise

_AT_ONCE = timedelta(seconds=2)
_AT_ONCE_RETRY = RetryPolicy(
    initial_interval=timedelta(milliseconds=50), backoff_coefficient=2, maximum_attempts=4
)
_UNTIL_DONE = timedelta(seconds=10)
_UNTIL_DONE_RETRY = RetryPolicy(
    initial_interval=timedelta(milliseconds=500),
    backoff_coefficient=1.5,
    maximum_interval=timedelta(seconds=5),
)
_LOADING = timedelta(minutes=1)
"""For the longest streams, with corrections; how far a shorter attempt came is remembered (`activities.streams`)."""
_DELIVERY = timedelta(seconds=30)
_DELIVERING = timedelta(minutes=1)
_BATCH = timedelta(minutes=5)
_HEARTBEAT = timedelta(seconds=30)
"""Longer than one row may take."""


async def load(request: LoadRequest) -> Loaded:
    """Return a stream folded, however long the journal is away."""
    try:
        return await workflow.execute_local_activity_method(
            Recorder.load, request, start_to_close_timeout=_AT_ONCE, retry_policy=_AT_ONCE_RETRY
        )
    except FailureError as away:
        _unless_cancelled(away)
        return await workflow.execute_activity_method(
            Recorder.load, request, start_to_close_timeout=_LOADING, retry_policy=_UNTIL_DONE_RETRY
        )


async def record(request: RecordRequest) -> Recorded:
    """Append what an act causes, however long the journal is away."""
    try:
        return await workflow.execute_local_activity_method(
            Recorder.record, request, start_to_close_timeout=_AT_ONCE, retry_policy=_AT_ONCE_RETRY
        )
    except FailureError as away:
        _unless_cancelled(away)
        return await workflow.execute_activity_method(
            Recorder.record, request, start_to_close_timeout=_UNTIL_DONE, retry_policy=_UNTIL_DONE_RETRY
        )


async def deliver(state: Matter, promise: Promise, clock: RealOrRehearsal) -> Delivered | None:
    """Give a promised follow-up to its process; None when nobody took it for a while."""
    try:
        return await workflow.execute_activity(
            deliver_activity,
            DeliverRequest(origin=state.stream, org=state.org, promise=promise, clock=clock),
            start_to_close_timeout=_DELIVERY,
            schedule_to_close_timeout=_DELIVERING,
            retry_policy=_UNTIL_DONE_RETRY,
        )
    except FailureError as away:
        _unless_cancelled(away)
        return None


async def refresh(request: RefreshRequest) -> None:
    """Have another process look at its stream again, however long that takes."""
    await workflow.execute_activity(
        refresh_activity, request, start_to_close_timeout=_DELIVERY, retry_policy=_UNTIL_DONE_RETRY
    )


async def advance(request: AdvanceRequest) -> Advanced:
    """Go through a campaign's next rows; a worker that dies is noticed by its missing heartbeat."""
    return await workflow.execute_activity_method(
        Campaigner.advance,
        request,
        start_to_close_timeout=_BATCH,
        heartbeat_timeout=_HEARTBEAT,
        retry_policy=_UNTIL_DONE_RETRY,
    )


def _unless_cancelled(away: FailureError) -> None:
    """
    Let every failure of the local attempts pass but a cancellation.

    A timeout comes as an `ActivityError` when it happens and as a bare `TimeoutError` when it is replayed: to tell
    kinds apart here would make a history that cannot be replayed.
    """
    if is_cancelled_exception(away):
        raise away
