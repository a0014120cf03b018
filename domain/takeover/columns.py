"""The columns of lists of branches: under which headings, in Chinese or English, each is known."""

import re
from collections.abc import Sequence
from enum import StrEnum

from domain.register.cells import Cell
from domain.register.headings import Header, key, look_up, read_header, vocabulary, without_note


class Column(StrEnum):
    """A column by its English heading. Beside these there is one for the stars of each year (`year_of`)."""

    NAME = "name"
    SUPERIOR = "superior"
    ORG = "org"
    ENTERPRISES = "enterprises"
    KIND = "branch_kind"
    MODE = "mode"
    FOUNDED_ON = "founded_on"
    COUNTED = "members"
    EMPLOYEES = "employees"
    SECRETARY = "secretary"
    SECRETARY_NAME = "secretary_name"
    TERM_STARTS_ON = "term_starts_on"
    TERM_ENDS_ON = "term_ends_on"
    CONTRACT = "contract"
    BRANCH = "branch_id"


REQUIRED = (Column.NAME, Column.ENTERPRISES)

_CHINESE = {
    Column.NAME: "党组织名称 党支部名称 支部名称 名称",
    Column.SUPERIOR: "上级党组织编号 上级党组织 上级组织编号 上级组织 上级编号",
    Column.ORG: "组织编号 所属组织编号 所属组织 本组织编号",
    Column.ENTERPRISES: "统一社会信用代码 企业统一社会信用代码 所属企业统一社会信用代码 社会信用代码 信用代码 企业代码",
    Column.KIND: "设置形式 党组织类型 党组织类别 组织类别 党组织设置形式",
    Column.MODE: "组建方式 组建形式 设立方式",
    Column.FOUNDED_ON: "成立日期 成立时间 组建日期 组建时间 批准成立日期",
    Column.COUNTED: "正式党员数 正式党员 正式党员人数 党员数 党员人数",
    Column.EMPLOYEES: "职工数 职工人数 员工数 员工人数 从业人数",
    Column.SECRETARY: "书记编号 书记人员编号 党组织书记编号",
    Column.SECRETARY_NAME: "书记姓名 书记 党组织书记姓名 党组织书记",
    Column.TERM_STARTS_ON: "任期开始 任期开始日期 任期起 任期起始 本届任期开始",
    Column.TERM_ENDS_ON: "任期届满 任期届满日期 任期止 任期结束 届满日期 本届任期届满",
    Column.CONTRACT: "合同编号 劳动合同编号 书记合同编号 书记劳动合同编号",
    Column.BRANCH: "党组织编号 党支部编号 支部编号",
}
_ENGLISH = {
    Column.NAME: "branch branch_name",
    Column.SUPERIOR: "superior_org superior_id",
    Column.ORG: "org_id own_org organisation",
    Column.ENTERPRISES: "uscc codes credit_code credit_codes unified_social_credit_code",
    Column.KIND: "kind",
    Column.FOUNDED_ON: "founded established_on",
    Column.COUNTED: "counted counted_members full_members",
    Column.SECRETARY: "secretary_id",
    Column.TERM_STARTS_ON: "term_start term_from",
    Column.TERM_ENDS_ON: "term_end term_until",
    Column.CONTRACT: "contract_id",
}
_COLUMNS = vocabulary(_CHINESE, _ENGLISH)

_STARS = "stars "
_YEAR = re.compile(
    r"(?P<a>19[3-9][0-9]|20[0-9]{2})年?度?(?:评定|评为)?(?:星级|stars?)(?:评定)?(?:结果)?|(?:星级|stars?)(?P<b>19[3-9][0-9]|20[0-9]{2})年?度?"
)


def recognise(cells: Sequence[Cell]) -> Header:
    """
    Tell what a header row means; blanks, case, full-width signs and a note in brackets do not matter.

    Raises `ColumnsMissingError` without name or enterprises, `ColumnTwiceError` when two headings mean the same.
    """
    return read_header(cells, meaning, _CHINESE, REQUIRED)


def names_branches(cells: Sequence[Cell]) -> bool:
    """Whether a row is the header of a list of branches."""
    return {meaning(cell) for cell in cells if isinstance(cell, str)}.issuperset(REQUIRED)


def meaning(heading: str) -> str | None:
    """Return the column that a heading means: one of `Column`, or that of a year's stars as in 2024年星级."""
    found = _YEAR.fullmatch(key(heading)) or _YEAR.fullmatch(key(without_note(heading)))
    return f"{_STARS}{found['a'] or found['b']}" if found else look_up(heading, _COLUMNS)


def year_of(column: str) -> int | None:
    """Return the year whose stars stand in a column."""
    return int(column.removeprefix(_STARS)) if column.startswith(_STARS) else None
