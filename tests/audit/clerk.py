"""A clerk who records acts without a workflow, honestly or not."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, cast

from activities.direct import DirectRecorder
from activities.founding import found
from activities.recording import Recorder
from activities.wire import Receipt
from audit.conforming import conform_all, conform_stream
from audit.findings import Finding
from domain.orders import Actor, Command, Order
from domain.rulebook.decider import AdoptDocument, policy_stream
from infra.ids import new_id
from journal.entry import Appended, Draft, Slice, Submission
from journal.journal import Journal
from journal.rulebook import Rulebook
from tests.postgres import Server
from tests.service import REAL
from worker import shipped

FOUNDED = datetime(2026, 9, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 10, 15, 4, tzinfo=UTC)
"""12:00 in China."""

Forge = Callable[[Submission], Submission]


class Forger:
    """A journal into which something else is written than was decided."""

    def __init__(self, journal: Journal, forge: Forge) -> None:
        self._journal = journal
        self._forge = forge

    async def append(self, submission: Submission) -> Appended:
        return await self._journal.append(self._forge(submission))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)


class Clerk(NamedTuple):
    """Records acts at given moments."""

    journal: Journal

    async def act(  # who does what, when and how
        self,
        stream: str,
        command: Command,
        by: str = "p-wang",
        at: datetime = NOON,
        forge: Forge | None = None,
        **more: Any,
    ) -> Receipt:
        """Record what a command causes; or something else, if it is to be forged."""
        role = more.pop("role", None) or min(command.roles)
        actor = Actor(id=by, role=role, org="o-1")
        order = Order[Any](command_id=new_id(), actor=actor, command=command, **more)
        journal = cast("Journal", Forger(self.journal, forge)) if forge else self.journal
        recorder = Recorder(journal, Rulebook(self.journal))
        return await DirectRecorder(recorder, REAL).settle(stream, order, at)

    async def adopt(self, policy: str, since: date, at: datetime = NOON) -> str:
        """Adopt a policy (TOML); return its stream."""
        stream = policy_stream(policy)
        await self.act(stream, AdoptDocument(org="o-1", text=policy, since=since), "p-zhou", at)
        return stream

    async def findings(self, stream: str | None = None, today: date | None = None) -> list[Finding]:
        """Return what a check of the rules finds, in the whole journal or about one stream."""
        checks = (
            conform_all(self.journal, today)
            if stream is None
            else conform_stream(self.journal, stream, today)
        )
        return [finding async for one in checks for finding in one.findings]


@asynccontextmanager
async def clerk_of(postgres: Server) -> AsyncIterator[Clerk]:
    """Open a journal of its own, founded with the shipped documents."""
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    await found(journal, REAL, shipped(), FOUNDED)
    yield Clerk(journal)
    await journal.close()


def later(hours: int = 1) -> datetime:
    """Return a moment after the usual one."""
    return NOON + timedelta(hours=hours)


# ways to forge


def in_slice(number: int, change: Callable[[Slice], Slice]) -> Forge:
    """Change what is written into one of the streams."""

    def forge(submission: Submission) -> Submission:
        slices = list(submission.slices)
        slices[number] = change(slices[number])
        return submission.model_copy(update={"slices": tuple(slices)})

    return forge


def in_draft(change: Callable[[Draft], Draft], *, number: int = 0, of_slice: int = 0) -> Forge:
    """Change one of the entries."""

    def forge(part: Slice) -> Slice:
        drafts = list(part.drafts)
        drafts[number] = change(drafts[number])
        return part._replace(drafts=tuple(drafts))

    return in_slice(of_slice, forge)
