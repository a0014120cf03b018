"""The API as a part of the stack: `branchctl serve` in a process of its own, told by its environment where all is."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from infra.child import Child, Program
from infra.errors import DidNotStartError
from infra.ports import LOOPBACK, held_port

PORT = 8000
COMMAND = (sys.executable, "-c", "from interfaces.cli.main import main; raise SystemExit(main())", "serve")
_GRACE = 25.0  # seconds to finish what was begun
_PATIENCE = 60.0  # seconds until the first answer
_PAUSE = 0.1  # seconds


class ApiProcess:
    """
    Runs `command` with `environment` beside ours, on the wanted port of the loopback address, or a free one.

    The port is chosen when it is made, held, and kept over a restart. Raises `DidNotStartError`.
    """

    name = "API"

    def __init__(
        self, home: Path, command: tuple[str, ...], environment: Mapping[str, str], *, port: int = PORT
    ) -> None:
        self._home = home.absolute()
        self._command = command
        self._port = held_port(port)
        self._environment = {**environment, "BRANCHCTL_LISTEN": f"{LOOPBACK}:{self._port.number}"}
        self._child: Child | None = None

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"http://{LOOPBACK}:{self._port.number}"

    @property
    def pid(self) -> int:
        """Its process id; 0 before the first start."""
        return self._child.pid if self._child else 0

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = self._home / "log"
        program = Program(
            self._command,
            log,
            environment=dict(os.environ) | self._environment,
            directory=Path(__file__).parents[1],
        )
        child = self._child = await Child.start(program)
        if not await self._listens(child):
            raise DidNotStartError(self.name, str(log), child.said())

    async def exited(self) -> int:
        """Wait until it is gone; return its exit status."""
        return await self._child.wait() if self._child else 0

    async def stop(self) -> None:
        """Let it answer what it took on, then end it."""
        if self._child:
            await self._child.stop(_GRACE)

    async def _listens(self, child: Child) -> bool:
        clock = asyncio.get_running_loop()
        end = clock.time() + _PATIENCE
        while clock.time() < end and not child.ended:
            if await self._answers():
                return True
            await asyncio.sleep(_PAUSE)
        return False

    async def _answers(self) -> bool:
        """Whether it says that it lives."""
        try:
            reader, writer = await asyncio.open_connection(LOOPBACK, self._port.number)
        except OSError:
            return False
        try:
            writer.write(b"GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
            async with asyncio.timeout(_PATIENCE):
                return (await reader.readline()).startswith(b"HTTP/1.1 200")
        except (OSError, TimeoutError):
            return False
        finally:
            writer.close()
