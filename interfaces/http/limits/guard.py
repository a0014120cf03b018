"""The outermost: whatever happens inside, an answer goes out, and what must not be seen stays in the log."""

from collections.abc import Callable

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.refusals import DomainError
from interfaces.http.answering import Answerer
from interfaces.http.limits.rates import Rate
from interfaces.http.refusals import DefectError

log = structlog.get_logger("http")

_ALWAYS = [(b"x-content-type-options", b"nosniff"), (b"vary", b"accept-language")]


class Guard:
    """
    Answers for what the middleware refuses, and for defects: one line in the log, a number in the answer, no trace.

    Who hung up gets nothing, and leaves no trace either. `of_address`: how often one address may ask.
    """

    def __init__(
        self, app: ASGIApp, answerer: Answerer, of_address: Rate, new_id: Callable[[], object]
    ) -> None:
        self._app = app
        self._answerer = answerer
        self._of_address = of_address
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        try:
            self._of_address.take(scope["client"][0] if scope.get("client") else "-")
            await self._app(scope, receive, answer.send)
        except ClientDisconnect:
            log.info("http.hung_up", path=scope["path"])
        except Exception as error:
            if answer.started:
                log.exception("http.broken_off", path=scope["path"])
                raise
            document = await self._answerer.answer(Request(scope), self._explained(error, scope))
            await document(scope, receive, answer.send)

    def _explained(self, error: Exception, scope: Scope) -> Exception:
        if isinstance(error, DomainError):
            return error
        number = str(self._new_id())
        log.error("http.defect", request=number, path=scope["path"], exc_info=error)
        return DefectError(number)


class _Answer:
    """An answer on its way out. `started`: its status is sent, and nothing can be said instead any more."""

    def __init__(self, send: Send) -> None:
        self.started = False
        self._send = send

    async def send(self, message: Message) -> None:
        """Pass a piece on."""
        if message["type"] == "http.response.start":
            self.started = True
            message["headers"] = [*message.get("headers", []), *_ALWAYS]
        await self._send(message)
