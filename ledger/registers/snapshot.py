"""The registers and figures as they stood at one position of the journal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import NamedTuple

import asyncpg

from domain.orders import OrgId
from ledger.coverage.counted import FoundedCase, OverdueTask
from ledger.coverage.counting import Asked, Counts, counted, counted_on
from ledger.looking import looking
from ledger.realm import EVERYTHING, Realm
from ledger.registers import statements
from ledger.registers.register import FIRST, ROWS, Key, Order, Register, Row, Tally, Wanted, key_of

PAGE = 1_000
"""Rows read at a time."""
FEW = 200
"""Organisations whose rows are looked for one organisation after the other."""


class Ended(NamedTuple):
    """Where the journal stood as a day ended: its last position, and when that was recorded; None before the first."""

    position: int
    at: datetime | None


class Snapshot:
    """Whatever is asked of it is true at `position`, however long it is asked."""

    def __init__(self, connection: asyncpg.Connection, position: int) -> None:
        self._connection = connection
        self.position = position

    async def page(
        self,
        register: Register,
        wanted: Wanted,
        after: Key = FIRST,
        at_most: int = PAGE,
        order: Order = Order.ORG,
    ) -> list[Row]:
        """Return the rows that follow a place in an order of the register; [] behind the last."""
        few = wanted.orgs is not None and len(wanted.orgs) <= FEW
        statement = statements.REGISTERS[register, order, few]
        found = await self._connection.fetch(statement, *wanted, *after, at_most)
        return [ROWS[register].model_validate(dict(one)) for one in found]

    async def pages(
        self, register: Register, wanted: Wanted, order: Order = Order.ORG
    ) -> AsyncIterator[list[Row]]:
        """Yield all rows, a page at a time, in an order of the register."""
        after = FIRST
        while rows := await self.page(register, wanted, after, order=order):
            yield rows
            after = key_of(rows[-1])

    async def tallies(self, orgs: tuple[OrgId, ...] | None) -> tuple[Tally, ...]:
        """Return how many rows each register has, status by status; None: of everybody."""
        found = await self._connection.fetch(statements.REGISTER_COUNTS, orgs)
        return tuple(Tally(Register(one["register"]), one["status"], one["counted"]) for one in found)

    async def counts(self, asked: Asked) -> Counts:
        """Return the figures that are asked for."""
        return await counted(self._connection, asked)

    async def ended(self, day: date) -> Ended | None:
        """Return where the journal stood as a day ended; None while it, or one before it, still goes on."""
        found = await self._connection.fetchrow(statements.STANDING_ON, day)
        return Ended(found["position"] or 0, found["recorded_at"]) if found else None

    async def counts_on(self, asked: Asked, day: date) -> Counts:
        """Return the figures as a day ended, `asked` by the places and terms of that day."""
        return await counted_on(self._connection, asked, day)

    async def founded(self, orgs: tuple[OrgId, ...] | None) -> list[FoundedCase]:
        """Return the enterprises whose organisation was set up after an investigation, the slowest first."""
        found = await self._connection.fetch(statements.FOUNDED_ROWS, orgs)
        return [FoundedCase.model_validate(dict(one)) for one in found]

    async def overdue(self, orgs: tuple[OrgId, ...] | None) -> list[OverdueTask]:
        """Return the tasks that are overdue, the longest first."""
        found = await self._connection.fetch(statements.OVERDUE_ROWS, orgs)
        return [OverdueTask.model_validate(dict(one)) for one in found]


@asynccontextmanager
async def snapshot_of(pool: asyncpg.Pool, realm: Realm = EVERYTHING) -> AsyncIterator[Snapshot]:
    """Look at the registers as they are now, within a realm. Raises `JournalUnavailableError` while PostgreSQL is away."""
    async with looking(pool, realm) as look:
        yield Snapshot(look.connection, look.position)
