"""The decider of `identity/<digest>`: an identity outside opens one account at a time (seams.md, "Claims") [P]."""

from enum import StrEnum
from typing import Any, ClassVar, Literal, assert_never

from domain.account.refusals import IdentityTakenError
from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.commands import SERVICE
from domain.matter.state import Matter
from domain.orders import Act, Command
from domain.people import PersonId
from domain.tasks import Task


class ClaimIdentity(Command):
    """占用身份: the identity opens this person's account."""

    kind: Literal["claim_identity"] = "claim_identity"
    roles: ClassVar = SERVICE
    person: PersonId


class ReleaseIdentity(Command):
    """解除身份: the identity opens this person's account no more."""

    kind: Literal["release_identity"] = "release_identity"
    roles: ClassVar = SERVICE
    person: PersonId


class IdentityClaimed(Event):
    """The identity opens a person's account."""

    kind: Literal["identity.claimed.v1"] = "identity.claimed.v1"
    person: PersonId


class IdentityReleased(Event):
    """The identity opens no account."""

    kind: Literal["identity.released.v1"] = "identity.released.v1"
    person: PersonId


class IdentityStatus(StrEnum):
    """身份状态."""

    NONE = "none"
    HELD = "held"


class IdentityState(Matter):
    """Whose account an identity opens."""

    status: IdentityStatus = IdentityStatus.NONE
    person: PersonId | None = None


IdentityCommand = ClaimIdentity | ReleaseIdentity
IdentityEvent = IdentityClaimed | IdentityReleased


def decide(act: Act[IdentityCommand], state: IdentityState) -> list[Event]:
    """Give or take back an identity; a refusal says whose account it opens."""
    match act.command:
        case ClaimIdentity(person=person):
            if state.person not in {None, person}:
                raise IdentityTakenError(str(state.person))
            return [] if state.person == person else [IdentityClaimed(person=person)]
        case ReleaseIdentity(person=person):
            return [IdentityReleased(person=person)] if state.person == person else []
        case unknown:
            assert_never(unknown)


def evolve(state: IdentityState, fact: Fact[IdentityEvent]) -> IdentityState:
    """Fold one event of an identity."""
    match fact.event:
        case IdentityClaimed(person=person):
            return state.model_copy(update={"status": IdentityStatus.HELD, "person": person})
        case IdentityReleased():
            return state.model_copy(update={"status": IdentityStatus.NONE, "person": None})
        case unknown:
            assert_never(unknown)


def tasks(_state: IdentityState) -> list[Task]:
    """Nobody is awaited by an identity."""
    return []


def tags(state: IdentityState) -> frozenset[str]:
    """Return what an identity is found by."""
    return frozenset({f"person:{state.person}"}) if state.person else frozenset()


DECIDER: Decider[Any] = Decider(
    name="identity",
    state=IdentityState,
    commands=(ClaimIdentity, ReleaseIdentity),
    events=(IdentityClaimed, IdentityReleased),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
