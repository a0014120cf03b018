"""How fast entries are appended to a journal that holds many already, against an empty one."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import asyncpg

from bench.journals.acts import Way
from bench.journals.appending import append_rate
from bench.journals.arena import Arena
from bench.journals.comparing import Side, compare
from bench.journals.report import Row, compared_row
from journal.journal import Journal

_EMPTY = "an empty journal"
_AIM = 0.75
_WAYS = (Way(1, 500, 1), Way(32, 60, 1), Way(1, 60, 100))

_SHARE = 100_000
"""Entries that are made in one transaction."""

_MAKE = """
insert into journal.entry
    (position, stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
select last + n, 'filing/old/' || (last + n) / 20, (last + n) % 20 + 1, uuidv7(), 0, sha256(int8send(last + n)),
       'matter.commented.v1', now(), array['branch:b-' || (last + n) / 100, 'org:o-1'],
       convert_to(rpad((last + n)::text, 700, 'x'), 'UTF8')
from (select max(position) as last from journal.entry), generate_series(1, $1) n
"""


async def large(arena: Arena, rounds: int, share: float, entries: int) -> AsyncIterator[Row]:
    """Fill a journal with `entries` of the usual size, wait until they are sealed, then append to it and to an empty one."""
    empty, full = await arena.migrated_database(), await arena.migrated_database()
    await arena.begin(full)
    await _fill(full, entries)
    async with arena.journal(empty) as small, arena.journal(full) as filled:
        await _sealed(filled, entries)
        for each in _WAYS:
            way = each._replace(commands=max(1, round(each.commands * share)))
            other = Side(_EMPTY, partial(append_rate, small, way))
            (compared,) = await compare(rounds, partial(append_rate, filled, way), [other])
            what = f"append {way.entries} a call, {way.callers} callers, at {entries:,} entries"
            yield compared_row(what, compared, _AIM)


async def _sealed(journal: Journal, entries: int) -> None:
    size = 0
    while size < entries:
        await asyncio.sleep(0.1)
        size = await journal.seals.size()


async def _fill(dsn: str, entries: int) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for left in range(entries, 0, -_SHARE):
            await connection.execute(_MAKE, min(left, _SHARE))
        await connection.execute("vacuum analyze journal.entry")
        await connection.execute("checkpoint")
    finally:
        await connection.close()
