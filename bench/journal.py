"""
How fast the journal is, against bare asyncpg and pyeventsourcing in the same run: `python -m bench.journal`.

All on one embedded PostgreSQL with fsync, turn about; `docs/performance.md` has the figures and what they mean.
"""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from cyclopts import App, Parameter
from rich.console import Console

from bench.journals.appending import appending
from bench.journals.arena import Arena, arena
from bench.journals.deriving import deriving
from bench.journals.lag import lag
from bench.journals.large import large
from bench.journals.markdown import markdown
from bench.journals.reading import reading
from bench.journals.report import Report, Row, report, table


class Part(StrEnum):
    """What can be measured by itself."""

    APPEND = "append"
    LAG = "lag"
    READ = "read"
    DERIVE = "derive"
    LARGE = "large"


class Extent(NamedTuple):
    """
    How much is measured.

    `share`: of the commands a caller writes; `seconds` of each pace; `streams` of 1 000 that are read; `filings` of 20
    entries that are derived from; `old`: entries of a large journal.
    """

    rounds: int
    share: float
    seconds: float
    streams: int
    filings: int
    old: int


FULL = Extent(rounds=7, share=1, seconds=5, streams=20, filings=1000, old=5_000_000)
QUICK = Extent(rounds=2, share=0.1, seconds=1, streams=5, filings=100, old=100_000)
USUAL = (Part.APPEND, Part.LAG, Part.READ, Part.DERIVE)

app = App(name="python -m bench.journal", help_format="plaintext")


@app.default
def measure(
    *parts: Part,
    quick: Annotated[bool, Parameter(negative=())] = False,
    rounds: int | None = None,
    old: int | None = None,
    json: Path = Path("bench/results/journal.json"),
) -> None:
    """
    Measure, print a table, write it as JSON and, beside, as Markdown.

    Parameters
    ----------
    parts:
        What is measured; all but `large` if none is named.
    quick:
        A tenth of it, to try the bench out: the figures say little.
    rounds:
        How often each is measured, turn about.
    old:
        For `large`: how many entries the journal holds already.
    json:
        The file that is written.

    """
    extent = QUICK if quick else FULL
    extent = extent._replace(rounds=rounds or extent.rounds, old=old or extent.old)
    measured = asyncio.run(_measured(parts or USUAL, extent))
    json.parent.mkdir(parents=True, exist_ok=True)
    json.write_text(measured.model_dump_json(indent=2) + "\n", encoding="utf-8")
    json.with_suffix(".md").write_text(markdown(measured), encoding="utf-8")


async def _measured(parts: tuple[Part, ...], extent: Extent) -> Report:
    gc.freeze()  # as the service and the command line do
    console = Console(width=None if sys.stdout.isatty() else 140)
    load = os.getloadavg()[0]
    rows: list[Row] = []
    async with arena() as place:
        for part in parts:
            async for row in _rows(place, part, extent):
                console.print(f"  {row.what}: {row.ours:,.1f} {row.unit}", style="dim", highlight=False)
                rows.append(row)
        made = await report(place.dsn, " ".join(["python -m bench.journal", *sys.argv[1:]]), load, rows)
    console.print(table(rows))
    return made


def _rows(place: Arena, part: Part, extent: Extent) -> AsyncIterator[Row]:
    match part:
        case Part.APPEND:
            return appending(place, extent.rounds, extent.share)
        case Part.LAG:
            return lag(place, extent.seconds)
        case Part.READ:
            return reading(place, extent.rounds, extent.streams)
        case Part.DERIVE:
            return deriving(place, extent.rounds, extent.filings)
        case Part.LARGE:
            return large(place, extent.rounds, extent.share, extent.old)


if __name__ == "__main__":
    app()
