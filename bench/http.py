"""
What the API costs: `python -m bench.http`.

One embedded stack with `branchctl serve` in a process of its own (more: `BRANCHCTL_API_PROCESSES`). Commands by a person
who is signed in, against the same updates by the bare Temporal client; signed events, one a request and many, against
appends of the same entries. The rounds alternate. `docs/performance.md` has the figures, and what limits them.
"""

import asyncio
import gc
import os
from collections.abc import Sequence
from typing import NamedTuple

from activities.inboxes import Inboxes
from bench.online import commands, events
from bench.online.office import Office, office
from bench.online.pace import Pace, median, pace, ratio
from infra.clock import now

IN_FLIGHT, COMMANDS, EVENTS, ROUNDS = 40, 400, 2000, 5
"""`COMMANDS`, `EVENTS`: of one round and side."""
BATCH, SENDERS_OF_BATCHES = 50, 4
"""So that as many events wait as without batches, or somewhat more."""


class Measured(NamedTuple):
    """Both sides of one measure, round by round."""

    what: str
    target: float
    ours: list[Pace]
    theirs: list[Pace]

    def take(self, ours: Pace, theirs: Pace) -> None:
        """Keep a round."""
        self.ours.append(ours)
        self.theirs.append(theirs)


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
            found = await pace(ours, COMMANDS)
        measured.take(found, await pace(theirs, COMMANDS))
    return measured


async def of_events(place: Office) -> Sequence[Measured]:
    """Measure events, one a message and in batches, against the same appends."""
    bare = [events.by_appends(Inboxes(place.journal), "inbox/s-bare/2026-01")] * IN_FLIGHT
    single = Measured("events, one a message, against appends", 0.5, [], [])
    many = Measured(f"events, {BATCH} a message, against appends", 0.5, [], [])
    for _ in range(ROUNDS):
        theirs = await pace(bare, EVENTS)
        messages = [events.signed(place.key, now()) for _ in range(EVENTS)]
        async with events.through_the_api(place, IN_FLIGHT, messages) as ours:
            single.take(await pace(ours, len(messages)), theirs)
        messages = [events.batched(place.key, now(), BATCH) for _ in range(EVENTS // BATCH)]
        async with events.through_the_api(place, SENDERS_OF_BATCHES, messages) as ours:
            found = await pace(ours, len(messages))
            many.take(found._replace(rate=found.rate * BATCH), theirs)
    return single, many


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
        for measured in await of_events(place):
            show(measured)


if __name__ == "__main__":
    asyncio.run(main())
