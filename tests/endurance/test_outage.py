"""Minutes without PostgreSQL, under load: nothing is lost, nobody is starved, the worker still ends cleanly."""

import asyncio
import os
import signal

import pytest

from tests.endurance.load import Load, quickly
from tests.endurance.standing import POSTGRES, WORKER, Standing, eventually, standing

_DYING, _REST = 10.0, 20.0  # seconds
_LASTING = float(os.environ.get("OUTAGE_SECONDS", "90"))
"""Seconds between the two: with them, two minutes without PostgreSQL."""

_LOADED, _IDLE, _SENDERS = 100, 20, 40

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(240)]


async def asked(stack: Standing, streams: list[str], seconds: float) -> list[float]:
    """Ask workflows where they stand, for a while; return how long each answer took, in seconds."""
    loop = asyncio.get_running_loop()
    until, waits = loop.time() + seconds, list[float]()
    while loop.time() < until:
        waits.append(await quickly(stack.client, streams[len(waits) % len(streams)]))
        await asyncio.sleep(0.1)
    return waits


def longest(who: str, waits: list[float]) -> float:
    """Say how long answers took; return the longest, in seconds."""
    waits.sort()
    print(f"{who}: {len(waits)} queries, median {waits[len(waits) // 2]:.3f} s, longest {waits[-1]:.3f} s")  # noqa: T201
    return waits[-1]


async def test_two_minutes_without_postgresql_lose_nothing_and_starve_nobody() -> None:
    async with standing() as stack:
        load, idle = Load(stack.client, _LOADED), Load(stack.client, _IDLE, "idle")
        await load.open()
        await idle.open()

        async def ask_both(seconds: float) -> tuple[list[float], list[float]]:
            return await asyncio.gather(
                asked(stack, idle.streams, seconds), asked(stack, load.streams, seconds)
            )

        ended = asyncio.Event()
        sending = asyncio.create_task(load.run(_SENDERS, ended))
        await eventually(lambda: len(load.answered) > 2 * _LOADED, "load")
        loop = asyncio.get_running_loop()
        with stack.frozen(POSTGRES):
            until = loop.time() + _DYING + _LASTING + _REST
            others, waiting = await ask_both(_DYING)
            answered = len(load.answered)
            later = await ask_both(_LASTING)
            assert len(load.answered) == answered, "PostgreSQL was not away"
            os.kill(stack.pid(WORKER), signal.SIGTERM)
            await eventually(lambda: stack.ear.heard != [], "the end of the worker", 40)
            await asyncio.sleep(max(0, until - loop.time()))
        back = loop.time()
        await eventually(lambda: len(load.answered) > answered + _SENDERS, "answers")
        recovered = loop.time() - back
        ended.set()
        await sending
        await load.check(stack.journal)
        await stack.check_evidence()
        print(f"answers again after {recovered:.1f} s; {len(load.answered)} orders in all")  # noqa: T201
        assert longest("others", others + later[0]) < 1
        # a case whose local attempts hang answers when its task reports that it is still alive
        assert longest("waiting themselves", waiting + later[1]) < 6
        assert stack.ear.heard[0] == "worker died 0"
        assert "panicked" not in stack.said()
        assert "TMPRL1100" not in stack.said()
