"""The entries of every enterprise, and the states they lead to: those of its life, with what is its own put in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import uuid5

from bench.pages.lives import CODE, COUNTY, NAME, NUMBER, ORG, Life
from bench.pages.places import Place
from journal.entry import StoredEntry
from ledger.projection import Change

ENTRY = (
    *("position", "stream", "version", "command_id", "command_index"),
    *("fingerprint", "kind", "recorded_at", "tags", "body"),
)
"""Columns of `journal.entry`."""
STATE = ("stream", "version", "position", "state", "org")
"""Columns of `ledger.stream`."""

Text = Callable[[dict[str, str]], str]
"""A text of a life: told what is an enterprise's own, by placeholder, it says it."""


class _Entry(NamedTuple):
    entry: StoredEntry
    fingerprint: bytes | None
    stream: Text
    tags: tuple[Text, ...]
    body: Text


class _State(NamedTuple):
    change: Change
    stream: Text
    org: Text
    state: Text


class Copies:
    """Makes the rows of a life for anybody."""

    def __init__(self, life: Life) -> None:
        self._entries = [_cut_entry(entry) for entry in life.entries]
        self._states = [_cut_state(one, life.entries) for one in life.changes]

    def entries(self, place: Place) -> Iterator[tuple[Any, ...]]:
        """Yield the entries, as `ENTRY`."""
        own = _own(place)
        for entry, fingerprint, stream, tags, body in self._entries:
            mine = entry._replace(command_id=uuid5(entry.command_id, place.number))
            own |= {str(entry.command_id): str(mine.command_id), str(entry.id): str(mine.id)}
            yield (
                *(
                    place.base + entry.position,
                    stream(own),
                    entry.version,
                    mine.command_id,
                    entry.command_index,
                ),
                *(fingerprint, entry.kind, entry.recorded_at, [one(own) for one in tags], body(own).encode()),
            )

    def states(self, place: Place) -> Iterator[tuple[Any, ...]]:
        """Yield the states, as `STATE`; what was promised goes by the id of the entry that promises it."""
        own = _own(place)
        for change, stream, org, state in self._states:
            for entry in _promises(change, change.entries):
                mine = entry._replace(command_id=uuid5(entry.command_id, place.number))
                own[str(uuid5(entry.id, "delivery"))] = str(uuid5(mine.id, "delivery"))
            position = place.base + change.position
            yield stream(own), change.state.version, position, state(own).encode(), org(own)


def _own(place: Place) -> dict[str, str]:
    return {
        CODE: place.code,
        str(NUMBER): place.number,
        ORG: place.org,
        COUNTY: place.county,
        NAME: place.name,
    }


def _cut_entry(entry: StoredEntry) -> _Entry:
    told = entry.decoded().cause.fingerprint
    ids = (str(entry.command_id), str(entry.id))
    return _Entry(
        entry,
        None if told is None else bytes.fromhex(told),
        _cut(entry.stream),
        tuple(map(_cut, entry.tags)),
        _cut(entry.body.decode(), ids),
    )


def _cut_state(change: Change, entries: Sequence[StoredEntry]) -> _State:
    promised = [str(uuid5(entry.id, "delivery")) for entry in _promises(change, entries)]
    state = _cut(change.state.model_dump_json(), promised)
    return _State(change, _cut(change.stream), _cut(change.state.org), state)


def _promises(change: Change, entries: Iterable[StoredEntry]) -> list[StoredEntry]:
    promised = {promise.delivery_id for promise in change.state.promises}
    return [entry for entry in entries if uuid5(entry.id, "delivery") in promised] if promised else []


def _cut(text: str, more: Iterable[str] = ()) -> Text:
    """Cut a text at its placeholders, once for all who have it."""
    parts = re.split("|".join(f"({one})" for one in (CODE, str(NUMBER), ORG, COUNTY, NAME, *more)), text)
    kept = [part for part in parts if part]

    def said(own: dict[str, str]) -> str:
        return "".join([own.get(part, part) for part in kept])

    return said
