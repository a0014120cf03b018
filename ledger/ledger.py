"""The ledger as the rest of the house sees it: read only, and true at a position it names."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import asyncpg
from pydantic import TypeAdapter

from domain.matter.state import Assignment
from domain.orders import OrgId
from domain.tasks import Task
from journal.journal import Journal
from journal.outage import outage_named
from ledger import statements
from ledger.answers import AsOf, InPool, Waiting, WorkWanted
from ledger.looking import looking
from ledger.realm import EVERYTHING, Realm
from ledger.subjects import About
from ledger.waking import AWAITED

_PATIENCE = 2.0
"""Seconds one waits at most for the ledger to come far enough."""
_LOOK_AGAIN = 0.01
_MORE = 4
"""Times as many steps are looked at after those before were not enough."""

_assignments: TypeAdapter[tuple[Assignment, ...]] = TypeAdapter(tuple[Assignment, ...])


class Ledger:
    """
    Answers from the read models, over the connections by which the journal is read.

    What is asked within a realm is answered from the rows of its organisations alone: PostgreSQL sees to that.
    Every method raises `JournalUnavailableError` while PostgreSQL is away.
    """

    def __init__(self, journal: Journal) -> None:
        self._pool = journal.readers

    async def position(self) -> int:
        """Return up to where the ledger is folded."""
        with outage_named():
            position: int = await self._pool.fetchval(statements.STANDING)
            return position

    async def at_least(self, position: int) -> int:
        """Wait until the ledger has come to a position, two seconds at most; return where it is then."""
        reached = await self.position()
        if reached < position:
            with outage_named():
                await self._pool.execute(statements.AWAKEN, AWAITED)
        clock = asyncio.get_running_loop()
        end = clock.time() + _PATIENCE
        while reached < position and clock.time() < end:
            await asyncio.sleep(_LOOK_AGAIN)
            reached = await self.position()
        return reached

    async def work(self, wanted: WorkWanted, realm: Realm = EVERYTHING) -> AsyncGenerator[AsOf[Waiting]]:
        """
        Yield the steps that wait, narrowed to those that may concern whoever is named, in their order; see `Waiting`.

        `wanted.at_most` at first, then portion by portion more of them, all as of one position.
        """
        async with looking(self._pool, realm) as look:
            while True:
                found = [_waiting(row) for row in await look.connection.fetch(*_asked(wanted))]
                yield AsOf(look.position, found)
                if wanted.at_most is None or len(found) < wanted.at_most:
                    return
                wanted = wanted._replace(after=found[-1].key, at_most=wanted.at_most * _MORE)

    async def open_cases(self) -> AsOf[str]:
        """Return the streams in which somebody is awaited, by name."""
        async with looking(self._pool) as look:
            rows = await look.connection.fetch(statements.OPEN_CASES)
            return AsOf(look.position, [row["stream"] for row in rows])

    async def pool(self, orgs: Sequence[OrgId], realm: Realm = EVERYTHING) -> AsOf[InPool]:
        """Return the enterprises of some organisations that wait for partners or a host."""
        async with looking(self._pool, realm) as look:
            rows = await look.connection.fetch(statements.POOL, orgs)
            return AsOf(look.position, [InPool(*row) for row in rows])

    async def timeline(
        self,
        name: str,
        after: int = 0,
        limit: int | None = None,
        *,
        technical: bool = True,
        realm: Realm = EVERYTHING,
    ) -> AsOf[int]:
        """
        Return the positions of the entries of a stream, or with a tag (`branch:b-1`), above `after`, in order.

        `technical`: also of those that tell how the service works.
        """
        async with looking(self._pool, realm) as look:
            rows = await look.connection.fetch(statements.TIMELINE, name, after, limit, technical)
            return AsOf(look.position, [row["position"] for row in rows])


def _asked(wanted: WorkWanted) -> tuple[Any, ...]:
    waiter = wanted.waiter
    return (
        statements.WORK_OF_MANY if wanted.of_many else statements.WORK_OF_FEW,
        *(wanted.process, wanted.orgs, wanted.action, wanted.overdue, wanted.due_by),
        *(waiter.person, waiter.only_named, waiter.places, waiter.roles),
        *wanted.after,
        wanted.at_most,
    )


def _waiting(row: asyncpg.Record) -> Waiting:
    return Waiting(
        stream=row["stream"],
        version=row["version"],
        case_org=row["case_org"],
        task=Task.model_validate_json(row["task"]),
        assignments=_assignments.validate_json(row["assignments"]),
        about=About.model_validate_json(row["about"]),
        names=tuple(row["names"]),
    )
