"""What is put into an inbox, and what is ordered of it. Only `redrive_event` is a person's."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.inbox.told import CloudEvent
from domain.matter.commands import SERVICE
from domain.model import Day, EntryRef, Model, Sha256, StreamName, Text
from domain.orders import Command, Role
from domain.people import Carried

Version = Annotated[int, Field(ge=1, le=2**31 - 1, title="记录序号", description="version in this stream")]


class PutDown(Command):
    """The base of what the service itself puts down: nothing is judged."""

    kind: str
    roles: ClassVar = SERVICE
    judged: ClassVar = False


class ReceiveEvent(PutDown):
    """
    收件: an event that was proved to be a system's comes in.

    `content`: SHA-256 of the canonical JSON of all its attributes and data, which decides what is the same event;
    `body`: of the raw body in which it came, whose signature was checked.
    """

    kind: Literal["receive_event"] = "receive_event"
    event: CloudEvent
    content: Sha256
    body: Sha256


class Planned(Model):
    """An order that follows from an event: `command` as JSON, for a stream, by the date on its paper."""

    stream: StreamName
    command_kind: str
    command: Carried
    acted_on: Day | None


class RouteEvent(PutDown):
    """
    分派收件: what an event means as things stand: the orders, before the first of them is given.

    `of`: the event; `turn`: the entry by which it was to be delivered, itself or the last `inbox.redriven.v1`.
    """

    kind: Literal["route_event"] = "route_event"
    of: Version
    turn: Version
    orders: tuple[Planned, ...] = Field(min_length=1)


class ConfirmEvent(PutDown):
    """收件办结: all orders of an event were given. `reached`: the entries they led to."""

    kind: Literal["confirm_event"] = "confirm_event"
    of: Version
    turn: Version
    reached: tuple[EntryRef, ...]


class SetEventAside(PutDown):
    """列为死信: nobody understands an event, or a rule refused an order of it: it is a dead letter, with the reason."""

    kind: Literal["set_event_aside"] = "set_event_aside"
    of: Version
    turn: Version
    rule: str
    policy: str | None = None
    data: tuple[tuple[str, Carried], ...] = ()
    reached: tuple[EntryRef, ...] = ()


class RedriveEvent(Command):
    """重新投递: a dead letter is to be delivered again, as things stand now."""

    kind: Literal["redrive_event"] = "redrive_event"
    roles: ClassVar = frozenset({Role.ADMIN})
    of: Version = Field(
        title="事件", description="the event that was received, by its version in this stream"
    )
    reason: Text = Field(title="理由", description="what has changed")


Noted = ReceiveEvent | RouteEvent | ConfirmEvent | SetEventAside
InboxCommand = Noted | RedriveEvent
