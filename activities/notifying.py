"""
Tells a subscriber of sealed entries for some minutes; the workflow asks again.

Its address and its keys stand in the file, never in a payload; the file is read before each page.
"""

import asyncio
from typing import NoReturn

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError

from access.webhooks.subscribers import Subscriber
from access.webhooks.subscribers_file import SubscribersFile
from activities.telling import AWAY, How, Stood, Telling
from domain.model import Identifier, Model
from domain.refusals import DomainError
from journal.errors import JournalUnavailableError

_WATCH = 240.0
"""Seconds for which one attempt goes on: a history grows by some events each time."""
_LOOK_AGAIN = 0.5
"""Seconds between looks for more that is sealed."""

log = structlog.get_logger("subscriber")


class TellRequest(Model):
    """Asks that a subscriber be told."""

    subscriber: Identifier


class Told(Model):
    """How it ended, and up to which position it was told; 0 where nobody looked."""

    how: How
    position: int = 0


class Notifier:
    """Tells whomever it is asked to tell; as many at once as there are slots for activities."""

    def __init__(self, file: SubscribersFile, telling: Telling, watch: float = _WATCH) -> None:
        self._file = file
        self._telling = telling
        self._watch = watch

    @activity.defn(name="tell_subscriber")
    async def tell(self, request: TellRequest) -> Told:
        """Tell for a while. Fails where the next entry is not taken; Temporal tries again, later each time."""
        clock = asyncio.get_running_loop()
        end = clock.time() + self._watch
        try:
            told, progress = await self._look(request.subscriber)
            while told.how is How.GOES_ON and clock.time() < end and not activity.is_worker_shutdown():
                if not progress:
                    await asyncio.sleep(_LOOK_AGAIN)
                told, progress = await self._look(request.subscriber)
        except (JournalUnavailableError, DomainError, OSError) as away:
            message = f"{type(away).__name__}: {away}"
            raise ApplicationError(message, type="subscriber.away", next_retry_delay=AWAY) from None
        return told

    async def _look(self, name: str) -> tuple[Told, bool]:
        """Tell of one page; whether it came any further."""
        subscriber = self._file.read().find(name)
        if subscriber is None or subscriber.paused:
            return Told(how=How.PAUSED if subscriber else How.REMOVED), False
        place = await self._telling.place(subscriber)
        if place.gone:
            return Told(how=How.GONE, position=place.position), False
        stood = await self._telling.page(subscriber, place.position)
        if stood.refused is not None and stood.position == place.position:
            _try_later(subscriber, stood)
        return Told(how=stood.how, position=stood.position), stood.position > place.position


def _try_later(subscriber: Subscriber, stood: Stood) -> NoReturn:
    log.warning("subscriber.not_taken", subscriber=subscriber.id, after=stood.position, why=stood.why)
    message = f"not taken: {stood.why}"
    raise ApplicationError(message, type="subscriber.not-taken", next_retry_delay=stood.again)
