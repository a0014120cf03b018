"""What goes into the journal, and what comes out of it."""

import hashlib
from datetime import UTC, date, datetime
from typing import Annotated, NamedTuple, Self
from uuid import UUID, uuid5

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, model_validator

from domain.clock import RealOrRehearsal
from domain.model import Model, StreamName
from domain.rules import RulesStamp
from journal.body import ActorStamp, Body

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$", max_length=100)]
"""An event's versioned kind: `filing.acknowledged.v1`."""

Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]+:[A-Za-z0-9._:+/@-]+$", max_length=160)]
"""What an entry is about, beside its stream: `branch:b-17`, `enterprise:e-2`, `org:410102`."""

Tags = Annotated[tuple[Tag, ...], AfterValidator(lambda tags: tuple(sorted(set(tags))))]


class Draft(NamedTuple):
    """An entry still to be written. `data`: a JSON object; `acted_on`: the date on the paper."""

    kind: Kind
    data: str
    tags: Tags
    acted_on: date


class Slice(NamedTuple):
    """
    What one command appends to one stream.

    `expected`: the stream's version before it, 0 for a new one; None = whichever it has. `rules`: under which it was
    decided, where a stream is judged by other rules than the command's own.
    """

    stream: StreamName
    expected: Annotated[int, Field(ge=0)] | None
    drafts: Annotated[tuple[Draft, ...], Field(min_length=1)]
    rules: RulesStamp | None = None


class Submission(Model):
    """
    One command and all it causes, in one stream or several: all of it is written, or nothing.

    `fingerprint`: SHA-256 of the intent (not of the entries: a second run may decide a moment later). `recorded_at`:
    the journal's clock. `cause_body`: the command as JSON. `nature`: the clock the sender lives by; None = the
    journal's.
    """

    command_id: UUID
    fingerprint: Annotated[bytes, Field(min_length=32, max_length=32)]
    recorded_at: AwareDatetime
    actor: ActorStamp
    rules: RulesStamp | None = None
    cause_kind: Kind
    cause_body: str
    correlation: UUID | None = None
    causation: UUID | None = None
    slices: Annotated[tuple[Slice, ...], Field(min_length=1)]
    nature: RealOrRehearsal | None = None

    @model_validator(mode="after")
    def _each_stream_once(self) -> Self:
        if len({part.stream for part in self.slices}) < len(self.slices):
            message = "a command appends to a stream in one slice"
            raise ValueError(message)
        return self


class StoredEntry(NamedTuple):
    """
    An entry of the journal. `body` holds the bytes as they will be hashed; the rest is copied from it, to search by.

    `position`: place among all entries, from 1 without gaps. `version`: place in its stream, from 1. `command_index`:
    place among what its command caused, from 0.
    """

    position: int
    stream: str
    version: int
    command_id: UUID
    command_index: int
    kind: str
    recorded_at: datetime
    tags: tuple[str, ...]
    body: bytes

    @property
    def id(self) -> UUID:
        """The entry's own id."""
        return entry_id(self.command_id, self.command_index)

    def decoded(self) -> Body:
        """Return all that the entry says, `data` and the cause as JSON text. See `journal.body.Envelope` for one pass."""
        return Body.model_validate_json(self.body)


class Appended(NamedTuple):
    """What a command left in the journal. `repeated`: it had been recorded before, and nothing was written now."""

    entries: tuple[StoredEntry, ...]
    repeated: bool


class StreamHead(NamedTuple):
    """A stream and its last version."""

    name: str
    version: int


def entry_id(command_id: UUID, index: int) -> UUID:
    """Return the id of the entry at `index` among what a command caused."""
    return uuid5(command_id, str(index))


def written_id(command_id: UUID, index: int) -> str:
    """Return `entry_id` as text: to make a `UUID` of the digest, only to write it, took three times as long."""
    # a version 5 id is made of SHA-1 (RFC 9562, 5.5)
    digest = hashlib.sha1(command_id.bytes + b"%d" % index, usedforsecurity=False).hexdigest()
    variant = _VARIANTS[digest[16]]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


_VARIANTS = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


def moment(at: datetime) -> str:
    """Return a moment as entries write it: UTC, microseconds, Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
