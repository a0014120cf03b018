"""What an order is based on must stand in the journal: the entries it cites, the fields it corrects."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from domain.events import Event
from domain.matter.corrections import apply_correction
from domain.matter.errors import NoSuchEntryError
from domain.matter.events import RecordCorrected
from domain.model import EntryRef
from domain.processes import decider_of
from domain.refusals import DomainError
from journal.facts import facts_of_stream
from journal.journal import Journal


class NotCitedError(DomainError):
    """The order is based on an entry that the journal does not have."""

    rule = "record.cited-entry"

    def __init__(self, stream: str, version: int) -> None:
        super().__init__(stream=stream, version=version)


async def check_cited(journal: Journal, order: str) -> None:
    """Refuse an order (JSON) that cites an entry which does not exist."""
    for ref in set(_cited(json.loads(order)["command"])):
        if await journal.version(ref.stream) < ref.version:
            raise NotCitedError(ref.stream, ref.version)


async def check_corrections(journal: Journal, stream: str, events: Iterable[Event]) -> None:
    """Refuse a correction whose entry has no such field, or says something else than it claims."""
    decider = decider_of(stream)
    for event in events:
        if isinstance(event, RecordCorrected):
            facts = facts_of_stream(await journal.load(stream))
            wrong = next((fact for fact in facts if fact.version == event.version), None)
            if wrong is None:
                raise NoSuchEntryError(event.version, len(facts))
            apply_correction(decider, wrong.event, event)


def _cited(value: Any) -> Iterator[EntryRef]:  # noqa: ANN401  # any JSON
    """Yield the references an order holds: objects of exactly a stream and a version."""
    if isinstance(value, dict):
        if set(value) == {"stream", "version"}:
            yield EntryRef.model_validate(value)
        else:
            yield from (ref for inner in value.values() for ref in _cited(inner))
    elif isinstance(value, list):
        yield from (ref for inner in value for ref in _cited(inner))
