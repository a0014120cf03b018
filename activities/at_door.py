"""Who came and went goes on record, beside the cases and never in them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final
from uuid import UUID

from activities.fingerprints import fingerprint
from domain.account.door import DECIDER, DoorEvent, NoteAtDoor
from domain.clock import RealOrRehearsal
from domain.dates import local_day
from domain.orders import Role
from journal.body import ActorStamp
from journal.drafting import drafts
from journal.entry import Slice, Submission
from journal.errors import CommandReusedError
from journal.journal import Journal

_SERVICE: Final = ActorStamp(id="service", role=Role.SERVICE, org="service")


class JournalledDoor:
    """
    Appends what happens at the door to `door/<year>-<month>`, whatever version that has.

    `clock`: the journal's nature; `now` and `new_id`: the machine's clock, and ids where none is given.
    """

    def __init__(
        self,
        journal: Journal,
        clock: RealOrRehearsal,
        now: Callable[[], datetime],
        new_id: Callable[[], UUID],
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._now = now
        self._new_id = new_id

    async def note(self, event: DoorEvent, command_id: UUID | None = None) -> None:
        """Put it on record; under an id that is known already, nothing. Raises `JournalUnavailableError`."""
        at = self._clock.read(self._now())
        day = local_day(at)
        stream = f"door/{day:%Y-%m}"
        command = NoteAtDoor(noted=event)
        body = command.model_dump_json()
        tags = DECIDER.tags(DECIDER.state(stream=stream))
        submission = Submission(
            command_id=command_id or self._new_id(),
            fingerprint=fingerprint(stream, f'{{"command_id": "", "command": {body}}}'),
            recorded_at=at,
            actor=_SERVICE,
            cause_kind=command.kind,
            cause_body=body,
            slices=(Slice(stream, None, drafts([event], tags, day)),),
        )
        with suppress(CommandReusedError):  # known already, in the month of a rehearsal that has passed since
            await self._journal.append(submission)
