"""
A star scheme: data, versioned, made for an industry or a chain (评定方案).

Its text is TOML; what a round is ranked by is the parsed scheme, named by its digest and frozen with the round.
Source: S22.
"""

from functools import lru_cache

from pydantic import Field

from domain.documents import document_digest, parse_document
from domain.model import Identifier, Model, Sha256
from domain.policy.rule import Rule
from domain.stars.checks import (
    check_categories,
    check_gates,
    check_quotas,
    check_thresholds,
    check_tie_order,
    check_vetoes,
)
from domain.stars.parts import (
    Category,
    Code,
    FirstYear,
    Gate,
    Indicator,
    Quota,
    Scope,
    SomeStar,
    Threshold,
    Veto,
    Wording,
)
from domain.stars.refusals import SchemeInvalidError


class Scheme(Model):
    """What is scored, what it brings, and how stars are given for it."""

    id: Identifier
    version: int = Field(ge=1)
    title: Wording
    applies_to: Scope
    categories: tuple[Category, ...] = Field(min_length=1)
    gates: tuple[Gate, ...]
    vetoes: tuple[Veto, ...]
    thresholds: tuple[Threshold, ...]
    quotas: tuple[Quota, ...]
    promotion: Rule[SomeStar] = Field(description="stars a branch may rise in one year at most")
    first_year: Rule[FirstYear]
    tie_order: tuple[Code, ...] = Field(
        description="the categories, the one that decides a tie first in front"
    )

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the scheme's order."""
        return tuple(indicator for category in self.categories for indicator in category.indicators)

    def star_for(self, tenths: int) -> int:
        """Return the star these points reach by themselves (≥); 0 below the first threshold."""
        return sum(tenths >= threshold.value for threshold in self.thresholds)


def parse_scheme(text: str) -> Scheme:
    """
    Read a scheme from TOML and check it as a whole.

    Numbers are integers in the text too (points in tenths): `5.0` is refused rather than taken for half a point.
    Errors: SchemeInvalidError, CodeRepeatedError, PointsSumError, ThresholdStarsError, ThresholdNotHigherError,
    TieOrderError.
    """
    scheme = parse_document(text, Scheme, SchemeInvalidError)
    check_categories(scheme.categories)
    check_gates(scheme.gates)
    check_vetoes(scheme.vetoes)
    check_thresholds(scheme.thresholds)
    check_quotas(scheme.quotas)
    check_tie_order(scheme.tie_order, scheme.categories)
    return scheme


@lru_cache(maxsize=64)
def scheme_digest(scheme: Scheme) -> Sha256:
    """Return the digest entries and rounds name a scheme by; few schemes are asked for again and again."""
    return document_digest(scheme)
