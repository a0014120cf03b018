"""
The decider of `inbox/<system>/<month>`: everything that was ever received of a system, and what became of each event.

Its state stays small, whatever comes: it knows the dead letters, which alone are ordered about. What waits is what has
no outcome on record; the ledger tells which that is. Source: interfaces.md, "Upstream" [P].
"""

from typing import assert_never

from domain.decider import Decider
from domain.events import Fact
from domain.inbox.commands import (
    ConfirmEvent,
    InboxCommand,
    Noted,
    ReceiveEvent,
    RedriveEvent,
    RouteEvent,
    SetEventAside,
)
from domain.inbox.events import (
    EventDelivered,
    EventDied,
    EventReceived,
    EventRedriven,
    EventRouted,
    InboxEvent,
)
from domain.matter.state import Matter
from domain.orders import Act, OrgId
from domain.refusals import DomainError
from domain.tasks import Task


class InboxState(Matter):
    """How many came in, and which of them are dead letters now, by version."""

    received: int = 0
    dead: tuple[int, ...] = ()


class NotDeadError(DomainError):
    """Only a dead letter is delivered again: what waits is delivered by itself, what was delivered has its effect."""

    rule = "inbox.not-dead"

    def __init__(self, stream: str, version: int) -> None:
        super().__init__(stream=stream, version=version)


def system_of(stream: str) -> str:
    """Return the system whose inbox a stream is."""
    return stream.split("/")[1]


def decide(act: Act[InboxCommand], state: InboxState) -> list[InboxEvent]:
    """Judge who asks for another attempt; put down all else."""
    if isinstance(act.command, RedriveEvent):
        return [_redriven(act.command, state)]
    return [noted(act.command, state.stream)]


def noted(command: Noted, stream: str) -> InboxEvent:
    """Return the event of what is only put down, whatever the state."""
    match command:
        case ReceiveEvent():
            return _received(command, stream)
        case RouteEvent(of=of, turn=turn, orders=orders):
            return EventRouted(of=of, turn=turn, to=tuple(one.stream for one in orders))
        case ConfirmEvent(of=of, turn=turn, reached=reached):
            return EventDelivered(of=of, turn=turn, reached=reached)
        case SetEventAside():
            return EventDied.model_validate(command.model_dump(exclude={"kind"}))
        case unknown:
            assert_never(unknown)


def evolve(state: InboxState, fact: Fact[InboxEvent]) -> InboxState:
    """Fold one event of an inbox. It lies where its system has its office; outcomes are put down in that office's name."""
    match fact.event:
        case EventReceived():
            return state.model_copy(update={"org": fact.actor.org, "received": state.received + 1})
        case EventRouted():
            return state.model_copy(update={"org": fact.actor.org})
        case EventDelivered():
            return state.model_copy(update={"org": fact.actor.org})
        case EventDied(of=of):
            return state.model_copy(update={"org": fact.actor.org, "dead": (*state.dead, of)})
        case EventRedriven(of=of):
            return state.model_copy(update={"dead": tuple(one for one in state.dead if one != of)})
        case unknown:
            assert_never(unknown)


def tasks(_state: InboxState) -> list[Task]:
    """Nobody is awaited by name: dead letters are listed for the administrators (`branchctl inbox list`)."""
    return []


def tags(state: InboxState) -> frozenset[str]:
    """Return what an inbox is found by."""
    return tags_of(state.stream, state.org)


def tags_of(stream: str, org: OrgId) -> frozenset[str]:
    """Return what the inbox of a stream is found by that lies in an organisation."""
    return frozenset({f"org:{org}", f"system:{system_of(stream)}"})


def _received(command: ReceiveEvent, stream: str) -> EventReceived:
    event = command.event
    return EventReceived(
        system=system_of(stream),
        source=event.source,
        event_id=event.event_id,
        type=event.type,
        subject=event.subject,
        time=event.time,
        content=command.content,
        body=command.body,
    )


def _redriven(command: RedriveEvent, state: InboxState) -> EventRedriven:
    if command.of not in state.dead:
        raise NotDeadError(state.stream, command.of)
    return EventRedriven(of=command.of, reason=command.reason)


DECIDER: Decider[InboxState] = Decider(
    name="inbox",
    state=InboxState,
    commands=(ReceiveEvent, RouteEvent, ConfirmEvent, SetEventAside, RedriveEvent),
    events=(EventReceived, EventRouted, EventDelivered, EventDied, EventRedriven),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
