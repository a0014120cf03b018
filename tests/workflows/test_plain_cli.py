"""The plain `temporal` command drives a filing: start, update with JSON, query."""

import asyncio
import json
from typing import Any

from domain.filing.commands import RequestCorrection
from infra.binaries import temporal_program
from tests.service import Service, order
from tests.workflows.filings import acknowledgement, filing, submission


async def temporal_cli(service: Service, *words: str) -> tuple[int, str]:
    """Run the plain command against the server of the tests; return its status and all it said."""
    address = service.client.service_client.config.target_host
    process = await asyncio.create_subprocess_exec(
        *(str(temporal_program()), *words, "--address", address, "--namespace", service.client.namespace),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


def on_the_wire(command: Any, command_id: str) -> str:
    """Return an order as a person writes it."""
    return json.dumps(order(command).model_dump(mode="json") | {"command_id": command_id})


async def test_a_filing_is_driven_by_the_plain_command(service: Service) -> None:
    stream = filing()
    start = json.dumps({"stream": stream, "first": json.loads(on_the_wire(submission(), "c-1"))})
    workflow = ("--workflow-id", stream)
    started, _ = await temporal_cli(
        service,
        *("workflow", "start", "--type", "Filing", "--task-queue", service.queue, *workflow),
        *("--input", start),
    )
    assert started == 0
    update = ("workflow", "update", "execute", *workflow, "--name", "execute")
    asked = on_the_wire(RequestCorrection(items=("缺页",)), "c-2").replace("p-wang", "p-zhao")
    for _ in range(2):
        done, said = await temporal_cli(
            service, *update, "--update-id", "c-2", "--input", asked, "-o", "json"
        )
        assert (done, json.loads(said)["result"]["version"]) == (0, 2)
    answered, said = await temporal_cli(
        service, "workflow", "query", *workflow, "--type", "standing", "-o", "json"
    )
    assert answered == 0
    assert json.loads(said)["queryResult"][0]["status"] == "correcting"
    assert await service.kinds(stream) == ["filing.submitted.v1", "filing.correction_requested.v1"]


async def test_the_plain_command_prints_why_an_order_was_refused(service: Service) -> None:
    stream = filing()
    await service.order(stream, order(submission()))
    himself = json.loads(acknowledgement().model_dump_json())
    himself["actor"]["id"] = "p-wang"
    refused, said = await temporal_cli(
        service,
        *("workflow", "update", "execute", "--workflow-id", stream, "--name", "execute"),
        *("--input", json.dumps(himself)),
    )
    assert refused != 0
    assert "不得" in said
    assert "matter.same-person" in said or "p-wang" in said
