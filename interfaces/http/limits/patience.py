"""How large a body may be, how long it may take to arrive, and how long an answer may take."""

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.refusals import BodyTooLargeError, BodyTooSlowError, TooSlowError
from interfaces.http.settings import HttpSettings

UPLOADS = ("/v1/registers/imports", "/registers/import", "/processes/", "/open/")
"""Where addresses begin to which files are sent: registers, and what a form of the console attaches."""


class Patience:
    """
    Counts a body as it arrives, whatever its length was said to be, and does not wait for ever.

    Raises `BodyTooLargeError`, `BodyTooSlowError`, `TooSlowError`. An answer that has begun is not cut off.
    """

    def __init__(self, app: ASGIApp, settings: HttpSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limits = self._settings
        upload = scope["path"].startswith(UPLOADS)
        body = _Body(
            receive,
            limits.upload_limit if upload else limits.body_limit,
            limits.upload_seconds if upload else limits.body_seconds,
        )
        body.check_told(scope["headers"])
        await self._timed(scope, body, send)

    async def _timed(self, scope: Scope, body: "_Body", send: Send) -> None:
        seconds = self._settings.answer_seconds
        try:
            async with asyncio.timeout(body.seconds + seconds) as timeout:
                body.arrived = lambda: _reschedule(timeout, seconds)

                async def told(message: Message) -> None:
                    if message["type"] == "http.response.start":
                        body.arrived = _nothing
                        timeout.reschedule(None)
                    await send(message)

                await self._app(scope, body.receive, told)
        except TimeoutError:
            if not timeout.expired():
                raise
            raise TooSlowError(int(seconds)) from None


class _Body:
    """A body on its way. `arrived` is called when all of it is there."""

    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self.seconds = seconds
        self.arrived: Callable[[], None] = _nothing
        self._receive = receive
        self._limit = limit
        self._size = 0
        self._whole = False
        self._end = asyncio.get_running_loop().time() + seconds

    def check_told(self, headers: list[tuple[bytes, bytes]]) -> None:
        """Refuse a body that says itself that it is too large."""
        told = dict(headers).get(b"content-length", b"0")
        if told.isdigit() and (len(told) > 18 or int(told) > self._limit):  # noqa: PLR2004  # no such size exists
            raise BodyTooLargeError(self._limit)

    async def receive(self) -> Message:
        """Return the next piece."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._end):
                message = await self._receive()
        except TimeoutError:
            raise BodyTooSlowError(int(self.seconds)) from None
        self._count(message)
        return message

    def _count(self, message: Message) -> None:
        self._size += len(message.get("body", b""))
        if self._size > self._limit:
            raise BodyTooLargeError(self._limit)
        if not message.get("more_body", False):
            self._whole = True
            self.arrived()


def _reschedule(timeout: asyncio.Timeout, seconds: float) -> None:
    if not timeout.expired():
        timeout.reschedule(asyncio.get_running_loop().time() + seconds)


def _nothing() -> None:
    """Nobody waits for it."""
