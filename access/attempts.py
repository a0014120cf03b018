"""Attempts to come in: counted before they are looked at, in one table for all processes, and slowed down."""

from collections.abc import Callable
from datetime import datetime
from ipaddress import IPv4Address, ip_address, ip_network
from typing import NamedTuple

from access import statements
from access.digests import digest
from access.limits import Limits, Lockout
from access.refusals import LockedError
from access.store import Store
from domain.account.door import Locked

_IPV6_SITE = 64
"""Bits of an IPv6 address that one customer holds: whoever has one address of it has all."""


class Attempt(NamedTuple):
    """An attempt that may be looked at. `locks`: what is locked, and for how many seconds, if it fails."""

    login: bytes
    client: bytes
    locks: tuple[tuple[Locked, int], ...]


class Attempts:
    """Counts attempts by login, whether anybody has it or not, and by the client's address."""

    def __init__(self, store: Store, limits: Limits, now: Callable[[], datetime]) -> None:
        self._store = store
        self._limits = limits
        self._now = now

    async def begin(self, login: str, client: str) -> Attempt:
        """Count an attempt as failed, until `succeeded`. Raises `LockedError` when it is not to be looked at."""
        at = self._now()
        keys = digest(f"login {login}"), digest(f"client {_site(client)}")
        by_address = await self._try(keys[1], self._limits.address, at)
        by_login = await self._try(keys[0], self._limits.account, at)
        locked = ((Locked.ACCOUNT, by_login), (Locked.ADDRESS, by_address))
        locks = tuple((what, _seconds(until, at)) for what, until in locked if until is not None)
        return Attempt(*keys, locks)

    async def succeeded(self, attempt: Attempt) -> None:
        """Forget the failures of a login; of the address, this one attempt."""
        await self._store.fetch(statements.SUCCEEDED, attempt.login)
        await self._store.fetch(statements.EXCUSED, attempt.client, self._limits.address.free)

    async def forget(self, login: str) -> None:
        """Forget the failures of a login: its credentials were reset."""
        await self._store.fetch(statements.SUCCEEDED, digest(f"login {login}"))

    async def sweep(self) -> None:
        """Remove what has ended."""
        longest = max(self._limits.account.forgotten, self._limits.address.forgotten)
        await self._store.fetch(statements.SWEEP, self._now(), longest)

    async def _try(self, what: bytes, limit: Lockout, at: datetime) -> datetime | None:
        """Count one; return until when it locks, if it does. Raises `LockedError`."""
        counted = await self._store.fetch(
            statements.TRY, what, at, limit.free, limit.first, limit.longest, limit.forgotten
        )
        if counted:
            until: datetime | None = counted[0]["locked_until"]
            return until
        standing = await self._store.fetch(statements.LOCKED_UNTIL, what)
        until = standing[0]["locked_until"] if standing else None
        raise LockedError(_seconds(until or at, at))


def _seconds(until: datetime, at: datetime) -> int:
    return max(1, -int((at - until).total_seconds() // 1))


def _site(client: str) -> str:
    """Return the address that counts: of IPv6, the network that one customer holds."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network(f"{client.partition('%')[0]}/{_IPV6_SITE}", strict=False))
