"""Passwords by argon2id, computed beside the event loop; an unknown login costs as much as a known one."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE: Final = 2
"""Passwords computed at a time in a process: each takes 64 MiB and some ten milliseconds of several cores."""
LONGEST: Final = 128
"""Characters; whatever is longer is wrong without being computed."""

T = TypeVar("T")


class Passwords:
    """Makes and checks hashes. `hasher`: argon2id with the library's parameters (RFC 9106, low memory), unless told."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")
        self._nobodys = self._hasher.hash("nobody has this one")

    async def hashed(self, password: str) -> str:
        """Return the hash to keep: text that names its own parameters and salt."""
        return await self._beside(lambda: self._hasher.hash(_bytes(password)))

    async def right(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one that was kept; where none was kept, no, after the same work."""
        fits = len(password) <= LONGEST
        found = await self._beside(lambda: self._verified(kept or self._nobodys, password if fits else ""))
        return found and fits and kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False)

    def _verified(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False

    async def _beside(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def normal(password: str) -> str:
    """Return a password as it is compared, however a keyboard composes its characters. Source: RFC 8265, 4.2.2."""
    return unicodedata.normalize("NFC", password)


def _bytes(password: str) -> bytes:
    return normal(password).encode("utf-8", "surrogatepass")
