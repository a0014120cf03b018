"""The columns of an entry against its bytes. Pure."""

from typing import Any, NamedTuple

from pydantic_core import from_json

from audit.verifying.findings import EntryPlace, Finding, Flaw
from journal.entry import written_id
from journal.evidence import RawEntry


class _Copied(NamedTuple):
    """What columns and bytes both say, as JSON has it."""

    stream: object
    version: object
    command_id: object
    command_index: object
    """As the entry's id, which follows from the command's."""
    fingerprint: object
    kind: object
    recorded_at: object
    tags: object


def column_findings(entry: RawEntry) -> list[Finding]:
    """Return the columns that do not say what the bytes say; [] = all do."""
    try:
        stored = _stored(entry)
    except (AttributeError, TypeError):
        return _empty(entry)
    try:
        said = _said(from_json(entry.body, cache_strings="keys"))
    except (ValueError, KeyError, TypeError):
        return [Finding(flaw=Flaw.UNREADABLE, place=place_of(entry), column="body")]
    if stored == said and (said.fingerprint is None) == (entry.command_index != 0):
        return []
    return _differences(entry, said, stored)


def torn(entry: RawEntry) -> bool:
    """Whether a column is empty that a table with its constraints always fills."""
    return bool(_empty(entry))


def place_of(entry: RawEntry) -> EntryPlace:
    """Return where an entry stands."""
    return EntryPlace(position=entry.position, stream=entry.stream, version=entry.version)


def _empty(entry: RawEntry) -> list[Finding]:
    place = place_of(entry)
    names = (name for name in RawEntry._fields if name != "fingerprint" and getattr(entry, name) is None)
    return [Finding(flaw=Flaw.COLUMN, place=place, column=name) for name in names]


def _differences(entry: RawEntry, said: _Copied, stored: _Copied) -> list[Finding]:
    different = [name for name in _Copied._fields if getattr(said, name) != getattr(stored, name)]
    if "command_id" in different and "command_index" in different:
        different.remove("command_index")  # another command has other ids
    if not different:
        different = ["fingerprint"]  # at index 0 of a command, and nowhere else
    return [
        Finding(
            flaw=Flaw.COLUMN,
            place=place_of(entry),
            column=name,
            expected=str(getattr(said, name)),
            found=str(getattr(entry, name) if name == "command_index" else getattr(stored, name)),
        )
        for name in different
    ]


def _stored(entry: RawEntry) -> _Copied:
    _, stream, version, command_id, index, fingerprint, kind, recorded_at, tags, _ = entry
    return _Copied(
        stream,
        version,
        str(command_id),
        written_id(command_id, index),
        fingerprint and fingerprint.hex(),
        kind,
        recorded_at,
        tags,
    )


def _said(entry: Any) -> _Copied:  # noqa: ANN401  # whatever the bytes say
    cause = entry["cause"]
    return _Copied(
        entry["stream"],
        entry["version"],
        cause["command_id"],
        entry["id"],
        cause.get("fingerprint"),
        entry["kind"],
        entry["recorded_at"],
        entry["tags"],
    )
