"""Temporal away: who orders is told so, and nothing is left waiting for it."""

import asyncio

import pytest
from temporalio.client import Client

from activities.delivering import execute_update
from domain.catalogue import Catalogue
from infra import documents
from tests.service import REAL, order
from tests.workflows.filings import submission
from workflows.plugin import plugin


def test_an_order_that_finds_nobody_leaves_no_task_behind() -> None:
    assert asyncio.run(_left_behind()) == set()  # in a loop of its own, where nobody else has tasks


async def _left_behind() -> set[asyncio.Task[object]]:
    client = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin(Catalogue(documents.messages()))])
    with pytest.raises(RuntimeError, match="client connect"):
        await execute_update(
            client, "filing/K-away/1", "execute", order(submission()), REAL, update_id="u-1", task_queue="q"
        )
    for _ in range(3):
        await asyncio.sleep(0)
    return asyncio.all_tasks() - {asyncio.current_task()}
