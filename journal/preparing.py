"""From what a command caused to the bytes that go over the wire: nothing later changes a byte of an entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from domain.clock import RealOrRehearsal
from domain.model import Model
from domain.rules import RulesStamp
from journal.canonical import canonical, canonical_text
from journal.entry import Draft, StoredEntry, Submission, moment, written_id
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
    """Return them once for all entries of the command, composed in canonical order; what is absent is left out."""
    opening = f'"actor":{_stamp(submission.actor)},{_optional("causation", submission.causation)}'
    ending = f",{_optional('correlation', submission.correlation)}".rstrip(",")
    command_id, kind = submission.command_id, submission.cause_kind
    body, fingerprint = canonical_text(submission.cause_body), submission.fingerprint.hex()
    said_whole = f'"body":{body},"command_id":"{command_id}","fingerprint":"{fingerprint}","kind":"{kind}"'
    return _Circumstances(
        first=f'{opening}"cause":{{{said_whole}}}{ending}',
        following=f'{opening}"cause":{{"command_id":"{command_id}","kind":"{kind}"}}{ending}',
    )


def _closing(submission: Submission, nature: RealOrRehearsal, rules: RulesStamp | None) -> str:
    closing = f'"recorded_at":"{moment(submission.recorded_at)}"'
    if nature.epoch:
        closing += f',"rehearsal":{{"epoch":"{moment(nature.epoch)}","scale":{nature.scale}}}'
    if rules:
        closing += f',"rules":{_stamp(rules)}'
    return closing


def _optional(name: str, value: UUID | None) -> str:
    return f'"{name}":"{value}",' if value else ""


def _entry(submission: Submission, circumstances: _Circumstances, place: _Place, draft: Draft) -> StoredEntry:
    stream, version, nth, closing = place
    kind, data, tags, acted_on = draft
    command_id = submission.command_id
    # composed in canonical order: to sort the members of every entry anew took as long as to write its data
    body = (
        f'{{"acted_on":"{acted_on.isoformat()}",'
        f"{circumstances.following if nth else circumstances.first},"
        f'"data":{canonical_text(data)},'
        f'"id":"{written_id(command_id, nth)}",'
        f'"kind":"{kind}",'
        f"{closing},"
        f'"stream":"{stream}",'
        f'"tags":{_listed(tags)},'
        f'"version":{version}}}'
    ).encode()
    if len(body) > LARGEST_BODY:
        raise EntryTooLargeError(stream, kind, size=len(body), limit=LARGEST_BODY)
    return StoredEntry(0, stream, version, command_id, nth, kind, submission.recorded_at, tags, body)


@lru_cache(maxsize=1024)
def _stamp(model: Model) -> str:
    """Return a stamp's canonical text; few actors and rules make most entries."""
    return canonical(model.model_dump(mode="json", exclude_none=True))


def _listed(tags: Sequence[str]) -> str:
    """Return the canonical text of tags: like kinds and streams they need no escapes, their patterns see to it."""
    return f'["{_BETWEEN.join(tags)}"]' if tags else "[]"


_BETWEEN = '","'
