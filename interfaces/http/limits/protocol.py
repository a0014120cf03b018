"""HTTP/1.1 as uvicorn speaks it, with an end to how long, and how large, a request's head may be."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_SECONDS = 15.0
"""In which a head must be whole, from the connection on, or from its first byte."""
_LARGEST = 64 << 10
"""Bytes of a head."""
_REFUSALS = {
    408: b"HTTP/1.1 408 Request Timeout",
    431: b"HTTP/1.1 431 Request Header Fields Too Large",
}


class PatientProtocol(HttpToolsProtocol):
    """One connection. Whoever sends a head by the drop, or one without end, is hung up on."""

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401  # as the base takes them
        super().__init__(*arguments, **more)
        self._head = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._arrived()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head."""
        if self._timer is not None:
            self._head += len(data)
        super().data_received(data)
        if self._timer is not None and self._head > _LARGEST:
            self._refuse(431)

    def on_message_begin(self) -> None:
        """Begin to wait for the head of another request."""
        if self._timer is None:
            self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Wait no longer: the head is whole."""
        self._arrived()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._head = 0
        self._timer = self.loop.call_later(_SECONDS, self._refuse, 408)

    def _arrived(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: int) -> None:
        self._arrived()
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(_REFUSALS[status] + b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
            self.transport.close()
