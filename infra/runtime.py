"""What runs in a data directory: who holds it, and where its engines answer."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from infra.errors import AlreadyRunningError

_FILE = "stack.json"
_LOCK = "stack.lock"
_GRACE = 30.0  # seconds
_SAME_BIRTH = 0.05  # seconds


class Running(BaseModel):
    """One process of the stack; `born` (seconds since the epoch) tells it from a later one of the same number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    pid: int
    born: float


class Runtime(BaseModel):
    """The content of `stack.json`. No secret is in it: the addresses work for the starting user only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    started_at: AwareDatetime
    database_url: str
    database_owner_url: str
    temporal_address: str
    temporal_namespace: str
    temporal_ui: str
    api: str | None = None
    processes: tuple[Running, ...]


@contextmanager
def sole_holder(data: Path) -> Iterator[None]:
    """Hold `data` for this process. Raises `AlreadyRunningError`. The kernel lets go when the process ends."""
    with (data / _LOCK).open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunningError(str(data), lock.read().strip() or "?") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def is_held(data: Path) -> bool:
    """Whether a stack runs in `data` now."""
    try:
        with (data / _LOCK).open(encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # it is not there, or not ours to look at
        return False
    return False


def read_runtime(data: Path) -> Runtime | None:
    """Return what was last written in `data`; None when nothing readable is there."""
    try:
        return Runtime.model_validate_json((data / _FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def write_runtime(data: Path, runtime: Runtime) -> None:
    """Write `stack.json` so that a reader sees the old one or the new one, never half of it."""
    draft = data / f"{_FILE}.draft"
    draft.write_text(runtime.model_dump_json(indent=2), encoding="utf-8")
    draft.replace(data / _FILE)


def forget_runtime(data: Path) -> None:
    """Remove `stack.json`: nothing runs here any more."""
    (data / _FILE).unlink(missing_ok=True)


def running(name: str, pid: int) -> Running | None:
    """Describe the living process `pid`; None when it is gone."""
    try:
        return Running(name=name, pid=pid, born=psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return None


def end_strays(data: Path) -> list[Running]:
    """
    End what a killed supervisor left behind, and return it. Call as the sole holder of `data`.

    On Linux the tether has told it to end already; this waits for it. A process of another birth is not touched.
    """
    runtime = read_runtime(data)
    strays = [one for one in runtime.processes if _lives(one)] if runtime else []
    living = []
    for stray in strays:
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(stray.pid)
            process.send_signal(2 if stray.name == "PostgreSQL" else 15)
            living.append(process)
    for process in psutil.wait_procs(living, timeout=_GRACE)[1]:
        process.kill()
    return strays


def _lives(one: Running) -> bool:
    again = running(one.name, one.pid)
    return again is not None and abs(again.born - one.born) < _SAME_BIRTH
