"""组织关系: a member's relation was transferred into an enterprise or a branch, or out of it. Source: S4, S6."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict, Field

from domain.branch.commands import ReportMembership
from domain.branch.kinds import MembershipChange
from domain.branch.state import BranchState
from domain.enterprise.state import EnterpriseState
from domain.investigation.commands import RecordTransfer
from domain.investigation.state import InvestigationState
from domain.model import Count, Identifier
from domain.people import Person
from domain.upstream.data import PREFIX, Routed, Sender, paper_day
from domain.upstream.finding import seen
from domain.upstream.looking import Look
from domain.upstream.placed import Placed


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


class MemberRelationTransferred(Placed):
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

    person: Person = Field(title="党员", description="the member")
    direction: TransferDirection = Field(title="转接方向", description="into or out of it")
    counted: Count = Field(
        title="现有正式党员数",
        description="full members of the enterprise, or of a branch without one, whose relation is here afterwards",
    )

    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """Tell whoever takes it. Raises `UnknownEnterpriseError`."""
        enterprise, branch = self.found(look)
        awaiting = [] if enterprise is None else self._to_investigation(enterprise, occurred_on, look)
        return [*awaiting, *self._to_branch(branch, enterprise, occurred_on)]

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
