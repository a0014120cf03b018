"""How fast entries are appended, the sealer at work beside."""

from collections.abc import AsyncIterator
from functools import partial
from typing import NamedTuple

from bench.journals import bare, peer
from bench.journals.acts import Way, work
from bench.journals.arena import Arena
from bench.journals.calling import elapsed
from bench.journals.comparing import Compared, Side, compare
from bench.journals.report import Row, compared_row
from journal.journal import Journal


class Race(NamedTuple):
    """One way of appending, and the ratio to bare asyncpg that is aimed at. `peer`: whether it takes part."""

    what: str
    way: Way
    aim: float | None
    peer: bool = True


RACES = (
    Race("append 1 event a call, 1 caller", Way(1, 500, 1), 0.6),
    Race("append 1 event a call, 32 callers", Way(32, 60, 1), 1.7),
    Race("append 1 event a call, 256 callers", Way(256, 10, 1), 2.5, peer=False),
    Race("append 100 events a call, 1 caller", Way(1, 60, 100), 0.9),
    Race("append 100 events a call, 8 callers", Way(8, 10, 100), None),
)


async def appending(arena: Arena, rounds: int, share: float) -> AsyncIterator[Row]:
    """Race each way. `share`: of the commands that each caller writes."""
    dsn = await arena.migrated_database()
    async with arena.journal(dsn) as journal, peer.peer(await arena.empty_database()) as application:
        for race in RACES:
            way = race.way._replace(commands=max(1, round(race.way.commands * share)))
            async with bare.bare(dsn, way) as plain:
                sides = [Side(bare.NAME, plain.rate)]
                if race.peer:
                    sides.append(Side(peer.NAME, partial(application.append_rate, way)))
                for compared in await compare(rounds, partial(append_rate, journal, way), sides):
                    yield compared_row(race.what, compared, _aim(race, compared))


async def append_rate(journal: Journal, way: Way, turn: int) -> float:
    """Return entries a second, their bytes still to be made."""
    return way.total / await elapsed(work(way, turn), journal.append)


def _aim(race: Race, compared: Compared) -> float | None:
    return race.aim if compared.against == bare.NAME else None
