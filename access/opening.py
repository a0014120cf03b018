"""Puts the door together: what each process of the API has of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

import httpx

from access.accounts import Accounts
from access.attempts import Attempts
from access.book import DoorBook
from access.code_exchange import CodeExchange
from access.discovery import Discovery
from access.door import BearerDoor
from access.errands import Errands
from access.kept_passwords import KeptPasswords
from access.keys import PATIENCE, FetchedKeys, FiledKeys, KeySource
from access.oidc import AtProvider, OpenId
from access.passwords import Passwords
from access.sessions import Sessions
from access.settings import Provider, SignInSettings, SystemIssuer
from access.signing_in import SigningIn
from access.store import Store
from access.tokens import Tokens, TrustedIssuer
from journal.journal import Journal

Now = Callable[[], datetime]


class Access(NamedTuple):
    """The door, and the ways through it. `openid`: None when no provider is set up."""

    door: BearerDoor
    signing_in: SigningIn
    sessions: Sessions
    accounts: Accounts
    openid: OpenId | None


@asynccontextmanager
async def opened(
    journal: Journal,
    book: DoorBook,
    now: Now,
    settings: SignInSettings | None = None,
    passwords: Passwords | None = None,
) -> AsyncIterator[Access]:
    """
    Open the door on a journal's database; close it in the end.

    `now`: the machine's clock, also of a rehearsal: credentials are real there. `passwords`: how they are hashed, by
    the library's parameters unless told. Raises `JournalUnavailableError`.
    """
    settings, passwords = settings or SignInSettings(), passwords or Passwords()
    store = await Store.open(journal.dsn)
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            yield _access(journal, store, book, now, settings, passwords, client)
    finally:
        passwords.close()
        await store.close()


def _access(  # noqa: PLR0913, PLR0917  # all there is
    journal: Journal,
    store: Store,
    book: DoorBook,
    now: Now,
    settings: SignInSettings,
    passwords: Passwords,
    client: httpx.AsyncClient,
) -> Access:
    limits, accounts = settings.limits, Accounts(journal)
    sessions = Sessions(store, accounts, limits, now)
    issuers = {one.issuer: TrustedIssuer(one, _keys(one, client, now)) for one in settings.issuer}
    kept = KeptPasswords(store, passwords, limits, now)
    openid = None
    if settings.provider is not None:
        at = at_provider(settings.provider, store, client, now)
        openid = OpenId(at, accounts, sessions, book, limits, now=now)
    return Access(
        BearerDoor(sessions, Tokens(accounts, issuers, now), book, now),
        SigningIn(accounts, sessions, Attempts(store, limits, now), kept, book),
        sessions,
        accounts,
        openid,
    )


def at_provider(provider: Provider, store: Store, client: httpx.AsyncClient, now: Now) -> AtProvider:
    """Return the ways to a provider."""
    discovery = Discovery(provider.issuer, client, now)
    return AtProvider(
        provider, discovery, CodeExchange(provider, discovery, client, now), Errands(store, now)
    )


def _keys(issuer: SystemIssuer, client: httpx.AsyncClient, now: Now) -> KeySource:
    if issuer.jwks_uri is not None:
        return FetchedKeys(issuer.issuer, issuer.jwks_uri, client, now)
    assert issuer.jwks_file is not None  # noqa: S101  # the settings name one of both
    return FiledKeys(issuer.issuer, issuer.jwks_file)
