"""Keeps a workflow running for everybody whom the subscribers' file names."""

import asyncio

import structlog
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from access.webhooks.standing import Standings
from access.webhooks.subscribers import Subscriber, Subscribers
from access.webhooks.subscribers_file import SubscribersFile
from activities.notifying import TellRequest
from domain.refusals import DomainError
from journal.errors import JournalUnavailableError
from journal.journal import Journal

_LOOK_AGAIN = 1.0
"""Seconds between looks at the file."""
_SETTLING = 10.0
"""Seconds for which one starts again and again after a change: what ends just now may have been taken for running."""
_ALL_AGAIN = 60.0
"""Seconds after which a workflow is started though the file is as it was: Temporal may have lost it."""

log = structlog.get_logger("subscriber")


def subscribers_queue(task_queue: str) -> str:
    """Return the task queue of subscriptions: its workers wait for others, and keep nobody's act waiting."""
    return f"{task_queue}-subscribers"


class Subscribing:
    """
    Starts what is missing, from its making until it is closed; in every worker process, since twice is once.

    What ends, ends by itself: an attempt reads the file. Where a subscriber was changed its workflow begins anew, so that
    a new address is tried at once, however long the old one was waited for.
    """

    def __init__(self, client: Client, journal: Journal, file: SubscribersFile, task_queue: str) -> None:
        """`task_queue`: the service's."""
        self._client = client
        self._file = file
        self._standings = Standings(journal)
        self._queue = subscribers_queue(task_queue)
        self._known = Subscribers()
        self._changed_at = self._started_at = -_ALL_AGAIN
        self._complaint = ""
        self._task = asyncio.create_task(self._work(), name="subscribing")

    async def close(self) -> None:
        """Start nothing any more; who is told goes on wherever a worker runs."""
        while not self._task.done():  # told again: who is cancelled as what he waits for comes may miss it
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=_LOOK_AGAIN)

    async def _work(self) -> None:
        while True:
            try:
                await self._look()
                self._complaint = ""
            except (DomainError, JournalUnavailableError, RPCError, OSError) as error:
                self._complain(f"{type(error).__name__}: {error}")
            except Exception:
                log.exception("subscriber.failed")
            await asyncio.sleep(_LOOK_AGAIN)

    async def _look(self) -> None:
        found, now = self._file.read(), asyncio.get_running_loop().time()
        if found is not self._known:  # another file, even where it says what the one before the last said
            self._changed_at = now
        elif self._changed_at + _SETTLING < now < self._started_at + _ALL_AGAIN:
            return
        gone = {one.subscriber for one in (await self._standings.all()).values() if one.gone_at is not None}
        for subscriber in found.subscriber:
            if not subscriber.paused and subscriber.id not in gone:
                before = self._known.find(subscriber.id) or subscriber
                await self._start(subscriber, anew=before != subscriber)
        self._known, self._started_at = found, now

    async def _start(self, subscriber: Subscriber, *, anew: bool) -> None:
        await self._client.start_workflow(
            "Subscription",
            TellRequest(subscriber=subscriber.id),
            id=f"subscription/{subscriber.id}",
            task_queue=self._queue,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.TERMINATE_EXISTING
            if anew
            else WorkflowIDConflictPolicy.USE_EXISTING,
        )

    def _complain(self, reason: str) -> None:
        """Say once what is in the way, however often it is tried."""
        if reason != self._complaint:
            log.warning("subscriber.waiting", reason=reason)
        self._complaint = reason
