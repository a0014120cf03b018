"""Waits for what happens elsewhere; a test never sleeps and hopes."""

import asyncio
from collections.abc import Callable

import psutil

_PATIENCE = 150.0  # seconds: a busy machine is no failure


async def until(true: Callable[[], bool], what: str) -> None:
    """Return as soon as it is true; fail after a long while."""
    deadline = asyncio.get_running_loop().time() + _PATIENCE
    while not true():
        assert asyncio.get_running_loop().time() < deadline, f"in vain: {what}"
        await asyncio.sleep(0.02)


def nothing_runs_for(directory: object) -> bool:
    """Whether no living process names the directory in its command line."""
    return not any(
        str(directory) in " ".join(process.info["cmdline"] or ())
        for process in psutil.process_iter(["cmdline", "status"])
        if process.info["status"] != psutil.STATUS_ZOMBIE
    )
