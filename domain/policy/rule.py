"""A number of the policy: its value, where it comes from, and how strongly it binds."""

from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import Field

from domain.model import Model

V = TypeVar("V")


class Strength(StrEnum):
    """How strongly a rule binds; it decides what an exception needs."""

    MUST = "must"
    """必须: refused, no exception."""
    SHOULD = "should"
    """应: the superior may except, with a document number and a reason."""
    NORMALLY = "normally"
    """一般: the approver may except, with a reason."""
    ENCOURAGED = "encouraged"
    """提倡: advice; never blocks, never overdue."""


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


class Rule(Model, Generic[V]):
    """
    One value with its source and strength.

    `source` is a row of the programme (`S6`), an article (`B6`, `E14`), published local practice (`L`) or a choice
    of this project (`P`); several are joined by a blank, `X` marks that public sources contradict each other.
    """

    value: V
    source: str = Field(min_length=1)
    strength: Strength


class Term(Rule[int]):
    """A period of time: `value` in `unit`; bounded so that date arithmetic cannot leave the calendar."""

    value: int = Field(ge=0, le=3_650)
    unit: Unit
