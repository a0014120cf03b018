"""How what stands in the journal departs from what the rules produce, entry by entry."""

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from audit.acts import StoredAct
from audit.differences import ABSENT, Difference, differences
from audit.findings import Departure, Finding
from journal.entry import StoredEntry
from journal.preparing import PreparedCommand

_MOVED = ("id", "version", "cause")
"""What another place among a command's entries changes by itself."""


def departures(act: StoredAct, expected: PreparedCommand, command: str) -> Iterator[Finding]:
    """Yield what the command's entries should have been and are not; nothing when every byte is the same."""
    if [one.body for one in expected.entries] == [one.body for one in act.entries]:
        return
    for stream in dict.fromkeys(one.stream for one in (*expected.entries, *act.entries)):
        produced = [one for one in expected.entries if one.stream == stream]
        stored = [one for one in act.entries if one.stream == stream]
        yield from (one._replace(command=command) for one in _in_stream(produced, stored))


def _in_stream(produced: Sequence[StoredEntry], stored: Sequence[StoredEntry]) -> Iterator[Finding]:
    """Compare entries of the same kinds with each other; the others are missing, or there are too many."""
    matcher = SequenceMatcher(
        None, [one.kind for one in produced], [one.kind for one in stored], autojunk=False
    )
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            for one, other in zip(produced[start:end], stored[other_start:other_end], strict=True):
                yield from _different(one, other)
            continue
        yield from (_at(one, Departure.MISSING) for one in produced[start:end])
        yield from (_at(one, Departure.EXTRA) for one in stored[other_start:other_end])


def _different(produced: StoredEntry, stored: StoredEntry) -> Iterator[Finding]:
    if produced.body == stored.body:
        return
    every = tuple(differences(json.loads(produced.body), json.loads(stored.body)))
    own = every
    if produced.command_index != stored.command_index:  # one before it is missing, or too many
        own = tuple(one for one in every if one.field.split(".")[0] not in _MOVED)
        if not own:
            return
    # the same said in other bytes: a number written otherwise, a space
    yield _at(stored, Departure.DIFFERENT)._replace(differences=own or (Difference("body", ABSENT, ABSENT),))


def _at(entry: StoredEntry, what: Departure) -> Finding:
    return Finding(
        what=what,
        stream=entry.stream,
        version=entry.version,
        position=entry.position,
        kind=entry.kind,
        command_id=entry.command_id,
    )
