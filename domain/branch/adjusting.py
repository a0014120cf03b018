"""How a branch is adjusted, merged, split and dissolved (调整、合并、分设、撤销)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.branch.facts import Destination
from domain.branch.kinds import BranchMode, DissolutionGround
from domain.branch_kinds import BranchKind
from domain.matter.commands import LEADERS, SERVICE
from domain.model import Count, DocumentNumber, Identifier, Model, Name, Text
from domain.orders import Command, OrgId, Reach, Role
from domain.policy.exceptions import Waiver


class Rename(Model):
    """更名."""

    what: Literal["rename"] = "rename"
    name: Name = Field(title="名称", description="the new name")


class ChangeKind(Model):
    """改设: another kind of organisation, by the members it has."""

    what: Literal["change_kind"] = "change_kind"
    branch_kind: BranchKind = Field(title="设置形式", description="the new kind")


class ChangeMode(Model):
    """变更组建方式."""

    what: Literal["change_mode"] = "change_mode"
    mode: BranchMode = Field(title="组建方式", description="the new mode")


class Join(Model):
    """增加企业: one more enterprise joins a joint branch."""

    what: Literal["join"] = "join"
    enterprise: Identifier = Field(title="企业", description="id of the enterprise")
    counted: Count = Field(title="正式党员数", description="its full members here")


class Split(Model):
    """分出企业: an enterprise leaves, for a branch of its own or another one."""

    what: Literal["split"] = "split"
    enterprise: Identifier = Field(title="企业", description="id of the enterprise that leaves")


class Move(Model):
    """变更隶属: the branch is led by another organisation."""

    what: Literal["move"] = "move"
    superior: OrgId = Field(title="上级党组织", description="the new superior")


class Merge(Model):
    """合并: the branch goes into another, and ends."""

    what: Literal["merge"] = "merge"
    into: Identifier = Field(title="并入的党组织", description="id of the branch that goes on")


Adjustment = Annotated[
    Rename | ChangeKind | ChangeMode | Join | Split | Move | Merge, Field(discriminator="what")
]


class AdjustBranch(Command):
    """调整设置: the superior decides that the branch is another one from now on."""

    kind: Literal["adjust_branch"] = "adjust_branch"
    roles: ClassVar = frozenset({Role.APPROVER})
    reach: ClassVar = Reach.SUPERIOR
    while_suspended: ClassVar = True
    change: Adjustment = Field(title="调整事项", description="what changes")
    document: DocumentNumber = Field(title="决定文号", description="the decision")
    reason: Text = Field(title="理由", description="the reason")
    waivers: Annotated[tuple[Waiver, ...], Field(max_length=10)] = Field(
        default=(), title="例外", description="exceptions granted"
    )


class DissolveBranch(Command):
    """撤销党组织: who decided stands in `decided_by`; with whom it was filed, and where the members go, here."""

    kind: Literal["dissolve_branch"] = "dissolve_branch"
    roles: ClassVar = LEADERS | SERVICE
    reach: ClassVar = Reach.SUPERIOR
    while_suspended: ClassVar = True
    ground: DissolutionGround = Field(title="事由", description="why it is dissolved")
    reason: Text = Field(title="说明", description="the reason")
    document: DocumentNumber = Field(title="决定文号", description="the decision")
    filed_with: OrgId = Field(title="备案机关", description="with whom it is filed")
    destinations: Annotated[tuple[Destination, ...], Field(max_length=50)] = Field(
        default=(), title="党员去向", description="where the members go"
    )


class ConfirmMembersTransferred(Command):
    """党员转接完毕: every member of the dissolved branch has arrived elsewhere."""

    kind: Literal["confirm_members_transferred"] = "confirm_members_transferred"
    roles: ClassVar = frozenset({Role.OPERATOR})
