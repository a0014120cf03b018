"""
How long pages of the console take with 100 000 enterprises and a million entries: `python -m bench.console`.

Time to the first byte over HTTP, for somebody who is signed in, as a ratio to a page that asks the ledger nothing in the
same rounds; the bytes of the page; and PostgreSQL's own part, from a round of its own in which it tells every plan. The
run fails when a page's statement reads a big table through. `docs/performance.md` has the figures.
"""

import asyncio
import gc
import os
import statistics
import sys
import time
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

from cyclopts import App

from bench.pages.house import House, house
from bench.pages.looking import Looked, Looker
from bench.pages.plans import BIG, Ran, read_through
from bench.pages.territory import Territory
from bench.pages.visits import NOTHING, Visit, visits

MOST_BYTES, MOST_RATIO = 100_000, 10.0
"""Of a page; `MOST_RATIO`: times the page that asks nothing."""

app = App(name="python -m bench.console", help_format="plaintext")


class Measured(NamedTuple):
    """One page. `ratio`: the median of the rounds' ratios, since a round's two see the same machine."""

    visit: Visit
    status: int
    first: float
    ratio: float
    size: int
    ran: tuple[Ran, ...]

    @property
    def slow(self) -> bool:
        """Whether it takes longer than a page should, or does not come at all."""
        return self.ratio > MOST_RATIO or self.status != HTTPStatus.OK


@app.default
def measure(*, enterprises: int = 100_000, rounds: int = 7) -> None:
    """
    Fill a ledger, look at each page, print a table.

    Parameters
    ----------
    enterprises:
        How many; each has some 13 entries.
    rounds:
        How often each page is looked at, turn about.

    """
    sys.exit(asyncio.run(_measured(enterprises, rounds)))


async def _measured(enterprises: int, rounds: int) -> int:
    gc.freeze()  # as the service does
    load, began = os.getloadavg()[0], time.perf_counter()
    async with house(Territory(), enterprises) as place:
        filled = place.filled
        print(
            f"{filled.enterprises:,} enterprises, {filled.position:,} entries, made in {time.perf_counter() - began:.0f} s; "
            f"load {load:.1f} before, {os.getloadavg()[0]:.1f} now\n"
        )
        looked_at = visits(filled)
        ran = await _told(place, looked_at)
        times = await _times(place, looked_at, rounds)
        big = await place.plans.big_tables()
    help_ = times[0]
    print(f"{NOTHING.name}: {_median(help_):.1f} ms, {help_[0].size:,} bytes\n")
    rows = [_row(*one, help_) for one in zip(looked_at, times[1:], ran, strict=True)]
    _show(rows)
    return _complain(rows, big)


async def _told(place: House, looked_at: Sequence[Visit]) -> list[tuple[Ran, ...]]:
    """Look at each page twice, and return what PostgreSQL did for the second time."""
    looker = await Looker.come(place.address)
    await place.plans.tell(on=True)
    found: list[tuple[Ran, ...]] = []
    for visit in looked_at:
        await looker.look(visit.address, place.sessions[visit.person])
        place.plans.since()
        await looker.look(visit.address, place.sessions[visit.person])
        found.append(place.plans.since())
    await place.plans.tell(on=False)
    looker.leave()
    return found


async def _times(place: House, looked_at: Sequence[Visit], rounds: int) -> list[list[Looked]]:
    """Return how each page came, round by round, `NOTHING` first."""
    looker = await Looker.come(place.address)
    pages = (NOTHING, *looked_at)
    came: list[list[Looked]] = [[] for _ in pages]
    for _ in range(rounds + 1):
        for visit, found in zip(pages, came, strict=True):
            found.append(await looker.look(visit.address, place.sessions[visit.person]))
    looker.leave()
    return [one[1:] for one in came]  # the first round makes templates and statements ready


def _row(visit: Visit, came: list[Looked], ran: tuple[Ran, ...], nothing: list[Looked]) -> Measured:
    ratio = statistics.median(one.first / other.first for one, other in zip(came, nothing, strict=True))
    return Measured(
        visit, max(one.status for one in came), _median(came), ratio, max(one.size for one in came), ran
    )


def _median(came: list[Looked]) -> float:
    return statistics.median(one.first for one in came)


def _show(rows: Sequence[Measured]) -> None:
    print(
        f"| page | first byte | ratio, target ≤ {MOST_RATIO:.0f} | of it PostgreSQL | rows looked at | bytes, target < {MOST_BYTES:,} |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    for one in rows:
        looked_at = sum(scan.rows for ran in one.ran for scan in ran.scans)
        missed = f" **missed** ({one.status})" if one.slow else ""
        heavy = " **missed**" if one.size >= MOST_BYTES else ""
        print(
            f"| {one.visit.name} | {one.first:.1f} ms | {one.ratio:.1f}{missed} | {sum(ran.took for ran in one.ran):.1f} ms "
            f"| {looked_at:,} | {one.size:,}{heavy} |"
        )


def _complain(rows: Sequence[Measured], big: frozenset[str]) -> int:
    """Say which statements read a table of more than `BIG` rows through; return the status to exit with."""
    found = [(one.visit, ran, scan) for one in rows for ran in one.ran for scan in read_through(ran, big)]
    for visit, ran, scan in found:
        named = ran.statement.partition("\n")[0]
        print(f"{visit.name}: {scan.table} is read through, {scan.rows:,} rows, {ran.took:.1f} ms: {named}")
    if not found:
        print(f"\nno table of more than {BIG:,} rows is read through")
    return bool(found)


if __name__ == "__main__":
    app()
