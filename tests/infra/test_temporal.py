import os
import signal
import socket
from pathlib import Path

import psutil
from temporalio.client import Client

from infra.ports import free_port
from infra.temporal import TemporalServer


async def test_it_listens_on_the_loopback_address_only(place: Path) -> None:
    async with TemporalServer(place / "temporal") as server:
        listening = [
            c for c in psutil.Process(server.pid).net_connections() if c.status == psutil.CONN_LISTEN
        ]
        assert {connection.laddr.ip for connection in listening} == {"127.0.0.1"}


async def test_taken_ports_are_left_to_who_has_them(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        taken = one.getsockname()[1], other.getsockname()[1]
        async with TemporalServer(place / "temporal", port=taken[0], ui_port=taken[1]) as server:
            assert not server.address.endswith(f":{taken[0]}")
            assert not server.ui.endswith(f":{taken[1]}")


async def test_one_port_wished_for_both_is_given_to_one_of_them(place: Path) -> None:
    wanted = free_port(0)
    async with TemporalServer(place / "temporal", port=wanted, ui_port=wanted) as server:
        assert server.address.endswith(f":{wanted}")
        assert not server.ui.endswith(f":{wanted}")


async def test_the_engine_is_tuned(place: Path) -> None:
    async with TemporalServer(place / "temporal") as server:
        command = psutil.Process(server.pid).cmdline()
        assert 'history.timerProcessorMaxTimeShift="10ms"' in command
        assert "journal_mode=WAL" in command


async def test_a_killed_server_comes_back_at_the_same_address_with_what_it_held(place: Path) -> None:
    async with TemporalServer(place / "temporal") as server:
        client = await Client.connect(server.address)
        await client.start_workflow("Waiting", id="kept", task_queue="nobody-listens")
        address = server.address
        os.kill(server.pid, signal.SIGKILL)
        assert await server.exited() == -signal.SIGKILL
        await server.start()
        assert server.address == address
        again = await Client.connect(server.address)
        assert (await again.get_workflow_handle("kept").describe()).workflow_type == "Waiting"
