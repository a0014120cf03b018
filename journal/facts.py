"""From entries of the journal to facts of the domain: the one way everybody who folds a stream goes."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter

from domain.decider import Decider
from domain.events import Event, Fact
from domain.orders import Actor, OrgId, Role
from domain.people import PersonId
from domain.processes import decider_of
from journal.body import Envelope, Gist
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
        gist: Gist[Event] = _reader(Gist, entry.stream)(entry.body)
        facts.append(fact_of(entry, gist, claimed=entry.command_id not in addressed))
    return facts


def said(entry: StoredEntry) -> Envelope[Event]:
    """Return all that an entry of a process says. Raises `NoSuchProcessError`, `ValidationError`."""
    says: Envelope[Event] = _reader(Envelope, entry.stream)(entry.body)
    return says


def fact_of(entry: StoredEntry, says: Gist[Event], *, claimed: bool) -> Fact[Any]:
    """Return the fact that an entry tells. `claimed`: its command was addressed to another stream."""
    actor = says.actor
    return _AnyFact(
        event=says.data,
        version=entry.version,
        at=says.recorded_at,
        acted_on=says.acted_on,
        actor=_actor(actor.id, actor.role, actor.org, actor.on_behalf_of),
        decided_by=actor.decided_by,
        command_id=entry.command_id,
        index=entry.command_index,
        claimed=claimed,
    )


@lru_cache(maxsize=1024)
def _actor(person: PersonId, role: Role, org: OrgId, on_behalf_of: PersonId | None) -> Actor:
    """Return who acted, without the decision. Few persons act on a stream, and one value serves all their acts."""
    return Actor(id=person, role=role, org=org, on_behalf_of=on_behalf_of)


@lru_cache(maxsize=1024)
def _reader(what: type[Gist[Any]], stream: str) -> Callable[[bytes], Any]:
    return _reader_of(what, decider_of(stream).name)


@cache
def _reader_of(what: type[Gist[Any]], name: str) -> Callable[[bytes], Any]:
    decider: Decider[Any] = decider_of(f"{name}/x")
    return TypeAdapter(what[decider.event_type]).validator.validate_json  # type: ignore[index]
