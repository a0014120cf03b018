"""People on the way to the provider and back: each errand is one browser's, is over after ten minutes, and ends once."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from pydantic import SecretStr

from access import statements
from access.digests import digest, new_token
from access.refusals import ErrandUnknownError
from access.store import Store

LASTS: Final = timedelta(minutes=10)


class Begun(NamedTuple):
    """What an errand takes along: `state` in the address, `browser` in a cookie; the other two are for the provider."""

    state: SecretStr
    browser: SecretStr
    verifier: SecretStr
    nonce: SecretStr


class Ended(NamedTuple):
    """What was kept of an errand whose traveller is back."""

    verifier: SecretStr
    nonce: SecretStr


class Errands:
    """Keeps them where every process finds them."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def begin(self) -> Begun:
        """Begin one."""
        begun = Begun(new_token(), new_token(), new_token(), new_token())
        await self._store.fetch(
            statements.BEGIN_ERRAND,
            digest(begun.state.get_secret_value()),
            digest(begun.browser.get_secret_value()),
            begun.verifier.get_secret_value(),
            begun.nonce.get_secret_value(),
            self._now() + LASTS,
        )
        return begun

    async def end(self, state: str, browser: str) -> Ended:
        """End the one of a state. Raises `ErrandUnknownError`: also for another browser, and then it is over too."""
        found = await self._store.fetch(statements.END_ERRAND, digest(state))
        if not found or found[0]["ends_at"] <= self._now():
            raise ErrandUnknownError
        if not hmac.compare_digest(found[0]["browser"], digest(browser)):
            raise ErrandUnknownError
        return Ended(SecretStr(found[0]["verifier"]), SecretStr(found[0]["nonce"]))
