"""The embedded stack as a newcomer starts it: a program of its own, in rehearsal, from nothing."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from domain.clock import RealOrRehearsal
from domain.dates import local_day, start_of
from infra.clock import now
from infra.runtime import read_runtime
from infra.scratch import scratch_directory

_RUN = "from interfaces.cli.main import main; raise SystemExit(main())"
_PASSWORD = re.compile(r"^ +([a-z2-9]{5}(?:-[a-z2-9]{5}){3})$", re.MULTILINE)
_STARTING = timedelta(seconds=20)
FIRST_DAY = datetime(2026, 1, 4, 16, 0, tzinfo=UTC)
"""About when people begin, in their own time: a Monday; the year before can be evaluated."""
SCALE = 43_200
"""Seconds that pass in one: half a day, so that a notice of a week is over in a quarter of a minute."""


class Running(NamedTuple):
    """Where the console answers, the founder's one-time password, and which time it is there."""

    address: str
    password: str
    clock: RealOrRehearsal

    @property
    def today(self) -> date:
        """The day in the rehearsal."""
        return local_day(self.clock.read(now()))

    async def until(self, day: date) -> None:
        """Let a day come."""
        await asyncio.sleep(self.clock.wait(start_of(day), now()).total_seconds())


@asynccontextmanager
async def running() -> AsyncIterator[Running]:
    """Start it on free ports in a directory of its own; stop it as Ctrl-C does."""
    first = now() + _STARTING
    clock = RealOrRehearsal(epoch=first + (first - FIRST_DAY) / (SCALE - 1), scale=SCALE)
    assert clock.epoch is not None
    with scratch_directory() as directory:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _RUN, "up", "--data", str(directory / "data")),
            *("--rehearsal", str(SCALE)),
            env=os.environ | {"BRANCHCTL_REHEARSAL_EPOCH": clock.epoch.isoformat()},
            stdout=PIPE,
            stderr=STDOUT,
        )
        try:
            password = await _password(process)
            runtime = read_runtime(directory / "data")
            assert runtime is not None
            assert runtime.api is not None
            yield Running(runtime.api, password, clock)
        finally:
            process.send_signal(signal.SIGINT)
            await process.communicate()


async def _password(process: Process) -> str:
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(300):
        while not (found := _PASSWORD.search(said)):
            line = await process.stdout.readline()
            assert line, said
            said += line.decode()
    return found[1]
