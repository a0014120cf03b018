"""Accounts as the journal tells them: folded once, and again only when something was added."""

from typing import Final

from domain.account.decider import DECIDER
from domain.account.identity import DECIDER as IDENTITY
from domain.account.identity import IdentityState
from domain.account.kinds import Identity, account_stream
from domain.account.state import AccountState
from domain.deciding import fold
from domain.matter.state import Matter
from domain.model import StreamName
from domain.people import PersonId
from domain.processes import decider_of
from journal.facts import facts_of_stream
from journal.journal import Journal

_REMEMBERED: Final = 10_000
"""States kept at a time."""


class Accounts:
    """Answers with accounts as they stand now: each time the journal is asked whether something was added."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: dict[StreamName, Matter] = {}

    async def of(self, person: PersonId) -> AccountState:
        """Return a person's account; one that is not there is not active."""
        state = await self._folded(account_stream(person), DECIDER.state(stream=account_stream(person)))
        assert isinstance(state, AccountState)  # noqa: S101  # as the decider of its stream says
        return state

    async def by_identity(self, identity: Identity) -> AccountState | None:
        """Return the account that an identity opens, or None."""
        state = await self._folded(identity.stream, IDENTITY.state(stream=identity.stream))
        assert isinstance(state, IdentityState)  # noqa: S101  # as above
        if state.person is None:
            return None
        account = await self.of(state.person)
        return account if identity in account.identities else None

    async def _folded(self, stream: StreamName, fresh: Matter) -> Matter:
        known = self._known.get(stream, fresh)
        if await self._journal.version(stream) != known.version:
            # no correction counts here: an account takes none
            facts = facts_of_stream(await self._journal.load(stream, after=known.version))
            known = fold(decider_of(stream), facts, stream=stream, state=known)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[stream] = known
        return known
