"""The inbox as the ledger has it: what waits, in order, and how every event stands."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import asyncpg

from domain.inbox.told import EventId, EventType, SourceUri, Subject
from domain.model import Model, StreamName
from domain.orders import OrgId
from domain.people import Carried, PersonId
from journal.journal import Journal
from ledger import statements
from ledger.answers import AsOf
from ledger.looking import looking
from ledger.realm import EVERYTHING, Realm


class LetterStanding(StrEnum):
    """How an event stands (收件状态)."""

    PENDING = "pending"
    """It waits for its turn."""
    DELIVERED = "delivered"
    DEAD = "dead"
    """Not understood, or refused; it may be delivered again."""


class Turn(NamedTuple):
    """
    An event that waits. `event`, `turn`: versions in its stream, of the event and of the entry that lets it be delivered.

    `place`: the position of the turn; `position`: of the event, by which the order of a subject goes.
    """

    stream: str
    event: int
    turn: int
    place: int
    position: int
    source: str
    subject: str | None


class Letter(Model):
    """
    An event and how it stands. `event`: its version in the stream; `since`: the position of what tells how it stands.

    `rule`, `policy`, `data`: why it is dead.
    """

    position: int
    stream: StreamName
    event: int
    org: OrgId
    system: PersonId
    source: SourceUri
    event_id: EventId
    type: EventType
    subject: Subject | None
    standing: LetterStanding
    since: int
    rule: str | None
    policy: str | None
    data: tuple[tuple[str, Carried], ...]


class LettersWanted(NamedTuple):
    """Which events: those that stand so, or lie there, if asked; `limit` at most, above position `after`."""

    standing: LetterStanding | None = None
    positions: Sequence[int] | None = None
    after: int = 0
    limit: int = 100


class Letters:
    """Answers from the read model. Raises `JournalUnavailableError` while PostgreSQL is away."""

    def __init__(self, journal: Journal) -> None:
        self._pool = journal.readers

    async def pending(self, after: int, limit: int) -> AsOf[Turn]:
        """Return at most `limit` events that wait and whose turns came after a position, in their order."""
        async with looking(self._pool) as look:
            rows = await look.connection.fetch(statements.INBOX_PENDING, after, limit)
            return AsOf(look.position, [Turn(*row) for row in rows])

    async def letters(self, wanted: LettersWanted, realm: Realm = EVERYTHING) -> AsOf[Letter]:
        """Return events and how they stand, by position."""
        async with looking(self._pool, realm) as look:
            rows = await look.connection.fetch(statements.INBOX_LETTERS, *wanted)
            return AsOf(look.position, [_letter(row) for row in rows])


def _letter(row: asyncpg.Record) -> Letter:
    return Letter.model_validate(dict(row) | {"data": json.loads(row["data"] or "[]")})
