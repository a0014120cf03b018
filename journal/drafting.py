"""From events of the domain to entries still to be written: the one way everybody who records goes."""

from collections.abc import Iterable
from datetime import date

from domain.events import Event
from journal.entry import Draft


def drafts(events: Iterable[Event], tags: Iterable[str], acted_on: date) -> tuple[Draft, ...]:
    """Return the entries that events of one act become in one stream. `acted_on`: the date on the paper."""
    named = tuple(sorted(tags))
    return tuple(Draft(event.kind, event.model_dump_json(), named, acted_on) for event in events)
