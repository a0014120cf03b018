"""企业变动: what becomes of an enterprise. Upstream proposes, a person concludes. Source: domain.md §4 [P]."""

from abc import abstractmethod
from datetime import date
from typing import Any, ClassVar

from pydantic import ConfigDict, Field

from domain.enterprise.commands import ReportLifeEvent
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.model import Day, Digested, StreamName, Text
from domain.orders import OrgId
from domain.register.uscc import Uscc
from domain.upstream.data import PREFIX, Routed, Sender, UpstreamData, paper_day
from domain.upstream.finding import code_stream, enterprise_of
from domain.upstream.looking import Look

_CODE, _OTHER = "91410199MA00001011", "91410199MA00001024"


class _Life(UpstreamData):
    """
    Something that became of an enterprise the system knows by its code, today's or an earlier one.

    Repeated: nothing, if it is concluded or proposed so already. Contradicting: the newer proposal of its kind takes
    the place of the older. Told late: the day on its paper is then the day of recording; `happened_on` tells the rest.
    """

    sender: ClassVar = Sender.MARKET_REGULATOR

    uscc: Uscc = Field(title="统一社会信用代码", description="code of the enterprise, GB 32100")
    happened_on: Day = Field(title="发生日期", description="the day on which it happened")
    note: Text | None = Field(default=None, title="说明", description="what else is known")
    evidence: tuple[Digested, ...] = Field(
        default=(), max_length=20, title="材料", description="evidence, by digest"
    )

    @property
    def subject(self) -> str:
        """Its code."""
        return self.uscc

    def wants(self) -> tuple[StreamName, ...]:
        """Look at the code first; then at the enterprise it names."""
        return (code_stream(self.uscc),)

    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """Propose it in the enterprise's life. Raises `UnknownEnterpriseError`."""
        state = enterprise_of(self.uscc, look)
        shared: dict[str, Any] = {
            "happened_on": self.happened_on,
            "note": self.note,
            "evidence": self.evidence,
        }
        command = ReportLifeEvent(life=LifeEvent.model_validate(shared | self.told(look)))
        return [Routed(state.stream, command, paper_day(occurred_on, command.track, state))]

    @abstractmethod
    def told(self, look: Look) -> dict[str, object]:
        """Return what happened, and the detail that this kind has."""


class EnterpriseDeregistered(_Life):
    """企业注销、吊销: an enterprise is no more."""

    type: ClassVar = f"{PREFIX}.enterprise.deregistered.v1"
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"uscc": _CODE, "happened_on": "2026-05-18", "note": "简易注销公告期满"}]
        }
    )

    def told(self, look: Look) -> dict[str, object]:  # noqa: ARG002  # nobody else is named
        """Nothing more."""
        return {"what": LifeEventKind.DEREGISTERED}


class EnterpriseMerged(_Life):
    """企业合并: an enterprise was merged into another one."""

    type: ClassVar = f"{PREFIX}.enterprise.merged.v1"
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"uscc": _CODE, "happened_on": "2026-05-18", "successor_uscc": _OTHER}]
        }
    )

    successor_uscc: Uscc = Field(
        title="承继企业代码", description="code of the enterprise that goes on; it is registered first"
    )

    def wants(self) -> tuple[StreamName, ...]:
        """Look at both codes first; then at the enterprises they name."""
        return (code_stream(self.uscc), code_stream(self.successor_uscc))

    def told(self, look: Look) -> dict[str, object]:
        """Who goes on."""
        successor = enterprise_of(self.successor_uscc, look)
        return {"what": LifeEventKind.MERGED, "successor": successor.enterprise}


class EnterpriseMoved(_Life):
    """企业迁移: an enterprise moved into the area of another organisation."""

    type: ClassVar = f"{PREFIX}.enterprise.moved.v1"
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"uscc": _CODE, "happened_on": "2026-05-18", "to_org": "o-410102-02"}]
        }
    )

    to_org: OrgId = Field(title="迁入组织", description="id of the organisation it moved to")

    def told(self, look: Look) -> dict[str, object]:  # noqa: ARG002  # the roster knows it
        """Where it is now."""
        return {"what": LifeEventKind.MOVED, "to_org": self.to_org}


class EnterpriseCodeChanged(_Life):
    """企业代码变更: an enterprise has another code; it stays the same enterprise."""

    type: ClassVar = f"{PREFIX}.enterprise.code-changed.v1"
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"uscc": _CODE, "happened_on": "2026-05-18", "new_uscc": _OTHER}]}
    )

    new_uscc: Uscc = Field(title="新代码", description="the new code; `uscc` is the one it had")
    typing_error: bool = Field(
        default=False, title="更正录入", description="whether the old code was never its own"
    )

    def told(self, look: Look) -> dict[str, object]:  # noqa: ARG002  # that it is free is seen when it is concluded
        """Which code it has now."""
        return {
            "what": LifeEventKind.CODE_CHANGED,
            "code": self.new_uscc,
            "typing_error": self.typing_error,
        }
