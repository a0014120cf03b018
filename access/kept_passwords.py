"""The passwords of accounts, by hash; where one is not right, nothing tells why."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from access import statements
from access.limits import Limits
from access.password_rules import one_time_password
from access.passwords import Passwords
from access.store import Store
from domain.people import PersonId


class Kept(NamedTuple):
    """
    What is kept of a password.

    `once`: it must be changed before anything else. `resets`: of the account when it was made; a later reset voids it.
    """

    hash: str
    once: bool
    resets: int
    expires_at: datetime | None


class KeptPasswords:
    """Knows, checks and changes passwords."""

    def __init__(
        self, store: Store, passwords: Passwords, limits: Limits, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._passwords = passwords
        self._limits = limits
        self._now = now

    async def of(self, person: PersonId) -> Kept | None:
        """Return the password of an account, or None."""
        found = await self._store.fetch(statements.PASSWORD_OF, person)
        return Kept(*found[0]) if found else None

    async def right(self, kept: Kept | None, password: str) -> bool:
        """Whether a password is the one that was kept; where there is none, no, after the same work."""
        return await self._passwords.right(kept.hash if kept else None, password)

    def expired(self, kept: Kept) -> bool:
        """Whether a one-time password was not used in time."""
        return kept.expires_at is not None and kept.expires_at <= self._now()

    async def renewed(self, person: PersonId, kept: Kept, password: str) -> Kept:
        """Hash a right password anew when parameters have changed since; return what is kept then."""
        if not self._passwords.outdated(kept.hash):
            return kept
        fresh = await self._passwords.hashed(password)
        await self._store.fetch(statements.HASH_ANEW, person, kept.hash, fresh)
        return await self.of(person) or kept

    async def change(self, person: PersonId, kept: Kept, new: str) -> bool:
        """Put a new password in the place of the one that is kept; no when somebody changed it meanwhile."""
        fresh = await self._passwords.hashed(new)
        changed = await self._store.fetch(
            statements.CHANGE_PASSWORD, person, kept.hash, fresh, kept.resets, self._now()
        )
        return bool(changed)

    async def issue(self, person: PersonId, resets: int) -> str:
        """Make a one-time password in the place of any; it is told this once. `resets`: of the account now."""
        password, at = one_time_password(), self._now()
        kept = Kept(
            await self._passwords.hashed(password),
            once=True,
            resets=resets,
            expires_at=at + self._limits.once,
        )
        await self._store.fetch(statements.KEEP_PASSWORD, person, *kept, at)
        return password
