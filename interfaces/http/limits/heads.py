"""Request lines and headers that two readers could understand differently, or that nothing here can mean."""

import re
from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from interfaces.http.refusals import BadRequestError

_SINGLE = frozenset(
    {
        b"authorization",
        b"content-length",
        b"content-type",
        b"host",
        b"idempotency-key",
        b"if-match",
        b"if-none-match",
        b"accept-language",
        b"transfer-encoding",
    }
)
"""Headers that are sent once: whoever reads the first and whoever reads the last must read the same."""
_LONGEST = 8192
"""Bytes of an address, and of a header."""
_MOST = 100
_ADDRESS, _HEADERS = "address 地址", "headers 标头"
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})|%00", re.IGNORECASE)
_WRITABLE = re.compile(rb"[\t\x20-\x7e\x80-\xff]*")


class Heads:
    """Refuses what is ambiguous before anything else looks at it. Raises `BadRequestError`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is well formed."""
        if scope["type"] == "http":
            _check_address(scope)
            _check_headers(scope["headers"])
        await self._app(scope, receive, send)


def _check_address(scope: Scope) -> None:
    raw = scope.get("raw_path") or b""
    query = scope["query_string"]
    too_long = len(raw) + len(query) > _LONGEST
    if too_long or _BAD_ESCAPE.search(raw) or _BAD_ESCAPE.search(query) or "\ufffd" in scope["path"]:
        raise BadRequestError(_ADDRESS)


def _check_headers(headers: list[tuple[bytes, bytes]]) -> None:
    if len(headers) > _MOST:
        raise BadRequestError(_HEADERS)
    counted = Counter(name.lower() for name, _ in headers)
    for name, value in headers:
        known = name.decode("latin-1")[:50]
        twice = name.lower() in _SINGLE and counted[name.lower()] > 1
        if twice or len(value) > _LONGEST or not _WRITABLE.fullmatch(value):
            raise BadRequestError(known)
