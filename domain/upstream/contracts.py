"""合同: what HR systems tell of the contract of a secretary or party worker. Source: S18; domain.md §8."""

from datetime import date
from typing import ClassVar

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from domain.branch.state import BranchState
from domain.contract.decider import ContractEndedError, ContractState
from domain.enterprise.state import EnterpriseState
from domain.filing.commands import Correct, FiledChange, SubmitFiling
from domain.filing.kinds import FilingKind, Post
from domain.filing.state import FilingState, Status
from domain.model import EntryRef, Identifier, StreamName
from domain.orders import Command
from domain.people import Person
from domain.register.uscc import Uscc
from domain.serials.serials import AlreadyOpenError
from domain.upstream.data import PREFIX, Routed, Sender, UpstreamData, paper_day
from domain.upstream.finding import branch_of, code_stream, enterprise_of, living_branch, seen
from domain.upstream.looking import Look
from domain.upstream.refusals import OlderError

CASE = "filing"
"""The kind of case whose numbers a contract gives."""

_TAKEN_BACK = (Status.WITHDRAWN, Status.DENIED)
"""A filing that led to nothing: the same may be filed anew."""

_MENDS = (Status.CORRECTING, Status.LAPSED)
"""A filing that waits to be mended: what is told again and otherwise mends it."""


class _Contract(UpstreamData):
    """
    Something that happened to a contract: it is filed with the superior's registrar, who answers.

    An unknown contract is filed and flagged. Repeated: the filing that has it says already so. Another fact while a
    filing is open: mends it, if it was sent back for correction, else refused until it is answered. Contradicting an
    end: refused with the filing that ended it. Effective before what was filed last: refused, since it would undo it.
    """

    sender: ClassVar = Sender.HR
    filing: ClassVar[FilingKind]

    contract: Identifier = Field(title="合同", description="id of the contract")
    uscc: Uscc = Field(title="统一社会信用代码", description="code of the enterprise, GB 32100")
    branch: Identifier | None = Field(
        default=None, title="党支部", description="id of the branch; none: the one that covers the enterprise"
    )
    person: Person = Field(title="合同当事人", description="whose contract it is")
    post: Post = Field(title="职务", description="post of that person")
    investor: bool = Field(default=False, title="是否出资人", description="whether the person is an investor")
    change: FiledChange = Field(title="变动", description="what happened, with its ground and effective date")

    @property
    def subject(self) -> str:
        """The contract."""
        return self.contract

    def wants(self) -> tuple[StreamName, ...]:
        """Look at contract and code, and at a branch that is named; then at enterprise, last filing and branch."""
        branch = () if self.branch is None else (f"branch/{self.branch}",)
        return (f"contract/{self.contract}", code_stream(self.uscc), *branch)

    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """File it. Raises `UnknownEnterpriseError`, `AlreadyOpenError`, `ContractEndedError`, `OlderError`."""
        enterprise = enterprise_of(self.uscc, look)
        branch = living_branch(self.branch or branch_of(enterprise), look)
        if branch is None:
            return []
        contract = seen(look, f"contract/{self.contract}", ContractState)
        command = self._submission(enterprise, branch, contract)
        last = self._last(contract, look)
        if last is not None and self._says(last) and last.status not in _TAKEN_BACK:
            return [_onto(last, command, occurred_on)]
        if last is not None and contract.serials.opened(CASE) is not None:
            return [_onto(last, self._mending(last), occurred_on)]
        self._refuse_undoing(last, contract)
        number = contract.serials.following(CASE)
        return [Routed(f"filing/{self.contract}/{number}", command, occurred_on)]

    def _submission(
        self, enterprise: EnterpriseState, branch: BranchState, contract: ContractState
    ) -> SubmitFiling:
        known = EntryRef(stream=contract.stream, version=contract.version) if contract.known else None
        return SubmitFiling(
            filing=self.filing,
            org=branch.org,
            branch=branch.id,
            enterprise=enterprise.enterprise,
            person=self.person,
            post=self.post,
            investor=self.investor,
            contract_entry=known,
            change=self.change,
        )

    def _last(self, contract: ContractState, look: Look) -> FilingState | None:
        """Return the filing that is open, or else the last one; None where the contract never had one."""
        number = contract.serials.following(CASE) - 1
        latest = f"filing/{self.contract}/{number}" if number else None
        stream = contract.serials.opened(CASE) or latest
        return None if stream is None else seen(look, stream, FilingState)

    def _says(self, filing: FilingState) -> bool:
        told = (self.filing, self.person.id, self.change)
        return told == (filing.filing, filing.person and filing.person.id, filing.change)

    def _mending(self, filing: FilingState) -> Correct:
        if filing.status not in _MENDS or filing.filing != self.filing:
            raise AlreadyOpenError(CASE, filing.stream)
        return Correct(change=self.change)

    def _refuse_undoing(self, last: FilingState | None, contract: ContractState) -> None:
        """Refuse what would undo something newer; a court's reversal counts from whenever it says."""
        if self.filing == FilingKind.REVERSE:
            return
        if contract.ended_by is not None and contract.ended_on is not None:
            raise ContractEndedError(contract.ended_by, contract.ended_on)
        if last is None or last.change is None or last.status in _TAKEN_BACK:
            return
        if self.change.effective_on < last.change.effective_on:
            raise OlderError(last.stream, self.change.effective_on, last.change.effective_on)


