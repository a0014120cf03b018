"""A fresh directory for a stack that leaves nothing behind: the demo's and the tests'."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.account import account_for, can_reach


@contextmanager
def scratch_directory() -> Iterator[Path]:
    """
    Make a directory, remove it with all it holds at the end.

    Only we may look into it; started as root, PostgreSQL's account may pass through to what is its own.
    """
    directory = Path(tempfile.mkdtemp(prefix="branch-", dir=_temporary()))
    try:
        directory.chmod(0o711 if os.geteuid() == 0 else 0o700)
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _temporary() -> Path:
    usual = Path(tempfile.gettempdir())
    return usual if can_reach(account_for(usual / "new"), usual / "new") else Path("/tmp")  # noqa: S108 - for mkdtemp
