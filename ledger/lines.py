"""经过: where each entry is told, by the name of its stream and by its tags."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.events import Event, Fact
from domain.matter.events import AlreadySo, FollowUpDelivered, FollowUpPromised
from domain.serials.serials import SerialClaimed, SerialReleased
from journal.entry import StoredEntry
from ledger.projection import Change, Projection

_TECHNICAL = (AlreadySo, FollowUpPromised, FollowUpDelivered, SerialClaimed, SerialReleased)


@dataclass(frozen=True, slots=True)
class LineRow:
    """
    One entry under one name; its text stands in the journal. `technical`: it tells how the service works.

    There are several of them an entry, and a model takes twenty times as long to make.
    """

    name: str
    position: int
    stream: str
    technical: bool


def is_technical(event: Event) -> bool:
    """Whether an event tells how the service works, not what happened."""
    return isinstance(event, _TECHNICAL)


def _rows(change: Change) -> list[LineRow]:
    told = zip(change.facts, change.entries, strict=True)
    return [row for fact, entry in told for row in _told(fact, entry)]


def _told(fact: Fact[Event], entry: StoredEntry) -> Iterator[LineRow]:
    technical = is_technical(fact.event)
    for name in (entry.stream, *entry.tags):
        yield LineRow(name, entry.position, entry.stream, technical)


LINES = Projection("timeline", LineRow, _rows, append_only=True)
