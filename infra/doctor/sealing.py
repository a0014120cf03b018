"""Whether the journal is being sealed, and whether the key that signs for it is kept as it must be. Nothing is changed."""

import os
from pathlib import Path
from typing import NamedTuple

import asyncpg

from infra.doctor.finding import Finding, fine, wrong
from infra.seal_files import SealFiles

_PATIENCE = 5.0  # seconds
_ALARM = "journal seal: alarm "
"""How the connection of a sealer that has stopped calls itself."""


class Seen(NamedTuple):
    """Entries, sealed ones, those that a signed checkpoint covers; what whoever leads calls himself, None: nobody does."""

    entries: int
    sealed: int
    signed: int
    leader: str | None


_LOOK = """
select
    coalesce((select max(position) from journal.entry), 0) as entries,
    coalesce((select first + count - 1 from journal.seal order by first desc limit 1), 0) as sealed,
    coalesce((select max(size) from journal.checkpoint), 0) as signed,
    (select application_name from pg_stat_activity
     where datname = current_database() and application_name like any (array['journal seal: leads', $1 || '%'])
     limit 1) as leader
"""


async def examine(service_url: str, files: SealFiles) -> list[Finding]:
    """Look as the service's login; nothing is said of a database that does not answer, or has no seal yet."""
    try:
        connection = await asyncpg.connect(service_url, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InternalClientError):
        return []
    try:
        if await connection.fetchval("select to_regclass('journal.seal') is null"):
            return []
        seen = Seen(**await connection.fetchrow(_LOOK, _ALARM))
    except asyncpg.InsufficientPrivilegeError:  # told by the look at the roles
        return []
    finally:
        await connection.close()
    return [sealing(seen), *signing(seen, files)]


def sealing(seen: Seen) -> Finding:
    """Whether somebody seals what is appended."""
    if seen.leader and seen.leader.startswith(_ALARM):
        alarm = seen.leader.removeprefix(_ALARM)
        return wrong(
            f"封存已停止，警报：{alarm}",
            f"sealing has stopped, alarm: {alarm}",
            "请保留现场，执行 branchctl audit status 与 branchctl audit verify，查明并恢复后重启工作进程。",
            "Keep everything as it is; run `branchctl audit status` and `branchctl audit verify`; repair, then restart the workers.",
        )
    if seen.leader or seen.entries == seen.sealed:
        return fine(f"已封存 {seen.sealed} 条记录", f"{seen.sealed} entries are sealed")
    waiting = seen.entries - seen.sealed
    return wrong(
        f"{waiting} 条记录尚未封存，也没有进程在封存",
        f"{waiting} entries are not sealed, and no process seals",
        "请启动工作进程（branchctl up 或 python -m worker），并查看其日志。",
        "Start the worker (`branchctl up`, or `python -m worker`), and look at its log.",
    )


def signing(seen: Seen, files: SealFiles) -> list[Finding]:
    """Whether the key signs, and is its owner's alone. Nothing, where no key file is meant to be on this machine."""
    if files.key is None:
        return []
    if not files.key.exists():
        return [] if not seen.signed else [lost(files.key)]
    mode = files.key.stat().st_mode & 0o777
    if mode & 0o077:
        return [
            wrong(
                f"封存密钥 {files.key} 的权限为 {mode:04o}，他人可读",
                f"the key of the seal {files.key} has mode {mode:04o}: others can read it",
                f"请执行 chmod 600 {files.key}；如可能已被读取，随后执行 branchctl audit rotate-key。",
                f"Run chmod 600 {files.key}; if somebody may have read it, then `branchctl audit rotate-key`.",
            )
        ]
    if not os.access(files.key, os.R_OK):
        return [lost(files.key)]
    return [fine("封存密钥只有其主人可读", "the key of the seal is its owner's alone")]


def lost(key: Path) -> Finding:
    """Say that the key is not there, or not ours to read."""
    return wrong(
        f"封存密钥 {key} 不存在或者不可读",
        f"the key of the seal {key} is not there, or cannot be read",
        "请恢复该文件（权限 0600，属于运行工作进程的账号）；检查点只由账中所载的密钥签署。",
        "Restore it (mode 0600, owned by the account that runs the worker): checkpoints are signed by no other.",
    )
