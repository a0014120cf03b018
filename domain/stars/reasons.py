"""
Why a branch is not proposed for five stars: each rule that lowered it, in the order they apply.

The sentences stand in the message catalogue under `stars.reason.<code>`; `data` fills them.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.model import Count, Model
from domain.stars.parts import Code, Named, SomeStar, SomeTenths, Star, Tenths, in_points
from domain.stars.scheme import Scheme


class ReasonCode(StrEnum):
    """The rules that can lower a branch."""

    VETOED = "vetoed"
    FIRST_YEAR = "first-year"
    GATE_MISSED = "gate-missed"
    NOT_SUBMITTED = "not-submitted"
    BELOW_THRESHOLD = "below-threshold"
    PROMOTION_CAPPED = "promotion-capped"
    QUOTA_FULL = "quota-full"
    TIE_UNDECIDED = "tie-undecided"


class Lowered(Model):
    """A step down: from `before` stars to `after`."""

    before: SomeStar
    after: Star

    def data(self, scheme: Scheme) -> dict[str, str]:
        """Return what the sentence of this reason is filled with; names that end in `_en` are the English ones."""
        return {
            "before": str(self.before),
            "after": str(self.after),
            "scheme": scheme.title.zh,
            "scheme_en": scheme.title.en,
        }


class Vetoed(Lowered):
    """A finding that excludes every star."""

    code: Literal[ReasonCode.VETOED] = ReasonCode.VETOED
    vetoes: tuple[Code, ...]

    def data(self, scheme: Scheme) -> dict[str, str]:
        """Name the findings."""
        return super().data(scheme) | _names("vetoes", self.vetoes, scheme.vetoes)


class FirstYearReason(Lowered):
    """Established in the evaluated year: a score, no star."""

    code: Literal[ReasonCode.FIRST_YEAR] = ReasonCode.FIRST_YEAR


class GateMissed(Lowered):
    """A standard that this many stars need is not met."""

    code: Literal[ReasonCode.GATE_MISSED] = ReasonCode.GATE_MISSED
    gate: Code
    missing: tuple[Code, ...]

    def data(self, scheme: Scheme) -> dict[str, str]:
        """Name the gate and what is missing."""
        standards = (standard for gate in scheme.gates for standard in gate.needs)
        return (
            super().data(scheme)
            | _names("gate", (self.gate,), scheme.gates)
            | _names("missing", self.missing, standards)
        )


class NotSubmitted(Lowered):
    """Nothing was handed in: `total` is what that brings, in tenths, as a rule 0."""

    code: Literal[ReasonCode.NOT_SUBMITTED] = ReasonCode.NOT_SUBMITTED
    total: Tenths

    def data(self, scheme: Scheme) -> dict[str, str]:
        """Add the points it was given instead."""
        return super().data(scheme) | {"total": in_points(self.total)}


class BelowThreshold(Lowered):
    """The points do not reach the next star; `total` and `needed` in tenths."""

    code: Literal[ReasonCode.BELOW_THRESHOLD] = ReasonCode.BELOW_THRESHOLD
    total: Tenths
    needed: SomeTenths

    def data(self, scheme: Scheme) -> dict[str, str]:
        """Add both numbers in points, and the star they were needed for."""
        return super().data(scheme) | {
            "next": str(self.after + 1),
            "total": in_points(self.total),
            "needed": in_points(self.needed),
        }


class PromotionCapped(Lowered):
    """It rose as far as one year allows."""

    code: Literal[ReasonCode.PROMOTION_CAPPED] = ReasonCode.PROMOTION_CAPPED
    last_star: Star
    at_most: SomeStar

    def data(self, scheme: Scheme) -> dict[str, str]:
        """Add last year's star and the stars one may rise."""
        return super().data(scheme) | {"last_star": str(self.last_star), "at_most": str(self.at_most)}


class _Contested(Lowered):
    """Too many for the places of a quota; `places` out of a base of `base`."""

    base: Count
    places: Count

    def data(self, scheme: Scheme) -> dict[str, str]:
        """Add the size of the base and the places it gives."""
        return super().data(scheme) | {"base": str(self.base), "places": str(self.places)}


class QuotaFull(_Contested):
    """Better ones took the places."""

    code: Literal[ReasonCode.QUOTA_FULL] = ReasonCode.QUOTA_FULL


class TieUndecided(_Contested):
    """It is level with others for fewer places, and the round meeting has not yet put them in order."""

    code: Literal[ReasonCode.TIE_UNDECIDED] = ReasonCode.TIE_UNDECIDED


Reason = Annotated[
    Vetoed
    | FirstYearReason
    | GateMissed
    | NotSubmitted
    | BelowThreshold
    | PromotionCapped
    | QuotaFull
    | TieUndecided,
    Field(discriminator="code"),
]


def _names(key: str, codes: tuple[str, ...], things: Iterable[Named]) -> dict[str, str]:
    found = {thing.code: thing for thing in things}
    return {
        key: "、".join(found[code].zh for code in codes),
        f"{key}_en": ", ".join(found[code].en for code in codes),
    }
