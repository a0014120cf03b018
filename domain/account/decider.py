"""The decider of `account/<person>`: who may sign in, and by which identities; no secret is ever in it."""

from typing import Any, assert_never, get_args

from domain.account import events as e
from domain.account.commands import AccountCommand
from domain.account.decide import decide
from domain.account.identity import ClaimIdentity, ReleaseIdentity
from domain.account.state import AccountState, AccountStatus
from domain.decider import Decider
from domain.events import Fact
from domain.matter.commands import Claim, claim
from domain.tasks import Task


def evolve(  # noqa: C901  # one arm an event
    state: AccountState, fact: Fact[e.AccountEvent]
) -> AccountState:
    """Fold one event of an account."""
    match fact.event:
        case e.AccountAdded(org=org, holder=holder, identities=identities):
            changed: dict[str, Any] = {"org": org, "holder": holder, "identities": identities}
            return state.model_copy(update=changed | {"status": AccountStatus.ACTIVE})
        case e.IdentityLinked(identity=identity):
            return state.model_copy(update={"identities": (*state.identities, identity)})
        case e.IdentityUnlinked(identity=identity):
            left = tuple(one for one in state.identities if one != identity)
            return state.model_copy(update={"identities": left, "entrances": state.entrances + 1})
        case e.CredentialsReset():
            counted = {"resets": state.resets + 1, "entrances": state.entrances + 1}
            return state.model_copy(update=counted)
        case e.AccountDisabled():
            shut = {"status": AccountStatus.DISABLED, "entrances": state.entrances + 1}
            return state.model_copy(update=shut)
        case e.AccountEnabled():
            return state.model_copy(update={"status": AccountStatus.ACTIVE})
        case unknown:
            assert_never(unknown)


def claims(event: e.AccountEvent, state: AccountState) -> list[Claim]:
    """Return what an event asks of the streams of identities: each opens one account at a time."""
    match event:
        case e.AccountAdded(identities=identities):
            return [claim(one.stream, ClaimIdentity(person=state.person)) for one in identities]
        case e.IdentityLinked(identity=identity):
            return [claim(identity.stream, ClaimIdentity(person=state.person))]
        case e.IdentityUnlinked(identity=identity):
            return [claim(identity.stream, ReleaseIdentity(person=state.person))]
        case _:
            return []


def tasks(_state: AccountState) -> list[Task]:
    """Nobody is awaited by an account."""
    return []


def tags(state: AccountState) -> frozenset[str]:
    """Return what an account is found by."""
    return frozenset({f"person:{state.person}", f"org:{state.org}"})


DECIDER: Decider[Any] = Decider(
    name="account",
    state=AccountState,
    commands=get_args(AccountCommand),
    events=get_args(e.AccountEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    claims=claims,
    workflow=False,
)
