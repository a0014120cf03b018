"""Who runs a cluster, and which locks of a crashed server may be taken away."""

from pathlib import Path

import psutil

_SOCKET = ".s.PGSQL."


def holder(cluster: Path) -> int | None:
    """Return the process id of the PostgreSQL server that runs `cluster` now, or None. No file is asked: it may lie."""
    for process in psutil.process_iter(["cmdline"]):
        command = process.info["cmdline"]
        if command and Path(command[0]).name == "postgres" and str(cluster) in command:
            return int(process.pid)
    return None


def heal(cluster: Path, sockets: Path) -> None:
    """
    Remove what locks `cluster` and its directory of sockets while no server runs it. Call as the sole holder of both.

    PostgreSQL itself heals a lock that names a dead process. One that is empty or cut (after a power cut), or whose
    number the system has given to somebody else since (after a restart of a container: quite likely), would stop it
    for ever. Backends that outlive a killed server still guard the cluster by its shared memory.
    """
    if holder(cluster) is None:
        for lock in (cluster / "postmaster.pid", *sockets.glob(f"{_SOCKET}*")):
            lock.unlink(missing_ok=True)
