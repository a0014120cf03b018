"""The same orders through the API, and by the bare Temporal client: a filing that is opened, then remarked on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from activities.delivering import execute_update
from activities.wire import TASK_QUEUE
from bench.online.office import OPERATOR, ORG, Office
from bench.online.pace import Send
from bench.online.wire import Wire, wires
from domain.clock import RealOrRehearsal
from domain.matter.commands import Comment
from domain.orders import Actor, Command, Order, Role
from infra.ids import new_id
from tests.workflows.filings import submission

CASES = 100


class Filings:
    """Who sends knows which cases are open: the first order of each opens it."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._opened: set[int] = set()

    def next(self, nth: int) -> tuple[str, Command]:
        """Return a case, and what is ordered of it now."""
        case = nth % CASES
        command: Command = Comment(text="核对无误") if case in self._opened else submission(org=ORG)
        self._opened.add(case)
        return f"filing/{self._prefix}-{case}/1", command


@asynccontextmanager
async def through_the_api(place: Office, filings: Filings, senders: int) -> AsyncIterator[list[Send]]:
    """Yield senders with connections of their own."""
    signed_in = (("authorization", f"Bearer {place.token}"), ("content-type", "application/json"))
    async with wires(place.api, senders) as opened:

        def sender(wire: Wire) -> Send:
            async def send(nth: int) -> None:
                stream, command = filings.next(nth)
                body = f'{{"command":{command.model_dump_json()}}}'.encode()
                headers = (*signed_in, ("idempotency-key", str(new_id())))
                await wire.send(f"/v1/processes/{stream}/commands", headers, body)

            return send

        yield [sender(wire) for wire in opened]


def by_the_client(place: Office, filings: Filings) -> Send:
    """Return a sender that goes to Temporal itself."""
    actor = Actor(id=OPERATOR, role=Role.OPERATOR, org=ORG)

    async def send(nth: int) -> None:
        stream, command = filings.next(nth)
        order = Order[Any](command_id=new_id(), actor=actor, command=command)
        update_id = str(order.command_id)
        await execute_update(
            place.client,
            stream,
            "execute",
            order,
            RealOrRehearsal(),
            update_id=update_id,
            task_queue=TASK_QUEUE,
        )

    return send
