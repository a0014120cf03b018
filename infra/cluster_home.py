"""Where PostgreSQL's directory stands: in the data directory, unless its account cannot come there."""

import secrets
from pathlib import Path

from infra.account import account_for, can_reach

ELSEWHERE = Path("/var/lib/branchctl")


def cluster_home(data: Path, elsewhere: Path = ELSEWHERE) -> Path:
    """
    Return `data/postgres`, or the place it links to.

    Only when root keeps `data` below a closed directory (its own home), PostgreSQL's account cannot reach it; no
    directory is opened for that: a place is made under `elsewhere`, and a link in `data` remembers it.
    """
    home = data / "postgres"
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
