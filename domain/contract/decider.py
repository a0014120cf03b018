"""The decider of `contract/<id>`: filings one at a time, an end once."""

from datetime import date
from typing import Any, ClassVar, Literal, assert_never

from domain.contract.terms import ContractTerms
from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.commands import SERVICE
from domain.matter.state import Matter
from domain.model import Day, StreamName
from domain.orders import Act, Command
from domain.refusals import DomainError
from domain.serials.serials import (
    ClaimSerial,
    ReleaseSerial,
    SerialClaimed,
    SerialReleased,
    Serials,
    decide_serial,
    evolve_serial,
)
from domain.tasks import Task


class RunContract(Command):
    """合同生效: the contract runs under these terms: registered, renewed, changed, or its end reversed."""

    kind: Literal["run_contract"] = "run_contract"
    roles: ClassVar = SERVICE
    by: StreamName
    terms: ContractTerms | None
    reverses: bool = False


class EndContract(Command):
    """合同终止: the contract ends on a day."""

    kind: Literal["end_contract"] = "end_contract"
    roles: ClassVar = SERVICE
    by: StreamName
    effective_on: Day


class RestoreContract(Command):
    """合同恢复: a filing that had ended the contract is no more: if it had, the contract runs again."""

    kind: Literal["restore_contract"] = "restore_contract"
    roles: ClassVar = SERVICE
    by: StreamName


ContractCommand = ClaimSerial | ReleaseSerial | RunContract | EndContract | RestoreContract


class ContractRuns(Event):
    """The contract runs."""

    kind: Literal["contract.runs.v1"] = "contract.runs.v1"
    by: StreamName
    terms: ContractTerms | None


class ContractEnded(Event):
    """The contract ended."""

    kind: Literal["contract.ended.v1"] = "contract.ended.v1"
    by: StreamName
    effective_on: Day


ContractEvent = SerialClaimed | SerialReleased | ContractRuns | ContractEnded


class ContractState(Matter):
    """Who ended it, under which terms it runs, which filing is open. `known`: somebody filed or registered it."""

    serials: Serials = Serials()
    known: bool = False
    terms: ContractTerms | None = None
    ended_by: StreamName | None = None
    ended_on: date | None = None


class ContractEndedError(DomainError):
    """A contract ends once, and is not changed after its end (同一合同不得重复终止)."""

    rule = "contract.ended"

    def __init__(self, filing: str, ended_on: date) -> None:
        super().__init__(filing=filing, ended_on=ended_on)


def decide(act: Act[ContractCommand], state: ContractState) -> list[ContractEvent]:  # noqa: C901  # one arm a command
    """Judge what a filing asks of the contract. Source: domain.md §8, claims [P]."""
    command = act.command
    match command:
        case ClaimSerial() | ReleaseSerial():
            return decide_serial(command, state.serials)  # type: ignore[return-value]
        case RunContract(by=by, terms=terms, reverses=reverses):
            if not reverses:
                _refuse_ended(state, by)
            return [ContractRuns(by=by, terms=terms or state.terms)]
        case RestoreContract(by=by):
            return [ContractRuns(by=by, terms=state.terms)] if state.ended_by == by else []
        case EndContract(by=by, effective_on=effective_on):
            if (state.ended_by, state.ended_on) == (by, effective_on):
                return []
            _refuse_ended(state, by)
            return [ContractEnded(by=by, effective_on=effective_on)]
        case unknown:
            assert_never(unknown)


def _refuse_ended(state: ContractState, by: StreamName) -> None:
    """Refuse when another filing ended it; one that was revoked and decided again is the same filing."""
    if state.ended_by is not None and state.ended_on is not None and state.ended_by != by:
        raise ContractEndedError(state.ended_by, state.ended_on)


def evolve(state: ContractState, fact: Fact[ContractEvent]) -> ContractState:
    """Fold one event of a contract."""
    match fact.event:
        case SerialClaimed() | SerialReleased() as event:
            return state.model_copy(update={"serials": evolve_serial(state.serials, event)})
        case ContractRuns(terms=terms):
            return state.model_copy(
                update={"known": True, "terms": terms, "ended_by": None, "ended_on": None}
            )
        case ContractEnded(by=by, effective_on=effective_on):
            return state.model_copy(update={"known": True, "ended_by": by, "ended_on": effective_on})
        case unknown:
            assert_never(unknown)


def tasks(_state: ContractState) -> list[Task]:
    """Nobody is awaited by a contract; its filings have the tasks."""
    return []


def tags(state: ContractState) -> frozenset[str]:
    """Return what the contract is found by."""
    return frozenset({f"contract:{state.stream.split('/')[1]}"})


DECIDER: Decider[Any] = Decider(
    name="contract",
    state=ContractState,
    commands=(ClaimSerial, ReleaseSerial, RunContract, EndContract, RestoreContract),
    events=(SerialClaimed, SerialReleased, ContractRuns, ContractEnded),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
