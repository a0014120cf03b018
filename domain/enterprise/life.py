"""What can become of an enterprise: upstream or an operator proposes, a person concludes (企业变动)."""

from enum import StrEnum

from pydantic import Field

from domain.model import Day, Digested, Identifier, Model, Text
from domain.orders import OrgId
from domain.register.uscc import Uscc


class LifeEventKind(StrEnum):
    """企业变动类型."""

    DEREGISTERED = "deregistered"
    """注销、吊销"""
    MERGED = "merged"
    """被合并"""
    MOVED = "moved"
    """迁出: into the area of another organisation."""
    CODE_CHANGED = "code_changed"
    """代码变更: 个转企, a merger, a corrected typing error."""


class LifeEvent(Model):
    """What happened to an enterprise, as it was told."""

    what: LifeEventKind = Field(title="变动类型", description="what happened")
    happened_on: Day = Field(title="发生日期", description="the day on which it happened")
    successor: Identifier | None = Field(
        default=None, title="承继企业", description="merged: id of the enterprise that goes on"
    )
    to_org: OrgId | None = Field(default=None, title="迁入组织", description="moved: the org it moved to")
    code: Uscc | None = Field(default=None, title="新代码", description="code changed: the new code")
    typing_error: bool = Field(
        default=False, title="更正录入", description="code changed: the old one was never its own"
    )
    note: Text | None = Field(default=None, title="说明", description="what else is known")
    evidence: tuple[Digested, ...] = Field(
        default=(), max_length=20, title="材料", description="evidence, by digest"
    )

    @property
    def missing(self) -> str | None:
        """The name of the detail that this kind of event needs and that is not told, or None."""
        needed = {
            LifeEventKind.MERGED: ("successor", self.successor),
            LifeEventKind.MOVED: ("to_org", self.to_org),
            LifeEventKind.CODE_CHANGED: ("code", self.code),
        }
        name, value = needed.get(self.what, ("", ""))
        return name if value is None else None
