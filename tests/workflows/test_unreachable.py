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


async def test_an_order_that_finds_nobody_leaves_no_task_behind() -> None:
    client = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin(Catalogue(documents.messages()))])
    before = asyncio.all_tasks()
    with pytest.raises(RuntimeError, match="client connect"):
        await execute_update(
            client, "filing/K-away/1", "execute", order(submission()), REAL, update_id="u-1", task_queue="q"
        )
    for _ in range(3):
        await asyncio.sleep(0)
    assert asyncio.all_tasks() <= before
