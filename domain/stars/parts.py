"""The pieces a star scheme is put together from; points are counted in tenths, so that nothing is ever rounded."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.model import Model, Name
from domain.policy.rule import Rule, Strength

FULL_MARKS = 1000
"""What the indicators of every scheme add up to: 100.0 points, in tenths."""

TOP_STAR = 5
"""Stars run from one to five; 0 is no star. What each star takes is the scheme's."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
"""The stable name of a category, an indicator, a standard or a veto inside one scheme."""

Tenths = Annotated[int, Field(ge=0, le=FULL_MARKS, description="tenths of a point")]
SomeTenths = Annotated[int, Field(ge=1, le=FULL_MARKS, description="tenths of a point, not none")]
Percent = Annotated[int, Field(ge=0, le=100)]
Star = Annotated[int, Field(ge=0, le=TOP_STAR, description="0 = no star")]
SomeStar = Annotated[int, Field(ge=1, le=TOP_STAR)]

Source = Annotated[str, StringConstraints(pattern=r"^([SBE][1-9]\d*|[LPX])( ([SBE][1-9]\d*|[LPX]))*$")]
"""Rows of the programme (`S20`), articles (`B16`, `E14`), `L`, `P`, `X`, joined by a blank."""

Industry = Annotated[str, StringConstraints(pattern=r"^[A-T](\d{2,4})?$")]
"""An industry of GB/T 4754, at any of its levels: `I`, `I64`, `I643`, `I6432`."""


def in_points(tenths: int) -> str:
    """Show tenths as points: 925 is `92.5`."""
    return f"{tenths // 10}.{tenths % 10}"


class Scorer(StrEnum):
    """Whose score of an indicator counts."""

    REVIEWER = "reviewer"
    """The township or street, on what was handed in."""
    EVALUATOR = "evaluator"
    """The evaluators, on the spot."""


class FirstYear(StrEnum):
    """What becomes of a branch established in the evaluated year."""

    SCORE_ONLY = "score-only"
    """It is scored, gets no star and does not count in the base."""
    AS_OTHERS = "as-others"
    """It is ranked as any other."""


class Wording(Model):
    """The same thing said in both languages."""

    zh: Name
    en: Name


class Named(Wording):
    """A thing of the scheme that has a code."""

    code: Code


class Indicator(Named):
    """One thing that is scored (指标); `source` cites what asks for it."""

    points: SomeTenths
    evidence: Wording
    scorer: Scorer
    source: Source


class Category(Named):
    """Indicators that belong together (类别)."""

    indicators: tuple[Indicator, ...] = Field(min_length=1)

    @property
    def points(self) -> int:
        """What the category can bring, in tenths."""
        return sum(indicator.points for indicator in self.indicators)


class Gate(Named):
    """Standards that must all be met from a certain star upwards, whatever the points (门槛)."""

    from_star: Rule[SomeStar]
    needs: tuple[Named, ...] = Field(min_length=1)


class Veto(Named):
    """A finding that excludes every star (一票否决)."""

    source: Source
    strength: Strength


class Threshold(Rule[SomeTenths]):
    """The points (in tenths) a star takes at least."""

    star: SomeStar


class Quota(Rule[Percent]):
    """How many per cent of the base may have a star at most; the fraction of a place is dropped."""

    star: SomeStar


class Scope(Model):
    """The industries and chains a scheme was made for; one without any is for all."""

    industries: tuple[Industry, ...] = ()
    chains: tuple[Name, ...] = ()
