"""How a branch that existed before the system is taken over: any fact may be unknown. Source: domain.md §3 [P]."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.branch.facts import HeldAdviser, HeldContract, Officer, OnDay, Partner, TermOfOffice, YearStar
from domain.branch.kinds import BranchMode, UnknownFact
from domain.branch_kinds import BranchKind
from domain.matter.commands import LEADERS
from domain.model import Model, Name, Text
from domain.orders import Command, OrgId, Reach, Role
from domain.policy.exceptions import Waiver


class LegacyFacts(Model):
    """What is known of it. What is absent is either unknown, and then listed as such, or there is none."""

    branch_kind: BranchKind | None = Field(default=None, title="设置形式", description="kind of organisation")
    mode: BranchMode | None = Field(default=None, title="组建方式", description="mode of establishment")
    founded_on: OnDay | None = Field(default=None, title="成立日期", description="when it was founded")
    secretary: Officer | None = Field(default=None, title="书记", description="the secretary")
    deputy: Officer | None = Field(default=None, title="副书记", description="the deputy")
    term: TermOfOffice | None = Field(default=None, title="任期", description="the present term")
    partners: Annotated[tuple[Partner, ...], Field(max_length=50)] = Field(
        default=(), title="企业", description="its enterprises with their counts"
    )


class RegisterExistingBranch(Command):
    """登记既有党组织: a branch that existed before the system; the superior confirms it."""

    kind: Literal["register_existing_branch"] = "register_existing_branch"
    roles: ClassVar = frozenset({Role.OPERATOR})
    opens: ClassVar = True
    org: OrgId = Field(title="所属组织", description="the branch's own organisation")
    superior: OrgId = Field(title="上级党组织", description="the organisation above it")
    name: Name = Field(title="名称", description="name of the branch")
    village: bool = Field(
        default=False, title="是否村、社区", description="whether in a village or community"
    )
    facts: LegacyFacts = Field(title="已知事项", description="what is known")
    unknown: Annotated[tuple[UnknownFact, ...], Field(max_length=20)] = Field(
        default=(), title="未知事项", description="what nobody knows yet; it becomes a task"
    )
    contracts: Annotated[tuple[HeldContract, ...], Field(max_length=50)] = Field(
        default=(), title="劳动合同", description="contracts that run"
    )
    stars: Annotated[tuple[YearStar, ...], Field(max_length=50)] = Field(
        default=(), title="历年星级", description="earlier stars"
    )
    advisers: Annotated[tuple[HeldAdviser, ...], Field(max_length=20)] = Field(
        default=(), title="指导员", description="who serves its enterprises"
    )
    waivers: Annotated[tuple[Waiver, ...], Field(max_length=10)] = Field(
        default=(), title="例外", description="exceptions granted"
    )


class ConfirmRegistration(Command):
    """确认登记: the superior confirms that the branch exists as registered."""

    kind: Literal["confirm_branch_registration"] = "confirm_branch_registration"
    roles: ClassVar = frozenset({Role.APPROVER})
    reach: ClassVar = Reach.SUPERIOR


class RejectRegistration(Command):
    """不予确认: the superior does not know such a branch; nothing is claimed any more."""

    kind: Literal["reject_branch_registration"] = "reject_branch_registration"
    roles: ClassVar = LEADERS
    reach: ClassVar = Reach.SUPERIOR
    while_suspended: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")


class CompleteFacts(Command):
    """补齐事项: states what was unknown; `known` names the facts that are known now, also that there is none."""

    kind: Literal["complete_branch_facts"] = "complete_branch_facts"
    roles: ClassVar = frozenset({Role.OPERATOR})
    facts: LegacyFacts = Field(title="事项", description="what is known now")
    known: Annotated[tuple[UnknownFact, ...], Field(min_length=1, max_length=20)] = Field(
        title="已查明事项", description="which facts are known now"
    )
    waivers: Annotated[tuple[Waiver, ...], Field(max_length=10)] = Field(
        default=(), title="例外", description="exceptions granted"
    )
