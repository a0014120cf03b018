"""Whether the ledger is folded from the journal, by somebody. Nothing is changed."""

from typing import NamedTuple

import asyncpg

from infra.doctor.finding import Finding, fine, wrong

_PATIENCE = 5.0  # seconds


class Seen(NamedTuple):
    """Entries, those the ledger knows of, and whether somebody projects."""

    entries: int
    folded: int
    led: bool


_LOOK = """
select
    coalesce((select max(position) from journal.entry), 0) as entries,
    (select position from ledger.checkpoint) as folded,
    exists (select from pg_stat_activity
            where datname = current_database() and application_name = 'ledger: leads') as led
"""


async def examine(service_url: str) -> list[Finding]:
    """Look as the service's login; nothing is said of a database that does not answer, or has no ledger yet."""
    try:
        connection = await asyncpg.connect(service_url, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InternalClientError):
        return []
    try:
        if await connection.fetchval("select to_regclass('ledger.checkpoint') is null"):
            return []
        return [projecting(Seen(**await connection.fetchrow(_LOOK)))]
    except asyncpg.InsufficientPrivilegeError:  # told by the look at the roles
        return []
    finally:
        await connection.close()


def projecting(seen: Seen) -> Finding:
    """Whether the ledger follows the journal."""
    if seen.led or seen.entries == seen.folded:
        return fine(
            f"台账已记到位置 {seen.folded}，共 {seen.entries}",
            f"the ledger has come to position {seen.folded} of {seen.entries}",
        )
    return wrong(
        f"台账停在位置 {seen.folded}，账本已到 {seen.entries}，也没有进程在折叠",
        f"the ledger stands at position {seen.folded} of {seen.entries}, and no process folds it",
        "请启动工作进程（branchctl up 或 python -m worker）；如已启动，请查看其日志中的 ledger.stopped 或 ledger.waiting。",
        "Start the worker (`branchctl up`, or `python -m worker`); if it runs, look for ledger.stopped or ledger.waiting in its log.",
    )
