"""The API behind a real server: who hangs up, who is slow, who sends half; and how it ends."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, NamedTuple

import httpx
import pytest
import uvicorn

from infra.ids import new_id
from interfaces.http.app import application
from interfaces.http.limits import protocol
from interfaces.http.limits.protocol import PatientProtocol
from interfaces.http.settings import HttpSettings
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, UNLIMITED, Api, parts_of
from tests.interfaces.http.test_ordering import COMMENT, filed


class Wire(NamedTuple):
    """A server, and the way to it byte by byte."""

    api: Api
    port: int
    server: uvicorn.Server

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def exchange(self, sent: bytes) -> bytes:
        """Send bytes, and return what comes until the server hangs up."""
        reader, writer = await self.connect()
        writer.write(sent)
        async with asyncio.timeout(20):
            answer = await reader.read()
        writer.close()
        return answer


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Any:
        yield


@asynccontextmanager
async def serving(office: Office, settings: HttpSettings = UNLIMITED) -> AsyncIterator[Wire]:
    app = application(parts_of(office, settings))
    config = uvicorn.Config(
        app, port=0, http=PatientProtocol, ws="none", lifespan="on", log_config=None, access_log=False
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # it tells nobody
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        yield Wire(Api(app, client, OPERATOR), port, server)
    server.should_exit = True
    await task


@pytest.fixture(scope="module")
async def wire(office: Office) -> AsyncIterator[Wire]:
    async with serving(office) as running:
        yield running


def order_bytes(stream: str, key: str, *, length: int | None = None) -> bytes:
    body = json.dumps({"command": COMMENT}).encode()
    head = (
        f"POST /v1/processes/{stream}/commands HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {OPERATOR}\r\n"
        f"idempotency-key: {key}\r\ncontent-type: application/json\r\ncontent-length: {length or len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def test_an_order_whose_sender_hangs_up_is_carried_through_and_found_again(
    wire: Wire, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    stream, key = await filed(wire.api), str(new_id())
    with caplog.at_level(logging.INFO):
        _, writer = await wire.connect()
        writer.write(order_bytes(stream, key))
        await writer.drain()
        writer.transport.abort()

        async def recorded() -> bool:
            return await office.service.journal.version(stream) == 2

        await office.service.until(recorded)
        again = await wire.api.order(stream, COMMENT, headers={"idempotency-key": key})
    assert (again.status_code, again.json()["version"]) == (200, 2)
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR or one.exc_info]


async def test_half_a_body_is_no_order_and_leaves_no_trace(
    wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    stream = await filed(wire.api)
    with caplog.at_level(logging.INFO):
        _, writer = await wire.connect()
        writer.write(order_bytes(stream, str(new_id()), length=10_000))
        await writer.drain()
        writer.transport.abort()
        assert (await wire.api.get(f"/v1/processes/{stream}")).json()["version"] == 1
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR or one.exc_info]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nbad header\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
        b"POST /v1/commands HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /v1/commands HTTP/1.1\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcde",
        b"POST /v1/commands HTTP/1.1\r\ncontent-length: -5\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nx: a\x00b\r\n\r\n",
    ],
    ids=range(8),
)
async def test_what_is_no_request_is_refused_and_hung_up_on(wire: Wire, sent: bytes) -> None:
    answer = await wire.exchange(sent)
    assert answer.startswith(b"HTTP/1.1 4"), answer[:200]


async def test_a_head_without_end_is_hung_up_on(wire: Wire) -> None:
    head = b"GET /livez HTTP/1.1\r\n" + b"".join(b"x-%d: %s\r\n" % (n, b"y" * 1000) for n in range(200))
    reader, writer = await wire.connect()
    writer.write(head)
    async with asyncio.timeout(20):
        assert (await reader.readline()).startswith(b"HTTP/1.1 4")
    writer.transport.abort()


async def test_who_sends_a_head_by_the_drop_is_hung_up_on(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "_SECONDS", 0.3)
    for dripped in (b"", b"GET /livez HTTP/1.1\r\nhost: x\r\n"):
        assert (await wire.exchange(dripped)).startswith(b"HTTP/1.1 408")


async def test_a_second_request_on_one_connection_has_time_of_its_own(wire: Wire) -> None:
    reader, writer = await wire.connect()
    for _ in range(2):
        writer.write(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
        assert b"200 OK" in await reader.readline()
        while (line := await reader.readline()) != b"\r\n":
            length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else 0
            size = length or locals().get("size", 0)
        await reader.readexactly(size)
    writer.close()


async def test_a_body_that_does_not_come_is_not_waited_for(office: Office) -> None:
    settings = HttpSettings(body_seconds=0.3, rate=1e6, burst=10**6)
    async with serving(office, settings) as wire:
        stream = await filed(wire.api)
        reader, writer = await wire.connect()
        writer.write(order_bytes(stream, str(new_id()), length=10_000))
        async with asyncio.timeout(20):
            answer = await reader.readline()
        assert b"408" in answer
        writer.close()


async def test_an_answer_that_does_not_come_is_not_waited_for_and_the_order_is_done(office: Office) -> None:
    settings = HttpSettings(answer_seconds=0.5, rate=1e6, burst=10**6)
    async with serving(office, settings) as wire:
        stream = await filed(wire.api)
        desk = office.desk
        slow = asyncio.Event()

        class SlowDesk:
            def __getattr__(self, name: str) -> Any:
                return getattr(desk, name)

            async def settle(self, *arguments: Any) -> Any:
                await slow.wait()
                return await desk.settle(*arguments)

        wire.api.app.state.parts = wire.api.app.state.parts._replace(desk=SlowDesk())
        key = {"idempotency-key": str(new_id())}
        answer = await wire.api.order(stream, COMMENT, headers=key)
        assert (answer.status_code, answer.json()["rule"]) == (503, "http.too-slow")
        assert answer.headers["retry-after"] == "5"
        slow.set()
        again = await wire.api.order(stream, COMMENT, headers=key)
        assert (again.status_code, again.json()["version"]) == (200, 2)


async def test_what_was_taken_on_is_finished_before_the_server_ends(office: Office) -> None:
    async with serving(office) as wire:
        stream, key = await filed(wire.api), str(new_id())
        _, writer = await wire.connect()
        writer.write(order_bytes(stream, key))
        await writer.drain()
        while not wire.api.app.state.in_flight._tasks:  # noqa: ASYNC110, SLF001  # until it is taken on
            await asyncio.sleep(0.001)
        writer.transport.abort()
    assert await office.service.journal.version(stream) == 2
