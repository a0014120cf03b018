"""A program of the stack: in a session of its own, tethered to us, its output in a log."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from infra.account import Account

_TETHER = Path(__file__).with_name("tether.py")
_LOG_LIMIT = 16 << 20  # bytes


class Program(NamedTuple):
    """What to run. `ending`: the signal that asks it to end, ours or the kernel's when we are gone."""

    command: tuple[str, ...]
    log: Path
    ending: signal.Signals = signal.SIGTERM
    account: Account | None = None
    environment: Mapping[str, str] | None = None
    directory: Path | None = None


class Child:
    """A started program. Its own session keeps a terminal's Ctrl-C from it: the supervisor ends all in order."""

    def __init__(self, program: Program, process: Process, log_start: int) -> None:
        self._program = program
        self._process = process
        self._log_start = log_start

    @classmethod
    async def start(cls, program: Program) -> "Child":
        """Start `program`; it inherits no terminal, no open file, and only the environment it is given."""
        uid, gid = (
            (program.account.uid, program.account.gid) if program.account else (os.geteuid(), os.getegid())
        )
        tether = (sys.executable, "-I", "-S", str(_TETHER), str(os.getpid()), str(int(program.ending)))
        _rotate(program.log)
        log = os.open(program.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            log_start = os.fstat(log).st_size
            process = await asyncio.create_subprocess_exec(
                *(*tether, str(uid), str(gid), *program.command),
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
                env=program.environment,
                cwd=program.directory or "/",
                start_new_session=True,
            )
        finally:
            os.close(log)
        return cls(program, process, log_start)

    @property
    def pid(self) -> int:
        """The process id, of the program itself: the tether became it."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._process.returncode is not None

    async def wait(self) -> int:
        """Wait for its end; return the exit status, or minus the signal that ended it."""
        return await self._process.wait()

    async def stop(self, grace: float) -> None:
        """Ask it to end; after `grace` seconds end it and all it started."""
        if self.ended:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(self._program.ending)
        try:
            await asyncio.wait_for(self._process.wait(), grace)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            await self._process.wait()

    def said(self, limit: int = 2000) -> str:
        """Return the end of what it wrote since its start, at most `limit` bytes."""
        with self._program.log.open("rb") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(self._log_start, size - limit))
            return log.read().decode(errors="replace").strip()


def _rotate(log: Path) -> None:
    """Keep one older log, so that a data directory does not grow by its logs for ever."""
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > _LOG_LIMIT:
            log.rename(log.with_name(f"{log.name}.1"))
