"""From entries of the journal to facts of the domain: the one way everybody who folds a stream goes."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from domain.decider import Decider
from domain.events import Event, Fact
from domain.model import Model
from domain.orders import Actor
from domain.processes import decider_of
from journal.body import ActorStamp
from journal.entry import StoredEntry

D = TypeVar("D")


def facts_of_stream(entries: Iterable[StoredEntry]) -> list[Fact[Any]]:
    """Return the facts of one stream's entries, in order; [] for none."""
    facts: list[Fact[Any]] = []
    addressed = set()
    for entry in entries:
        if entry.command_index == 0:
            addressed.add(entry.command_id)
        said = _reader(decider_of(entry.stream).name).validate_json(entry.body)
        facts.append(_fact(entry, said, claimed=entry.command_id not in addressed))
    return facts


class _Said(Model, Generic[D], extra="ignore"):
    """What a fact takes from an entry's bytes. To decode the whole of `Envelope` took more than twice as long."""

    acted_on: date
    actor: ActorStamp
    data: D
    recorded_at: datetime


def _fact(entry: StoredEntry, said: _Said[Event], *, claimed: bool) -> Fact[Any]:
    actor = said.actor
    return _FACT(
        event=said.data,
        version=entry.version,
        at=said.recorded_at,
        acted_on=said.acted_on,
        actor=Actor(id=actor.id, role=actor.role, org=actor.org, on_behalf_of=actor.on_behalf_of),
        decided_by=actor.decided_by,
        command_id=entry.command_id,
        index=entry.command_index,
        claimed=claimed,
    )


@cache
def _reader(name: str) -> TypeAdapter[_Said[Event]]:
    decider: Decider[Any] = decider_of(f"{name}/x")
    return TypeAdapter(_Said[decider.event_type])  # type: ignore[name-defined]


_FACT = Fact[Any]
