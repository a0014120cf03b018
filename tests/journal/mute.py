"""A line to PostgreSQL that can be cut at the worst moment: after the commit, before the answer."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

_SOCKET = ".s.PGSQL.5432"


class Line:
    """Hands everything on in both directions; once `mute`, the server's answers go nowhere."""

    def __init__(self, dsn: str, directory: Path) -> None:
        there = parse_qs(urlsplit(dsn).query)["host"][0]
        self.dsn = dsn.replace(quote(there, safe=""), quote(str(directory), safe=""))
        self.mute = False
        self._server = Path(there) / _SOCKET
        self._here = directory / _SOCKET
        self._open: list[asyncio.StreamWriter] = []

    @asynccontextmanager
    async def laid(self) -> AsyncIterator["Line"]:
        listener = await asyncio.start_unix_server(self._connect, self._here)
        try:
            yield self
        finally:
            self.cut()
            listener.close()

    def cut(self) -> None:
        """Hang up on both sides, and be a good line again."""
        while self._open:
            self._open.pop().close()
        self.mute = False

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, questions = await asyncio.open_unix_connection(self._server)
        self._open += [writer, questions]
        await asyncio.gather(
            self._hand_on(reader, questions, asks=True), self._hand_on(answers, writer, asks=False)
        )

    async def _hand_on(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, asks: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while said := await source.read(65_536):
                if asks or not self.mute:
                    target.write(said)
        target.close()
