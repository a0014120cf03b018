"""Messages on their way to a subscriber: signed, over one connection, with an end to all patience."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

import httpx

from access.webhooks.addresses import Address, resolve
from access.webhooks.refusals import NotReachedError
from access.webhooks.signatures import sign
from access.webhooks.subscribers import Subscriber
from access.webhooks.telling import CONTENT_TYPE

PATIENCE = 10.0
"""Seconds in which a message must be taken, the connection included."""
_LONGEST_WAIT = timedelta(hours=1)
"""A subscriber that asks for longer (`Retry-After`) is asked again after this."""
_GONE = 410
_NAME, _CONNECTION, _TIME = "name", "connection", "time"


class Reply(NamedTuple):
    """What became of a message: `taken` (2xx), `gone` (410), else the status and when it may be sent again."""

    status: int
    again: timedelta | None = None

    @property
    def taken(self) -> bool:
        """Whether it arrived."""
        return 200 <= self.status < 300  # noqa: PLR2004  # what HTTP calls successful

    @property
    def gone(self) -> bool:
        """Whether nothing is to be sent there any more."""
        return self.status == _GONE


class Line(NamedTuple):
    """A connection to one subscriber, at the address that its name had when it was opened."""

    client: httpx.AsyncClient
    subscriber: Subscriber
    address: Address
    now: Callable[[], datetime]
    patience: float

    async def post(self, message_id: str, body: bytes) -> Reply:
        """Send a message. No redirect is followed, and no body of an answer is read. Raises `NotReachedError`."""
        try:
            async with asyncio.timeout(self.patience):
                answer = await self.client.send(self._request(message_id, body), stream=True)
                await answer.aclose()
        except (TimeoutError, httpx.TimeoutException):
            raise NotReachedError(_TIME) from None
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError):
            raise NotReachedError(_CONNECTION) from None
        return Reply(answer.status_code, _again(answer.headers.get("retry-after")))

    def _request(self, message_id: str, body: bytes) -> httpx.Request:
        url = httpx.URL(self.subscriber.url)
        signed = sign(message_id, self.now(), body, self.subscriber.signing_keys())
        headers = [("host", url.netloc.decode()), ("content-type", CONTENT_TYPE), *signed]
        return self.client.build_request(
            "POST",
            url.copy_with(host=str(self.address)),
            content=body,
            headers=headers,
            extensions={"sni_hostname": url.host},  # the certificate is the name's, wherever it stands
        )


class Poster:
    """
    Opens lines.

    `private`: also to addresses that only this machine's network reaches; `now`: the machine's clock; `trust`: whose
    certificates count, None = those everybody trusts.
    A line is one subscriber's: a connection made for one name is never used for another at the same address.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        private: bool = False,
        patience: float = PATIENCE,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._now = now
        self._private = private
        self._patience = patience
        self._trust = trust

    @asynccontextmanager
    async def line(self, subscriber: Subscriber) -> AsyncIterator[Line]:
        """Open a line. Raises `AddressRefusedError`, `NotReachedError`."""
        try:
            async with asyncio.timeout(self._patience):
                address = await resolve(subscriber.url, private=self._private)
        except TimeoutError:
            raise NotReachedError(_NAME) from None
        if self._trust is None:
            self._trust = httpx.create_ssl_context()  # takes longer than many a message
        async with httpx.AsyncClient(
            verify=self._trust, timeout=self._patience, follow_redirects=False, trust_env=False
        ) as client:
            yield Line(client, subscriber, address, self._now, self._patience)


def _again(told: str | None) -> timedelta | None:
    """Return what `Retry-After` asks for in seconds; a date there, or anything else, is passed over."""
    if told is None or not told.isascii() or not told.isdecimal() or len(told) > 9:  # noqa: PLR2004  # digits: years
        return None
    return min(timedelta(seconds=int(told)), _LONGEST_WAIT)
