"""A score sheet and what it adds up to, by category (评分表). All in tenths of a point."""

from collections import Counter
from collections.abc import Iterable

from pydantic import Field

from domain.model import Model
from domain.stars.parts import Code, Gate, Tenths, in_points
from domain.stars.refusals import (
    IndicatorUnknownError,
    ScoreMissingError,
    ScoreRepeatedError,
    ScoreTooHighError,
    StandardUnknownError,
    VetoUnknownError,
)
from domain.stars.scheme import Scheme


class Score(Model):
    """What was awarded for one indicator."""

    indicator: Code = Field(title="指标", description="the indicator's code")
    tenths: Tenths = Field(title="得分", description="tenths of a point")


class ScoreSheet(Model):
    """
    Everything found about one branch.

    `met`: the standards of the gates that were found met (of 六有, each one that is there); `vetoes`: those found.
    """

    scores: tuple[Score, ...] = Field(title="评分", description="one for each indicator")
    met: tuple[Code, ...] = Field(
        default=(), title="达到的条件", description="standards of the gates found met"
    )
    vetoes: tuple[Code, ...] = Field(default=(), title="否决情形", description="vetoes that were found")


class CategoryTotal(Model):
    """What one category brought."""

    category: Code
    tenths: Tenths


def check_sheet(sheet: ScoreSheet, scheme: Scheme) -> None:
    """
    Refuse a sheet that does not score exactly what the scheme scores, each within 0 and its points.

    Errors: IndicatorUnknownError, ScoreRepeatedError, ScoreMissingError, ScoreTooHighError, StandardUnknownError,
    VetoUnknownError.
    """
    _check_complete(sheet, scheme)
    points = {indicator.code: indicator.points for indicator in scheme.indicators}
    for score in sheet.scores:
        if score.tenths > points[score.indicator]:
            raise ScoreTooHighError(
                score.indicator, in_points(score.tenths), in_points(points[score.indicator])
            )
    check_findings(sheet.met, sheet.vetoes, scheme)


def check_findings(met: Iterable[str], vetoes: Iterable[str], scheme: Scheme) -> None:
    """
    Refuse standards and vetoes that the scheme does not know.

    Errors: StandardUnknownError, VetoUnknownError.
    """
    standards = {standard.code for gate in scheme.gates for standard in gate.needs}
    for unknown in sorted(set(met) - standards):
        raise StandardUnknownError(unknown, scheme.id)
    for unknown in sorted(set(vetoes) - {veto.code for veto in scheme.vetoes}):
        raise VetoUnknownError(unknown, scheme.id)


def category_totals(sheet: ScoreSheet, scheme: Scheme) -> tuple[CategoryTotal, ...]:
    """Add up a sheet, by category in the scheme's order; it is checked first (`check_sheet`)."""
    check_sheet(sheet, scheme)
    awarded = {score.indicator: score.tenths for score in sheet.scores}
    return tuple(
        CategoryTotal(
            category=category.code, tenths=sum(awarded[indicator.code] for indicator in category.indicators)
        )
        for category in scheme.categories
    )


def missing_standards(gate: Gate, met: Iterable[str]) -> tuple[Code, ...]:
    """Return what a gate still needs, in its order; empty = passed."""
    found = set(met)
    return tuple(standard.code for standard in gate.needs if standard.code not in found)


def _check_complete(sheet: ScoreSheet, scheme: Scheme) -> None:
    known = [indicator.code for indicator in scheme.indicators]
    times = Counter(score.indicator for score in sheet.scores)
    for unknown in sorted(times.keys() - set(known)):
        raise IndicatorUnknownError(unknown, scheme.id)
    for code in known:
        if times[code] > 1:
            raise ScoreRepeatedError(code)
        if not times[code]:
            raise ScoreMissingError(code)
