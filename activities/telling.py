"""
Sends a page of sealed entries to a subscriber, one after the other.

What was taken is noted before the next is sent, so that a repetition begins with at most one entry that was taken
already, under the id it had: at least once, and none before all that precede it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError

from access.webhooks.posting import Line, Poster
from access.webhooks.refusals import NotReachedError
from access.webhooks.standing import Place, Standings
from access.webhooks.subscribers import Subscriber
from access.webhooks.telling import told
from activities.rosters import Rosters
from domain.dates import local_day
from domain.refusals import DomainError
from domain.roster.directory import Directory
from journal.entry import StoredEntry
from journal.journal import Journal
from journal.keys import origin_of

_PAGE = 200
AWAY = timedelta(seconds=5)
"""After which one tries again where it was not the subscriber's fault."""

log = structlog.get_logger("subscriber")


class How(StrEnum):
    """How it ended."""

    GOES_ON = "goes_on"
    PAUSED = "paused"
    GONE = "gone"
    """It said so itself (410)."""
    REMOVED = "removed"
    """The file names it no longer."""


class Stood(NamedTuple):
    """Up to where it was told; `refused`: why the next entry was not taken; `again`: when it asked to be asked."""

    position: int
    how: How = How.GOES_ON
    refused: DomainError | None = None
    again: timedelta | None = None

    @property
    def ended(self) -> bool:
        """Whether the next entry is not sent now."""
        return self.refused is not None or self.how is not How.GOES_ON

    @property
    def why(self) -> str:
        """Why, in a word; '' for no reason."""
        return str(self.refused.data["why"]) if self.refused else ""


class Telling:
    """Reads the journal up to where it is sealed. `now`: the machine's clock, by which messages are signed."""

    def __init__(self, journal: Journal, poster: Poster, now: Callable[[], datetime]) -> None:
        self._journal = journal
        self._poster = poster
        self._now = now
        self._standings = Standings(journal)
        self._rosters = Rosters(journal)
        self._origin = ""

    async def place(self, subscriber: Subscriber) -> Place:
        """Return where a subscriber stands."""
        return await self._standings.begin(subscriber.id, subscriber.since)

    async def page(self, subscriber: Subscriber, after: int) -> Stood:
        """Tell of the next entries that are sealed, and note how far that came. Raises `JournalUnavailableError`."""
        activity.heartbeat()
        sealed = (await self._journal.seals.reach()).sealed
        _measure(subscriber, sealed - after)
        if sealed <= after:
            return Stood(after)
        entries = [one for one in await self._journal.read(after, _PAGE) if one.position <= sealed]
        stood = await self._send(subscriber, after, await self._wanted(subscriber, entries))
        if stood.refused is not None:
            await self._standings.fail(subscriber.id, self._now(), stood.why)
        if stood.ended or stood.position == entries[-1].position:
            return stood
        return await self._moved(subscriber, stood.position, entries[-1].position, None)

    async def _wanted(self, subscriber: Subscriber, entries: Sequence[StoredEntry]) -> list[StoredEntry]:
        wanted = [one for one in entries if subscriber.asks_for(one.kind)]
        if not wanted or not subscriber.orgs:
            return wanted
        directory = await self._rosters.directory()
        return [one for one in wanted if _lies_in(subscriber, one, directory)]

    async def _send(self, subscriber: Subscriber, after: int, entries: Sequence[StoredEntry]) -> Stood:
        stood = Stood(after)
        if not entries:
            return stood
        try:
            async with self._poster.line(subscriber) as line:
                for entry in entries:
                    stood = await self._post(line, stood.position, entry)
                    if stood.ended:
                        break
        except DomainError as refused:  # the address is refused, or nobody is there
            return stood._replace(refused=refused)
        return stood

    async def _post(self, line: Line, after: int, entry: StoredEntry) -> Stood:
        activity.heartbeat()
        self._origin = self._origin or await origin_of(self._journal)
        reply = await line.post(str(entry.id), told(entry, self._origin))
        if reply.gone:
            await self._standings.leave(line.subscriber.id, self._now())
            log.warning("subscriber.gone", subscriber=line.subscriber.id, after=after)
            return Stood(after, How.GONE)
        if not reply.taken:
            return Stood(after, refused=NotReachedError(str(reply.status)), again=reply.again)
        return await self._moved(line.subscriber, after, entry.position, self._now())

    async def _moved(self, subscriber: Subscriber, after: int, upto: int, at: datetime | None) -> Stood:
        if await self._standings.advance(subscriber.id, after, upto, at):
            return Stood(upto)
        # another one tells it too, one that was taken for dead: he goes on, or the next attempt does
        message = f"somebody else has moved {subscriber.id}"
        raise ApplicationError(message, type="subscriber.moved", next_retry_delay=AWAY)


def _lies_in(subscriber: Subscriber, entry: StoredEntry, directory: Directory) -> bool:
    """Whether an entry is about an organisation that is asked for, by the places of the day it was recorded."""
    day = local_day(entry.recorded_at)
    orgs = (tag.removeprefix("org:") for tag in entry.tags if tag.startswith("org:"))
    return any(subscriber.lies_in(directory.path(org, day)) for org in orgs)


def _measure(subscriber: Subscriber, behind: int) -> None:
    meter = activity.metric_meter().with_additional_attributes({"subscriber": subscriber.id})
    gauge = meter.create_gauge("subscriber_entries_behind", "sealed entries that were not looked at for it")
    gauge.set(max(0, behind))
