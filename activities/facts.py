"""From entries of the journal to facts of the domain."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from activities.wire import Spent
from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.events import AlreadySo
from domain.orders import Actor
from domain.processes import decider_of
from journal.body import Envelope
from journal.entry import StoredEntry


def facts_of_stream(entries: Iterable[StoredEntry]) -> list[Fact[Any]]:
    """Return the facts of one stream's entries, in order; [] for none."""
    facts: list[Fact[Any]] = []
    addressed = set()
    for entry in entries:
        if entry.command_index == 0:
            addressed.add(entry.command_id)
        facts.append(_fact(entry, claimed=entry.command_id not in addressed))
    return facts


def spent(entries: Iterable[StoredEntry]) -> tuple[Spent, ...]:
    """Return the commands that entries came of, each with the last version and position it left there."""
    last = {
        entry.command_id: Spent(
            command_id=entry.command_id,
            version=entry.version,
            position=entry.position,
            already_so=entry.kind == AlreadySo.kind_name(),
        )
        for entry in entries
    }
    return tuple(last.values())


def _fact(entry: StoredEntry, *, claimed: bool) -> Fact[Any]:
    decider = decider_of(entry.stream)
    said = _envelopes(decider.name).validate_json(entry.body)
    actor = said.actor
    return Fact[Any](
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
def _envelopes(name: str) -> TypeAdapter[Envelope[Event]]:
    decider: Decider[Any] = decider_of(f"{name}/x")
    return TypeAdapter(Envelope[decider.event_type])  # type: ignore[name-defined]
