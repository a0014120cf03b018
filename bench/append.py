"""
How fast the journal takes entries, against bare asyncpg inserts in the same run: `python -m bench.append`.

Bare: rows of the same bytes into a table of the same shape and indexes, each caller with a connection of its own;
no gate, no versions or ids looked up, the bytes ready made. The journal's figure includes making the canonical bytes.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import asyncpg

from domain.clock import RealOrRehearsal
from domain.orders import Role
from domain.rules import RulesStamp
from infra.ids import new_id
from infra.migrate import migrate
from infra.postgres import Postgres
from infra.scratch import scratch_directory
from journal.body import ActorStamp
from journal.entry import Draft, Slice, Submission
from journal.journal import Journal
from journal.preparing import prepare

DATA = json.dumps({"kind": "case.noted.v1", "text": "核对名册，未见差异", "counted": 7}, ensure_ascii=False)
DRAFT = Draft("case.noted.v1", DATA, ("branch:b-1", "org:o-1"), date(2026, 3, 1))
BARE = """
insert into bare (position, stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
select nextval('bare_position'), stream, version, command_id, command_index, fingerprint, kind, recorded_at,
       string_to_array(tags, ' '), body
from unnest($1::text[], $2::int[], $3::uuid[], $4::smallint[], $5::bytea[], $6::text[], $7::timestamptz[],
     $8::text[], $9::bytea[]) n(stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
"""
BARE_ONE = """
insert into bare (position, stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
values (nextval('bare_position'), $1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

Write = Callable[[Submission], Awaitable[object]]


class Way(NamedTuple):
    """How many callers write how many commands each, of how many entries; the target is a ratio to bare."""

    callers: int
    commands: int
    entries: int
    target: float


WAYS = (Way(1, 500, 1, 0.6), Way(32, 60, 1, 1.7), Way(256, 10, 1, 2.5), Way(1, 40, 100, 0.9))
ROUNDS = 7
"""Turn about, and the best of each counts: what else the machine does in between hits one side or the other."""


def submissions(way: Way, caller: int, turn: int) -> list[Submission]:
    """Return what one caller appends, one command after the other, to a stream of its own."""
    return [
        Submission(
            command_id=new_id(),
            fingerprint=hashlib.sha256(b"intent").digest(),
            recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            actor=ActorStamp(id="p-1", role=Role.OPERATOR, org="o-1"),
            rules=RulesStamp(policy="a" * 64, calendar="b" * 64),
            cause_kind="case.note",
            cause_body=DATA,
            slices=(
                Slice(
                    f"case/{way.callers}-{way.entries}/{turn}/{caller}",
                    nth * way.entries,
                    (DRAFT,) * way.entries,
                ),
            ),
        )
        for nth in range(way.commands)
    ]


def rows(submission: Submission) -> list[tuple[object, ...]]:
    """Return the columns of a command's entries, for a bare insert."""
    print_once = [submission.fingerprint]
    return [
        (
            *(entry.stream, entry.version, entry.command_id, entry.command_index),
            *(
                print_once.pop() if print_once else None,
                entry.kind,
                entry.recorded_at,
                list(entry.tags),
                entry.body,
            ),
        )
        for entry in prepare(submission, RealOrRehearsal(), {}).entries
    ]


async def rate(way: Way, work: list[list[Submission]], write: Write) -> float:
    """Return entries a second."""

    async def call(mine: list[Submission]) -> None:
        for submission in mine:
            await write(submission)

    start = time.perf_counter()
    await asyncio.gather(*(call(mine) for mine in work))
    return way.callers * way.commands * way.entries / (time.perf_counter() - start)


async def bare(way: Way, dsn: str, work: list[list[Submission]]) -> float:
    """Return entries a second by plain inserts."""
    # PostgreSQL's default is 100 connections; more of them would not be faster on two cores
    connections = min(way.callers, 32)
    pool = await asyncpg.create_pool(dsn, min_size=connections, max_size=connections)
    ready = {submission.command_id: rows(submission) for mine in work for submission in mine}

    async def write(submission: Submission) -> None:
        made = ready[submission.command_id]
        if len(made) == 1:
            await pool.execute(BARE_ONE, *made[0])
        else:
            columns: list[list[Any]] = [list(column) for column in zip(*made, strict=True)]
            columns[7] = [" ".join(tags) for tags in columns[7]]
            await pool.execute(BARE, *columns)

    try:
        return await rate(way, work, write)
    finally:
        await pool.close()


async def measure(way: Way, dsn: str, journal: Journal) -> tuple[float, float]:
    """Return entries a second: the journal's, and bare."""
    ours, plain = [], []
    for turn in range(ROUNDS):
        work = [submissions(way, caller, turn) for caller in range(way.callers)]
        plain.append(await bare(way, dsn, work))
        ours.append(await rate(way, work, journal.append))
    return max(ours), max(plain)


async def main() -> None:
    """Measure each way, and print a table."""
    with scratch_directory() as directory:
        async with Postgres(directory) as engine:
            await migrate(engine.dsn)
            connection = await asyncpg.connect(engine.dsn)
            await connection.execute("create table bare (like journal.entry including all)")
            await connection.execute("create sequence bare_position")
            await connection.close()
            journal = await Journal.open(engine.dsn_of("branch_service"))
            await journal.begin(RealOrRehearsal())
            print(f"{'callers':>8}{'entries':>8}{'journal/s':>12}{'bare/s':>12}{'ratio':>8}{'target':>8}")
            for way in WAYS:
                ours, plain = await measure(way, engine.dsn, journal)
                missed = "" if ours / plain >= way.target else "  missed"
                print(
                    f"{way.callers:>8}{way.entries:>8}{ours:>12.0f}{plain:>12.0f}{ours / plain:>8.2f}{way.target:>8}{missed}"
                )
            await journal.close()


if __name__ == "__main__":
    asyncio.run(main())
