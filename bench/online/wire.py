"""HTTP/1.1 with as little as a client can do, so that the server is measured and not whoever asks."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Self

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Wire:
    """One connection that is kept: a request, then its answer."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, server: str) -> Self:
        """Connect to `http://host:port`."""
        host, _, port = server.removeprefix("http://").partition(":")
        return cls(*await asyncio.open_connection(host, int(port)))

    async def send(
        self, path: str, headers: Iterable[tuple[str, str]], body: bytes, method: str = "POST"
    ) -> bytes:
        """Send a request; return the body of the answer. Raises `RuntimeError` when it is not a 2xx."""
        named = "".join(f"{name}: {value}\r\n" for name, value in headers)
        self._writer.write(
            f"{method} {path} HTTP/1.1\r\nhost: localhost\r\n{named}content-length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        found = _LENGTH.search(head)
        answer = await self._reader.readexactly(int(found[1])) if found else b""
        if head[9:10] != b"2":
            raise RuntimeError(f"{head[:40]!r} {answer[:500].decode()}")  # noqa: EM102, TRY003  # a bench tells all
        return answer

    def close(self) -> None:
        """Disconnect."""
        self._writer.close()


@asynccontextmanager
async def wires(server: str, number: int) -> AsyncIterator[list[Wire]]:
    """Open connections; close them."""
    opened = [await Wire.open(server) for _ in range(number)]
    try:
        yield opened
    finally:
        for wire in opened:
            wire.close()
