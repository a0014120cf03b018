"""Sessions: a token in somebody's hand, its digest in the table; they end by disuse, by time, and with the account."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import asyncpg
from pydantic import SecretStr

from access import statements
from access.accounts import Accounts
from access.digests import digest, new_token
from access.limits import Limits
from access.principal import NotSignedInError, Principal
from access.store import Store
from domain.account.state import AccountState
from domain.people import PersonId

PREFIX: Final = "bls_"
"""What tells a session's token from a JWT, and lets others find one that was published."""
_NOTICED: Final = timedelta(minutes=1)
"""How exactly it is kept when a session was used last."""


class Opened(NamedTuple):
    """A session that began. `token`: shown this once; `ends_at`: in any case, and earlier when it is not used."""

    token: SecretStr
    person: PersonId
    authenticated_at: datetime
    ends_at: datetime


class Sessions:
    """Begins, knows and ends sessions."""

    def __init__(self, store: Store, accounts: Accounts, limits: Limits, now: Callable[[], datetime]) -> None:
        self._store = store
        self._accounts = accounts
        self._limits = limits
        self._now = now

    async def begin(self, account: AccountState, authenticated_at: datetime | None = None) -> Opened:
        """Begin one. `authenticated_at`: when the person gave their credentials, now if absent."""
        token, at = new_token(PREFIX), self._now()
        shown_at, ends_at = min(authenticated_at or at, at), at + self._limits.absolute
        await self._store.fetch(
            statements.BEGIN_SESSION,
            _key(token.get_secret_value()),
            account.person,
            account.entrances,
            at,
            shown_at,
            ends_at,
        )
        return Opened(token, account.person, shown_at, ends_at)

    async def identify(self, token: str, *, used: bool = True) -> Principal:
        """Return who holds a session; a use of it, or not. Raises `NotSignedInError`."""
        key, at = _key(token), self._now()
        found = await self._store.fetch(statements.SESSION_OF, key)
        if not found or self._ended(found[0], at):
            raise NotSignedInError
        row = found[0]
        account = await self._accounts.of(row["person"])
        if not account.active or account.entrances != row["entrances"]:
            await self._store.fetch(statements.END_SESSION, key)
            raise NotSignedInError
        if used and at - row["seen_at"] >= _NOTICED:
            await self._store.fetch(statements.SEEN, key, at)
        return Principal(person=account.person, kind=account.holder, authenticated_at=row["authenticated_at"])

    async def refresh(self, token: str) -> datetime:
        """Note that its holder gave their credentials now; return when."""
        at = self._now()
        await self._store.fetch(statements.AUTHENTICATED, _key(token), at)
        return at

    async def end(self, token: str) -> PersonId | None:
        """End a session; return whose it was, None when it had ended."""
        ended = await self._store.fetch(statements.END_SESSION, _key(token))
        return ended[0]["person"] if ended else None

    async def end_others(self, person: PersonId, kept: str | None) -> None:
        """End a person's sessions, but for one."""
        await self._store.fetch(statements.END_OTHERS, person, _key(kept) if kept else None)

    def _ended(self, row: asyncpg.Record, at: datetime) -> bool:
        return bool(at >= row["ends_at"] or at - row["seen_at"] >= self._limits.idle)


def _key(token: str) -> bytes:
    return digest(token)
