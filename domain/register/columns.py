"""The columns of registers: under which headings, in Chinese or English, each is known."""

from collections.abc import Sequence
from enum import StrEnum

from pydantic import Field

from domain.register.capital import read_unit
from domain.register.cells import Cell, half_width, plain
from domain.register.headings import NOTE, Header, look_up, read_header, vocabulary


class Column(StrEnum):
    """A field of `RegisterRow`, by its English heading."""

    USCC = "uscc"
    NAME = "name"
    REGISTERED_ON = "registered_on"
    TYPE = "enterprise_type"
    OWNERSHIP = "ownership"
    CAPITAL = "capital"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ADDRESS = "address"
    INDUSTRY = "industry_code"
    EMPLOYEES = "employees"
    OPEN_ENDED = "employees_open_ended"
    FIXED_TERM = "employees_fixed_term"
    BY_TASK = "employees_by_task"
    PART_TIME = "employees_part_time"
    DISPATCHED = "employees_dispatched"
    PREMISES = "premises"
    IN_PRODUCTION = "in_production"
    CLUSTER_OR_PARK = "cluster_or_park"
    PARK = "park"
    FULL_HERE = "members_full_here"
    TRANSFERABLE = "members_transferable"
    DUAL_MANAGED = "members_dual_managed"
    PROBATIONARY = "members_probationary"
    EXISTING_ORGANISATION = "existing_organisation"
    ORG = "org"


REQUIRED = (Column.USCC, Column.NAME)

_CHINESE = {
    Column.USCC: "统一社会信用代码 社会信用代码 信用代码 统一代码 统一社会信用代码/注册号",
    Column.NAME: "企业名称 单位名称 公司名称 名称 市场主体名称",
    Column.REGISTERED_ON: "注册日期 成立日期 登记日期 设立日期 注册时间 成立时间",
    Column.TYPE: "企业类型 公司类型 市场主体类型 登记注册类型 主体类型 企业(机构)类型",
    Column.OWNERSHIP: "所有制 所有制形式 经济性质 经济类型 企业性质",
    Column.CAPITAL: "注册资本 注册资金 认缴资本 注册资本(金)",
    Column.PROVINCE: "省 省份 所在省份 所属省份",
    Column.CITY: "市 城市 地区 地市 所在城市 所属城市 所在地市",
    Column.COUNTY: "县 区县 县区 县(市、区) 所在区县 所属区县",
    Column.ADDRESS: "注册地址 地址 住所 经营场所 企业地址 通讯地址",
    Column.INDUSTRY: "行业代码 国民经济行业代码 行业分类代码 行业类别代码",
    Column.EMPLOYEES: "从业人数 职工人数 员工人数 从业人员数 职工总数 员工总数 从业人员 参保人数",
    Column.OPEN_ENDED: "无固定期限合同人数 无固定期限人数 无固定期限",
    Column.FIXED_TERM: "固定期限合同人数 固定期限人数 固定期限",
    Column.BY_TASK: "任务期限合同人数 以完成任务为期限人数 以完成一定工作任务为期限",
    Column.PART_TIME: "非全日制人数 非全日制用工人数 非全日制",
    Column.DISPATCHED: "劳务派遣人数 派遣人数 劳务派遣",
    Column.PREMISES: "固定场所 有无固定场所 固定经营场所 固定生产经营场所",
    Column.IN_PRODUCTION: "生产经营 正常生产经营 是否正常生产经营 是否生产经营 生产经营状况 经营状态",
    Column.CLUSTER_OR_PARK: "产业集群或园区 是否在产业集群或园区 产业集群或市级以上园区 是否在产业集群或市级以上园区",
    Column.PARK: "园区 园区名称 所在园区 所属园区",
    Column.FULL_HERE: "正式党员数 正式党员 关系在本企业的正式党员 组织关系在本企业的正式党员数",
    Column.TRANSFERABLE: "可转入党员数 可转入党员 可转入正式党员数 可转接党员数",
    Column.DUAL_MANAGED: "双重管理党员数 双重管理党员 一方隶属双重管理党员数",
    Column.PROBATIONARY: "预备党员数 预备党员",
    Column.EXISTING_ORGANISATION: "已建党组织 是否已建党组织 有无党组织 党组织",
    Column.ORG: "组织编号 所属组织 所属组织编号 管理组织 属地编号",
}
_ENGLISH = {
    Column.USCC: "unified_social_credit_code credit_code",
    Column.NAME: "enterprise_name company_name",
    Column.REGISTERED_ON: "registration_date registered established_on",
    Column.TYPE: "type company_type",
    Column.CAPITAL: "registered_capital",
    Column.INDUSTRY: "industry",
    Column.EMPLOYEES: "headcount employees_total",
    Column.ORG: "org_id organisation",
}

_COLUMNS = vocabulary(_CHINESE, _ENGLISH)


class Columns(Header):
    """What a header row means; all headings that name persons are ignored."""

    capital_unit: int | None = Field(default=None, description="元; the unit in the capital's heading")


def recognise(cells: Sequence[Cell]) -> Columns:
    """
    Tell what a header row means; blanks, case, full-width signs and a unit in brackets do not matter.

    Raises `ColumnsMissingError` without code or name, `ColumnTwiceError` when two headings mean the same.
    """
    header = read_header(cells, meaning, _CHINESE, REQUIRED)
    capital = next(
        (plain(cells[place.index]) for place in header.places if place.column == Column.CAPITAL), ""
    )
    return Columns(
        width=header.width, places=header.places, ignored=header.ignored, capital_unit=_unit_in(capital)
    )


def meaning(heading: str) -> Column | None:
    """Return the column that a heading means; a note in brackets at its end may be left out."""
    return look_up(heading, _COLUMNS)


def _unit_in(heading: str) -> int | None:
    note = NOTE.search(half_width(heading))
    return read_unit(note[0]) if note else None
