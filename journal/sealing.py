"""
One sealer's connection: the right to seal, the tree it grows, and what it writes.

The right is an advisory lock of the session: it ends with the connection, and whatever is written goes over the same one.
A connection that was taken for dead and is not cannot harm: a batch that begins where another began is refused.
"""

from contextlib import suppress
from datetime import datetime
from typing import NamedTuple, Self

import asyncpg

from journal import statements
from journal.alarms import Alarm, SealContradictedError
from journal.errors import DeposedError
from journal.merkle import leaf_hash
from journal.outage import OUTAGE
from journal.seals import LEADER_KEY, LEADING, WAITING, Seals
from journal.taking_up import tree_of
from journal.tiles import WIDTH
from journal.tree import GrowingTree

LARGEST_BATCH = 4096
_PATIENCE = 10.0
"""Seconds a statement may take."""


class SealedBatch(NamedTuple):
    """A batch was sealed: `size` entries are now; the first of its `entries` was recorded at `waited_since`."""

    size: int
    entries: int
    waited_since: datetime


class Sealing:
    """
    A connection in the role of the sealer. Call `lead`, then `rebuild`, then the others.

    Every method raises whatever an outage raises (`journal.outage.OUTAGE`): after that, close it and open another.
    """

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._tree = GrowingTree()
        self.seals = Seals(self._fetch)

    @classmethod
    async def open(cls, dsn: str) -> Self:
        """Connect as a login that may take on the role of the sealer."""
        connection = await asyncpg.connect(
            dsn,
            timeout=_PATIENCE,
            command_timeout=_PATIENCE,
            server_settings={
                "application_name": WAITING,
                # what a seal holds is computed again from the entries, which are on disk, and compared with the anchors
                "synchronous_commit": "off",
                # a machine that vanished must not lead for hours: its lock goes within seconds
                "tcp_keepalives_idle": "3",
                "tcp_keepalives_interval": "1",
                "tcp_keepalives_count": "3",
                "tcp_user_timeout": "6000",
            },
        )
        try:
            await connection.execute(statements.AS_SEALER)
        except BaseException:
            connection.terminate()
            raise
        return cls(connection)

    async def lead(self) -> bool:
        """Become the one who seals, if nobody does; whether it is so."""
        leading: bool = (await self._fetch(statements.LEAD, LEADER_KEY))[0]["leading"]
        if leading:
            await self.call_itself(LEADING)
        return leading

    async def call_itself(self, name: str) -> None:
        """Show all who look at the server's sessions what this one does."""
        await self._fetch(statements.CALL_ITSELF, name)

    @property
    def size(self) -> int:
        """Entries sealed so far."""
        return self._tree.size

    def root(self) -> bytes:
        """Return the root over them."""
        return self._tree.root()

    async def rebuild(self) -> None:
        """
        Take up the tree where the last batch left it.

        Raises `SealContradictedError` when the tables do not lead to its root, or the entries do not lead to them.
        """
        self._tree = await tree_of(self.seals, await self.seals.last())
        entries = await self.seals.entries()
        if entries < self.size:
            raise SealContradictedError(Alarm.MISSING, entries + 1)
        begun = self.size - self.size % WIDTH
        leaves = self._tree.tail(WIDTH)
        for position, body in await self._fetch(statements.BODIES_AFTER, begun, self.size - begun):
            at = (position - begun - 1) * 32
            if leaf_hash(body) != leaves[at : at + 32]:
                raise SealContradictedError(Alarm.CHANGED, position)

    async def seal_next(self, most: int = LARGEST_BATCH) -> SealedBatch | None:
        """
        Seal the entries that follow, `most` at most; None when there are none.

        Raises `SealContradictedError` when they do not follow without a gap, `DeposedError`.
        """
        before = self.size
        rows = await self._fetch(statements.BODIES_AFTER, before, most)
        if not rows:
            return None
        if rows[-1]["position"] != before + len(rows):
            raise SealContradictedError(Alarm.MISSING, before + 1)
        tiles = self._tree.extend([leaf_hash(row["body"]) for row in rows])
        written = await self._write(
            before + 1,
            statements.SEAL,
            before + 1,
            len(rows),
            self._tree.root(),
            self._tree.tail(len(rows)),
            [tile.level for tile in tiles],
            [tile.number for tile in tiles],
            [tile.hashes for tile in tiles],
        )
        return SealedBatch(self.size, len(rows), written[0]["recorded_at"])

    async def publish(self, size: int, note: str) -> None:
        """Store a signed checkpoint, and wake who listens. Raises `DeposedError`."""
        await self._write(size, statements.CHECKPOINT, size, note)

    def close(self) -> None:
        """Disconnect, and leave the right to seal to others."""
        with suppress(*OUTAGE):
            self._connection.terminate()

    async def _write(self, position: int, statement: str, *arguments: object) -> list[asyncpg.Record]:
        try:
            return await self._fetch(statement, *arguments)
        except asyncpg.UniqueViolationError as error:
            raise DeposedError(position) from error

    async def _fetch(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await self._connection.fetch(statement, *arguments)
        return rows
