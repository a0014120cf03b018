"""Puts down what comes into the inboxes, and what becomes of it: nothing is judged, so nobody waits for anybody."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from activities.fingerprints import fingerprint
from domain.dates import local_day
from domain.inbox.commands import Noted
from domain.inbox.decider import noted, tags_of
from domain.orders import Actor
from journal.body import ActorStamp
from journal.drafting import drafts
from journal.entry import Appended, Slice, Submission
from journal.errors import VersionConflictError
from journal.journal import Journal


class Note(NamedTuple):
    """
    What is put down in which inbox, in whose name, and when by the journal's clock.

    `intent`: SHA-256 of what the command id stands for; None: of stream and command.
    """

    stream: str
    command: Noted
    command_id: UUID
    actor: Actor
    at: datetime
    intent: bytes | None = None


class Inboxes:
    """
    Appends to the inboxes of all systems.

    Whatever version a stream has will do. What is on its way is counted, so that entries of one stream go in together,
    in order; whoever else appends meanwhile shows as a conflict, and is counted from then on.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._ends: dict[str, _End] = {}

    async def put_down(self, note: Note) -> Appended:
        """
        Append what a command causes; a command id that is known answers with what it left then.

        Raises `CommandReusedError`, `EntryTooLargeError`, `NotCanonicalError`, `JournalUnavailableError`.
        """
        end = self._ends.get(note.stream)
        if end is None:
            end = self._ends.setdefault(note.stream, _End(await self._journal.version(note.stream)))
        while True:
            place = end.take()
            try:
                return await self._journal.append(_submission(note, place.version))
            except VersionConflictError as conflict:
                end.correct(place, conflict.actual)


class _Place(NamedTuple):
    """A version that is expected; `counted`: how often it had been counted anew by then."""

    version: int
    counted: int


class _End:
    """Where a stream ends once what is on its way has arrived."""

    def __init__(self, version: int) -> None:
        self._version = version
        self._count = 0

    def take(self) -> _Place:
        """Return the version to append after."""
        self._version += 1
        return _Place(self._version - 1, self._count)

    def correct(self, place: _Place, actual: int) -> None:
        """Count anew from where the stream ends; once for all that were counted wrongly together."""
        if place.counted == self._count:
            self._version = actual
            self._count += 1


def _submission(note: Note, expected: int) -> Submission:
    body = note.command.model_dump_json(exclude_none=True)
    tags = tags_of(note.stream, note.actor.org)
    parts = drafts([noted(note.command, note.stream)], tags, local_day(note.at))
    return Submission(
        command_id=note.command_id,
        fingerprint=note.intent or fingerprint(note.stream, f'{{"command_id": "", "command": {body}}}'),
        recorded_at=note.at,
        actor=ActorStamp.model_validate(note.actor.model_dump()),
        cause_kind=note.command.kind,
        cause_body=body,
        slices=(Slice(note.stream, expected, parts),),
    )