def _onto(filing: FilingState, command: Command, day: date) -> Routed:
    return Routed(filing.stream, command, paper_day(day, command.track, filing))


_TERMS: JsonDict = {
    "duration": "fixed",
    "starts_on": "2024-07-01",
    "ends_on": "2027-06-30",
    "position": "专职副书记",
}
_LONGER: JsonDict = {**_TERMS, "starts_on": "2027-07-01", "ends_on": "2030-06-30"}
_OTHER: JsonDict = {**_TERMS, "position": "党建办公室主任"}


def _example(ground: str, effective_on: str, **terms: JsonDict) -> ConfigDict:
    data: JsonDict = {
        "contract": "LD-2024-0117",
        "uscc": "91410199MA00001011",
        "person": {"id": "m-30417", "name": "示例党员"},
        "post": "deputy",
        "change": {"ground": ground, "effective_on": effective_on, **terms},
    }
    return ConfigDict(json_schema_extra={"examples": [data]})


class ContractRegistered(_Contract):
    """合同登记: a contract was concluded."""

    type: ClassVar = f"{PREFIX}.contract.registered.v1"
    filing: ClassVar = FilingKind.REGISTER
    model_config = _example("agreement", "2024-07-01", after=_TERMS)


class ContractRenewed(_Contract):
    """合同续订: a contract was renewed."""

    type: ClassVar = f"{PREFIX}.contract.renewed.v1"
    filing: ClassVar = FilingKind.RENEW
    model_config = _example("agreement", "2027-07-01", before=_TERMS, after=_LONGER)


class ContractChanged(_Contract):
    """合同变更: the terms of a contract were changed."""

    type: ClassVar = f"{PREFIX}.contract.changed.v1"
    filing: ClassVar = FilingKind.CHANGE
    model_config = _example("agreement", "2026-05-01", before=_TERMS, after=_OTHER)


class ContractRescinded(_Contract):
    """合同解除: a contract was ended before its time."""

    type: ClassVar = f"{PREFIX}.contract.rescinded.v1"
    filing: ClassVar = FilingKind.RESCISSION
    model_config = _example("employee_resigns", "2026-06-30", before=_TERMS)


class ContractTerminated(_Contract):
    """合同终止: a contract came to its end."""

    type: ClassVar = f"{PREFIX}.contract.terminated.v1"
    filing: ClassVar = FilingKind.TERMINATION
    model_config = _example("expiry", "2027-06-30", before=_TERMS)


class ContractRestored(_Contract):
    """合同恢复: arbitration or a court found that a contract had not ended."""

    type: ClassVar = f"{PREFIX}.contract.restored.v1"
    filing: ClassVar = FilingKind.REVERSE
    model_config = _example("arbitration", "2026-09-15")
