"""From what a command caused to the bytes that go over the wire: nothing later changes a byte of an entry."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from domain.clock import RealOrRehearsal
from domain.model import Model
from domain.rules import RulesStamp
from journal.canonical import canonical, canonical_members, canonical_object, parsed
from journal.entry import Draft, StoredEntry, Submission, entry_id, moment
from journal.errors import EntryTooLargeError
from journal.nature import nature_tag

LARGEST_BODY = 65_536
"""Bytes of one entry, cause included; the table holds the same limit."""


class PreparedSlice(NamedTuple):
    """`entries` more for one stream that must stand at version `expected`."""

    stream: str
    expected: int
    entries: int


class PreparedCommand(NamedTuple):
    """One command, ready to be appended. The positions of its entries are 0 until the journal gives them."""

    nature: str
    command_id: UUID
    fingerprint: bytes
    recorded_at: datetime
    slices: tuple[PreparedSlice, ...]
    entries: tuple[StoredEntry, ...]

    @property
    def size(self) -> int:
        """Bytes of all bodies."""
        return sum(len(entry.body) for entry in self.entries)


def prepare(submission: Submission, nature: RealOrRehearsal, found: Mapping[str, int]) -> PreparedCommand:
    """
    Return the command with every entry's bytes. `found`: the versions of streams that may have any.

    Raises `EntryTooLargeError`, `NotCanonicalError`.
    """
    circumstances = _circumstances(submission)
    slices: list[PreparedSlice] = []
    entries: list[StoredEntry] = []
    for stream, expected, drafts, rules in submission.slices:
        closing = _closing(submission, nature, rules or submission.rules)
        before = found[stream] if expected is None else expected
        slices.append(PreparedSlice(stream, before, len(drafts)))
        for version, draft in enumerate(drafts, start=before + 1):
            place = _Place(stream, version, len(entries), closing)
            entries.append(_entry(submission, circumstances, place, draft))
    return PreparedCommand(
        nature=nature_tag(nature),
        command_id=submission.command_id,
        fingerprint=submission.fingerprint,
        recorded_at=submission.recorded_at,
        slices=tuple(slices),
        entries=tuple(entries),
    )


class _Place(NamedTuple):
    """Where an entry stands; `closing`: its members from `recorded_at` to `rules` as canonical text, by its stream."""

    stream: str
    version: int
    nth: int
    closing: str


class _Circumstances(NamedTuple):
    """
    What the entries of one command have in common, as canonical text from `actor` to `correlation`.

    `first`: the first entry's, which says the whole cause; `following`: that of all others.
    """

    first: str
    following: str


def _circumstances(submission: Submission) -> _Circumstances:
    """Return them once for all entries of the command; what is absent is left out."""
    cause = {"command_id": _plain(str(submission.command_id)), "kind": _plain(submission.cause_kind)}
    opening = {"actor": _stamp(submission.actor)}
    if submission.causation:
        opening["causation"] = _plain(str(submission.causation))
    if submission.correlation:
        opening["correlation"] = _plain(str(submission.correlation))
    whole_cause = {
        **cause,
        "body": canonical(parsed(submission.cause_body)),
        "fingerprint": _plain(submission.fingerprint.hex()),
    }
    return _Circumstances(
        first=canonical_members({**opening, "cause": canonical_object(whole_cause)}),
        following=canonical_members({**opening, "cause": canonical_object(cause)}),
    )


def _closing(submission: Submission, nature: RealOrRehearsal, rules: RulesStamp | None) -> str:
    closing = {"recorded_at": _plain(moment(submission.recorded_at))}
    if nature.epoch:
        clock = {"epoch": _plain(moment(nature.epoch)), "scale": str(nature.scale)}
        closing["rehearsal"] = canonical_object(clock)
    if rules:
        closing["rules"] = _stamp(rules)
    return canonical_members(closing)


def _entry(submission: Submission, circumstances: _Circumstances, place: _Place, draft: Draft) -> StoredEntry:
    command_id = submission.command_id
    # composed in canonical order: to sort the members of every entry anew took as long as to write its data
    body = (
        f'{{"acted_on":"{draft.acted_on.isoformat()}",'
        f"{circumstances.following if place.nth else circumstances.first},"
        f'"data":{canonical(parsed(draft.data))},'
        f'"id":"{entry_id(command_id, place.nth)}",'
        f'"kind":{_plain(draft.kind)},'
        f"{place.closing},"
        f'"stream":{_plain(place.stream)},'
        f'"tags":[{",".join(map(_plain, draft.tags))}],'
        f'"version":{place.version}}}'
    ).encode()
    if len(body) > LARGEST_BODY:
        raise EntryTooLargeError(place.stream, draft.kind, size=len(body), limit=LARGEST_BODY)
    return StoredEntry(
        position=0,
        stream=place.stream,
        version=place.version,
        command_id=command_id,
        command_index=place.nth,
        kind=draft.kind,
        recorded_at=submission.recorded_at,
        tags=draft.tags,
        body=body,
    )


@lru_cache(maxsize=1024)
def _stamp(model: Model) -> str:
    """Return a stamp's canonical text; few actors and rules make most entries."""
    return canonical(model.model_dump(mode="json", exclude_none=True))


def _plain(text: str) -> str:
    """Return the canonical text of a string that needs no escapes: the patterns of kinds, streams and tags see to it."""
    return f'"{text}"'
