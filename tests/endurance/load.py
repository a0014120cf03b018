"""Load as desks make it: an order is repeated under its id until it is answered; the journal is compared afterwards."""

import asyncio
from collections import Counter
from contextlib import suppress
from itertools import count
from typing import NamedTuple
from uuid import UUID

from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from activities.delivering import execute_update
from activities.wire import Receipt
from domain.matter.commands import Comment
from domain.orders import Command, Order
from journal.entry import StoredEntry
from journal.journal import Journal
from tests.service import REAL, order
from tests.workflows.filings import submission

_PAGE = 5000


class Answered(NamedTuple):
    """An order and what it was answered."""

    stream: str
    command_id: UUID
    receipt: Receipt


async def insist(client: Client, stream: str, ordered: Order[Command]) -> Receipt:
    """Send an order until it is answered, whatever breaks meanwhile."""
    while True:
        try:
            return await execute_update(
                client, stream, "execute", ordered, REAL, update_id=str(ordered.command_id)
            )
        except WorkflowUpdateFailedError as failed:
            if isinstance(failed.cause, ApplicationError) and failed.cause.details:
                raise  # a rule refused
        except (RPCError, TimeoutError):
            await asyncio.sleep(0.2)


class Load:
    """Senders who open filings and remark on them, one order after the other each, as many at once as there are."""

    def __init__(self, client: Client, filings: int, name: str = "K") -> None:
        self._client = client
        self.streams = [f"filing/{name}-{number}/1" for number in range(filings)]
        self.answered: list[Answered] = []
        self._turn = count()

    async def open(self, at_once: int = 20) -> None:
        """Open every filing."""
        waiting = iter(self.streams)

        async def sender() -> None:
            for stream in waiting:
                await self._send(stream, submission())

        await asyncio.gather(*(sender() for _ in range(at_once)))

    async def run(self, senders: int, ended: asyncio.Event, limit: int | None = None) -> None:
        """Send until `ended`, or until `limit` orders were begun; return when the last one is answered."""
        begun = count()

        async def sender() -> None:
            while not ended.is_set() and (limit is None or next(begun) < limit):
                turn = next(self._turn)
                await self._send(self.streams[turn % len(self.streams)], Comment(text=f"第 {turn} 件"))

        await asyncio.gather(*(sender() for _ in range(senders)))

    async def _send(self, stream: str, command: Command) -> None:
        ordered = order(command)
        receipt = await insist(self._client, stream, ordered)
        self.answered.append(Answered(stream, ordered.command_id, receipt))

    async def check(self, journal: Journal) -> None:
        """Every order that was answered stands in the journal once, where its receipt says; nothing else does."""
        entries: list[StoredEntry] = []
        while page := await journal.read(entries[-1].position if entries else 0, _PAGE):
            entries.extend(page)
        mine = [entry for entry in entries if entry.stream in set(self.streams)]
        recorded = Counter(entry.command_id for entry in mine)
        assert {one.command_id for one in self.answered} == recorded.keys()
        assert set(recorded.values()) == {1}
        places = {entry.command_id: (entry.stream, entry.version, entry.position) for entry in mine}
        for one in self.answered:
            told = (one.stream, one.receipt.version, one.receipt.position)
            assert places[one.command_id] == told
        for stream in self.streams:
            versions = [entry.version for entry in mine if entry.stream == stream]
            assert versions == list(range(1, len(versions) + 1))
        assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))


async def quickly(client: Client, stream: str) -> float:
    """Ask a workflow where it stands; return the seconds until it answered (60 when it did not)."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    with suppress(RPCError, TimeoutError):
        async with asyncio.timeout(60):
            await client.get_workflow_handle(stream).query("standing")
            return loop.time() - begun
    return 60.0
