"""How far subscribers were told: their own positions, in PostgreSQL."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from journal.journal import Journal
from journal.outage import outage_named
from journal.statements import statement

_statement = partial(statement, "access.webhooks")

_BEGIN = _statement("begin")
_ADVANCE = _statement("advance")
_FAIL = _statement("fail")
_LEAVE = _statement("leave")
_COME_BACK = _statement("come_back")
_STANDINGS = _statement("standings")


class Place(NamedTuple):
    """Up to where a subscriber was told, and whether it said that it is gone."""

    position: int
    gone: bool


class Standing(NamedTuple):
    """
    How it goes with a subscriber. `position`: of the last entry it took or does not ask for; `told_at`: the last time.

    `failing_since`, `reason`: of the next entry; `gone_at`: when it said that it is.
    """

    subscriber: str
    position: int
    told_at: datetime | None
    failing_since: datetime | None
    reason: str | None
    gone_at: datetime | None


class Standings:
    """
    Kept in the database of a journal, over the connections by which it is read.

    Every method raises `JournalUnavailableError` while PostgreSQL is away.
    """

    def __init__(self, journal: Journal) -> None:
        self._pool = journal.readers

    async def begin(self, subscriber: str, since: int) -> Place:
        """Return where a subscriber stands; a new one begins behind position `since`."""
        with outage_named():
            return Place(*await self._pool.fetchrow(_BEGIN, subscriber, since))

    async def advance(self, subscriber: str, after: int, upto: int, told_at: datetime | None) -> bool:
        """Take a position on; whether nobody else has. `told_at`: None where nothing was told, only passed over."""
        with outage_named():
            moved = await self._pool.fetchval(_ADVANCE, subscriber, after, upto, told_at)
            return moved is not None

    async def fail(self, subscriber: str, at: datetime, reason: str) -> None:
        """Note why the next entry was not taken."""
        with outage_named():
            await self._pool.execute(_FAIL, subscriber, at, reason[:200])

    async def leave(self, subscriber: str, at: datetime) -> None:
        """Note that a subscriber said it is gone."""
        with outage_named():
            await self._pool.execute(_LEAVE, subscriber, at)

    async def come_back(self, subscriber: str) -> None:
        """Tell a subscriber again, from where it was left."""
        with outage_named():
            await self._pool.execute(_COME_BACK, subscriber)

    async def all(self) -> dict[str, Standing]:
        """Return how it goes with every subscriber that was ever told, by id."""
        with outage_named():
            return {row["subscriber"]: Standing(*row) for row in await self._pool.fetch(_STANDINGS)}
