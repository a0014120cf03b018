"""Group commit: appends that come in while one is being committed travel together in the next."""

import asyncio
import contextlib
import re
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

import asyncpg

from domain.refusals import DomainError
from journal.call import Verdict, arguments, verdicts
from journal.errors import EntryRejectedError, JournalError, JournalUnavailableError, NatureMismatchError
from journal.outage import OUTAGE, unavailable
from journal.preparing import PreparedCommand
from journal.statements import APPEND

_MOST_COMMANDS = 128
"""In one call: while one is on its way, the commands of the next are made ready. To take all that wait leaves PostgreSQL
idle meanwhile: with 256 callers that cost a fifth of the rate."""
_MOST_BYTES = 4 << 20
_PATIENCE = 10.0
"""Seconds for one call, connecting included; the server's own limits (migration 0001) are shorter."""

_ANOTHER_NATURE = "JN001"


class _Waiting(NamedTuple):
    command: PreparedCommand
    size: int
    verdict: "asyncio.Future[Verdict]"


class Committer:
    """
    One task, one connection, one call of the append function at a time.

    A connection that breaks fails the commands on their way with `JournalUnavailableError`; the next call connects
    anew. Whether what was on its way is committed is then unknown: its sender repeats it under the same id.
    """

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self._connection: asyncpg.Connection | None = None
        self._waiting: deque[_Waiting] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._work(), name="journal committer")

    async def submit(self, command: PreparedCommand) -> Verdict:
        """
        Append, together with whatever else waits; answer once it is on disk.

        Raises `JournalUnavailableError`, `EntryRejectedError`, `NatureMismatchError`. Cancelling does not take back
        what is on its way.
        """
        if self._closing:
            message = "the journal is closed"
            raise JournalUnavailableError(message)
        verdict: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(command, command.size, verdict))
        self._wake.set()
        return await verdict

    async def close(self) -> None:
        """Append what waits, then end."""
        self._closing = True
        self._wake.set()
        await self._task
        self._disconnect()

    async def _work(self) -> None:
        while self._waiting or not self._closing:
            if self._waiting:
                await self._settle(self._next_batch())
            else:
                self._wake.clear()
                await self._wake.wait()

    def _next_batch(self) -> list[_Waiting]:
        batch = [self._waiting.popleft()]
        size = batch[0].size
        while self._waiting and len(batch) < _MOST_COMMANDS:
            following = self._waiting[0]
            size += following.size
            if size > _MOST_BYTES or following.command.nature != batch[0].command.nature:
                break
            batch.append(self._waiting.popleft())
        return batch

    async def _settle(self, batch: Sequence[_Waiting]) -> None:
        try:
            answers = await self._call([waiting.command for waiting in batch])
        except OUTAGE as error:
            self._disconnect()
            _fail(batch, unavailable(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, it must reach the callers, not end the task
            await self._isolate(batch, error)
        else:
            for waiting, verdict in zip(batch, answers, strict=True):
                if not waiting.verdict.done():
                    waiting.verdict.set_result(verdict)

    async def _isolate(self, batch: Sequence[_Waiting], error: Exception) -> None:
        """One poisoned entry aborts a call: find it by itself, and spare its neighbours."""
        if len(batch) == 1:
            _fail(batch, _explained(error))
            return
        for one in batch:
            await self._settle([one])

    async def _call(self, commands: Sequence[PreparedCommand]) -> list[Verdict]:
        async with asyncio.timeout(_PATIENCE):
            connection = await self._connected()
            rows = await connection.fetch(APPEND, *arguments(commands))
        return verdicts(commands, rows)

    async def _connected(self) -> asyncpg.Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(
                self.dsn,
                timeout=_PATIENCE,
                server_settings={
                    "application_name": "journal append",
                    "default_transaction_isolation": "read committed",
                    "synchronous_commit": "on",  # acknowledged means on disk
                },
            )
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(*OUTAGE):
                connection.terminate()


def _explained(error: Exception) -> JournalError | DomainError:
    if isinstance(error, asyncpg.PostgresError):
        if error.sqlstate == _ANOTHER_NATURE:
            return NatureMismatchError(error.detail or "", error.message)
        # not the detail: it may print the row
        return EntryRejectedError(f"{error.sqlstate}: {error.message or _argument(error)}")
    return EntryRejectedError(f"{type(error).__name__}: {error}")


def _argument(error: asyncpg.PostgresError) -> str:
    """Return which argument the client itself refused: its number, not its value, which is persons' data."""
    numbered = re.search(r"argument \$\d+", str(error))
    return numbered.group() if numbered else type(error).__name__


def _fail(batch: Sequence[_Waiting], error: Exception) -> None:
    for waiting in batch:
        if not waiting.verdict.done():
            waiting.verdict.set_exception(error)
