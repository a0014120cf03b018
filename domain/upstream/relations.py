"""组织关系: a member's relation was transferred into an enterprise or a branch, or out of it. Source: S4, S6."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import ConfigDict, Field, model_validator

from domain.branch.commands import ReportMembership
from domain.branch.kinds import MembershipChange
from domain.branch.state import BranchState
from domain.enterprise.state import EnterpriseState
from domain.investigation.commands import RecordTransfer
from domain.investigation.state import InvestigationState
from domain.model import Count, Identifier, StreamName
from domain.people import Person
from domain.register.uscc import Uscc
from domain.upstream.data import PREFIX, Routed, Sender, UpstreamData, paper_day
from domain.upstream.finding import branch_of, code_stream, enterprise_of, living_branch, seen
from domain.upstream.looking import Look


class TransferDirection(StrEnum):
    """Which way a relation went (转接方向)."""

    IN = "in"
    """转入"""
    OUT = "out"
    """转出"""


_CHANGES = {
    TransferDirection.IN: MembershipChange.TRANSFERRED_IN,
    TransferDirection.OUT: MembershipChange.TRANSFERRED_OUT,
}


class MemberRelationTransferred(UpstreamData):
    """
    党员组织关系转接: a member's relation is here now, or here no longer.

    The investigation that awaits the transfer takes one into the enterprise, an existing branch takes either. Repeated:
    the investigation awaits it no more; a branch is told the same count again, which changes nothing. Contradicting
    the count that is known: refused by the branch. Older than the last change of its members: refused there.
    """

    type: ClassVar = f"{PREFIX}.member-relation.transferred.v1"
    sender: ClassVar = Sender.MEMBER_REGISTRY
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "uscc": "91410199MA00001011",
                    "branch": "b-2f6c0e1d7a34",
                    "person": {"id": "m-30417", "name": "示例党员"},
                    "direction": "in",
                    "counted": 4,
                }
            ]
        }
    )

    uscc: Uscc | None = Field(
        default=None,
        title="统一社会信用代码",
        description="code of the enterprise; it or the branch is named, of a joint branch both",
    )
    branch: Identifier | None = Field(default=None, title="党支部", description="id of the branch, if known")
    person: Person = Field(title="党员", description="the member")
    direction: TransferDirection = Field(title="转接方向", description="into or out of it")
    counted: Count = Field(
        title="现有正式党员数",
        description="full members of the enterprise, or of a branch without one, whose relation is here afterwards",
    )

    @model_validator(mode="after")
    def _names_a_place(self) -> Self:
        if self.uscc is None and self.branch is None:
            message = "uscc or branch must say where"
            raise ValueError(message)
        return self

    @property
    def subject(self) -> str:
        """The enterprise's code, or else the branch."""
        return self.uscc or str(self.branch)

    def wants(self) -> tuple[StreamName, ...]:
        """Look at the code and the branch that are named; then at what the enterprise names."""
        code = () if self.uscc is None else (code_stream(self.uscc),)
        branch = () if self.branch is None else (f"branch/{self.branch}",)
        return (*code, *branch)

    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """Tell whoever takes it. Raises `UnknownEnterpriseError`."""
        enterprise = None if self.uscc is None else enterprise_of(self.uscc, look)
        branch = self.branch or (branch_of(enterprise) if enterprise else None)
        awaiting = [] if enterprise is None else self._to_investigation(enterprise, occurred_on, look)
        return [*awaiting, *self._to_branch(living_branch(branch, look), enterprise, occurred_on)]

    def _to_investigation(self, enterprise: EnterpriseState, day: date, look: Look) -> list[Routed]:
        noted = enterprise.noted
        if noted is None or not noted.transfers or self.direction is TransferDirection.OUT:
            return []
        investigation = seen(look, noted.by, InvestigationState)
        if self.person.id not in investigation.transfers or investigation.rest is not None:
            return []
        command = RecordTransfer(person=self.person.id, transferred=True)
        return [Routed(noted.by, command, paper_day(day, command.track, investigation))]

    def _to_branch(
        self, branch: BranchState | None, enterprise: EnterpriseState | None, day: date
    ) -> list[Routed]:
        if branch is None:
            return []
        named = _only_one(branch) if enterprise is None else enterprise.enterprise
        if (named is None) != (not branch.partners) or (named and branch.partner(named) is None):
            return []
        command = ReportMembership(
            enterprise=named, change=_CHANGES[self.direction], person=self.person, counted=self.counted
        )
        return [Routed(branch.stream, command, day)]


def _only_one(branch: BranchState) -> Identifier | None:
    """Return the enterprise of a branch that has one; of several, who tells must name it."""
    return branch.enterprises[0] if len(branch.partners) == 1 else None
