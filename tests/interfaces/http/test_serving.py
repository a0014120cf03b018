"""`branchctl serve` as a person runs it: several processes on one port, and an end in order."""

import asyncio
import os
import signal
import sys

import httpx
import pytest

from infra.ports import free_port
from tests.interfaces.conftest import QUEUE, Office

_RUN = "from interfaces.cli.main import main; raise SystemExit(main())"


async def answers(port: int) -> bool:
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            answer = await client.get(f"http://127.0.0.1:{port}/readyz")
    except httpx.HTTPError:
        return False
    return answer.status_code == 200


@pytest.mark.timeout(240)
async def test_two_processes_serve_one_port_until_they_are_told_to_end(office: Office) -> None:
    port = free_port(18_700)
    environment = os.environ | {
        "DATABASE_URL": office.dsn,
        "TEMPORAL_ADDRESS": office.temporal,
        "BRANCHCTL_TASK_QUEUE": QUEUE,
    }
    serving = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _RUN, "serve", "--port", str(port), "--processes", "2"),
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(150):
        while not await answers(port):
            assert serving.returncode is None
            await asyncio.sleep(0.2)
    serving.send_signal(signal.SIGTERM)
    _, said = await asyncio.wait_for(serving.communicate(), 60)
    assert serving.returncode == 0, said.decode()
    assert b"Traceback" not in said


@pytest.mark.timeout(240)
async def test_a_port_that_is_taken_is_told_in_one_sentence(office: Office) -> None:
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with taken:
        serving = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _RUN, "serve", "--port", str(port)),
            env=os.environ | {"DATABASE_URL": office.dsn, "TEMPORAL_ADDRESS": office.temporal},
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await serving.communicate()
    assert serving.returncode == 3
    assert "BRANCHCTL_LISTEN" in said.decode()
    assert b"Traceback" not in said
