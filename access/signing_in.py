"""Signing in with a password (登录): attempts are counted, what happens goes on record, and nothing tells what was wrong."""

import re
from datetime import datetime
from typing import NamedTuple

from pydantic import SecretStr

from access.accounts import Accounts
from access.attempts import Attempt, Attempts
from access.book import DoorBook
from access.digests import digest
from access.kept_passwords import Kept, KeptPasswords
from access.password_rules import check_password
from access.principal import Principal, PrincipalKind
from access.refusals import (
    AccountDisabledError,
    PasswordExpiredError,
    PasswordMustChangeError,
    PasswordSameError,
    WrongCredentialsError,
)
from access.sessions import Opened, Sessions
from domain.account.door import DoorLocked, Left, SignedIn, SignedOut, TurnedAway, Way
from domain.account.state import AccountState
from domain.people import PersonId
from domain.refusals import DomainError

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""As `domain.people.PersonId`: the login is the person's id."""
_NOBODY = "nobody"


class Credentials(NamedTuple):
    """What somebody shows. `client`: the address they come from."""

    login: str
    password: SecretStr
    client: str


class SigningIn:
    """
    Lets people in by login and password.

    What is refused goes on record; a lock does once, as it begins. Every method raises `JournalUnavailableError` while
    PostgreSQL is away: nobody comes in without being noted.
    """

    def __init__(
        self,
        accounts: Accounts,
        sessions: Sessions,
        attempts: Attempts,
        passwords: KeptPasswords,
        book: DoorBook,
    ) -> None:
        self._accounts = accounts
        self._sessions = sessions
        self._attempts = attempts
        self._passwords = passwords
        self._book = book

    async def sign_in(self, shown: Credentials) -> Opened:
        """
        Begin a session.

        Raises `WrongCredentialsError`, `LockedError`, `AccountDisabledError`, `PasswordExpiredError`,
        `PasswordMustChangeError`.
        """
        account, kept = await self._proved(shown)
        if kept.once:
            raise await self._away(account.person, PasswordMustChangeError())
        await self._attempts.sweep()
        await self._book.note(SignedIn(person=account.person, way=Way.PASSWORD))
        return await self._sessions.begin(account)

    async def step_up(self, principal: Principal, token: str, password: SecretStr, client: str) -> datetime:
        """Take the password of a session's holder again; return when. Raises as `sign_in` does."""
        account, kept = await self._proved(Credentials(principal.person, password, client))
        if kept.once:
            raise await self._away(account.person, PasswordMustChangeError())
        await self._book.note(SignedIn(person=account.person, way=Way.PASSWORD))
        return await self._sessions.refresh(token)

    async def change_password(self, shown: Credentials, new: SecretStr, token: str | None = None) -> None:
        """
        Put a new password in the place of the one that is shown; all sessions end but that of `token`.

        Raises as `sign_in` does, what `check_password` raises, and `PasswordSameError`.
        """
        account, kept = await self._proved(shown)
        wanted = new.get_secret_value()
        check_password(account.person, wanted)
        if await self._passwords.right(kept, wanted):
            raise PasswordSameError
        if not await self._passwords.change(account.person, kept, wanted):
            raise WrongCredentialsError  # it was changed meanwhile
        await self._sessions.end_others(account.person, token)
        await self._book.note(SignedOut(person=account.person, why=Left.PASSWORD_CHANGED))

    async def sign_out(self, token: str) -> None:
        """End a session."""
        person = await self._sessions.end(token)
        if person is not None:
            await self._book.note(SignedOut(person=person, why=Left.BY_ONESELF))

    async def has_password(self, person: PersonId) -> bool:
        """Whether an account has a password that was not voided since."""
        account, kept = await self._accounts.of(person), await self._passwords.of(person)
        return kept is not None and _opens(account, kept)

    async def issue(self, person: PersonId) -> str:
        """Make a one-time password for an account, in the place of any; it is told this once."""
        account = await self._accounts.of(person)
        password = await self._passwords.issue(person, account.resets)
        await self._attempts.forget(person)
        return password

    async def _proved(self, shown: Credentials) -> tuple[AccountState, Kept]:
        """Return the account that the credentials open, and what is kept of its password."""
        attempt = await self._attempts.begin(shown.login, shown.client)
        named = _LOGIN.fullmatch(shown.login) is not None
        # whatever was typed, as much is looked up and computed
        account = await self._accounts.of(shown.login if named else _NOBODY)
        kept = await self._passwords.of(account.person) if named else None
        password = shown.password.get_secret_value()
        right = await self._passwords.right(kept, password)
        if kept is None or not (right and _opens(account, kept)):
            raise await self._failed(shown.login, account if named else AccountState(), attempt)
        await self._attempts.succeeded(attempt)
        if not account.active:
            raise await self._away(account.person, AccountDisabledError())
        if self._passwords.expired(kept):
            raise await self._away(account.person, PasswordExpiredError())
        return account, await self._passwords.renewed(account.person, kept, password)

    async def _failed(self, login: str, account: AccountState, attempt: Attempt) -> DomainError:
        known = account.person if account.version else None
        hidden = None if known else digest(login).hex()
        refusal = WrongCredentialsError()
        await self._book.note(TurnedAway(person=known, login=hidden, way=Way.PASSWORD, rule=refusal.rule))
        for what, seconds in attempt.locks:
            await self._book.note(DoorLocked(person=known, login=hidden, what=what, seconds=seconds))
        return refusal

    async def _away(self, person: PersonId, refusal: DomainError) -> DomainError:
        await self._book.note(TurnedAway(person=person, way=Way.PASSWORD, rule=refusal.rule))
        return refusal


def _opens(account: AccountState, kept: Kept) -> bool:
    return account.holder is PrincipalKind.PERSON and account.resets == kept.resets
