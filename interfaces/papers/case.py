"""A case as its documents are made of it: what was recorded, where each entry lies, how far the seal reaches."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from domain.events import Fact
from domain.model import Sha256, StreamName
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.merkle import leaf_hash


class Recorded(NamedTuple):
    """A fact, and the entry that tells it. `leaf`: the entry's hash as the seal holds it (RFC 6962, 2.1)."""

    fact: Fact[Any]
    position: int
    entry: UUID
    leaf: Sha256


class Case(NamedTuple):
    """One stream, whole. `sealed`: the last position that the seal reaches, 0 for none; `rehearsal`: its acts are only rehearsed."""

    stream: StreamName
    recorded: tuple[Recorded, ...]
    sealed: int = 0
    rehearsal: bool = False


def case_of(stream: StreamName, entries: Iterable[StoredEntry], sealed: int, *, rehearsal: bool) -> Case:
    """Return a stream's entries, all of them and in order, as documents are made of them. Raises `ValidationError`."""
    kept = tuple(entries)
    recorded = (
        Recorded(fact, entry.position, entry.id, leaf_hash(entry.body).hex())
        for fact, entry in zip(facts_of_stream(kept), kept, strict=True)
    )
    return Case(stream, tuple(recorded), sealed, rehearsal)
