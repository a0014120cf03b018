"""What was attached to a case: files that its entries tell of by their digests, each once."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from domain.events import Fact
from domain.model import Digested


class Attached(NamedTuple):
    """A file by its digest, as it was told first. `versions`: of the entries that tell of it, in order."""

    file: Digested
    versions: tuple[int, ...]


def attached(facts: Iterable[Fact[Any]]) -> tuple[Attached, ...]:
    """Return every file that facts tell of, in the order in which they came."""
    found: dict[str, Attached] = {}
    for fact in facts:
        for one in _within(fact):
            known = found.get(one.sha256, Attached(one, ()))
            found[one.sha256] = known._replace(versions=tuple(dict.fromkeys((*known.versions, fact.version))))
    return tuple(found.values())


def _within(value: object) -> Iterator[Digested]:
    """Yield the files anywhere in a value."""
    if isinstance(value, Digested):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _within(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _within(one)
