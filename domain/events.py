"""What happened: an event, and the fact that it was recorded."""

from datetime import date, datetime
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from domain.model import Model
from domain.orders import Actor, MeetingRecord
from domain.people import PersonId


class Event(Model):
    """
    The base of every event: past tense, a versioned kind, nothing technical.

    `track` groups acts whose dates follow each other; `binds`: the state remembers who acted, for four eyes and for
    corrections. A kind in use never changes: a changed one is a new version.
    """

    kind: str
    track: ClassVar[str] = "main"
    binds: ClassVar[bool] = True

    @classmethod
    def kind_name(cls) -> str:
        """Return the kind that every event of this class has."""
        return str(cls.model_fields["kind"].default)


E = TypeVar("E")


class Fact(Model, Generic[E]):
    """
    An event as it stands in its stream, with the circumstances of its entry.

    `at`: recorded, UTC. `acted_on`: the date on the paper. `version`: from 1. `command_id`, `index`: the act that
    caused it, and its place among what that act caused. `claimed`: the act was addressed to another stream.
    """

    event: E
    version: int
    at: datetime
    acted_on: date
    actor: Actor
    decided_by: PersonId | MeetingRecord | None = None
    command_id: UUID
    index: int = 0
    claimed: bool = False

    @property
    def deciders(self) -> frozenset[PersonId]:
        """The persons bound by four eyes; nobody when a meeting decided."""
        if isinstance(self.decided_by, MeetingRecord):
            return frozenset()
        decider = self.decided_by or self.actor.id
        return frozenset({decider, self.actor.on_behalf_of or decider})
