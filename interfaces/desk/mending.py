"""Has every process that does not agree with its stream look at it again; whatever was lost goes on from the journal."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from audit.reconciling import Discrepancy, Reconciled, WorkflowFault
from domain.model import Model
from interfaces.desk.answers import DeskUnavailableError
from interfaces.desk.desk import Desk

_AT_ONCE = 20


class Mended(Model):
    """
    What was compared and what did not agree. `streams`: in the journal; `running`: workflows in Temporal.

    `touched`: streams whose processes looked at them again; `silent`: those whose processes did not answer.
    """

    streams: int
    running: int
    discrepancies: tuple[Discrepancy, ...]
    touched: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


async def compare(desk: Desk, patience: timedelta, advanced: Callable[[int], None]) -> Mended:
    """Compare Temporal's workflows with the journal's streams; `advanced` is told how many streams more are done."""
    found: Reconciled = await desk.reconciler(patience).reconcile(advanced)
    return Mended(streams=found.streams, running=found.running, discrepancies=found.discrepancies)


async def mend(desk: Desk, compared: Mended) -> Mended:
    """
    Touch every stream that lacks a workflow, or whose workflow does not get on. Nothing is decided by it.

    A workflow under a name that is no case is left alone: it is a person's matter.
    """
    streams = dict.fromkeys(
        one.stream for one in compared.discrepancies if one.fault is not WorkflowFault.EXTRA
    )
    room = asyncio.Semaphore(_AT_ONCE)

    async def touched(stream: str) -> bool:
        async with room:
            try:
                await desk.touch(stream)
            except DeskUnavailableError:
                return False
            return True

    answers = await asyncio.gather(*(touched(stream) for stream in streams))
    return compared.model_copy(
        update={
            "touched": tuple(stream for stream, told in zip(streams, answers, strict=True) if told),
            "silent": tuple(stream for stream, told in zip(streams, answers, strict=True) if not told),
        }
    )
