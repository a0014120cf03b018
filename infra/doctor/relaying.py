"""Whether what upstream systems sent is delivered, by somebody; and whether dead letters wait for a person. Nothing is changed."""

from typing import NamedTuple

import asyncpg

from infra.doctor.finding import Finding, fine, wrong

_PATIENCE = 5.0  # seconds


class Waiting(NamedTuple):
    """Events that wait, dead letters, and whether somebody relays."""

    pending: int
    dead: int
    led: bool


_LOOK = """
with last as (
    select distinct on (stream, event) what from ledger.inbox order by stream, event, version desc
)
select
    count(*) filter (where what in ('received', 'redriven')) as pending,
    count(*) filter (where what = 'dead') as dead,
    exists (select from pg_stat_activity
            where datname = current_database() and application_name = 'inbox: leads') as led
from last
"""


async def examine(service_url: str) -> list[Finding]:
    """Look as the service's login; nothing is said of a database that does not answer, or has no inbox yet."""
    try:
        connection = await asyncpg.connect(service_url, timeout=_PATIENCE, command_timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InternalClientError):
        return []
    try:
        if await connection.fetchval("select to_regclass('ledger.inbox') is null"):
            return []
        return relaying(Waiting(**await connection.fetchrow(_LOOK)))
    except (asyncpg.InsufficientPrivilegeError, TimeoutError):  # told by the look at the roles; or very many
        return []
    finally:
        await connection.close()


def relaying(seen: Waiting) -> list[Finding]:
    """Whether events are delivered; dead letters are told beside, and are no fault of the installation."""
    dead = f"，死信 {seen.dead} 件（branchctl inbox list --dead）" if seen.dead else ""
    dead_en = f", {seen.dead} dead letters (branchctl inbox list --dead)" if seen.dead else ""
    if seen.led or not seen.pending:
        return [
            fine(f"上游收件待送达 {seen.pending} 件{dead}", f"{seen.pending} upstream events wait{dead_en}")
        ]
    return [
        wrong(
            f"上游收件 {seen.pending} 件待送达，没有进程在投递{dead}",
            f"{seen.pending} upstream events wait, and no process relays them{dead_en}",
            "请启动工作进程（branchctl up 或 python -m worker）；如已启动，请查看其日志中的 inbox.no_lead 或 inbox.stopped。",
            "Start the worker (`branchctl up`, or `python -m worker`); if it runs, look for inbox.no_lead or inbox.stopped in its log.",
        )
    ]
