"""
Bare asyncpg: rows of the same bytes into a table of the same shape and indexes.

No gate, no versions or ids looked up, nobody told his place; the bytes are ready made.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import asyncpg

from bench.journals.acts import Way, work
from bench.journals.calling import elapsed
from domain.clock import RealOrRehearsal
from journal.entry import Submission
from journal.preparing import prepare

NAME = "bare asyncpg"

_CONNECTIONS = 32
"""At most: PostgreSQL's default is 100 in all, and more would not be faster on two cores."""

_MANY = """
insert into bare (position, stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
select nextval('bare_position'), stream, version, command_id, command_index, fingerprint, kind, recorded_at,
       string_to_array(tags, ' '), body
from unnest($1::text[], $2::int[], $3::uuid[], $4::smallint[], $5::bytea[], $6::text[], $7::timestamptz[],
     $8::text[], $9::bytea[]) n(stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
"""
_ONE = """
insert into bare (position, stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
values (nextval('bare_position'), $1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


class _Row(NamedTuple):
    stream: str
    version: int
    command_id: object
    command_index: int
    fingerprint: bytes | None
    kind: str
    recorded_at: object
    tags: list[str]
    body: bytes


class Bare:
    """A pool of connections, as many as there are callers."""

    def __init__(self, pool: asyncpg.Pool, way: Way) -> None:
        self._pool = pool
        self._way = way

    async def rate(self, turn: int) -> float:
        """Return entries a second; the columns of many are still to be made of the rows."""
        rows = [[_rows(submission) for submission in mine] for mine in work(self._way, turn)]
        return self._way.total / await elapsed(rows, self._write)

    async def _write(self, rows: list[_Row]) -> None:
        if len(rows) == 1:
            await self._pool.execute(_ONE, *rows[0])
        else:
            columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
            columns[7] = [" ".join(tags) for tags in columns[7]]
            await self._pool.execute(_MANY, *columns)


@asynccontextmanager
async def bare(dsn: str, way: Way) -> AsyncIterator[Bare]:
    """Connect; `make_table` was called before."""
    connections = min(way.callers, _CONNECTIONS)
    async with asyncpg.create_pool(dsn, min_size=connections, max_size=connections) as pool:
        yield Bare(pool, way)


async def make_table(dsn: str) -> None:
    """Make the table beside the journal's, of the same columns, checks and indexes."""
    connection = await asyncpg.connect(dsn)
    await connection.execute("create table bare (like journal.entry including all)")
    await connection.execute("create sequence bare_position")
    await connection.close()


def _rows(submission: Submission) -> list[_Row]:
    return [
        _Row(
            stream=entry.stream,
            version=entry.version,
            command_id=entry.command_id,
            command_index=entry.command_index,
            fingerprint=None if entry.command_index else submission.fingerprint,
            kind=entry.kind,
            recorded_at=entry.recorded_at,
            tags=list(entry.tags),
            body=entry.body,
        )
        for entry in prepare(submission, RealOrRehearsal(), {}).entries
    ]
