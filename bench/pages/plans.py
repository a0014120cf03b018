"""
What PostgreSQL does for a page: every statement that runs meanwhile, by whichever part of the house, with its plan.

PostgreSQL itself tells (auto_explain), from the run that answered, so nothing has to be listed here: neither statements
nor their parameters, nor in which role and for which organisations they ran.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import asyncpg

OPTIONS = (
    "session_preload_libraries=auto_explain",
    "auto_explain.log_format=json",
    "auto_explain.log_analyze=on",
    "auto_explain.log_timing=off",
    "auto_explain.log_parameter_max_length=0",
)
"""How the server is started; nothing is told until `Plans.tell`."""

BIG = 20_000
"""Rows of a table that is not to be read through."""

_TOLD = re.compile(r"LOG:  duration: ([0-9.]+) ms  plan:\n((?:\t.*\n)+)")
_BIG_TABLES = """
select relname::text from pg_class
where relkind = 'r' and reltuples > $1 and relnamespace::regnamespace::text in ('ledger', 'journal', 'access')
"""


class Scan(NamedTuple):
    """One way in which a statement reads a table. `rows`: that it looked at, all loops together."""

    node: str
    table: str
    rows: int


class Ran(NamedTuple):
    """A statement that ran. `took`: milliseconds."""

    statement: str
    took: float
    scans: tuple[Scan, ...]


class Plans:
    """Reads them from the server's log. `dsn`: the superuser's."""

    def __init__(self, dsn: str, log: Path) -> None:
        self.dsn = dsn
        self._log = log
        self._read = 0

    async def tell(self, *, on: bool) -> None:
        """Have every statement told from now on, or no longer."""
        await self._execute(f"alter system set auto_explain.log_min_duration = {0 if on else -1}")
        await self._execute("select pg_reload_conf()")

    async def big_tables(self) -> frozenset[str]:
        """Return the tables that are not to be read through."""
        connection = await asyncpg.connect(self.dsn)
        try:
            return frozenset(row[0] for row in await connection.fetch(_BIG_TABLES, BIG))
        finally:
            await connection.close()

    def since(self) -> tuple[Ran, ...]:
        """Return what ran since it was asked last."""
        with self._log.open("rb") as log:
            log.seek(self._read)
            told = log.read()
        self._read += len(told)
        return tuple(_ran(found) for found in _TOLD.finditer(told.decode()))

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def read_through(ran: Ran, big: frozenset[str]) -> tuple[Scan, ...]:
    """Return where a statement read a big table row after row; what was planned and not done does not count."""
    return tuple(one for one in ran.scans if one.node == "Seq Scan" and one.table in big and one.rows)


def _ran(found: re.Match[str]) -> Ran:
    told = json.loads(found[2].replace("\t", " "))
    return Ran(told["Query Text"], float(found[1]), tuple(_scans(told["Plan"])))


def _scans(plan: dict[str, Any]) -> Iterator[Scan]:
    if (table := plan.get("Relation Name")) is not None and "Actual Rows" in plan:
        looked_at = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        rows = round(looked_at * plan["Actual Loops"])
        yield Scan(plan["Node Type"], table, rows)
    for below in plan.get("Plans", ()):
        yield from _scans(below)
