"""What a rule of the policy can hold besides a period: a number, a switch, a fraction."""

from typing import Annotated

from pydantic import Field

from domain.model import Model
from domain.policy.rule import Rule


class Fraction(Model):
    """A part of a whole, exact: 4/5 is `numerator` 4, `denominator` 5."""

    numerator: Annotated[int, Field(ge=0, le=10_000)]
    denominator: Annotated[int, Field(ge=1, le=10_000)]

    def least(self, whole: int) -> int:
        """Return the smallest count that is not below this part of `whole` (不少于)."""
        return -(-whole * self.numerator // self.denominator)

    def more_than(self, whole: int) -> int:
        """Return the smallest count that is above this part of `whole` (超过)."""
        return whole * self.numerator // self.denominator + 1


Number = Rule[Annotated[int, Field(ge=0, le=10_000_000)]]
"""A count of persons, enterprises, seats, repetitions …; the field says of what."""

Percent = Rule[Annotated[int, Field(ge=0, le=1_000)]]
"""Whole percent; may be above 100."""

Switch = Rule[bool]
"""Whether something is asked for."""

Share = Rule[Fraction]
"""A part of a whole."""
