"""What an evaluation and its round tell each other about one branch."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.model import Digested, Model, Text
from domain.people import PersonId
from domain.stars.parts import Code
from domain.stars.scoring import CategoryTotal

Documents = Annotated[tuple[Digested, ...], Field(max_length=20)]
Categories = Annotated[tuple[CategoryTotal, ...], Field(max_length=50)]
Codes = Annotated[tuple[Code, ...], Field(max_length=100)]


class Scored(Model):
    """What was found: points by category, standards met, vetoes. No totals: nothing was submitted."""

    totals: Categories = ()
    met: Codes = ()
    vetoes: Codes = ()


class EndGround(StrEnum):
    """How a branch ended before or after its stars were ranked (评定终结事由)."""

    DISSOLVED = "dissolved"
    """撤销"""
    MERGED = "merged"
    """合并"""


class Objection(Model):
    """An objection that is not decided. `raised_by`, `investigated_by`: bound by four eyes."""

    number: int
    raised_by: tuple[PersonId, ...]
    investigated_by: tuple[PersonId, ...] = ()
    finding: Text | None = None


class ProposedDowngrade(Model):
    """A lower star, proposed because of a veto; not decided."""

    veto: Code
    star: int
    proposed_by: tuple[PersonId, ...]


class ReportedVeto(Model):
    """An incident that somebody told of. `reported_by`: bound by four eyes; `concluded`: an evaluator looked into it."""

    veto: Code
    happened_on: date
    reported_by: tuple[PersonId, ...]
    concluded: bool = False


ObjectionNumber = Annotated[int, Field(ge=1, le=1000)]
