"""What becomes of an upstream event. What it said stands in the cause of its entry (`receive_event`)."""

from typing import ClassVar, Literal

from domain.events import Event
from domain.inbox.told import EventId, EventType, SourceUri, Subject, Time
from domain.model import EntryRef, Sha256, StreamName, Text
from domain.people import Carried, PersonId


class EventReceived(Event):
    """收件: an event came in. `content`, `body`: see `ReceiveEvent`."""

    kind: Literal["inbox.received.v1"] = "inbox.received.v1"
    binds: ClassVar = False  # they come by the thousand, and nobody decides anything
    system: PersonId
    source: SourceUri
    event_id: EventId
    type: EventType
    subject: Subject | None = None
    time: Time | None = None
    content: Sha256
    body: Sha256


class EventRouted(Event):
    """What it means as things stand: which orders it leads to, and where."""

    kind: Literal["inbox.routed.v1"] = "inbox.routed.v1"
    of: int
    turn: int
    to: tuple[StreamName, ...]


class EventDelivered(Event):
    """Every order that follows from it was given."""

    kind: Literal["inbox.delivered.v1"] = "inbox.delivered.v1"
    of: int
    turn: int
    reached: tuple[EntryRef, ...]


class EventDied(Event):
    """
    Not understood, or refused by a rule: a dead letter (死信). `reached`: what was given of it before that.

    The reason is kept as rule and data, so that its sentences are made where they are read.
    """

    kind: Literal["inbox.dead.v1"] = "inbox.dead.v1"
    of: int
    turn: int
    rule: str
    policy: str | None = None
    data: tuple[tuple[str, Carried], ...] = ()
    reached: tuple[EntryRef, ...] = ()


class EventRedriven(Event):
    """重新投递: somebody had a dead letter delivered again."""

    kind: Literal["inbox.redriven.v1"] = "inbox.redriven.v1"
    of: int
    reason: Text


InboxEvent = EventReceived | EventRouted | EventDelivered | EventDied | EventRedriven
