"""What stands in the ledger, and what must: folded from scratch, stream by stream, without any of its machinery."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from pydantic_core import to_jsonable_python

from domain.deciding import fold_corrected, tasks
from domain.processes import DECIDERS, decider_of
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal
from ledger.connecting import LIVE
from ledger.ledger import Ledger
from ledger.projection import Change
from ledger.projections import PROJECTIONS
from ledger.projector import Projector
from tests.postgres import Database

Table = list[Any]
"""Rows as JSON, in some fixed order."""


async def standing(dsn: str, schema: str = LIVE) -> dict[str, Table]:
    """Return every table of the ledger, by name; the stream's states as JSON."""
    connection = await asyncpg.connect(dsn)
    try:
        tables = ["stream", *(one.table for one in PROJECTIONS)]
        found = {name: await connection.fetch(f"select to_json(t) from {schema}.{name} t") for name in tables}  # noqa: S608  # names of ours
        position = await connection.fetchval(f"select position from {schema}.checkpoint")  # noqa: S608
    finally:
        await connection.close()
    rows = {name: [json.loads(row[0]) for row in some] for name, some in found.items()}
    for row in rows["stream"]:
        row["state"] = json.loads(bytes.fromhex(row["state"].removeprefix("\\x")))
    return {"checkpoint": [position], **{name: in_order(some) for name, some in rows.items()}}


async def expected(journal: Journal) -> dict[str, Table]:
    """Return what must stand there for the whole journal."""
    return folded(await journal.read(0, 1_000_000))


def folded(entries: Iterable[StoredEntry]) -> dict[str, Table]:
    """Return what must stand there for some entries."""
    last = 0
    streams: dict[str, list[StoredEntry]] = {}
    for entry in entries:
        last = entry.position
        if entry.stream.split("/")[0] in DECIDERS:
            streams.setdefault(entry.stream, []).append(entry)
    changes = [change(mine) for mine in streams.values()]
    rows = {
        one.table: [as_json(row) for it in changes if one.looks_at(it.process) for row in one.rows(it)]
        for one in PROJECTIONS
    }
    rows["stream"] = [stream_row(one) for one in changes]
    return {"checkpoint": [last], **{name: in_order(some) for name, some in rows.items()}}


def as_json(row: Any) -> Any:
    return to_jsonable_python(row)


def change(entries: list[StoredEntry]) -> Change:
    """Return a stream folded at once."""
    stream = entries[0].stream
    decider = decider_of(stream)
    facts = facts_of_stream(entries)
    state = fold_corrected(decider, facts, stream=stream)
    waiting = tuple(tasks(decider, state))
    return Change(stream, decider.name, state, waiting, tuple(facts), tuple(entries), entries[-1].position)


def stream_row(one: Change) -> dict[str, Any]:
    state = json.loads(one.state.model_dump_json())
    return {
        "stream": one.stream,
        "version": one.state.version,
        "position": one.position,
        "state": state,
        "org": one.state.org,
    }


def in_order(rows: Iterable[Any]) -> Table:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


@asynccontextmanager
async def projecting(journal: Journal, database: Database, **more: Any) -> AsyncIterator[Projector]:
    """Run a projector."""
    projector = Projector(journal, database.service_dsn, **more)
    try:
        yield projector
    finally:
        await projector.close()


async def caught_up(journal: Journal) -> None:
    """Wait until the ledger knows the whole journal, however often somebody is interrupted meanwhile."""
    head = await journal.length()
    for _ in range(10):
        if await Ledger(journal).at_least(head) >= head:
            return
    message = "the ledger did not come to the end of the journal"
    raise AssertionError(message)
