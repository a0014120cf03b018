"""
How many commands a second a filing takes, against a bare workflow in the same run: `python -m bench.commands`.

Both on the embedded stack (tuned server, worker in a process of its own), the same number in flight, sent by the same
call (update-with-start, as the desk does). Bare: an update that does nothing but call a local activity that does
nothing. Ours: validated, decided, appended to a durable journal, folded, answered. The rounds alternate, because the
server slows down as its file grows.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.contrib.pydantic import pydantic_data_converter

from activities.delivering import execute_update
from bench.bare.workflow import QUEUE
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.matter.commands import Comment
from domain.orders import Actor, Command, Order, Role
from infra import documents
from infra.ids import new_id
from infra.scratch import scratch_directory
from infra.stack import Options, Stack
from interfaces.cli.up import Teller
from tests.workflows.filings import submission
from workflows.plugin import plugin

IN_FLIGHT, WORKFLOWS, COMMANDS, ROUNDS = 50, 100, 500, 3
TARGET = 0.9

Send = Callable[[int], Awaitable[object]]


async def rate(send: Send, commands: int) -> float:
    """Return commands a second, with `IN_FLIGHT` of them at a time."""
    turns = iter(range(commands))

    async def sender() -> None:
        for turn in turns:
            await send(turn % WORKFLOWS)

    begun = time.perf_counter()
    await asyncio.gather(*(sender() for _ in range(IN_FLIGHT)))
    return commands / (time.perf_counter() - begun)


@asynccontextmanager
async def bare_worker(address: str) -> AsyncIterator[None]:
    """Run the bare workflow's worker beside."""
    worker = await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.bare", address)
    try:
        yield
    finally:
        worker.kill()
        await worker.wait()


async def bare(address: str) -> Send:
    """Return how a bare workflow is updated."""
    client = await Client.connect(address, data_converter=pydantic_data_converter)
    numbers = count()

    async def send(nth: int) -> None:
        start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
            "Bare",
            id=f"bare-{nth}",
            task_queue=QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
        number = str(next(numbers))
        await client.execute_update_with_start_workflow(
            "execute", number, start_workflow_operation=start, id=number, result_type=str
        )

    return send


async def filings(address: str) -> Send:
    """Return how a filing is opened, then remarked on."""
    client = await Client.connect(address, plugins=[plugin(Catalogue(documents.messages()))])
    opened: set[int] = set()

    async def send(nth: int) -> None:
        command: Command = Comment(text="核对无误") if nth in opened else submission()
        opened.add(nth)
        actor = Actor(id="p-wang", role=Role.OPERATOR, org="o-1")
        order = Order[Any](command_id=new_id(), actor=actor, command=command)
        await execute_update(
            client,
            f"filing/K-{nth}/1",
            "execute",
            order,
            RealOrRehearsal(),
            update_id=str(order.command_id),
        )

    return send


async def main() -> None:
    """Measure both in turn, and print a line."""
    with scratch_directory() as directory:
        async with (
            Stack(Options(directory / "data"), Teller()) as runtime,
            bare_worker(runtime.temporal_address),
        ):
            ways = (await bare(runtime.temporal_address), await filings(runtime.temporal_address))
            for send in ways:
                await rate(send, WORKFLOWS)
            rates = [[await rate(send, COMMANDS) for send in ways] for _ in range(ROUNDS)]
    plain, ours = (statistics.median(column) for column in zip(*rates, strict=True))
    print(f"{'in flight':>10}{'filings/s':>12}{'bare/s':>10}{'ratio':>8}{'target':>8}")
    print(f"{IN_FLIGHT:>10}{ours:>12.0f}{plain:>10.0f}{ours / plain:>8.2f}{TARGET:>8.2f}")


if __name__ == "__main__":
    asyncio.run(main())
