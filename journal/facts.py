"""From entries of the journal to facts of the domain: the one way everybody who folds a stream goes."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter
from pydantic_core import SchemaValidator

from domain.decider import Decider
from domain.events import Event, Fact
from domain.model import Model
from domain.orders import Actor, OrgId, Role
from domain.people import PersonId
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
        said = _reader(entry.stream).validate_json(entry.body)
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
        actor=_actor(actor.id, actor.role, actor.org, actor.on_behalf_of),
        decided_by=actor.decided_by,
        command_id=entry.command_id,
        index=entry.command_index,
        claimed=claimed,
    )


@lru_cache(maxsize=1024)
def _actor(person: PersonId, role: Role, org: OrgId, on_behalf_of: PersonId | None) -> Actor:
    """Return who acted, without the decision: few persons act on a stream, and one value serves all their acts."""
    return Actor(id=person, role=role, org=org, on_behalf_of=on_behalf_of)


@lru_cache(maxsize=1024)
def _reader(stream: str) -> SchemaValidator:
    return _reader_of(decider_of(stream).name)


@cache
def _reader_of(name: str) -> SchemaValidator:
    decider: Decider[Any] = decider_of(f"{name}/x")
    said = TypeAdapter(_Said[decider.event_type])  # type: ignore[name-defined]
    return cast("SchemaValidator", said.validator)


_FACT = Fact[Any]
