"""
The engine's workflows against the journal's streams: what is missing, extra or stuck, and what was never delivered.

The journal is the truth; a workflow is its process manager, and there must be one wherever somebody, or time itself,
is awaited. Engine and journal are not read in one moment: whatever looks wrong is looked at again before it is told.
"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from domain.clock import RealOrRehearsal
from domain.deciding import fold_corrected, next_wake, tasks
from domain.events import Fact
from domain.matter.events import FollowUpPromised
from domain.matter.state import Matter, Promise
from domain.model import Model, StreamName
from domain.processes import CASES, decider_of, is_decided, workflow_type
from domain.tasks import Task
from journal.facts import facts_of_stream
from journal.journal import Journal

PATIENCE = timedelta(minutes=2)
"""On the machine's clock, until something counts as not done."""

_PAGE = 500


class WorkflowFault(StrEnum):
    """差异种类."""

    MISSING = "missing"
    """Somebody or time is awaited in the stream, and no workflow runs for it."""
    EXTRA = "extra"
    """A workflow runs for a stream that has no entries, or in which everything is over."""
    STUCK = "stuck"
    """A workflow runs and does not get on: time was not told, or what it does fails again and again."""
    UNDELIVERED = "undelivered"
    """An entry promised a follow-up that has not arrived."""


class Run(NamedTuple):
    """
    The last run of a workflow, as the engine tells it; `workflow_type` and `status` as the engine names them.

    `stream`: its id, which is a stream's name, or should be.

    `since`: when it began; `failing_since`: since when what it does fails, or nobody does it; None = it gets on.
    """

    stream: str
    workflow_type: str
    status: str
    running: bool
    since: datetime
    failing_since: datetime | None = None
    failure: str = ""


class Engine(Protocol):
    """What is asked of the engine. Times are the machine's."""

    def running(self) -> AsyncIterator[Run]:
        """Yield every workflow that runs; the engine's list may be a moment behind."""

    async def look(self, stream: str) -> Run | None:
        """Return the last run of a stream's workflow as it is now; None when there never was one."""


class Discrepancy(Model):
    """
    One thing that is not as it should be. `since`: by the journal's clock.

    `to`, `command`: the follow-up that has not arrived; `arrived`: it is recorded there, only its receipt is missing.
    """

    fault: WorkflowFault
    stream: str
    since: datetime
    status: str = ""
    reason: str = ""
    to: StreamName | None = None
    command: str | None = None
    arrived: bool = False


class Reconciled(NamedTuple):
    """How many streams and running workflows were compared, and what did not agree."""

    streams: int
    running: int
    discrepancies: tuple[Discrepancy, ...]


class Reconciler:
    """Compares one journal with one engine; what is so for a shorter time than `patience` is not told."""

    def __init__(
        self,
        journal: Journal,
        engine: Engine,
        now: Callable[[], datetime],
        patience: timedelta = PATIENCE,
    ) -> None:
        self._journal = journal
        self._engine = engine
        self._now = now
        self._patience = patience

    async def reconcile(self, advanced: Callable[[int], None] = lambda _more: None) -> Reconciled:
        """Compare everything; `advanced` is told how many streams more are done. Raises `JournalUnavailableError`."""
        running = {run.stream: run async for run in self._engine.running()}
        cases = 0
        found: list[Discrepancy] = []
        unmatched = dict(running)
        async for stream in self._cases():
            found.extend(await self._judged(stream, unmatched.pop(stream, None)))
            cases += 1
            advanced(1)
        for stream, run in unmatched.items():
            found.extend(await self._judged(stream, run))
        return Reconciled(cases, len(running), tuple(found))

    async def _cases(self) -> AsyncIterator[StreamName]:
        for name in sorted(CASES):
            after = ""
            while heads := await self._journal.streams(f"{name}/", after, _PAGE):
                after = heads[-1].name
                for head in heads:
                    yield head.name

    async def _judged(self, stream: str, run: Run | None) -> list[Discrepancy]:
        """Return what does not agree, seen twice: the second time with the run as it is now."""
        if not await self._differing(stream, run):
            return []
        return await self._differing(stream, await self._engine.look(stream))

    async def _differing(self, stream: str, run: Run | None) -> list[Discrepancy]:
        """Return what does not agree between a stream and a run, and has not for longer than patience."""
        clock = await self._journal.nature()
        case = await self._case(stream)
        found = [*_of_run(case, run, clock), *await self._undelivered(case)]
        latest = clock.read(self._now() - self._patience)
        return [one for one in found if one.since <= latest]

    async def _case(self, stream: str) -> "_Case":
        facts = facts_of_stream(await self._journal.load(stream)) if is_decided(stream) else []
        if not facts:
            return _Case(Matter(), (), ())
        state: Matter = fold_corrected(decider_of(stream), facts, stream=stream)
        return _Case(state, tuple(tasks(decider_of(stream), state)), tuple(facts))

    async def _undelivered(self, case: "_Case") -> list[Discrepancy]:
        return [
            Discrepancy(
                fault=WorkflowFault.UNDELIVERED,
                stream=case.state.stream,
                since=_promised_at(promise, case.facts),
                to=promise.to,
                command=promise.command_kind,
                arrived=bool(await self._journal.find(promise.delivery_id)),
            )
            for promise in case.state.undelivered
        ]


class _Case(NamedTuple):
    """A stream as the journal tells it."""

    state: Matter
    tasks: tuple[Task, ...]
    facts: tuple[Fact[Any], ...]


def _of_run(case: _Case, run: Run | None, clock: RealOrRehearsal) -> list[Discrepancy]:
    """Return what does not agree about whether a workflow runs and gets on, however short a time it is so."""
    if run is None or not run.running:
        return _of_absence(case, run)
    if not case.facts or case.state.finished or run.workflow_type != _type_of(run.stream):
        return [_about(WorkflowFault.EXTRA, run, clock.read(run.since))]
    if run.failing_since is not None:
        return [_about(WorkflowFault.STUCK, run, clock.read(run.failing_since), run.failure)]
    wake = next_wake(case.state)
    return [] if wake is None else [_about(WorkflowFault.STUCK, run, wake)]


def _of_absence(case: _Case, run: Run | None) -> list[Discrepancy]:
    """Return what is missing: nothing runs, and somebody, time or a delivery is awaited."""
    if not (case.tasks or next_wake(case.state) or case.state.undelivered):
        return []
    status = run.status if run else ""
    since = case.facts[-1].at
    return [Discrepancy(fault=WorkflowFault.MISSING, stream=case.state.stream, since=since, status=status)]


def _about(fault: WorkflowFault, run: Run, since: datetime, reason: str = "") -> Discrepancy:
    return Discrepancy(fault=fault, stream=run.stream, since=since, status=run.status, reason=reason)


def _promised_at(promise: Promise, facts: tuple[Fact[Any], ...]) -> datetime:
    return next(
        fact.at
        for fact in facts
        if isinstance(fact.event, FollowUpPromised) and fact.event.number == promise.number
    )


def _type_of(stream: str) -> str:
    return workflow_type(stream) if is_decided(stream) else ""
