"""The embedded Temporal server: the real one, of the `temporal` command, on an SQLite file and the loopback address."""

import asyncio
import json
import os
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.service import ConnectConfig, RetryConfig, RPCError, ServiceClient

from infra.binaries import temporal_program
from infra.child import Child, Program
from infra.errors import DidNotStartError
from infra.ports import LOOPBACK, Port, held_port

PORT = 7233
UI_PORT = 8233
NAMESPACE = "default"

_DYNAMIC = (
    ("history.transferProcessorMaxPollRPS", 10_000),
    ("history.timerProcessorMaxPollRPS", 10_000),
    ("history.timerProcessorMaxTimeShift", "10ms"),  # else a timer fires up to a second late
    ("matching.numTaskqueueReadPartitions", 1),
    ("matching.numTaskqueueWritePartitions", 1),
)
_TIME_SKIPPING = ("frontend.WorkflowTimeSkippingEnabled", True)
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
)  # the journal is the truth: open processes can be rebuilt
_PATIENCE = 60.0  # seconds until the first answer
_RACES = 4  # a free port may be taken by another before the server listens; it picks some of its own as well
_TAKEN = "address already in use"
_GRACE = 15.0  # seconds
_ONE_ANSWER = timedelta(seconds=2)


class TemporalServer:
    """
    One Temporal server whose file and log stand in the directory `home`.

    Ports are chosen when it is made (the wanted ones, or free ones), held, and kept over a restart.
    `time_skipping`: months may pass in tests. Raises `DidNotStartError`.
    """

    name = "Temporal"

    def __init__(
        self, home: Path, *, port: int = PORT, ui_port: int = UI_PORT, time_skipping: bool = False
    ) -> None:
        self._home = home.absolute()
        self._port, self._ui_port = held_port(port), held_port(ui_port)
        self._dynamic = (*_DYNAMIC, _TIME_SKIPPING) if time_skipping else _DYNAMIC
        self._child: Child | None = None

    @property
    def address(self) -> str:
        """Host and port for clients."""
        return f"{LOOPBACK}:{self._port.number}"

    @property
    def ui(self) -> str:
        """The web page of Temporal itself."""
        return f"http://{LOOPBACK}:{self._ui_port.number}"

    @property
    def pid(self) -> int:
        """The server's process id; 0 before the first start."""
        return self._child.pid if self._child else 0

    async def start(self) -> None:
        """Start the server and wait until its namespace answers."""
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = self._home / "log"
        environment = {"PATH": os.defpath, "HOME": str(self._home)}  # no profile of the user's redirects it
        for race in range(_RACES):
            child = self._child = await Child.start(Program(self._command(), log, environment=environment))
            if await self._answers(child):
                return
            lost = child.ended and _TAKEN in child.said()
            if not lost or race + 1 == _RACES:
                raise DidNotStartError(self.name, str(log), child.said())
            self._port, self._ui_port = _again(self._port), _again(self._ui_port)

    async def exited(self) -> int:
        """Wait until the server is gone; return its exit status."""
        return await self._child.wait() if self._child else 0

    async def stop(self) -> None:
        """Stop it; what workers asked for is in its file."""
        if self._child:
            await self._child.stop(_GRACE)

    async def __aenter__(self) -> Self:
        """Start."""
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        await self.stop()

    def _command(self) -> tuple[str, ...]:
        return (
            *(str(temporal_program()), "server", "start-dev", "--ip", LOOPBACK),
            *(
                "--port",
                str(self._port.number),
                "--ui-port",
                str(self._ui_port.number),
                "--ui-disable-news-fetch",
            ),
            *("--db-filename", str(self._home / "temporal.db"), "--namespace", NAMESPACE),
            *("--log-level", "warn"),
            *_repeated("--sqlite-pragma", _PRAGMAS),
            *_repeated(
                "--dynamic-config-value", tuple(f"{key}={json.dumps(value)}" for key, value in self._dynamic)
            ),
        )

    async def _answers(self, child: Child) -> bool:
        deadline = asyncio.get_running_loop().time() + _PATIENCE
        while not child.ended and asyncio.get_running_loop().time() < deadline:
            if await answers(self.address):
                return True
            await asyncio.sleep(0.05)
        return False


async def answers(address: str, namespace: str = NAMESPACE) -> bool:
    """Whether a Temporal server at `address` knows `namespace`; asked once, without retries."""
    config = ConnectConfig(target_host=address, lazy=True, retry_config=RetryConfig(max_retries=0))
    try:
        client = await ServiceClient.connect(config)
        question = DescribeNamespaceRequest(namespace=namespace)
        await client.workflow_service.describe_namespace(question, timeout=_ONE_ANSWER)
    except (RPCError, RuntimeError):
        return False
    return True


def _again(port: Port) -> Port:
    """Return the same port where nobody listens on it, else another."""
    return port if port.still_free() else held_port(0)


def _repeated(flag: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for value in values for word in (flag, value))
