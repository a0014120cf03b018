"""
A ledger and a journal of many enterprises, filled in a minute or two.

The lives of `lives` were decided by the rules, and their rows made by the projections themselves. Each enterprise has one
of them under its own number, code, name and organisation: the entries' bytes, made one by one and copied into
`journal.entry`, are whole and can be replayed; the ledger's rows are made by PostgreSQL from those of the life.
`tests/bench/test_filling.py` folds all entries by the projector's own folds and finds the same rows.

Not as in service: nothing was appended by `journal.append`, commands are `test.act`s, and a life is one of four.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import asyncpg
from pydantic import TypeAdapter

from bench.pages.copies import ENTRY, STATE, Copies
from bench.pages.lives import CODE, COUNTY, NAME, NUMBER, ORG, Life, lives, ranked, sounds
from bench.pages.places import Place, places
from bench.pages.territory import Territory
from ledger.projection import Change, Projection
from ledger.projections import PROJECTIONS
from ledger.registers.register import Key
from ledger.registers.sounding import by_sound

_AT_ONCE = 5_000
"""Enterprises whose rows are made by one statement."""


_MAKING = f"""
create temporary table place (
    n integer primary key, life integer, base bigint, org text, county text, code text, name text, sounds text
);
create temporary table pattern (life integer, target text, at bigint, row jsonb);
create function pg_temp.made(pattern text, p place) returns text language sql immutable as $$
    select replace(replace(replace(replace(replace(replace(
        pattern, '{CODE}', p.code), '{NUMBER}', lpad(p.n::text, 7, '0')), '{ORG}', p.org), '{COUNTY}', p.county),
        '{NAME}', p.name), '{sounds(NAME)}', p.sounds)
$$;
"""  # constants of ours

_ROWS = """
insert into ledger.{table}
select r.* from place p join pattern t using (life)
cross join lateral json_populate_record(null::ledger.{table}, pg_temp.made(
    (t.row || case when t.at is null then '{{}}' else jsonb_build_object('position', p.base + t.at) end)::text, p)::json) r
where t.target = '{table}' and p.n between $1 and $2
"""


class Filled(NamedTuple):
    """
    What there is. `position`: of the last entry. `organised`, `late`: numbers of enterprises that live so in one township.

    `middle`, `middle_by_name`: the places of enterprises in the middle of their register, in either order.
    """

    enterprises: int
    position: int
    organised: str
    late: str
    middle: Key
    middle_by_name: Key


async def fill(dsn: str, territory: Territory, enterprises: int) -> Filled:
    """Fill it, behind what the ledger knows already. `dsn`: the superuser's."""
    told = (*lives(), ranked())
    connection = await asyncpg.connect(dsn)
    try:
        begun = await connection.fetchval("select position from ledger.checkpoint")
        made = list(places(territory, enterprises, told, begun))
        last = made[-1].base + len(told[-1].entries)
        await _copied(connection, made, told)
        await _derived(connection, made, told)
        await connection.execute("update ledger.checkpoint set position = $1", last)
        await connection.execute("vacuum analyze")  # what autovacuum does in its own time
        await connection.execute("checkpoint")
    finally:
        await connection.close()
    mine = made[:enterprises]
    return Filled(
        enterprises,
        last,
        organised=_example(mine, 1),
        late=_example(mine, 2),
        middle=_middle(mine, lambda key: (key.org, key.sort_key, key.stream)),
        middle_by_name=_middle(mine, lambda key: (key.sort_key, key.org, key.stream)),
    )


def _example(places: Sequence[Place], life: int) -> str:
    """Return the number of an enterprise of the first township that has this life."""
    org = min(one.org for one in places)
    return next(f"{one.n:07}" for one in places if one.life == life and one.org == org)


def _middle(places: Sequence[Place], order: Callable[[Key], tuple[str, ...]]) -> Key:
    keys = (Key(one.org, by_sound(f"{one.name}有限公司"), f"enterprise/e-{one.n:07}") for one in places)
    return sorted(keys, key=order)[len(places) // 2]


async def _copied(connection: asyncpg.Connection, made: Sequence[Place], told: Sequence[Life]) -> None:
    """Copy the entries and the states of all."""
    of = [Copies(life) for life in told]
    entries = chain.from_iterable(of[one.life].entries(one) for one in made)
    states = chain.from_iterable(of[one.life].states(one) for one in made)
    await connection.copy_records_to_table("entry", schema_name="journal", records=entries, columns=ENTRY)
    await connection.copy_records_to_table("stream", schema_name="ledger", records=states, columns=STATE)


async def _derived(connection: asyncpg.Connection, made: Sequence[Place], told: Sequence[Life]) -> None:
    """Make the rows of all read models."""
    await connection.execute(_MAKING)
    await connection.copy_records_to_table("place", records=made, columns=Place._fields)
    await connection.copy_records_to_table("pattern", records=list(_patterns(told)))
    await connection.execute("analyze place, pattern")
    for one in PROJECTIONS:
        statement = _ROWS.format(table=one.table)
        for first in range(1, len(made) + 1, _AT_ONCE):
            await connection.execute(statement, first, first + _AT_ONCE - 1)


def _patterns(told: Sequence[Life]) -> Iterator[tuple[int, str, int | None, str]]:
    for nth, life in enumerate(told):
        for one in life.changes:
            for projection in PROJECTIONS:
                yield from ((nth, projection.table, *row) for row in _rows(projection, one))


def _rows(projection: Projection, one: Change) -> Iterator[tuple[int | None, str]]:
    """Yield the rows of a stream, each with its position where it tells one."""
    if projection.looks_at(one.process):
        made: list[dict[str, Any]] = TypeAdapter(list[projection.row]).dump_python(  # type: ignore[name-defined]
            list(projection.rows(one)), mode="json"
        )
        yield from ((row.get("position"), json.dumps(row)) for row in made)
