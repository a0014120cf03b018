"""
The peer: pyeventsourcing on psycopg, through its public interface.

Configured to its advantage: a pool of eight connections (of 1, 2, 4, 8 and 32 the best here), the append as a database
function, no compression, no encryption, its plain JSON mapper; what it appends is serialised before the clock runs. Its
events carry less than ours: neither tags nor cause nor rules.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import Mapper, StoredEvent, Transcoder

from bench.journals.acts import CLERK, DAY, REMARK, Way
from domain.events import Event

NAME = "pyeventsourcing"

_CONNECTIONS = 8


class Filing(Aggregate):
    """What the mixed events say of a filing."""

    def __init__(self) -> None:
        self.status = "submitted"
        self.remarks = 0
        self.items: list[str] = []
        self.change: Any = None
        self.deadline: Any = None

    class Commented(Aggregate.Event):
        """A remark."""

        text: str
        attachments: list[Any]
        by: Any
        acted_on: str

        def apply(self, aggregate: "Filing") -> None:
            """Count it."""
            aggregate.remarks += 1

    class CorrectionRequested(Aggregate.Event):
        """Something is missing."""

        items: list[str]
        correction: Any
        by: Any
        acted_on: str

        def apply(self, aggregate: "Filing") -> None:
            """Wait for it."""
            aggregate.status = "to be corrected"
            aggregate.items = self.items
            aggregate.deadline = self.correction

    class FilingCorrected(Aggregate.Event):
        """It is there."""

        change: Any
        reopened: bool
        late: bool
        late_by_days: int | None
        answer: Any
        by: Any
        acted_on: str

        def apply(self, aggregate: "Filing") -> None:
            """Wait for the answer."""
            aggregate.status = "submitted"
            aggregate.change = self.change
            aggregate.deadline = self.answer

    def record(self, event: Event) -> None:
        """Take one of our events for one of its own."""
        said = event.model_dump(mode="json", exclude={"kind"})
        kind: type[Aggregate.Event] = getattr(type(self), type(event).__name__)
        self.trigger_event(kind, by=CLERK.model_dump(mode="json"), acted_on=DAY.isoformat(), **said)


class Peer:
    """An application on a database of its own."""

    def __init__(self, application: "Application[UUID]") -> None:
        self._application = application

    async def append_rate(self, way: Way, _turn: int) -> float:
        """Return entries a second: each caller a thread, as its users have them."""
        ready = [self._serialised(way) for _ in range(way.callers)]
        return way.total / await asyncio.to_thread(self._write_all, ready)

    def fill(self, streams: int, events: Sequence[Event]) -> list[UUID]:
        """Write streams of these events; return which."""
        filings = [_recorded(events) for _ in range(streams)]
        for filing in filings:
            self._application.save(filing)
        return [filing.id for filing in filings]

    def read(self, stream: UUID) -> list[Any]:
        """Read and decode the events of one stream."""
        return list(self._application.events.get(stream))

    def read_by(self, mapper: Mapper[UUID], stream: UUID) -> list[Any]:
        """Read and decode the events of one stream with another mapper."""
        return list(map(mapper.to_domain_event, self._application.recorder.select_events(stream)))

    @property
    def transcoder(self) -> Transcoder:
        """Return what turns its events into bytes and back."""
        return self._application.mapper.transcoder

    def folded(self, stream: UUID) -> Filing:
        """Read one stream and fold it."""
        filing: Filing = self._application.repository.get(stream)
        return filing

    def read_all(self, page: int) -> int:
        """Read and decode the whole log, page by page; return how many events it had."""
        read = 0
        while notifications := self._application.recorder.select_notifications(read + 1, page):
            for notification in notifications:
                self._application.mapper.to_domain_event(notification)
            read = notifications[-1].id
        return read

    def _serialised(self, way: Way) -> list[list[StoredEvent]]:
        filing = _recorded([REMARK] * (way.commands * way.entries))
        stored = [self._application.mapper.to_stored_event(one) for one in filing.collect_events()][1:]
        return [stored[at : at + way.entries] for at in range(0, len(stored), way.entries)]

    def _write_all(self, ready: Sequence[Sequence[Sequence[StoredEvent]]]) -> float:
        with ThreadPoolExecutor(len(ready)) as threads:
            start = time.perf_counter()
            for written in [threads.submit(self._write, mine) for mine in ready]:
                written.result()
            return time.perf_counter() - start

    def _write(self, commands: Iterable[Sequence[StoredEvent]]) -> None:
        for command in commands:
            self._application.recorder.insert_events(command)


def fold(events: Iterable[Any]) -> Any:  # noqa: ANN401  # its aggregates have no common type
    """Return the aggregate that decoded events lead to."""
    aggregate = None
    for one in events:
        aggregate = one.mutate(aggregate)
    return aggregate


@asynccontextmanager
async def peer(dsn: str) -> AsyncIterator[Peer]:
    """Open it on an empty database."""
    place = urlsplit(dsn)
    query = parse_qs(place.query)
    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": place.path.removeprefix("/"),
        "POSTGRES_HOST": query["host"][0],
        "POSTGRES_PORT": query["port"][0],
        "POSTGRES_USER": place.username or "",
        "POSTGRES_PASSWORD": "none is asked for",
        "POSTGRES_POOL_SIZE": str(_CONNECTIONS),
        "POSTGRES_MAX_OVERFLOW": "0",
        "POSTGRES_ENABLE_DB_FUNCTIONS": "y",
    }
    application: Application[UUID] = await asyncio.to_thread(partial(Application, settings))
    try:
        yield Peer(application)
    finally:
        await asyncio.to_thread(application.close)


def _recorded(events: Iterable[Event]) -> Filing:
    filing = Filing()
    for event in events:
        filing.record(event)
    return filing
