"""Somebody who looks at pages, with as little as a client can do: when the first byte came, and how many came."""

import asyncio
import re
import time
from typing import NamedTuple, Self

from interfaces.console.visiting import SESSION

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Looked(NamedTuple):
    """A page that came. `status`: as HTTP has it; `first`: milliseconds to the first byte; `size`: bytes of the page."""

    status: int
    first: float
    size: int


class Looker:
    """One connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def come(cls, address: str) -> Self:
        """Connect to `http://host:port`."""
        host, _, port = address.removeprefix("http://").partition(":")
        return cls(*await asyncio.open_connection(host, int(port)))

    async def look(self, page: str, session: str) -> Looked:
        """Ask for a page, and take it whole."""
        asked = (
            f"GET {page} HTTP/1.1",
            "host: localhost",
            "accept: text/html",
            "accept-language: zh-CN",
            f"cookie: {SESSION}={session}",
        )
        began = time.perf_counter()
        self._writer.write("\r\n".join((*asked, "", "")).encode())
        first = await self._reader.readexactly(1)
        took = time.perf_counter() - began
        head = first + await self._reader.readuntil(b"\r\n\r\n")
        found = _LENGTH.search(head)
        body = await self._reader.readexactly(int(found[1])) if found else b""
        return Looked(int(head[9:12]), took * 1000, len(body))

    def leave(self) -> None:
        """Disconnect."""
        self._writer.close()
