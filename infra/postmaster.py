"""Who holds a cluster: `postmaster.pid` after a crash, and what may be done about it."""

import contextlib
from pathlib import Path

import psutil


def holder(cluster: Path) -> int | None:
    """Return the process id of the PostgreSQL server that runs `cluster` now, or None."""
    pid = _written(cluster)
    return pid if pid is not None and _serves(pid, cluster) else None


def heal(cluster: Path) -> None:
    """
    Remove a `postmaster.pid` that names a living process which is no PostgreSQL of this cluster.

    PostgreSQL itself heals one that names a dead process; a number that the system has given to somebody else since
    (after a power cut: quite likely) would stop it for ever.
    """
    pid = _written(cluster)
    if pid is not None and not _serves(pid, cluster):
        with contextlib.suppress(FileNotFoundError):
            (cluster / "postmaster.pid").unlink()


def _written(cluster: Path) -> int | None:
    try:
        first = (cluster / "postmaster.pid").read_text(encoding="ascii", errors="replace").partition("\n")[0]
    except FileNotFoundError:
        return None
    return abs(int(first)) if first.strip().lstrip("-").isdigit() else None


def _serves(pid: int, cluster: Path) -> bool:
    try:
        command = psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
    return bool(command) and Path(command[0]).name == "postgres" and str(cluster) in command
