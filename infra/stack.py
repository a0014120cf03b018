"""The embedded stack: PostgreSQL, migrations, Temporal, the worker and the API on one data directory, kept running."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from infra.account import myself, owner_of
from infra.api_process import PORT as API_PORT
from infra.api_process import ApiProcess
from infra.clock import now
from infra.cluster_home import cluster_home
from infra.errors import ForeignDirectoryError, UnusableDirectoryError
from infra.postgres import Postgres
from infra.runtime import Runtime, end_strays, forget_runtime, running, sole_holder, write_runtime
from infra.schema import bring_up_to_date
from infra.seal_files import seal_files_in
from infra.subscribers_file import subscribers_in
from infra.supervisor import Supervisor, Watcher
from infra.temporal import NAMESPACE, PORT, UI_PORT, TemporalServer
from infra.worker_process import COMMAND, WorkerProcess

SERVICE_LOGIN = "branch_service"


class Rehearsal(NamedTuple):
    """A rehearsal's clock (演练): virtual now = epoch + scale x (now - epoch)."""

    epoch: datetime
    scale: int


class Options(NamedTuple):
    """How to run a stack. Ports are wishes; `worker`, `api`: the commands of these parts, () for none."""

    data: Path
    port: int = PORT
    ui_port: int = UI_PORT
    processes: int = 1
    rehearsal: Rehearsal | None = None
    durable: bool = True
    time_skipping: bool = False
    worker: tuple[str, ...] = COMMAND
    api: tuple[str, ...] = ()
    api_port: int = API_PORT


Preparation = Callable[[Runtime], Awaitable[None]]


async def _nothing_to_prepare(_: Runtime) -> None:
    return


class Stack:
    """
    One embedded stack on one data directory; `async with Stack(options, watcher) as runtime: …`.

        data/       the starting user's, closed to others (as root: open to pass, for PostgreSQL's account)
          stack.json stack.lock    where the engines answer, and who holds the directory
          postgres/ temporal/ worker/ api/    each part's own, with its `log`
          seal/                     the key that signs checkpoints, and those that were signed

    `prepare` runs after the migrations and before the worker. Raises `EngineError`s that say what to do.
    """

    def __init__(
        self, options: Options, watcher: Watcher, prepare: Preparation = _nothing_to_prepare
    ) -> None:
        self._options = options._replace(data=options.data.absolute())
        self._prepare = prepare
        self._held = ExitStack()
        self._supervisor = Supervisor(watcher, self._tell_where)
        self._runtime: Runtime | None = None

    async def start(self) -> Runtime:
        """Start all parts in order; return where they answer."""
        data = self._options.data
        try:
            _claim(data)
            self._held.enter_context(sole_holder(data))
            await asyncio.to_thread(end_strays, data)
            return await self._start_parts(data)
        except OSError as error:
            await self.stop()
            raise UnusableDirectoryError(str(data), error) from error
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop all parts, the worker first, and let go of the data directory."""
        await self._supervisor.stop()
        if self._runtime is not None:
            forget_runtime(self._options.data)
        self._held.close()

    async def __aenter__(self) -> Runtime:
        """Start."""
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        await self.stop()

    async def _start_parts(self, data: Path) -> Runtime:
        options = self._options
        home = cluster_home(data)
        postgres = Postgres(home, durable=options.durable)
        await self._supervisor.start(postgres)
        await bring_up_to_date(postgres.dsn)
        temporal = TemporalServer(
            data / "temporal", port=options.port, ui_port=options.ui_port, time_skipping=options.time_skipping
        )
        await self._supervisor.start(temporal)
        self._runtime = Runtime(
            started_at=now(),
            database_url=postgres.dsn_of(SERVICE_LOGIN),
            database_owner_url=postgres.dsn,
            temporal_address=temporal.address,
            temporal_namespace=NAMESPACE,
            temporal_ui=temporal.ui,
            processes=(),
        )
        self._tell_where()
        await self._prepare(self._runtime)
        if options.worker:
            await self._supervisor.start(
                WorkerProcess(data / "worker", options.worker, _environment(self._runtime, options))
            )
        if options.api:
            await self._start_api(self._runtime, data, options)
        return self._runtime

    async def _start_api(self, runtime: Runtime, data: Path, options: Options) -> None:
        environment = _environment(runtime, options)
        api = ApiProcess(data / "api", options.api, environment, port=options.api_port)
        self._runtime = runtime.model_copy(update={"api": api.address})
        await self._supervisor.start(api)

    def _tell_where(self) -> None:
        if self._runtime is None:
            return
        found = (running(part.name, part.pid) for part in self._supervisor.parts if part.pid)
        self._runtime = self._runtime.model_copy(update={"processes": tuple(one for one in found if one)})
        write_runtime(self._options.data, self._runtime)


def _claim(data: Path) -> None:
    """Make `data` ours alone; as root, PostgreSQL's account may pass through it to its own."""
    data.mkdir(parents=True, exist_ok=True)
    me = myself()
    if data.stat().st_uid != me.uid:
        raise ForeignDirectoryError(str(data), owner_of(data))
    data.chmod(0o711 if me.uid == 0 else 0o700)


def _environment(runtime: Runtime, options: Options) -> dict[str, str]:
    seal = seal_files_in(options.data)
    environment = {
        "DATABASE_URL": runtime.database_url,
        "TEMPORAL_ADDRESS": runtime.temporal_address,
        "TEMPORAL_NAMESPACE": runtime.temporal_namespace,
        "BRANCHCTL_DATA": str(options.data),
        "BRANCHCTL_PROCESSES": str(options.processes),
        "BRANCHCTL_SEAL_KEY_FILE": str(seal.key),
        "BRANCHCTL_ANCHORS": str(seal.anchors),
        "BRANCHCTL_SUBSCRIBERS": str(subscribers_in(options.data)),
    }
    if options.rehearsal is not None:
        environment["BRANCHCTL_REHEARSAL_EPOCH"] = options.rehearsal.epoch.isoformat()
        environment["BRANCHCTL_REHEARSAL_SCALE"] = str(options.rehearsal.scale)
    return environment
