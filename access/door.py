"""The door: sessions of people, tokens of systems, told apart by their form."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from access.book import DoorBook
from access.jwt import LARGEST, looks_like_one
from access.principal import NotSignedInError, Principal
from access.refusals import TokenFault, TokenRefusedError
from access.sessions import PREFIX, Sessions
from access.tokens import Tokens
from domain.account.door import SignedIn, TurnedAway, Way
from domain.dates import local_day
from domain.people import PersonId

_PAUSE: Final = timedelta(minutes=1)
"""Between two entries of one fault: who shows false tokens a thousand times a second does not fill the journal."""


class BearerDoor:
    """
    A `Door`. A system goes on record once a day as it comes; false tokens do once a minute and fault.

    `identify` raises `NotSignedInError`, `TokenRefusedError` (one of those), `KeysUnavailableError`, and
    `JournalUnavailableError` while PostgreSQL is away.
    """

    def __init__(
        self, sessions: Sessions, tokens: Tokens, book: DoorBook, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._tokens = tokens
        self._book = book
        self._now = now
        self._noted: dict[TokenFault, datetime] = {}
        self._seen: dict[PersonId, str] = {}

    async def identify(self, bearer: str, *, used: bool = True) -> Principal:
        """Return who shows a token: a session's, or a system's JWT. `used`: as `Door` says."""
        if bearer.startswith(PREFIX):
            return await self._sessions.identify(bearer, used=used)
        if not looks_like_one(bearer) and len(bearer) <= LARGEST:
            raise NotSignedInError
        try:
            principal = await self._tokens.identify(bearer)
        except TokenRefusedError as refused:
            await self._note_away(refused)
            raise
        await self._note_seen(principal.person)
        return principal

    async def _note_seen(self, person: PersonId) -> None:
        day = f"{local_day(self._now()):%Y-%m-%d}"
        if self._seen.get(person) == day:
            return
        # every process that meets the system that day has the same id for it
        once = uuid5(NAMESPACE_URL, f"door {person} {day}")
        await self._book.note(SignedIn(person=person, way=Way.TOKEN), once)
        self._seen[person] = day

    async def _note_away(self, refused: TokenRefusedError) -> None:
        at, last = self._now(), self._noted.get(refused.fault)
        if last is None or at - last >= _PAUSE:
            self._noted[refused.fault] = at
            await self._book.note(TurnedAway(way=Way.TOKEN, rule=f"{refused.rule}.{refused.fault}"))
