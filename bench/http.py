"""
What the API costs: `python -m bench.http`.

One embedded stack with `branchctl serve` in a process of its own (more: `BRANCHCTL_API_PROCESSES`). Commands by a person
who is signed in, against the same updates by the bare Temporal client; signed events, one a request, against appends of
the same entries. The rounds alternate. `docs/performance.md` has the figures, and what limits them.
"""

import asyncio
import gc
import os
from typing import NamedTuple

from activities.inboxes import Inboxes
from bench.online import commands, events
from bench.online.office import Office, office
from bench.online.pace import Pace, median, pace, ratio

IN_FLIGHT, COMMANDS, EVENTS, ROUNDS = 40, 400, 1000, 5
"""`COMMANDS`, `EVENTS`: of one round and side."""


class Measured(NamedTuple):
    """Both sides of one measure, round by round."""

    what: str
    target: float
    ours: list[Pace]
    theirs: list[Pace]


async def of_commands(place: Office) -> Measured:
    """Measure orders."""
    api, bare = commands.Filings("A"), commands.Filings("B")
    theirs = [commands.by_the_client(place, bare)] * IN_FLIGHT
    measured = Measured("commands, against the bare client", 0.9, [], [])
    await pace(theirs, commands.CASES)  # each case is opened
    async with commands.through_the_api(place, api, IN_FLIGHT) as ours:
        await pace(ours, commands.CASES)
    for _ in range(ROUNDS):
        async with commands.through_the_api(place, api, IN_FLIGHT) as ours:
            measured.ours.append(await pace(ours, COMMANDS))
        measured.theirs.append(await pace(theirs, COMMANDS))
    return measured


async def of_events(place: Office) -> Measured:
    """Measure events."""
    theirs = [events.by_appends(Inboxes(place.journal), "inbox/s-bare/2026-01")] * IN_FLIGHT
    measured = Measured("events, against appends", 0.5, [], [])
    for _ in range(ROUNDS):
        async with events.through_the_api(place, IN_FLIGHT, EVENTS) as ours:
            measured.ours.append(await pace(ours, EVENTS))
        measured.theirs.append(await pace(theirs, EVENTS))
    return measured


def show(measured: Measured) -> None:
    """Print a line for each side."""
    ours, theirs = median(measured.ours), median(measured.theirs)
    found = ratio(measured.ours, measured.theirs)
    print(f"{measured.what}: ratio {found:.2f}, target {measured.target}")
    for side, told in (("API", ours), ("bare", theirs)):
        print(f"{side:>8} {told.rate:>8.0f}/s   p50 {told.p50:>7.1f} ms   p99 {told.p99:>7.1f} ms")


async def main() -> None:
    """Measure both."""
    gc.freeze()  # as the service does
    print(f"in flight {IN_FLIGHT}, load {os.getloadavg()[0]:.1f}")
    async with office() as place:
        show(await of_commands(place))
        show(await of_events(place))


if __name__ == "__main__":
    asyncio.run(main())
