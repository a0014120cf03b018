"""`kill -9` of anything under load: the stack starts it again, nothing acknowledged is lost, nothing is doubled."""

import asyncio
import os
import random
import signal

import psutil
import pytest

from tests.endurance.load import Load
from tests.endurance.standing import POSTGRES, TEMPORAL, WORKER, Standing, eventually, standing

PARTS = (WORKER, TEMPORAL, POSTGRES)

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(480)]


async def goes_on(load: Load, by: int = 30) -> None:
    """Wait until more orders were answered."""
    before = len(load.answered)
    await eventually(lambda: len(load.answered) > before + by, "answers")


async def test_every_part_is_killed_under_load_and_no_order_is_lost_or_doubled() -> None:
    async with standing() as stack:
        load = Load(stack.client, 50)
        await load.open()
        ended = asyncio.Event()
        sending = asyncio.create_task(load.run(20, ended))
        for part in PARTS:
            await goes_on(load)
            await stack.kill(part)
        await goes_on(load)
        ended.set()
        await sending
        await load.check(stack.journal)
        await stack.check_evidence()


async def test_two_processes_share_the_work_and_a_killed_one_is_replaced() -> None:
    async with standing(processes=2) as stack:
        load = Load(stack.client, 50)
        await load.open()
        ended = asyncio.Event()
        sending = asyncio.create_task(load.run(20, ended))
        await eventually(lambda: stack.said().count("worker.ready") == 2, "both processes")
        killed = workers(stack)[0]
        killed.kill()
        await eventually(lambda: stack.said().count("worker.ready") == 3, "its successor")
        await goes_on(load)
        survivors = workers(stack)
        assert len(survivors) == 2
        assert killed not in survivors
        # the process that holds them together is killed: they end by themselves, the next ones take over
        await stack.kill(WORKER)
        await eventually(lambda: not any(one.is_running() for one in survivors), "the end of orphans")
        await goes_on(load)
        ended.set()
        await sending
        await load.check(stack.journal)
        await stack.check_evidence()


def workers(stack: Standing) -> list[psutil.Process]:
    """Return the processes that work, without the one that only holds them together."""
    return [
        child
        for child in psutil.Process(stack.pid(WORKER)).children()
        if "resource_tracker" not in " ".join(child.cmdline())
    ]


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_worker_that_is_told_to_end_finishes_what_it_holds(processes: int) -> None:
    async with standing(processes=processes) as stack:
        load = Load(stack.client, 30)
        await load.open()
        ended = asyncio.Event()
        sending = asyncio.create_task(load.run(20, ended))
        for turn in range(3):
            await goes_on(load)
            os.kill(stack.pid(WORKER), signal.SIGTERM)
            await eventually(lambda: stack.ear.heard.count("worker returned") > turn, "the worker again")  # noqa: B023
        await goes_on(load)
        ended.set()
        await sending
        await load.check(stack.journal)
        await stack.check_evidence()
        assert stack.ear.heard == ["worker died 0", "worker returned"] * 3
        assert stack.said().count("worker.drained") == 3 * processes
        assert "Traceback" not in stack.said()


_ORDERS, _FILINGS, _SENDERS = 10_000, 300, 50
_LONGEST = float(os.environ.get("SOAK_SECONDS", "150"))
"""A soak ends after this time, or after `_ORDERS`; each kill of the worker costs the replay of every filing."""


async def test_a_soak_under_random_kills_loses_and_doubles_nothing() -> None:
    chance = random.Random(20260901)  # noqa: S311  # the same kills every time
    async with standing() as stack:
        load = Load(stack.client, _FILINGS)
        await load.open(_SENDERS)
        ended = asyncio.Event()
        sending = asyncio.create_task(load.run(_SENDERS, ended, limit=_ORDERS))
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while not sending.done() and loop.time() < begun + _LONGEST:
            await asyncio.wait({sending}, timeout=chance.uniform(20, 35))
            if not sending.done():
                await stack.kill(chance.choice(PARTS))
        ended.set()
        await sending
        await load.check(stack.journal)
        await stack.check_evidence()
        took = loop.time() - begun
        kills = sum(heard.endswith("died -9") for heard in stack.ear.heard)
        print(f"{len(load.answered) - _FILINGS} orders in {took:.0f} s, {kills} kills")  # noqa: T201
        assert kills > 0
        assert len(load.answered) > _FILINGS
