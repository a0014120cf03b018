"""企业: what the market regulator tells of an enterprise: that it is there, and what its register says of it."""

from datetime import date
from typing import ClassVar

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from domain.enterprise.commands import RegisterEnterprise
from domain.enterprise.state import EnterpriseState, EnterpriseStatus
from domain.model import StreamName
from domain.register.row import RegisterRow
from domain.register.uscc import enterprise_id
from domain.upstream.data import PREFIX, Routed, Sender, UpstreamData
from domain.upstream.finding import code_stream, seen
from domain.upstream.looking import Look
from domain.upstream.refusals import NoPlaceError
from domain.uscc.decider import UsccState

_ROW: JsonDict = {
    "uscc": "91410199MA00001011",
    "name": "示例云帆信息技术有限公司",
    "registered_on": "2026-03-02",
    "type_text": "有限责任公司（自然人投资或者控股）",
    "ownership": "private",
    "capital": 5_000_000,
    "industry": "I6513",
    "org": "o-410102-01",
}


class _Registered(UpstreamData):
    """
    What a register tells; the first time it registers the enterprise, later it brings it up to date.

    Fields that are absent stay as they are known; a field that is null is not known any more. What a register told on
    an earlier day than what stands is refused (`matter.acted-before`); what it told on the same day replaces. What only
    confirms what stands is already so and gives that no newer day: an older word that comes after it still counts.
    """

    sender: ClassVar = Sender.MARKET_REGULATOR

    row: RegisterRow = Field(
        title="登记内容", description="what the register tells; `org` says in whose area it lies, at first"
    )

    @property
    def subject(self) -> str:
        """Its code."""
        return self.row.uscc

    def wants(self) -> tuple[StreamName, ...]:
        """Look at the code first; then at the enterprise it names."""
        return (code_stream(self.row.uscc),)

    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """Register it under the id that the code names, or gives it."""
        named = seen(look, code_stream(self.row.uscc), UsccState).enterprise
        stream = f"enterprise/{named or enterprise_id(self.row.uscc)}"
        state = seen(look, stream, EnterpriseState)
        command = self._first() if state.status == EnterpriseStatus.NONE else self._again(state)
        return [Routed(stream, command, occurred_on)]

    def _first(self) -> RegisterEnterprise:
        if self.row.org is None:
            raise NoPlaceError(self.row.uscc)
        return RegisterEnterprise(org=self.row.org, row=self.row)

    def _again(self, state: EnterpriseState) -> RegisterEnterprise:
        """Return what is told laid over what is known; another place than its own is refused there."""
        assert state.row is not None  # noqa: S101  # it is registered
        told = {name: getattr(self.row, name) for name in self.row.model_fields_set}
        return RegisterEnterprise(org=self.row.org or state.org, row=state.row.model_copy(update=told))


class EnterpriseRegistered(_Registered):
    """企业登记: an enterprise was registered."""

    type: ClassVar = f"{PREFIX}.enterprise.registered.v1"
    model_config = ConfigDict(json_schema_extra={"examples": [{"row": _ROW}]})


class EnterpriseChanged(_Registered):
    """企业登记变更: the register says something new of an enterprise."""

    type: ClassVar = f"{PREFIX}.enterprise.changed.v1"
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"row": {"uscc": _ROW["uscc"], "name": "示例云帆科技有限公司", "capital": 8_000_000}}
            ]
        }
    )
