"""What the loop asks others to look at, and what time itself orders."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.wire import RefreshRequest
    from domain.clock import RealOrRehearsal
    from domain.matter.commands import Tick
    from domain.matter.state import Matter
    from domain.model import StreamName
    from domain.orders import Actor, Command, Order, Role

SERVICE = Actor(id="service", role=Role.SERVICE, org="service")


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
