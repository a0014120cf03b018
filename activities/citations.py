"""What an order is based on must stand in the journal: the entries it cites, the fields it corrects."""

import json
from collections.abc import Iterable

from domain.citations import NotCitedError, cited
from domain.events import Event
from domain.matter.corrections import apply_correction
from domain.matter.errors import NoSuchEntryError
from domain.matter.events import RecordCorrected
from domain.processes import decider_of
from journal.facts import facts_of_stream
from journal.journal import Journal


async def check_cited(journal: Journal, order: str) -> None:
    """Refuse an order (JSON) that cites an entry which does not exist."""
    for ref in set(cited(json.loads(order)["command"])):
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
