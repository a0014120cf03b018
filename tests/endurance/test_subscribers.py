"""The worker is killed between a delivery and its note: the subscriber hears that entry again, and misses none."""

import asyncio
import os
import signal

import pytest
from pydantic import SecretStr

from access.webhooks.standing import Standings
from access.webhooks.subscribers import Subscriber, Subscribers
from access.webhooks.subscribers_file import SubscribersFile
from infra.subscribers_file import subscribers_in
from tests.endurance.standing import WORKER, Standing, eventually, in_the_end, standing
from tests.workflows.subscribers import KEY, Received, Receiver, note, receiving

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(240)]

NAME = "s-1"


@pytest.fixture(autouse=True)
def _private(monkeypatch: pytest.MonkeyPatch) -> None:
    """Receivers of tests stand on this machine; the worker inherits the setting."""
    monkeypatch.setenv("BRANCHCTL_SUBSCRIBERS_PRIVATE", "true")


def subscribe(stack: Standing, receiver: Receiver) -> None:
    one = Subscriber(id=NAME, url=receiver.url, keys=(SecretStr(KEY),), kinds=("case",))
    SubscribersFile(subscribers_in(stack.data)).write(Subscribers(subscriber=(one,)))


async def test_a_worker_killed_between_delivery_and_position_tells_that_entry_again() -> None:
    async with standing() as stack:

        async def deadly(one: Received) -> int:
            if one.position == wanted[1] and receiver.positions.count(wanted[1]) == 1:
                os.kill(stack.pid(WORKER), signal.SIGKILL)
            return 200

        async with receiving(deadly) as receiver:
            wanted = [position for _ in range(4) for position in await note(stack.journal)]
            subscribe(stack, receiver)
            await eventually(lambda: wanted[-1] in receiver.positions, "the last entry", 120)
        assert receiver.proved() == [wanted[0], wanted[1], *wanted[1:]]
        assert len({one.headers["webhook-id"] for one in receiver.came}) == len(wanted)


async def test_a_worker_that_is_told_to_end_ends_while_it_waits_for_more_and_goes_on_at_once() -> None:
    async with standing() as stack, receiving() as receiver:
        subscribe(stack, receiver)
        wanted = await note(stack.journal)
        await eventually(lambda: receiver.positions == wanted, "the first entry")
        begun = asyncio.get_running_loop().time()
        os.kill(stack.pid(WORKER), signal.SIGTERM)
        await eventually(lambda: "worker returned" in stack.ear.heard, "the worker again")
        assert asyncio.get_running_loop().time() - begun < 10
        assert "worker.drained" in stack.said()
        assert "Traceback" not in stack.said()
        wanted += await note(stack.journal)
        await eventually(lambda: receiver.positions == wanted, "the entry after it")
        assert KEY not in stack.said()
        assert receiver.url not in stack.said()  # there may be a token in it

        async def noted() -> bool:
            return (await Standings(stack.journal).all())[NAME].position >= wanted[-1]

        await in_the_end(noted, "its position")
