"""
The decider of `door/<year>-<month>`: who came in, and who was turned away (登录记录); nothing is judged there.

No secret is in it, and no login that is nobody's: people type passwords into the wrong field. Source: issue 4 §3.3.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.commands import SERVICE
from domain.matter.state import Matter
from domain.model import Count, Sha256
from domain.orders import Act, Command
from domain.people import PersonalData, PersonId
from domain.tasks import Task


class Way(StrEnum):
    """By what somebody shows who they are (登录方式)."""

    PASSWORD = "password"  # noqa: S105  # the way, not the word
    OIDC = "oidc"
    TOKEN = "token"  # noqa: S105


class Locked(StrEnum):
    """What is locked for a while (锁定对象)."""

    ACCOUNT = "account"
    ADDRESS = "address"


class Left(StrEnum):
    """Why somebody's sessions ended (退出原因)."""

    BY_ONESELF = "by_oneself"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105


LoginDigest = Annotated[Sha256, PersonalData("digest of what was typed")]
"""SHA-256 of a login that is nobody's."""


class SignedIn(Event):
    """Somebody came in."""

    kind: Literal["door.signed_in.v1"] = "door.signed_in.v1"
    person: PersonId
    way: Way


class TurnedAway(Event):
    """Somebody was not let in. `person`: whose account was tried, if there is one; else `login`, by digest."""

    kind: Literal["door.refused.v1"] = "door.refused.v1"
    person: PersonId | None = None
    login: LoginDigest | None = None
    way: Way
    rule: str


class DoorLocked(Event):
    """There were too many attempts: nobody is let in for a while, right or wrong. `seconds`: for how long."""

    kind: Literal["door.locked.v1"] = "door.locked.v1"
    person: PersonId | None = None
    login: LoginDigest | None = None
    what: Locked
    seconds: Count


class SignedOut(Event):
    """Somebody's session ended by their own act."""

    kind: Literal["door.signed_out.v1"] = "door.signed_out.v1"
    person: PersonId
    why: Left


DoorEvent = Annotated[SignedIn | TurnedAway | DoorLocked | SignedOut, Field(discriminator="kind")]


class NoteAtDoor(Command):
    """记载登录: what happened at the door goes on record."""

    kind: Literal["note_at_door"] = "note_at_door"
    roles: ClassVar = SERVICE
    judged: ClassVar = False
    noted: DoorEvent


class DoorStatus(StrEnum):
    """A book of the door has no other state."""

    NONE = "none"
    KEPT = "kept"


class DoorState(Matter):
    """How much stands in the book."""

    status: DoorStatus = DoorStatus.NONE
    count: int = 0


def decide(act: Act[NoteAtDoor], _state: DoorState) -> list[Event]:
    """Put it on record; nothing is judged."""
    return [act.command.noted]


def evolve(state: DoorState, _fact: Fact[Any]) -> DoorState:
    """Count one."""
    return state.model_copy(update={"status": DoorStatus.KEPT, "count": state.count + 1})


def tasks(_state: DoorState) -> list[Task]:
    """Nobody is awaited by who came and went."""
    return []


def tags(_state: DoorState) -> frozenset[str]:
    """Return nothing: who came and went is looked for in the book itself."""
    return frozenset()


DECIDER: Decider[Any] = Decider(
    name="door",
    state=DoorState,
    commands=(NoteAtDoor,),
    events=(SignedIn, TurnedAway, DoorLocked, SignedOut),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
