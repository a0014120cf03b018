"""A command as it stands in the journal: its entries read, and the order that caused them."""

from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from domain.decider import Decider
from domain.events import Event, Fact
from domain.orders import Actor, Order
from domain.processes import decider_of, is_decided
from domain.rules import RulesStamp
from journal.body import Envelope
from journal.entry import StoredEntry
from journal.facts import fact_of, said

_AnyOrder = Order[Any]
"""Named once: to ask pydantic for it costs more than to make one."""


class UnreadableError(Exception):
    """A command whose cause is not told, or of which nothing was decided."""


class StoredAct(NamedTuple):
    """All that one command left, in the order of the journal."""

    entries: tuple[StoredEntry, ...]

    @property
    def first(self) -> StoredEntry:
        """The entry that tells the cause."""
        return self.entries[0]

    @property
    def stream(self) -> str:
        """The stream the command was addressed to."""
        return self.first.stream

    @property
    def command_id(self) -> UUID:
        """The command's id."""
        return self.first.command_id

    @property
    def decided(self) -> bool:
        """Whether a decider stands for it; the journal's own entries have none."""
        return is_decided(self.stream)

    @property
    def streams(self) -> tuple[str, ...]:
        """Every stream it left an entry in, the addressed one first."""
        return tuple(dict.fromkeys(one.stream for one in self.entries))


class ReadAct(NamedTuple):
    """A stored command with what its entries say."""

    act: StoredAct
    says: tuple[Envelope[Event], ...]

    @property
    def first(self) -> Envelope[Event]:
        """What the first entry says, the cause among it."""
        return self.says[0]

    @property
    def decider(self) -> Decider[Any]:
        """Return the decider of the addressed stream."""
        return decider_of(self.act.stream)

    def facts(self, stream: str) -> list[Fact[Any]]:
        """Return what it left in a stream as facts."""
        claimed = stream != self.act.stream
        return [
            fact_of(entry, says, claimed=claimed)
            for entry, says in zip(self.act.entries, self.says, strict=True)
            if entry.stream == stream
        ]

    def stamp(self, stream: str) -> RulesStamp | None:
        """Return the rules that its first entry in a stream names; None where it names none, or left nothing."""
        return next((one.rules for one in self.says if one.stream == stream), None)

    def order(self) -> Order[Any]:
        """Return the order as it was judged. Raises `UnreadableError`, `ValidationError`."""
        cause = self.first.cause
        if self.act.first.command_index or cause.body is None or cause.fingerprint is None:
            message = "its first entry does not tell the cause"
            raise UnreadableError(message)
        actor = self.first.actor
        return _AnyOrder(
            command_id=self.act.command_id,
            actor=Actor(id=actor.id, role=actor.role, org=actor.org, on_behalf_of=actor.on_behalf_of),
            decided_by=actor.decided_by,
            acted_on=self.first.acted_on,
            command=self.decider.command_adapter.validate_json(cause.body),
        )


def read_act(act: StoredAct) -> ReadAct:
    """Read what a command's entries say. Raises `ValidationError`, `NoSuchProcessError`."""
    return ReadAct(act, tuple(said(entry) for entry in act.entries))


def acts_of(entries: Iterable[StoredEntry]) -> Iterator[StoredAct]:
    """Yield the commands that entries, in the order of the journal, came of."""
    for _, caused in groupby(entries, key=lambda one: one.command_id):
        yield StoredAct(tuple(caused))


async def acts_among(pages: AsyncIterator[list[StoredEntry]]) -> AsyncIterator[StoredAct]:
    """Yield the commands of a journal that is read page by page, each of them whole."""
    held: list[StoredEntry] = []
    async for page in pages:
        *whole, last = acts_of([*held, *page])
        for act in whole:
            yield act
        held = list(last.entries)
    for act in acts_of(held):
        yield act
