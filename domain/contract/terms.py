"""What a labour contract says, as far as a filing needs it."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from domain.model import Model, Name


class Duration(StrEnum):
    """合同期限."""

    FIXED = "fixed"
    """固定期限"""
    OPEN = "open"
    """无固定期限"""
    TASK = "task"
    """以完成一定工作任务为期限"""


class ContractTerms(Model):
    """The terms that are filed; never pay or opinions."""

    duration: Duration = Field(title="合同期限", description="kind of duration")
    starts_on: date = Field(title="起始日期", description="first day")
    ends_on: date | None = Field(default=None, title="终止日期", description="last day, if agreed")
    position: Name = Field(title="岗位", description="position")
