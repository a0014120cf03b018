"""Whom PostgreSQL runs as: it refuses to run as root, so root lends it an existing unprivileged account."""

import os
import pwd
import stat
from pathlib import Path
from typing import NamedTuple

from infra.errors import NamelessOwnerError, NamelessUserError, NoAccountError

_PREFERRED = ("postgres", "nobody")


class Account(NamedTuple):
    """An account of this system."""

    name: str
    uid: int
    gid: int


def myself() -> Account:
    """Return the account this process runs as. Raises `NamelessUserError`."""
    try:
        return _of(pwd.getpwuid(os.geteuid()))
    except KeyError:
        raise NamelessUserError(os.geteuid()) from None


def named(name: str) -> Account | None:
    """Return the account of that name, if there is one."""
    try:
        return _of(pwd.getpwnam(name))
    except KeyError:
        return None


def unprivileged() -> Account:
    """Return the first existing account of `postgres` and `nobody`. Raises `NoAccountError`."""
    for name in _PREFERRED:
        if (account := named(name)) is not None:
            return account
    raise NoAccountError


def account_for(cluster: Path) -> Account:
    """Return who runs PostgreSQL on `cluster`: its owner, or, for a new one, whoever suits. Raises `EngineError`."""
    if os.geteuid() != 0:
        return myself()
    if not cluster.exists():
        return unprivileged()
    try:
        return _of(pwd.getpwuid(cluster.stat().st_uid))
    except KeyError:
        raise NamelessOwnerError(str(cluster), cluster.stat().st_uid) from None


def owner_of(path: Path) -> str:
    """Return whose `path` is: a name, or the number of somebody who has none."""
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)


def can_reach(account: Account, path: Path) -> bool:
    """Whether `account` may pass every directory above `path`; looks at the permission bits, changes nothing."""
    if account.uid == os.geteuid():
        return True
    return all(_may_pass(account, parent.stat()) for parent in path.resolve().parents if parent.exists())


def _may_pass(account: Account, directory: os.stat_result) -> bool:
    if directory.st_uid == account.uid:
        return bool(directory.st_mode & stat.S_IXUSR)
    if directory.st_gid == account.gid:
        return bool(directory.st_mode & stat.S_IXGRP)
    return bool(directory.st_mode & stat.S_IXOTH)


def _of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
