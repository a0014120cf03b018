"""Where the stories are played: acts through the desk, waiting for what the service does by itself, and expectations."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from domain.model import StreamName
from domain.orders import Command
from domain.people import PersonId
from domain.refusals import Refusal
from infra.ids import new_id
from interfaces.demo.expecting import Expectations, PlotError
from interfaces.demo.running import Running
from interfaces.desk.answers import Answer, DeskUnavailableError, RefusedError
from interfaces.desk.desk import Sender

PATIENCE = 45.0
"""Seconds until something the service does by itself counts as not done."""
_LOOK_AGAIN = 0.2  # seconds
_ATTEMPTS = 3

Story = Coroutine[Any, Any, object]
"""Something that is played: one of the functions in the files beside this one."""


class Stage(Expectations):
    """
    The stage of one performance.

    Stories call `act` for what people do, `refused` for what a rule must refuse, `until` for what the service does by
    itself, and `expect` for whatever else must be so. Nothing here knows a rule.
    """

    def __init__(self, running: Running) -> None:
        super().__init__(running.desk)
        self.journal = running.journal

    async def act(self, person: PersonId, stream: StreamName, command: Command) -> Answer:
        """Have somebody act. A refusal nobody expected ends the story."""
        try:
            return await self._settled(person, stream, command)
        except RefusedError as error:
            raise self._unexpected(person, stream, command, error.refusal) from error

    async def open(self, person: PersonId, process: str, command: Command, *parts: str) -> Answer:
        """Have somebody open a case. A refusal nobody expected ends the story."""
        by = Sender(person, new_id())
        try:
            return await _insisting(lambda: self.desk.open(process, command, parts, by))
        except RefusedError as error:
            raise self._unexpected(person, process, command, error.refusal) from error

    async def refused(self, rule: str, person: PersonId, stream: StreamName, command: Command) -> None:
        """Expect that a rule refuses somebody's act."""
        try:
            await self._settled(person, stream, command)
        except RefusedError as error:
            found = error.refusal.rule
        else:
            found = "-"
        self.expect(
            found == rule,
            f"{person} 在 {stream} 办理 {command.kind} 应按 {rule} 拒绝（实际：{found}）",
            f"{command.kind} of {stream} by {person} is refused by {rule} (was: {found})",
        )

    async def state(self, stream: StreamName) -> Any:  # noqa: ANN401  # whichever process it is
        """Return a stream as it stands."""
        return (await self.desk.state(stream)).state

    async def kinds(self, stream: StreamName) -> list[str]:
        """Return the kinds of a stream's entries, in order."""
        return [entry.kind for entry in await self.journal.load(stream)]

    async def version_of(self, stream: StreamName, kind: str) -> int:
        """Return the version of a stream's last entry of a kind. Ends the story when there is none."""
        versions = [entry.version for entry in await self.journal.load(stream) if entry.kind == kind]
        self.need(versions, f"{stream} 应有 {kind}", f"{stream} has {kind}")
        return versions[-1]

    async def until(
        self, condition: Callable[[], Awaitable[object]], zh: str, en: str, patience: float = PATIENCE
    ) -> None:
        """Wait until something holds that the service, or time, brings about; without it the story ends."""
        came = False
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not await condition():  # noqa: ASYNC110  # another process is watched
                    await asyncio.sleep(_LOOK_AGAIN)
                came = True
        self.need(came, zh, en)

    async def until_status(self, stream: StreamName, *wanted: str, patience: float = PATIENCE) -> Any:  # noqa: ANN401  # whichever process it is
        """Wait until a case stands at one of some statuses, and return its state."""

        async def reached() -> bool:
            return str(getattr(await self.state(stream), "status", "")) in wanted

        names = ", ".join(wanted)
        zh, en = f"{stream} 应到达 {names}", f"{stream} comes to {names}"
        await self.until(self._when_changed(stream, reached), zh, en, patience)
        return await self.state(stream)

    async def until_kind(self, stream: StreamName, kind: str, patience: float = PATIENCE) -> None:
        """Wait until a stream has an entry of a kind."""

        async def there() -> bool:
            return kind in await self.kinds(stream)

        zh, en = f"{stream} 应有 {kind}", f"{stream} has {kind}"
        await self.until(self._when_changed(stream, there), zh, en, patience)

    async def until_day(self, day: date) -> None:
        """Let the rehearsal's days pass until a day has come."""
        while self.today < day:  # noqa: ASYNC110  # a clock is watched
            await asyncio.sleep(_LOOK_AGAIN)

    async def all_of(self, stories: Iterable[Story]) -> None:
        """Play several stories at the same time; one that cannot go on leaves the others alone."""
        async with asyncio.TaskGroup() as group:
            for story in stories:
                group.create_task(self.as_far_as_it_goes(story))

    async def as_far_as_it_goes(self, story: Story) -> None:
        """Play a story; when it cannot go on, its expectations have said why."""
        with suppress(PlotError):
            await story

    async def _settled(self, person: PersonId, stream: StreamName, command: Command) -> Answer:
        by = Sender(person, new_id())
        return await _insisting(lambda: self.desk.settle(stream, command, by))

    def _unexpected(self, person: PersonId, where: str, command: Command, refusal: Refusal) -> PlotError:
        """Put on record that a rule refused what the story builds upon."""
        self.expect(
            False,  # noqa: FBT003  # it was refused
            f"{person} 在 {where} 办理 {command.kind} 应被接受（{refusal.rule}：{refusal.zh}）",
            f"{command.kind} of {where} by {person} is accepted ({refusal.rule}: {refusal.en})",
        )
        return PlotError(refusal.en)

    def _when_changed(
        self, stream: StreamName, condition: Callable[[], Awaitable[object]]
    ) -> Callable[[], Awaitable[object]]:
        """Return a condition that is looked at again only when the stream has a new entry."""
        seen = -1

        async def look() -> object:
            nonlocal seen
            version = await self.journal.version(stream)
            if version == seen:
                return False
            seen = version
            return await condition()

        return look


async def _insisting(send: Callable[[], Awaitable[Answer]]) -> Answer:
    """Send an order again, under the same id, when nobody answered in time: nothing is done twice."""
    for _ in range(_ATTEMPTS - 1):
        with suppress(DeskUnavailableError):
            return await send()
    return await send()
