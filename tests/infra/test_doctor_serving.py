"""The doctor looks whether the API can serve."""

import asyncio
from pathlib import Path

from infra.doctor.serving import answers, examine
from infra.ports import free_port


async def saying(status: bytes) -> asyncio.Server:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 " + status + b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    return await asyncio.start_server(answer, "127.0.0.1", 0)


async def looked_at(status: bytes) -> tuple[bool, str]:
    async with await saying(status) as server:
        found = await answers(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        return found.ok, found.what_en


async def test_an_api_that_is_ready_is_fine_and_one_that_is_not_is_told() -> None:
    assert (await looked_at(b"200 OK"))[0]
    ok, said = await looked_at(b"503 Service Unavailable")
    assert not ok
    assert "503" in said


async def test_an_api_that_is_away_is_told() -> None:
    found = await answers(f"http://127.0.0.1:{free_port(18_000)}")
    assert not found.ok
    assert "ConnectError" in found.what_zh


async def test_where_no_stack_runs_nothing_is_looked_at(tmp_path: Path) -> None:
    assert await examine(tmp_path) == []
