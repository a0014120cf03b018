"""What must hold between the pieces of a scheme, beyond the shape of each; every refusal names the place."""

from collections.abc import Iterable
from itertools import pairwise

from domain.stars.parts import FULL_MARKS, TOP_STAR, Category, Gate, Quota, Threshold, Veto, in_points
from domain.stars.refusals import (
    CodeRepeatedError,
    PointsSumError,
    ThresholdNotHigherError,
    ThresholdStarsError,
    TieOrderError,
)


def check_categories(categories: tuple[Category, ...]) -> None:
    """Codes are unique in the whole scheme, and the points add up to 100.0."""
    _unique((f"categories.{at}", category.code) for at, category in enumerate(categories))
    _unique(
        (f"categories.{at}.indicators.{below}", indicator.code)
        for at, category in enumerate(categories)
        for below, indicator in enumerate(category.indicators)
    )
    total = sum(category.points for category in categories)
    if total != FULL_MARKS:
        raise PointsSumError(total=in_points(total), wanted=in_points(FULL_MARKS))


def check_gates(gates: tuple[Gate, ...]) -> None:
    """Gates and the standards they need have codes of their own."""
    _unique((f"gates.{at}", gate.code) for at, gate in enumerate(gates))
    _unique(
        (f"gates.{at}.needs.{below}", standard.code)
        for at, gate in enumerate(gates)
        for below, standard in enumerate(gate.needs)
    )


def check_vetoes(vetoes: tuple[Veto, ...]) -> None:
    """Vetoes have codes of their own."""
    _unique((f"vetoes.{at}", veto.code) for at, veto in enumerate(vetoes))


def check_thresholds(thresholds: tuple[Threshold, ...]) -> None:
    """One for each star, from one to five, each higher than the one before."""
    stars = [threshold.star for threshold in thresholds]
    if stars != list(range(1, TOP_STAR + 1)):
        raise ThresholdStarsError(stars=", ".join(map(str, stars)))
    for lower, higher in pairwise(thresholds):
        if higher.value <= lower.value:
            raise ThresholdNotHigherError(higher.star, in_points(higher.value), in_points(lower.value))


def check_quotas(quotas: tuple[Quota, ...]) -> None:
    """At most one quota a star."""
    _unique((f"quotas.{at}", str(quota.star)) for at, quota in enumerate(quotas))


def check_tie_order(order: tuple[str, ...], categories: tuple[Category, ...]) -> None:
    """Refuse an order that does not name every category once: it must be one that can decide every tie categories can decide."""
    codes = [category.code for category in categories]
    if sorted(order) != sorted(codes):
        raise TieOrderError(order=", ".join(order), categories=", ".join(codes))


def _unique(codes: Iterable[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for place, code in codes:
        if code in seen:
            raise CodeRepeatedError(place=place, code=code)
        seen.add(code)
