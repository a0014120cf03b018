"""From entries of the journal to facts of the domain: the one way everybody who folds a stream goes."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from domain.decider import Decider
from domain.events import Event, Fact
from domain.orders import Actor
from domain.processes import decider_of
from journal.body import Envelope
from journal.entry import StoredEntry

_AnyFact = Fact[Any]
"""Named once: to ask pydantic for it costs more than to make one."""


def facts_of_stream(entries: Iterable[StoredEntry]) -> list[Fact[Any]]:
    """Return the facts of one stream's entries, in order; [] for none."""
    facts: list[Fact[Any]] = []
    addressed = set()
    for entry in entries:
        if entry.command_index == 0:
            addressed.add(entry.command_id)
        facts.append(fact_of(entry, said(entry), claimed=entry.command_id not in addressed))
    return facts


def said(entry: StoredEntry) -> Envelope[Event]:
    """Return all that an entry of a process says. Raises `NoSuchProcessError`, `ValidationError`."""
    return _envelopes(decider_of(entry.stream).name).validate_json(entry.body)


def fact_of(entry: StoredEntry, says: Envelope[Event], *, claimed: bool) -> Fact[Any]:
    """Return the fact that an entry tells. `claimed`: its command was addressed to another stream."""
    actor = says.actor
    return _AnyFact(
        event=says.data,
        version=entry.version,
        at=says.recorded_at,
        acted_on=says.acted_on,
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
