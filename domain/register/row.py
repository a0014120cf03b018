"""What one row of a register tells, and what is said about a row that cannot be taken."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.model import Count, Day, Identifier, Model, Name, Text
from domain.register.capital import LARGEST
from domain.register.ownership import Ownership
from domain.register.uscc import Uscc, enterprise_id


class Headcount(Model):
    """Employees by kind of contract (从业人员); None = not told. Source: S1."""

    total: Count | None = Field(default=None, title="职工总数", description="all of them")
    open_ended: Count | None = Field(default=None, title="无固定期限合同", description="without a fixed term")
    fixed_term: Count | None = Field(default=None, title="固定期限合同", description="for a fixed term")
    by_task: Count | None = Field(
        default=None, title="以完成一定工作任务为期限", description="until a task is done"
    )
    part_time: Count | None = Field(default=None, title="非全日制", description="part-time")
    dispatched: Count | None = Field(
        default=None, title="劳务派遣", description="dispatched; they belong to another employer"
    )

    def by_kind(self) -> tuple[int | None, ...]:
        """Return the counts of all kinds."""
        return self.open_ended, self.fixed_term, self.by_task, self.part_time, self.dispatched


class MemberCounts(Model):
    """
    How many members work here, by kind and relation; None = not told, which is never 0.

    The kinds do not overlap: each member is counted once. Source: S4, S5.
    """

    full_here: Count | None = Field(
        default=None,
        title="正式党员（关系在本企业）",
        description="full members whose relation is here: the only ones that count",
    )
    transferable: Count | None = Field(
        default=None,
        title="正式党员（关系可转入）",
        description="full members whose relation can be transferred here",
    )
    dual_managed: Count | None = Field(
        default=None, title="双重管理党员", description="members under dual management"
    )
    probationary: Count | None = Field(default=None, title="预备党员", description="probationary members")


class RegisterRow(Model):
    """
    What a register can tell about an enterprise; None = not told, which is never "no".

    Legal representatives, contacts and telephone numbers are not read: the service does not need them.
    """

    uscc: Uscc = Field(
        title="统一社会信用代码", description="the code, GB 32100: 18 characters, the last a check"
    )
    name: Name = Field(title="企业名称", description="the name of the enterprise")
    registered_on: Day | None = Field(default=None, title="登记日期", description="the day of registration")
    type_text: Name | None = Field(
        default=None, title="企业类型", description="the type, as the register words it"
    )
    ownership: Ownership = Field(default=Ownership.UNKNOWN, title="所有制", description="whose it is")
    capital: Annotated[int, Field(ge=0, le=LARGEST)] | None = Field(
        default=None, title="注册资本（元）", description="registered capital, in whole yuan"
    )
    capital_text: Name | None = Field(
        default=None, title="注册资本（原文）", description="registered capital, as the register words it"
    )
    province: Name | None = Field(default=None, title="省", description="province")
    city: Name | None = Field(default=None, title="市", description="city")
    county: Name | None = Field(default=None, title="县", description="county or district")
    address: Text | None = Field(default=None, title="住所", description="registered address")
    industry: Name | None = Field(default=None, title="行业代码", description="a code of GB/T 4754")
    employees: Headcount = Field(
        default=Headcount(), title="职工人数", description="employees by kind of contract"
    )
    premises: bool | None = Field(default=None, title="固定场所", description="fixed premises; S2")
    in_production: bool | None = Field(
        default=None, title="生产经营", description="production or business activity; S2"
    )
    cluster_or_park: bool | None = Field(
        default=None,
        title="产业集群或者市级以上园区",
        description="in an industrial cluster, or in a park at city level or above; S2",
    )
    park: Name | None = Field(
        default=None, title="园区", description="the park's name; tells nothing of its level"
    )
    members: MemberCounts = Field(
        default=MemberCounts(), title="党员人数", description="members by kind and relation"
    )
    existing_organisation: bool | None = Field(
        default=None, title="已有党组织", description="a party organisation covers it already"
    )
    org: Identifier | None = Field(
        default=None, title="组织编号", description="the org whose operators investigate it"
    )

    @property
    def enterprise(self) -> str:
        """Return the id that the enterprise gets if its code was never seen before."""
        return enterprise_id(self.uscc)


class Severity(StrEnum):
    """Whether something is lost by leaving the row out."""

    ERROR = "error"
    WARNING = "warning"


class RowError(Model):
    """
    One thing that is wrong with one row: where, what stands there, and the rule that says why.

    `rule` and `data` name the sentences of the catalogue, as in `Refusal`. A row with several wrong cells gives
    several of these.
    """

    row: int = Field(ge=1, description="as Excel counts: the file's first line is 1")
    column: str = Field(description="the heading as the file has it; empty if the whole row is meant")
    value: str = Field(description="the cell, cut")
    severity: Severity = Severity.ERROR
    rule: str
    data: dict[str, str]
    uscc: Uscc | None = Field(default=None, description="the row's code, if it could be read")
