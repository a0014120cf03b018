"""The worker as a part of the stack: `worker.py` in a process of its own, told by its environment where all is."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from infra.child import Child, Program

COMMAND = (sys.executable, "-m", "worker")
_GRACE = 30.0  # seconds to drain


class WorkerProcess:
    """Runs `command` with `environment` beside ours; SIGTERM asks it to drain. May be started again after a crash."""

    name = "worker"

    def __init__(self, home: Path, command: tuple[str, ...], environment: Mapping[str, str]) -> None:
        self._home = home.absolute()
        self._command = command
        self._environment = dict(environment)
        self._child: Child | None = None

    @property
    def pid(self) -> int:
        """The worker's process id; 0 before the first start."""
        return self._child.pid if self._child else 0

    async def start(self) -> None:
        """Start it. What it cannot do yet it tries again by itself."""
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        program = Program(
            self._command,
            self._home / "log",
            environment=dict(os.environ) | self._environment,
            directory=Path(__file__).parents[
                1
            ],  # where `worker.py` stands, in a checkout and in an installation
        )
        self._child = await Child.start(program)

    async def exited(self) -> int:
        """Wait until it is gone; return its exit status."""
        return await self._child.wait() if self._child else 0

    async def stop(self) -> None:
        """Let it finish what it holds, then end it."""
        if self._child:
            await self._child.stop(_GRACE)
