"""The first account of a new service: who sets it up comes in by it, and lets others in."""

from datetime import datetime
from typing import Final, Protocol
from uuid import NAMESPACE_URL, uuid5

from activities.direct import DirectRecorder
from activities.recording import Recorder
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from domain.account.standing import FOUNDER
from domain.clock import RealOrRehearsal
from domain.orders import Actor, Order, Role
from domain.people import PersonId
from journal.journal import Journal
from journal.rulebook import Rulebook

_SERVICE: Final = "service"


class Issuer(Protocol):
    """Makes one-time passwords (`access.signing_in`)."""

    async def has_password(self, person: PersonId) -> bool:
        """Whether an account has a password."""

    async def issue(self, person: PersonId) -> str:
        """Make a one-time password; it is told this once."""


async def first_account(
    journal: Journal, clock: RealOrRehearsal, issuer: Issuer, now: datetime
) -> str | None:
    """
    Make the founder's account in a service that has neither accounts nor a roster; return its one-time password.

    None where somebody was let in before. A start that broke off between account and password is made good.
    """
    if await journal.streams("roster/", limit=1):
        return None
    known = {one.name for one in await journal.streams("account/", limit=2)}
    if known - {account_stream(FOUNDER)} or await issuer.has_password(FOUNDER):
        return None
    recorder = DirectRecorder(Recorder(journal, Rulebook(journal)), clock)
    await recorder.settle(account_stream(FOUNDER), _added(), now)
    return await issuer.issue(FOUNDER)


def _added() -> Order[AddAccount]:
    actor = Actor(id=_SERVICE, role=Role.SERVICE, org=_SERVICE)
    command_id = uuid5(NAMESPACE_URL, f"found {account_stream(FOUNDER)}")
    return Order(command_id=command_id, actor=actor, command=AddAccount(org=_SERVICE))
