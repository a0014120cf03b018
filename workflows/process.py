"""
The durable loop that all processes share.

A workflow is the process manager of one stream: it folds its state from the journal when it starts, decides each
command by the pure rules, has what was caused recorded, and evolves by what the journal answered. Waiting is data:
the loop sleeps until the next moment at which time itself must be told.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from temporalio import workflow
from temporalio.exceptions import FailureError

with workflow.unsafe.imports_passed_through():
    from activities.relayed import told
    from activities.wire import (
        Delivered,
        Following,
        Receipt,
        Refused,
    )
    from domain.clock import RealOrRehearsal
    from domain.deciding import next_wake, tasks
    from domain.matter.commands import ConfirmDelivery, Tick
    from domain.matter.state import Matter
    from domain.model import StreamName
    from domain.orders import Command, Order, Role, Start
    from domain.permissions import ServiceOnlyError
    from domain.refusals import DomainError

from workflows.effects import deliver, refresh
from workflows.outcome import Outcome, Standing
from workflows.requests import SERVICE, by_service, tick
from workflows.settling import Settling

C = TypeVar("C", bound=Command)

_NEVER = timedelta(days=3650)
"""A wait without an end still has one shape."""

_LOOK_AGAIN = timedelta(milliseconds=100)
_LOOK_AGAIN_AT_LATEST = timedelta(minutes=1)
"""Where nothing could be done, it is looked at again after a while that grows from one to the other."""


class Process(Settling, Generic[C]):
    """
    One stream's process manager. A subclass names its `decider` and declares `run`, `execute` and its validator.

    Those three must stand in each class, since Temporal reads their types there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.ready = False

    async def live(self, start: Start[C]) -> Outcome:
        """Fold the stream, settle the opening order, then act and wait until nothing is awaited any more."""
        self._start = start
        self._state = self.decider.state(stream=start.stream)
        await self._load()
        refused = await self._open(start)
        self.ready = True
        await asyncio.gather(self._attend(), self._deliver())
        await self._finish()
        if not self._is_over():
            workflow.continue_as_new(Start[Any](stream=start.stream, resume=True, clock=start.clock))
        return Outcome(stream=start.stream, version=self._state.version, refused=refused)

    async def record(self, order: Order[C]) -> Receipt:
        """Record what an order causes; answer the version it left and who is awaited."""
        await workflow.wait_condition(lambda: self.ready)
        return await self._settle(order)

    def dry_run(self, order: Order[C]) -> None:
        """Refuse an order before it costs anything; a repeated one passes, to find its first answer."""
        if order.actor.role == Role.SERVICE:
            raise ServiceOnlyError(order.command.kind)
        if self.ready and order.command_id not in self._spent:
            try:
                self._decide(self._stamped(order))
            except DomainError:
                if not self._older:  # else it may be known from long ago: the handler asks the journal
                    raise

    @workflow.update(description="后续事项: what follows here from another process")
    async def follow(self, following: Following) -> Receipt:
        """Record what follows from another process."""
        await workflow.wait_condition(lambda: self.ready)
        actor = SERVICE.model_copy(update={"org": following.org})
        command = self._commanded(following)
        return await self._settle(Order[Any](command_id=following.command_id, actor=actor, command=command))

    @follow.validator
    def refuse_following(self, following: Following) -> None:
        """Refuse what no process promises: what is not understood, and what only a workflow tells itself."""
        command = self._commanded(following)
        if isinstance(command, Tick | ConfirmDelivery):
            raise ServiceOnlyError(command.kind)

    @workflow.update(description="刷新: look at the stream again, which others have appended to")
    async def refresh(self, _request_id: UUID) -> Receipt:
        """Load the stream again; what was promised there is delivered afterwards."""
        await workflow.wait_condition(lambda: self.ready)
        async with self._lock:
            await self._load()
        return Receipt(stream=self._start.stream, version=self._state.version, position=0)

    @workflow.query(description="现状: status, version and who is awaited")
    def standing(self) -> Standing:
        """Answer where the case stands."""
        return Standing(
            stream=self._state.stream,
            version=self._state.version,
            status=str(getattr(self._state, "status", "")),
            closed=self._state.closed,
            tasks=tuple(tasks(self.decider, self._state)),
            loaded=self.ready,
        )

    def has_work(self) -> bool:
        """Whether there is something to do besides waiting. Overridden by the few that have."""
        return False

    async def work(self) -> bool:
        """Do the next piece of what `has_work` tells of; answer whether anything could be done."""
        return False

    @property
    def state(self) -> Matter:
        """The state as of now."""
        return self._state

    @property
    def clock(self) -> RealOrRehearsal:
        """The clock this process lives by."""
        return self._start.clock

    async def note(self, command: Command) -> bool:
        """Record what the process itself found out in `work`: something was done."""
        named = f"{self._state.stream} {self._state.version} {command.kind}"
        await self._settle(by_service(uuid5(NAMESPACE_URL, named), command))
        return True

    # how it lives

    async def _open(self, start: Start[C]) -> Refused | None:
        try:
            if start.first is not None:
                self.dry_run(start.first)
                await self._settle(start.first)
        except DomainError as refused:
            return told(refused)
        return None

    async def _attend(self) -> None:
        """Tell time, work, or wait, until all is over or the run has become long."""
        pause = _LOOK_AGAIN
        while not self._is_ending():
            wake = next_wake(self._state)
            wait = _NEVER if wake is None else self._start.clock.wait(wake, workflow.now())
            if wake is not None and not wait:
                await self._tell_time(wake)
            elif not self.has_work():
                await self._rest(wait, wake, self.has_work)
            elif await self._work():
                pause = _LOOK_AGAIN
            else:
                await self._rest(min(pause, wait), wake, partial(self._is_past, self._state.version))
                pause = min(2 * pause, _LOOK_AGAIN_AT_LATEST)

    async def _rest(self, wait: timedelta, wake: datetime | None, disturbed: Callable[[], bool]) -> None:
        """Wait; less when something else is to be done, when time is to be told at another moment, or at the end."""
        await _until(lambda: disturbed() or next_wake(self._state) != wake or self._is_ending(), wait)

    def _is_past(self, version: int) -> bool:
        return self._state.version > version

    def _is_ending(self) -> bool:
        return self._is_over() or workflow.info().is_continue_as_new_suggested()

    def _is_over(self) -> bool:
        nothing_left = self._state.version == 0 or self._state.finished
        settled = nothing_left and not self._promised_elsewhere
        return settled and not self._lock.locked() and workflow.all_handlers_finished()

    async def _deliver(self) -> None:
        """Deliver what was promised, beside all else: where nobody takes it, nothing but the promise waits."""
        pause = _LOOK_AGAIN
        while self._promised_elsewhere or not self._is_ending():
            if await self._deliver_promises():
                pause = _LOOK_AGAIN
                await workflow.wait_condition(lambda: self._has_to_deliver() or self._is_ending())
            else:
                await _until(partial(self._is_told_more, len(self._state.promises)), pause)
                pause = min(2 * pause, _LOOK_AGAIN_AT_LATEST)

    def _is_told_more(self, promises: int) -> bool:
        return self._is_ending() or len(self._state.promises) > promises or bool(self._promised_elsewhere)

    def _has_to_deliver(self) -> bool:
        return bool(self._state.undelivered or self._promised_elsewhere)

    async def _deliver_promises(self) -> bool:
        """Deliver, in order for each that is told; answer whether all of it was taken."""
        await self._tell_others()
        silent: set[StreamName] = set()
        for promise in self._state.undelivered:
            if promise.to in silent or self._is_ending():
                continue
            delivered = await self._unless_ending(deliver(self._state, promise, self._start.clock))
            if delivered is None:
                silent.add(promise.to)
                continue
            command = ConfirmDelivery(number=promise.number, outcome=delivered.outcome, rule=delivered.rule)
            await self._settle(by_service(uuid5(promise.delivery_id, "confirm"), command))
        return not silent

    async def _tell_others(self) -> None:
        """Have others look at their streams, in which something was promised for them to deliver."""
        while self._promised_elsewhere:
            await refresh(self._promised_elsewhere[0])
            del self._promised_elsewhere[0]

    async def _finish(self) -> None:
        """Let those finish who are still being answered, and tell whom that concerns."""
        await workflow.wait_condition(workflow.all_handlers_finished)
        while self._promised_elsewhere:
            await self._tell_others()
            await workflow.wait_condition(workflow.all_handlers_finished)

    async def _unless_ending(self, delivery: Coroutine[Any, Any, Delivered | None]) -> Delivered | None:
        """Await a delivery, unless the run is to continue as new: the next one delivers under the same id."""
        task = asyncio.create_task(delivery)
        await workflow.wait_condition(lambda: task.done() or self._is_ending())
        if not task.done():
            task.cancel()
        with suppress(asyncio.CancelledError, FailureError):
            return await task
        return None

    async def _work(self) -> bool:
        """Do a piece of work; a rule that refuses it now may not later, since others act."""
        try:
            return await self.work()
        except DomainError as refused:
            self._warn("work.refused", refused)
            async with self._lock:
                await self._load()
            return False

    async def _tell_time(self, wake: datetime) -> None:
        try:
            await self._settle(tick(self._state, wake))
        except DomainError as refused:
            self._warn("time.refused", refused)
            await self._settle(tick(self._state, wake, refused.rule))

    def _warn(self, what: str, refused: DomainError) -> None:
        workflow.logger.warning(what, extra={"stream": self._state.stream, "rule": refused.rule})

    def _commanded(self, following: Following) -> Command:
        return self.decider.command_adapter.validate_json(following.command)


async def _until(condition: Callable[[], bool], wait: timedelta) -> None:
    with suppress(TimeoutError):
        await workflow.wait_condition(condition, timeout=wait)
