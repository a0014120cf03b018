"""Takes in what upstream systems send: proved first, read then, and answered once it is on disk."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid5

from access.webhooks.headers import Headers
from access.webhooks.signatures import read_signature
from activities.inboxes import Inboxes, Note
from activities.refused import Refused, record_refusal
from domain.dates import local_day
from domain.inbox.commands import ReceiveEvent
from domain.inbox.told import CloudEvent
from domain.matter.state import Matter
from domain.orders import Actor, Role
from domain.refusals import DomainError
from domain.roster.directory import Directory
from interfaces.desk.desk import Desk
from interfaces.desk.outages import outages_named
from interfaces.upstream.cloudevents import content_digest, read_events
from interfaces.upstream.receipts import Receipt
from interfaces.upstream.refusals import ForeignSourceError, IdReusedError, NotGrantedError, TooLargeError
from interfaces.upstream.sources import Source, Sources
from journal.entry import Appended
from journal.errors import CommandReusedError, EntryTooLargeError
from journal.journal import Journal
from journal.preparing import LARGEST_BODY


class Receiver:
    """
    The one way in for events.

    An event is known for ever by its source and id: sent again with the same content (`content_digest`) it finds its
    first receipt, with another it is refused. `now`: the machine's clock, by which signatures are judged.
    """

    def __init__(self, desk: Desk, journal: Journal, sources: Sources, now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._journal = journal
        self._sources = sources
        self._now = now
        self._inboxes = Inboxes(journal)

    async def receive(self, headers: Headers, body: bytes) -> Sequence[Receipt]:
        """
        Take in the events of a message, each by itself, in order; return a receipt each.

        The signature is checked over the raw body before anything is read. Raises a `DomainError` (`upstream.…`) for a
        message, or its only event, that is refused; in a batch a refusal is a receipt. Raises `DeskUnavailableError`
        when PostgreSQL is away: send it all again.
        """
        now = self._now()
        source = self._sources.whose(read_signature(headers, body, now), now)
        message = read_events(headers, body)
        digest = hashlib.sha256(body).hexdigest()
        directory = await self._desk.directory()
        with outages_named():
            if not message.batch:
                return [await self._taken(one, source, digest, directory) for one in message.events]
            return await self._each(message.events, source, digest, directory)

    async def _each(
        self, events: Sequence[CloudEvent | DomainError], source: Source, body: str, directory: Directory
    ) -> list[Receipt]:
        """Take in a batch: what is about one subject in its order, subjects beside each other."""
        subjects: dict[str | None, list[int]] = {}
        for number, event in enumerate(events):
            subjects.setdefault(getattr(event, "subject", None), []).append(number)
        receipts: dict[int, Receipt] = {}

        async def in_order(numbers: Sequence[int]) -> None:
            for number in numbers:
                receipts[number] = await self._answered(events[number], source, body, directory)

        await asyncio.gather(*map(in_order, subjects.values()))
        return [receipts[number] for number in range(len(events))]

    async def _answered(
        self, event: CloudEvent | DomainError, source: Source, body: str, directory: Directory
    ) -> Receipt:
        try:
            return await self._taken(event, source, body, directory)
        except DomainError as refused:
            known = event if isinstance(event, CloudEvent) else None
            return Receipt(
                source=known.source if known else None,
                event_id=known.event_id if known else None,
                refused=self._desk.catalogue.refusal(refused),
            )

    async def _taken(
        self, event: CloudEvent | DomainError, source: Source, body: str, directory: Directory
    ) -> Receipt:
        if isinstance(event, DomainError):
            raise event
        command = ReceiveEvent(event=event, content=content_digest(event), body=body)
        at = self._desk.moment
        stream = f"inbox/{source.system}/{local_day(at):%Y-%m}"
        tried = Actor(id=source.system, role=Role.UPSTREAM, org=Matter().org)
        note = Note(stream, command, event.identity, tried, at, bytes.fromhex(command.content))
        try:
            _check_own(event, source)
            note = note._replace(actor=self._actor(source, directory))
            return _receipt(event, await self._put_down(note, event))
        except (ForeignSourceError, NotGrantedError, IdReusedError) as refused:
            await self._put_on_record(note, refused)
            raise

    def _actor(self, source: Source, directory: Directory) -> Actor:
        """Return as whom the system speaks: by the first office a roster gives it. Raises `NotGrantedError`."""
        for office in directory.offices(source.system, self._desk.today):
            if office.role is Role.UPSTREAM and office.on_behalf_of is None:
                return Actor(id=source.system, role=office.role, org=office.org)
        raise NotGrantedError(source.system)

    async def _put_down(self, note: Note, event: CloudEvent) -> Appended:
        try:
            return await self._inboxes.put_down(note)
        except EntryTooLargeError as error:
            raise TooLargeError(int(error.data["size"]), LARGEST_BODY) from None
        except CommandReusedError:
            (first, *_) = await self._journal.find(note.command_id)
            raise IdReusedError(event.source, event.event_id, first.position) from None

    async def _put_on_record(self, note: Note, refused: DomainError) -> None:
        """Keep a refusal, once however often the same is sent: a sender that insists does not fill the journal."""
        attempt = uuid5(uuid5(note.command_id, note.command_id.hex + _content(note)), refused.rule)
        if await self._journal.find(uuid5(attempt, "1")):
            return
        kept = Refused(
            stream=note.stream,
            command=note.command,
            command_id=attempt,
            actor=note.actor,
            refusal=self._desk.catalogue.refusal(refused),
        )
        await record_refusal(self._journal, kept, note.at)


def _check_own(event: CloudEvent, source: Source) -> None:
    if event.source != source.source:
        raise ForeignSourceError(source.system, event.source, source.source)


def _content(note: Note) -> str:
    return (note.intent or b"").hex()


def _receipt(event: CloudEvent, appended: Appended) -> Receipt:
    first = appended.entries[0]
    return Receipt(
        source=event.source,
        event_id=event.event_id,
        position=first.position,
        received_at=first.recorded_at,
        repeated=appended.repeated,
    )
