"""
The decider of `uscc/<code>`: one code names one enterprise; the enterprise may have had several codes.

Source: seams.md, "Claims" [P]; GB 32100.
"""

from enum import StrEnum
from typing import ClassVar, Literal, assert_never

from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.commands import SERVICE
from domain.matter.state import Matter
from domain.model import Identifier
from domain.orders import Act, Command
from domain.refusals import DomainError
from domain.tasks import Task


class ClaimCode(Command):
    """登记代码: the code names this enterprise."""

    kind: Literal["claim_code"] = "claim_code"
    roles: ClassVar = SERVICE
    enterprise: Identifier


class ReleaseCode(Command):
    """注销代码: the code was put down for this enterprise by mistake."""

    kind: Literal["release_code"] = "release_code"
    roles: ClassVar = SERVICE
    enterprise: Identifier


UsccCommand = ClaimCode | ReleaseCode


class CodeClaimed(Event):
    """The code names an enterprise."""

    kind: Literal["uscc.claimed.v1"] = "uscc.claimed.v1"
    enterprise: Identifier


class CodeReleased(Event):
    """The code names no enterprise any more."""

    kind: Literal["uscc.released.v1"] = "uscc.released.v1"
    enterprise: Identifier


UsccEvent = CodeClaimed | CodeReleased


class CodeStatus(StrEnum):
    """代码状态."""

    NONE = "none"
    HELD = "held"


class UsccState(Matter):
    """Which enterprise a code names."""

    status: CodeStatus = CodeStatus.NONE
    enterprise: Identifier | None = None

    @property
    def code(self) -> str:
        """The code, as the stream's name tells."""
        return self.stream.split("/")[1]


class CodeTakenError(DomainError):
    """The code belongs to another enterprise."""

    rule = "uscc.taken"

    def __init__(self, code: str, enterprise: str) -> None:
        super().__init__(code=code, enterprise=enterprise)


def decide(act: Act[UsccCommand], state: UsccState) -> list[UsccEvent]:
    """Judge who a code names; a refusal says which enterprise has it."""
    match act.command:
        case ClaimCode(enterprise=enterprise):
            if state.enterprise == enterprise:
                return []
            if state.enterprise is not None:
                raise CodeTakenError(state.code, state.enterprise)
            return [CodeClaimed(enterprise=enterprise)]
        case ReleaseCode(enterprise=enterprise):
            return [CodeReleased(enterprise=enterprise)] if state.enterprise == enterprise else []
        case unknown:
            assert_never(unknown)


def evolve(state: UsccState, fact: Fact[UsccEvent]) -> UsccState:
    """Fold one event of a code."""
    match fact.event:
        case CodeClaimed(enterprise=enterprise):
            return state.model_copy(update={"enterprise": enterprise, "status": CodeStatus.HELD})
        case CodeReleased():
            return state.model_copy(update={"enterprise": None, "status": CodeStatus.NONE})
        case unknown:
            assert_never(unknown)


def tasks(_state: UsccState) -> list[Task]:
    """Nobody is awaited by a code."""
    return []


def tags(state: UsccState) -> frozenset[str]:
    """Return what a code is found by."""
    return frozenset({f"enterprise:{state.enterprise}"}) if state.enterprise else frozenset()


DECIDER: Decider[UsccState] = Decider(
    name="uscc",
    state=UsccState,
    commands=(ClaimCode, ReleaseCode),
    events=(CodeClaimed, CodeReleased),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
