"""What the bytes of an entry say."""

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from pydantic import BeforeValidator
from pydantic_core import to_json

from domain.clock import RealOrRehearsal
from domain.model import Model, Sha256, StreamName
from domain.orders import Actor, MeetingRecord
from domain.people import PersonId
from domain.rules import RulesStamp

D = TypeVar("D")

JsonText = Annotated[str, BeforeValidator(lambda value: to_json(value).decode())]
"""A part of the entry as JSON text again, to be decoded by whoever knows its type."""


class ActorStamp(Actor):
    """Who recorded the act, and who decided it, if that was somebody else."""

    decided_by: PersonId | MeetingRecord | None = None


class Cause(Model):
    """
    The command behind the entry.

    `body`, so that rules can be replayed, and `fingerprint` (SHA-256 of the intent, hex) stand at index 0 of what it
    caused.
    """

    command_id: UUID
    kind: str
    body: JsonText | None = None
    fingerprint: Sha256 | None = None


class Gist(Model, Generic[D], extra="ignore"):
    """
    What a fact takes from an entry's bytes: who did what, and when.

    Folding reads nothing else; to decode the whole of `Envelope` takes more than twice as long.
    """

    acted_on: date
    actor: ActorStamp
    data: D
    recorded_at: datetime


class Envelope(Gist[D], Generic[D], extra="forbid"):
    """
    One entry, with `data` of the type it is read as.

    `TypeAdapter(Envelope[FilingEvent]).validate_json(entry.body)` decodes all in one pass: the way to fold many.
    `acted_on`: the date on the paper; `recorded_at`: by the journal's clock, UTC; `rehearsal`: the clock of a
    rehearsal, absent in a journal of real acts; `rules`: absent where no rule was asked.
    """

    causation: UUID | None = None
    cause: Cause
    correlation: UUID | None = None
    id: UUID
    kind: str
    rehearsal: RealOrRehearsal | None = None
    rules: RulesStamp | None = None
    stream: StreamName
    tags: tuple[str, ...]
    version: int


class Body(Envelope[JsonText]):
    """One entry whose `data` is left as JSON text."""
