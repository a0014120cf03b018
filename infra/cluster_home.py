"""Where PostgreSQL's directory stands: in the data directory, unless its account cannot come there."""

import errno
import os
import secrets
from pathlib import Path

from infra.account import account_for, can_reach
from infra.errors import LostClusterError

ELSEWHERE = Path("/var/lib/branchctl")


def cluster_home(data: Path, elsewhere: Path = ELSEWHERE) -> Path:
    """
    Return `data/postgres`, or the place it links to.

    Only when root keeps `data` below a closed directory (its own home), PostgreSQL's account cannot reach it; no
    directory is opened for that: a place is made under `elsewhere`, and a link in `data` remembers it.
    Raises `LostClusterError`, and `OSError` when something else is in its place.
    """
    home = data / "postgres"
    if is_lost(data):
        raise LostClusterError(str(home.resolve() / "data"))
    if home.exists() and not home.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(home))
    if home.is_symlink():
        return home.resolve()
    cluster = home / "data"
    if can_reach(account_for(cluster), cluster):
        return home
    place = elsewhere / secrets.token_hex(8)
    elsewhere.mkdir(mode=0o711, parents=True, exist_ok=True)
    place.mkdir(mode=0o711)
    home.symlink_to(place)
    return place


def is_lost(data: Path) -> bool:
    """
    Whether a cluster was here and is not any more: its link leads nowhere, or Temporal's file is there without it.

    Temporal is started after PostgreSQL, so its file is never the older one.
    """
    home = data / "postgres"
    dangling = home.is_symlink() and not home.exists()
    return dangling or ((data / "temporal" / "temporal.db").exists() and not (home / "data").exists())
