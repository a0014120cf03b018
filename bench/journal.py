"""
How fast the journal is, against bare asyncpg and pyeventsourcing in the same run: `python -m bench.journal`.

All on one embedded PostgreSQL with fsync, turn about; `docs/performance.md` has the figures and what they mean.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, NamedTuple

from cyclopts import App, Parameter
from rich.console import Console

from bench.journals.appending import appending
from bench.journals.arena import Arena, arena
from bench.journals.lag import lag
from bench.journals.large import large
from bench.journals.reading import reading
from bench.journals.report import Report, Row, report, table


class Extent(NamedTuple):
    """How much is measured: rounds; the share of the commands; seconds of each pace; streams of 1 000 that are read."""

    rounds: int
    share: float
    seconds: float
    streams: int


FULL = Extent(rounds=7, share=1, seconds=5, streams=20)
QUICK = Extent(rounds=2, share=0.1, seconds=1, streams=5)

app = App(name="python -m bench.journal", help_format="plaintext")


@app.default
def measure(
    *,
    quick: Annotated[bool, Parameter(negative=())] = False,
    large: Annotated[int, Parameter(name="--large")] = 0,
    json: Path = Path("bench/results/journal.json"),
) -> None:
    """
    Measure, print a table, write it as JSON.

    Parameters
    ----------
    quick:
        A tenth of it, to try the bench out: the figures say little.
    large:
        Measure appends beside a journal that holds so many entries already (e.g. 5000000), too.
    json:
        The file that is written.

    """
    measured = asyncio.run(_measured(QUICK if quick else FULL, large))
    json.parent.mkdir(parents=True, exist_ok=True)
    json.write_text(measured.model_dump_json(indent=2) + "\n", encoding="utf-8")


async def _measured(extent: Extent, entries: int) -> Report:
    console = Console(width=None if sys.stdout.isatty() else 140)
    rows: list[Row] = []
    async with arena() as place:
        async for row in _rows(place, extent, entries):
            console.print(f"  {row.what}: {row.ours:,.1f} {row.unit}", style="dim", highlight=False)
            rows.append(row)
        made = await report(place.dsn, " ".join(["python -m bench.journal", *sys.argv[1:]]), rows)
    console.print(table(rows))
    return made


async def _rows(place: Arena, extent: Extent, entries: int) -> AsyncIterator[Row]:
    async for row in appending(place, extent.rounds, extent.share):
        yield row
    async for row in lag(place, extent.seconds):
        yield row
    async for row in reading(place, extent.rounds, extent.streams):
        yield row
    if entries:
        async for row in large(place, extent.rounds, extent.share, entries):
            yield row


if __name__ == "__main__":
    app()
