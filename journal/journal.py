"""The journal as the rest of the house sees it."""

from collections.abc import Sequence
from typing import Self
from uuid import UUID

import asyncpg

from domain.clock import RealOrRehearsal
from journal import statements
from journal.call import Verdict
from journal.committer import Committer
from journal.entry import Appended, StoredEntry, StreamHead, Submission
from journal.errors import (
    CommandReusedError,
    JournalNotOpenedError,
    NatureMismatchError,
    VersionConflictError,
)
from journal.evidence import Evidence
from journal.nature import JournalOpened, nature_tag, opening
from journal.outage import outage_named
from journal.pools import closed, pool_of
from journal.preparing import PreparedCommand, prepare
from journal.seals import Seals

_READERS = 8
"""Connections for reading, at most; appends have one of their own."""


class Journal:
    """
    The append-only store of entries, in the order in which they were committed.

    Every method raises `JournalUnavailableError` while PostgreSQL is away, and works again by itself afterwards.
    `seals`: what makes a rewriting of it show.
    """

    def __init__(self, pool: asyncpg.Pool, committer: Committer) -> None:
        self._pool = pool
        self._committer = committer
        self.seals = Seals(self._fetch)
        self._nature: RealOrRehearsal | None = None
        self.evidence = Evidence(self._fetch)

    @classmethod
    async def open(cls, dsn: str) -> Self:
        """Connect as a login that is writer and reader."""
        pool = pool_of(dsn, "journal read", _READERS)
        with outage_named():
            await pool
            async with pool.acquire():
                pass  # a journal that cannot be reached is told at once
        return cls(pool, Committer(dsn))

    async def close(self) -> None:
        """Append what waits, then disconnect; a connection that its reader left on the way is first given back."""
        await self._committer.close()
        await closed(self._pool)

    async def begin(self, nature: RealOrRehearsal) -> None:
        """
        Write the first entry, or check that it says the same.

        Raises `NatureMismatchError` when the journal has another nature.
        """
        if await self._first() is None:
            now = (await self._fetch(statements.MACHINE_TIME))[0]["now"]
            await self._committer.submit(prepare(opening(nature, now), nature, {}))
        await self._agreed(nature)

    async def nature(self) -> RealOrRehearsal:
        """Return whether acts are real here, or which clock rehearses them. Raises `JournalNotOpenedError`."""
        if self._nature is None:
            self._nature = await self._first()
        if self._nature is None:
            message = "the journal has no first entry: begin it"
            raise JournalNotOpenedError(message)
        return self._nature

    async def append(self, submission: Submission) -> Appended:
        """
        Append all that one command causes, or nothing; answer once it is on disk.

        A command id that is known answers what it left then (`repeated`), whatever versions are expected now.
        Raises `VersionConflictError`, `CommandReusedError`, `EntryTooLargeError`, `NatureMismatchError`,
        `NotCanonicalError`, `EntryRejectedError`; after `JournalUnavailableError` repeat with the same command id.
        """
        nature = await self._agreed(submission.nature)
        found = {
            part.stream: await self.version(part.stream)
            for part in submission.slices
            if part.expected is None
        }
        while True:
            command = prepare(submission, nature, found)
            verdict = await self._committer.submit(command)
            if verdict.outcome != "conflict":
                return await self._answer(command, verdict)
            if verdict.stream not in found:
                raise _conflict(command, verdict)
            # somebody was quicker at a stream that may have any version; each round somebody wins
            found[verdict.stream] = verdict.actual or 0

    @property
    def readers(self) -> asyncpg.Pool:
        """The connections for reading: what is derived lies in the same database."""
        return self._pool

    @property
    def dsn(self) -> str:
        """Where it is, and as whom: for those who need a connection of their own."""
        return self._committer.dsn

    async def at(self, positions: Sequence[int]) -> list[StoredEntry]:
        """Return the entries at some positions, in the order of the journal."""
        return await self._entries(statements.AT_POSITIONS, positions)

    async def load(self, stream: str, after: int = 0, limit: int | None = None) -> list[StoredEntry]:
        """Return the entries of a stream above version `after`, in order, `limit` at most; [] if there is none."""
        return await self._entries(statements.ENTRIES_OF, stream, after, limit)

    async def version(self, stream: str) -> int:
        """Return the version a stream stands at; 0 if there is no such stream."""
        version: int = (await self._fetch(statements.VERSION_OF, stream))[0]["version"]
        return version

    async def find(self, command_id: UUID) -> list[StoredEntry]:
        """Return what a command left, in the order it was written; [] if it was never recorded."""
        return await self._entries(statements.CAUSED_BY, command_id)

    async def read(self, after: int, limit: int, kinds: Sequence[str] | None = None) -> list[StoredEntry]:
        """Return at most `limit` entries above position `after`, in order; of some kinds only, if asked."""
        return await self._entries(statements.FROM_POSITION, after, limit, kinds)

    async def length(self) -> int:
        """Return how many entries there are: the position of the last; 0 for none."""
        length: int = (await self._fetch(statements.LENGTH))[0]["length"]
        return length

    async def streams(self, prefix: str, after: str = "", limit: int = 1000) -> list[StreamHead]:
        """Return at most `limit` streams whose names begin with `prefix` and follow `after`, by name."""
        return [StreamHead(*row) for row in await self._fetch(statements.STREAMS, prefix, after, limit)]

    async def _first(self) -> RealOrRehearsal | None:
        rows = await self._entries(statements.FIRST_ENTRY)
        return JournalOpened.model_validate_json(rows[0].decoded().data).nature if rows else None

    async def _agreed(self, offered: RealOrRehearsal | None) -> RealOrRehearsal:
        nature = await self.nature()
        if offered is not None and nature_tag(offered) != nature_tag(nature):
            raise NatureMismatchError(nature_tag(nature), nature_tag(offered))
        return nature

    async def _answer(self, command: PreparedCommand, verdict: Verdict) -> Appended:
        if verdict.outcome == "repeated":
            return Appended(tuple(await self.find(command.command_id)), repeated=True)
        if verdict.outcome == "reused" or verdict.place is None:
            raise CommandReusedError(command.command_id)
        placed = [
            StoredEntry._make((at, *entry[1:]))
            for at, entry in enumerate(command.entries, start=verdict.place)
        ]
        return Appended(tuple(placed), repeated=False)

    async def _entries(self, statement: str, *arguments: object) -> list[StoredEntry]:
        rows = await self._fetch(statement, *arguments)
        return [StoredEntry._make((*row[:7], tuple(row[7]), row[8])) for row in rows]

    async def _fetch(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        with outage_named():
            rows: list[asyncpg.Record] = await self._pool.fetch(statement, *arguments)
            return rows


def _conflict(command: PreparedCommand, verdict: Verdict) -> VersionConflictError:
    expected = next(part.expected for part in command.slices if part.stream == verdict.stream)
    return VersionConflictError(verdict.stream or "", expected, verdict.actual or 0)
