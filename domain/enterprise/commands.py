"""What can be ordered of an enterprise."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.coverage import Conclusion
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.matter.commands import LEADERS, SERVICE, SharedCommand
from domain.model import Count, DocumentNumber, EntryRef, StreamName, Text
from domain.orders import Command, OrgId, Role
from domain.register.row import RegisterRow


class RegisterEnterprise(Command):
    """登记企业: a register tells of an enterprise; what it tells again and differently brings it up to date."""

    kind: Literal["register_enterprise"] = "register_enterprise"
    roles: ClassVar = SERVICE | {Role.OPERATOR, Role.UPSTREAM}
    track: ClassVar[str] = "register"
    opens: ClassVar = True
    org: OrgId = Field(title="所属组织", description="the organisation in whose area it lies")
    row: RegisterRow = Field(title="登记内容", description="what the register tells")
    source: EntryRef | None = Field(
        default=None, title="来源", description="the entry of the register's page"
    )


class ReportLifeEvent(Command):
    """报告企业变动: proposes that the enterprise was deregistered, merged, moved, or has another code."""

    kind: Literal["report_life_event"] = "report_life_event"
    roles: ClassVar = frozenset({Role.OPERATOR, Role.UPSTREAM})
    track: ClassVar[str] = "life"
    when_closed: ClassVar = True
    life: LifeEvent = Field(title="变动", description="what happened")


class ConcludeLifeEvent(Command):
    """认定企业变动: a second person says whether it is so."""

    kind: Literal["conclude_life_event"] = "conclude_life_event"
    roles: ClassVar = LEADERS
    track: ClassVar[str] = "life"
    when_closed: ClassVar = True
    what: LifeEventKind = Field(title="变动类型", description="what was proposed")
    confirmed: bool = Field(title="是否属实", description="whether it is so")
    reason: Text = Field(title="理由", description="how it is known")
    document: DocumentNumber | None = Field(default=None, title="文号", description="the document, if any")


class AcceptTransfer(Command):
    """接收企业: the organisation of the new place takes the enterprise over."""

    kind: Literal["accept_enterprise_transfer"] = "accept_enterprise_transfer"
    roles: ClassVar = LEADERS
    track: ClassVar[str] = "life"
    when_closed: ClassVar = True


class DeclineTransfer(Command):
    """不予接收: the organisation of the new place does not take the enterprise over."""

    kind: Literal["decline_enterprise_transfer"] = "decline_enterprise_transfer"
    roles: ClassVar = LEADERS
    track: ClassVar[str] = "life"
    when_closed: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")


class PlaceMembers(Command):
    """安置党员: the members of an enterprise that is no more were transferred elsewhere."""

    kind: Literal["place_members"] = "place_members"
    roles: ClassVar = frozenset({Role.OPERATOR})
    track: ClassVar[str] = "life"
    when_closed: ClassVar = True
    where: Text = Field(title="去向", description="where their relations are now")


class NoteInvestigation(Command):
    """记载排查结论: what an investigation, or a register by itself, concluded about the enterprise, and at which entry."""

    kind: Literal["note_investigation"] = "note_investigation"
    roles: ClassVar = SERVICE
    track: ClassVar[str] = "claims"
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    by: StreamName
    conclusion: Conclusion
    priority: bool | None
    counted: Count | None = None
    """Counted members; None when the register alone decided and did not tell."""
    version: int = 0
    transfers: Count = 0
    """Members whose transfer into the enterprise is awaited there."""


class WithdrawNote(Command):
    """撤回排查结论: an investigation's conclusion was revoked: what it concluded from that entry on is so no more."""

    kind: Literal["withdraw_investigation_note"] = "withdraw_investigation_note"
    roles: ClassVar = SERVICE
    track: ClassVar[str] = "claims"
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    by: StreamName
    version: int


EnterpriseCommand = Annotated[
    RegisterEnterprise
    | ReportLifeEvent
    | ConcludeLifeEvent
    | AcceptTransfer
    | DeclineTransfer
    | PlaceMembers
    | SharedCommand,
    Field(discriminator="kind"),
]
