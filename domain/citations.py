"""What an order is based on: the entries of the journal that it cites."""

from collections.abc import Iterator
from typing import Any

from domain.model import EntryRef
from domain.refusals import DomainError


class NotCitedError(DomainError):
    """The order is based on an entry that the journal does not have."""

    rule = "record.cited-entry"

    def __init__(self, stream: str, version: int) -> None:
        super().__init__(stream=stream, version=version)


def cited(value: Any) -> Iterator[EntryRef]:  # noqa: ANN401  # any JSON
    """Yield the references a command holds: objects of exactly a stream and a version."""
    if isinstance(value, dict):
        if set(value) == {"stream", "version"}:
            yield EntryRef.model_validate(value)
        else:
            yield from (ref for inner in value.values() for ref in cited(inner))
    elif isinstance(value, list):
        yield from (ref for inner in value for ref in cited(inner))
