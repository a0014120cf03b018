"""What a labour contract says, as far as a filing needs it."""

from enum import StrEnum

from pydantic import Field

from domain.model import Day, Model, Name


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
    starts_on: Day = Field(title="起始日期", description="first day")
    ends_on: Day | None = Field(default=None, title="终止日期", description="last day, if agreed")
    position: Name = Field(title="岗位", description="position")
