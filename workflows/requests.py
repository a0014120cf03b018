"""What the loop asks the record activity for, and what time itself orders."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import RecordRequest, RefreshRequest
    from domain.clock import RealOrRehearsal
    from domain.decider import Decider
    from domain.deciding import Decision, evolve, facts_of
    from domain.matter.commands import Tick
    from domain.matter.state import Matter
    from domain.model import StreamName
    from domain.orders import Act, Actor, Command, Order, Role

SERVICE = Actor(id="service", role=Role.SERVICE, org="service")


def record_request(
    decider: Decider[Any], state: Matter, act: Act[Any], decision: Decision, clock: RealOrRehearsal
) -> RecordRequest:
    """Return the request to append what `act` causes after `state`; its tags are those of the state it leads to."""
    after = state
    for fact in facts_of(act, decision.events, state):
        after = evolve(decider, after, fact)
    return RecordRequest(
        stream=state.stream,
        expected=state.version,
        order=act.order.model_dump_json(),
        acted_on=act.acted_on,
        at=act.at,
        stamp=act.rules.stamp,
        events=tuple(event.model_dump_json() for event in decision.events),
        claims=decision.claims,
        tags=tuple(sorted(decider.tags(after))),
        clock=clock,
    )


def refresh_request(order: Order[Any], stream: StreamName, clock: RealOrRehearsal) -> RefreshRequest:
    """Return the request that another stream's process looks at what an order's claims promised there."""
    return RefreshRequest(request_id=uuid5(order.command_id, stream), stream=stream, clock=clock)


def tick(state: Matter, wake: datetime, refused: str | None = None) -> Order[Any]:
    """Return time's own order: the same stream, version and moment is the same order. See `Tick` for `refused`."""
    named = f"{state.stream} {state.version} {wake.isoformat()} {refused or ''}".rstrip()
    return by_service(uuid5(_TICKS, named), Tick(due=wake, refused=refused))


def by_service(command_id: UUID, command: Command) -> Order[Any]:
    """Return an order that no human gives."""
    return Order[Any](command_id=command_id, actor=SERVICE, command=command)


_TICKS = UUID("9b9c6a52-5b0f-5f3f-9d43-0e1a4ac0a3f1")
"""The namespace of ticks."""
