"""A score sheet scores exactly what the scheme scores."""

import pytest

from domain.refusals import DomainError
from domain.stars.refusals import (
    IndicatorUnknownError,
    ScoreMissingError,
    ScoreRepeatedError,
    ScoreTooHighError,
    StandardUnknownError,
    VetoUnknownError,
)
from domain.stars.scoring import Score, ScoreSheet, category_totals, check_sheet, missing_standards
from tests.domain.star_cases import DEFAULT, PLATFORM, SIX_HAVES, full_sheet

FULL = full_sheet()


def scored(indicator: str, tenths: int) -> ScoreSheet:
    scores = tuple(
        Score(indicator=indicator, tenths=tenths) if score.indicator == indicator else score
        for score in FULL.scores
    )
    return FULL.model_copy(update={"scores": scores})


def refused(sheet: ScoreSheet, kind: type[DomainError]) -> dict[str, str]:
    with pytest.raises(kind) as caught:
        check_sheet(sheet, DEFAULT)
    return caught.value.data


def test_a_sheet_adds_up_by_category_in_the_schemes_order() -> None:
    totals = category_totals(scored("theme-day", 15), DEFAULT)
    assert [(part.category, part.tenths) for part in totals] == [
        ("six-haves", 240),
        ("institutions", 160),
        ("leadership", 180),
        ("integration", 130),
        ("vanguard", 120),
        ("masses", 120),
    ]


@pytest.mark.parametrize("tenths", [0, 64, 65])
def test_anything_up_to_the_points_of_an_indicator_is_accepted(tenths: int) -> None:
    check_sheet(scored("theme-day", tenths), DEFAULT)


def test_a_tenth_more_than_an_indicator_has_is_refused() -> None:
    data = refused(scored("theme-day", 66), ScoreTooHighError)
    assert data == {"indicator": "theme-day", "awarded": "6.6", "points": "6.5"}


def test_an_indicator_that_is_not_scored_is_refused() -> None:
    data = refused(FULL.model_copy(update={"scores": FULL.scores[1:]}), ScoreMissingError)
    assert data == {"indicator": "premises"}


def test_an_indicator_scored_twice_is_refused() -> None:
    twice = FULL.model_copy(update={"scores": (*FULL.scores, FULL.scores[0])})
    assert refused(twice, ScoreRepeatedError) == {"indicator": "premises"}


def test_an_indicator_of_another_scheme_is_refused() -> None:
    stranger = Score(indicator="rest-stations", tenths=1)
    data = refused(FULL.model_copy(update={"scores": (*FULL.scores, stranger)}), IndicatorUnknownError)
    assert data == {"indicator": "rest-stations", "scheme": "default"}


def test_a_standard_no_gate_asks_for_is_refused() -> None:
    sheet = FULL.model_copy(update={"met": ("floating-roll",)})
    assert refused(sheet, StandardUnknownError)["standard"] == "floating-roll"


def test_a_veto_the_scheme_does_not_know_is_refused() -> None:
    sheet = FULL.model_copy(update={"vetoes": ("late-report",)})
    assert refused(sheet, VetoUnknownError)["veto"] == "late-report"


def test_the_same_standard_may_be_met_in_another_scheme() -> None:
    check_sheet(full_sheet(PLATFORM), PLATFORM)


def test_a_gate_says_what_it_still_needs_in_its_order() -> None:
    (gate,) = DEFAULT.gates
    assert missing_standards(gate, SIX_HAVES) == ()
    assert missing_standards(gate, ("rules", "flag", "premises", "books")) == ("facilities", "signs")
