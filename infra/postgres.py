"""The embedded PostgreSQL: its own programs run directly, as an unprivileged account, on a Unix socket."""

import asyncio
import contextlib
import shutil
import signal
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import asyncpg

from infra.account import Account, account_for, can_reach, myself
from infra.binaries import programs_within_reach
from infra.child import Child, Program
from infra.errors import ClosedPlaceError, DidNotStartError, StillRunningError
from infra.postmaster import heal, holder

SUPERUSER = "postgres"
DATABASE = "branch"
_PORT = 5432  # names the socket; nothing listens on a port
_PATH_LIMIT = 107  # bytes of a Unix socket's path, on Linux
_PATIENCE = 30.0  # seconds; after a kill -9 the old backends hold the shared memory until they notice
_GRACE = 20.0  # seconds
_PASSING = "pre-existing shared memory block"


class Postgres:
    """
    One PostgreSQL server on the directory `home`, which is ours; its cluster and socket are its account's alone.

        home/            ours; open to pass when root starts, since the account must come to its own
          data/ run/     the account's, mode 0700: the cluster, and the socket
          hba ident log  ours: root never writes into a directory that somebody else owns

    Who may connect: the user who started it (and nobody else, not even the account: `peer`), as any role.
    `durable=False` (no fsync) is for tests that do not test durability.
    Raises `EngineError`s that say what to do. May be started again after `stop` or a crash, at the same address.
    """

    name = "PostgreSQL"

    def __init__(self, home: Path, *, durable: bool = True, options: tuple[str, ...] = ()) -> None:
        self._home = home.absolute()
        self._cluster = self._home / "data"
        self._durable = durable
        self._options = options
        self._sockets: Path | None = None
        self._child: Child | None = None

    @property
    def dsn(self) -> str:
        """The superuser's address: for migrations."""
        return self.dsn_of(SUPERUSER)

    def dsn_of(self, role: str, database: str = DATABASE) -> str:
        """Return the address for `role`. It holds no secret: the socket is reached by the starting user only."""
        sockets = quote(str(self._run), safe="")
        return f"postgresql://{role}@/{database}?host={sockets}&port={_PORT}"

    @property
    def pid(self) -> int:
        """The postmaster's process id; 0 before the first start."""
        return self._child.pid if self._child else 0

    async def start(self) -> None:
        """Make the cluster if there is none, start the server, wait until it answers, make the database."""
        account = account_for(self._cluster)
        self._lay_out(account)
        if not can_reach(account, self._cluster):
            raise ClosedPlaceError(str(self._home), account.name)
        programs = programs_within_reach(account, self._home / "programs")
        if not self._cluster.exists():
            await self._make_cluster(programs, account)
        await self._serve(programs, account)
        await self._make_database()

    async def exited(self) -> int:
        """Wait until the server is gone; return its exit status."""
        return await self._child.wait() if self._child else 0

    async def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, what was committed is on disk."""
        if self._child:
            await self._child.stop(_GRACE)
        if self._sockets and self._sockets.parent != self._home:
            shutil.rmtree(self._sockets, ignore_errors=True)

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

    @property
    def _run(self) -> Path:
        return self._sockets or self._home / "run"

    def _lay_out(self, account: Account) -> None:
        me = myself()
        self._home.mkdir(parents=True, exist_ok=True)
        self._home.chmod(0o700 if account.uid == me.uid else 0o711)
        _write(self._home / "hba", "local all all peer map=starter\n")
        _write(self._home / "ident", f'starter "{me.name}" all\n')
        if self._sockets is None or not self._sockets.exists():
            self._sockets = self._place_for_sockets()
            self._sockets.mkdir(exist_ok=True)
            _give(self._sockets, account)

    def _place_for_sockets(self) -> Path:
        """Return `home/run`, or, when that is too long for a socket, a short new directory."""
        beside = self._home / "run"
        if len(str(beside / f".s.PGSQL.{_PORT}").encode()) <= _PATH_LIMIT:
            return beside
        usual = tempfile.gettempdir()
        short = usual if len(usual.encode()) < _PATH_LIMIT // 2 else "/tmp"  # noqa: S108 - mkdtemp is safe there
        return Path(tempfile.mkdtemp(prefix="branch-", dir=short))

    async def _make_cluster(self, programs: Path, account: Account) -> None:
        """Make it beside, then rename: what an interruption leaves is never taken for a cluster."""
        draft = self._home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        _give(draft, account)
        initdb = str(programs / "initdb")
        command = (
            *(initdb, "-D", str(draft), "-U", SUPERUSER, "-E", "UTF8"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--auth-local=peer", "--auth-host=reject"),
            *(() if self._durable else ("-N",)),
        )
        maker = await Child.start(self._program(command, account))
        if await maker.wait() != 0:
            raise DidNotStartError(initdb, str(self._home / "log"), maker.said())
        draft.rename(self._cluster)

    async def _serve(self, programs: Path, account: Account) -> None:
        """Start the server; try again while a crashed one still lets go of the cluster."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + _PATIENCE
        while True:
            await self._wait_for_holder(deadline)
            heal(self._cluster, self._run)
            self._child = await Child.start(self._program(self._command(programs), account))
            if await self._answers(self._child, deadline):
                return
            said = self._child.said()
            if loop.time() > deadline or _PASSING not in said:
                raise DidNotStartError(self.name, str(self._home / "log"), said)
            await asyncio.sleep(0.2)

    async def _wait_for_holder(self, deadline: float) -> None:
        """Wait for a server whose starter was killed: its tether has told it to end."""
        loop = asyncio.get_running_loop()
        while (pid := holder(self._cluster)) is not None:
            if loop.time() > deadline:
                raise StillRunningError(str(self._cluster), pid)
            await asyncio.sleep(0.05)

    async def _answers(self, child: Child, deadline: float) -> bool:
        """Wait for the server's answer. False: it ended, or the time is up."""
        loop = asyncio.get_running_loop()
        while not child.ended and loop.time() < deadline:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InternalClientError):
                connection = await asyncpg.connect(self.dsn_of(SUPERUSER, "postgres"), timeout=5)
                await connection.close()
                return True
            await asyncio.sleep(0.02)
        return False

    async def _make_database(self) -> None:
        connection = await asyncpg.connect(self.dsn_of(SUPERUSER, "postgres"))
        try:
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE):
                await connection.execute(f'CREATE DATABASE "{DATABASE}"')
        finally:
            await connection.close()

    def _command(self, programs: Path) -> tuple[str, ...]:
        settings = (
            "listen_addresses=",
            f"port={_PORT}",
            f"unix_socket_directories={self._sockets}",
            "unix_socket_permissions=0700",
            f"hba_file={self._home / 'hba'}",
            f"ident_file={self._home / 'ident'}",
            "lc_messages=C",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_error_verbosity=terse",  # the details of a failed check print the row: persons' data
            *(() if self._durable else ("fsync=off", "full_page_writes=off")),
            *self._options,
        )
        return (
            *(str(programs / "postgres"), "-D", str(self._cluster)),
            *(word for setting in settings for word in ("-c", setting)),
        )

    def _program(self, command: tuple[str, ...], account: Account) -> Program:
        return Program(
            command,
            log=self._home / "log",
            ending=signal.SIGINT,
            account=account,
            environment={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )


def _give(directory: Path, account: Account) -> None:
    directory.chmod(0o700)
    if directory.stat().st_uid != account.uid:
        shutil.chown(directory, account.uid, account.gid)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(0o644)
