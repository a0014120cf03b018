"""Orders on their way: few of one case at once, and each is carried through, whoever hangs up."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from interfaces.http.refusals import TooManyAtOnceError

T = TypeVar("T")


class InFlight:
    """
    Counts the orders of each case in this process; the same order sent again takes no place of its own.

    Temporal itself holds a few more per case, so that the service's own follow-ups always find room.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._cases: dict[str, Counter[UUID]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def carry(self, case: str, command_id: UUID, act: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Have an order settled, to the end even when nobody waits for the answer. Raises `TooManyAtOnceError`."""
        self._check(case, command_id)
        task = asyncio.create_task(self._held(case, command_id, act))
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    async def drained(self) -> None:
        """Wait until every order has its answer."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _check(self, case: str, command_id: UUID) -> None:
        running = self._cases.get(case, Counter())
        if command_id not in running and len(running) >= self._limit:
            raise TooManyAtOnceError(case, self._limit)

    async def _held(self, case: str, command_id: UUID, act: Callable[[], Coroutine[Any, Any, T]]) -> T:
        with self._counted(case, command_id):
            return await act()

    @contextmanager
    def _counted(self, case: str, command_id: UUID) -> Iterator[None]:
        running = self._cases.setdefault(case, Counter())
        running[command_id] += 1
        try:
            yield
        finally:
            running[command_id] -= 1
            if not running[command_id]:
                del running[command_id]
            if not running:
                self._cases.pop(case, None)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # whoever waited has been told; nobody else is to be
