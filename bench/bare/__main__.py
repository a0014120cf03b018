"""The worker of the bare workflow, configured as ours is: `python -m bench.bare ADDRESS`."""

import asyncio
import sys

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import PollerBehaviorAutoscaling, Worker

from bench.bare.workflow import QUEUE, Bare, nothing


async def work(address: str) -> None:
    """Work until killed."""
    client = await Client.connect(address, data_converter=pydantic_data_converter)
    await Worker(
        client,
        task_queue=QUEUE,
        workflows=[Bare],
        activities=[nothing],
        workflow_task_poller_behavior=PollerBehaviorAutoscaling(),
        activity_task_poller_behavior=PollerBehaviorAutoscaling(),
    ).run()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
