import tomllib
from datetime import date, timedelta

import chinese_calendar
import pytest
from chinese_calendar.constants import holidays
from pydantic import ValidationError

from domain.calendar import Calendar, CalendarInvalidError, CalendarYear, calendar_digest, parse_calendar_year
from tests.policies import calendar_texts, published_calendar

YEAR = """
year = 2030
days_off = [2030-01-01]
working_weekends = [2030-01-05]
source = "虚构"
"""


def test_every_year_from_2023_to_the_last_the_library_knows_is_shipped() -> None:
    years = [one.year for one in published_calendar().years]
    assert years == list(range(2023, max(day.year for day in holidays) + 1))


@pytest.mark.parametrize("year", published_calendar().years, ids=lambda year: str(year.year))
def test_the_shipped_years_agree_with_the_library_day_by_day(year: CalendarYear) -> None:
    day = date(year.year, 1, 1)
    while day.year == year.year:
        assert published_calendar().is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_each_shipped_file_is_named_by_its_year_and_tells_its_source() -> None:
    for text in calendar_texts():
        year = parse_calendar_year(text)
        assert str(year.year) in text.splitlines()[0]
        assert str(year.year) in year.source
        assert tomllib.loads(text)["year"] == year.year


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2025, 9, 28), True),  # Sunday, worked for National Day
        (date(2025, 9, 30), True),
        (date(2025, 10, 1), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 9), True),
        (date(2025, 10, 11), True),  # Saturday, worked for National Day
        (date(2025, 10, 12), False),
        (date(2026, 9, 20), True),  # Sunday, worked for National Day
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # Saturday, worked for National Day
    ],
)
def test_around_national_day(day: date, *, worked: bool) -> None:
    assert published_calendar().is_working_day(day) is worked


def test_an_unknown_year_is_plain_weeks() -> None:
    unknown = Calendar()
    assert not unknown.knows(2025)
    assert unknown.is_working_day(date(2025, 10, 1))
    assert not unknown.is_working_day(date(2025, 10, 11))
    assert published_calendar().knows(2025)


def test_a_year_added_is_known_and_stands_in_order() -> None:
    year = parse_calendar_year(YEAR)
    calendar = published_calendar().with_year(year)
    assert calendar.years == (*published_calendar().years, year)
    assert not calendar.is_working_day(date(2030, 1, 1))
    assert calendar.is_working_day(date(2030, 1, 5))
    earlier = year.model_copy(update={"year": 2020, "days_off": (), "working_weekends": ()})
    assert calendar.with_year(earlier).years[0].year == 2020


def test_a_year_published_again_replaces_the_earlier_one() -> None:
    corrected = CalendarYear(year=2030, days_off=(), working_weekends=(), source="虚构，更正")
    calendar = Calendar().with_year(parse_calendar_year(YEAR)).with_year(corrected)
    assert calendar.years == (corrected,)


def test_a_year_more_is_another_digest() -> None:
    assert calendar_digest(Calendar()) != calendar_digest(published_calendar())
    assert calendar_digest(published_calendar()) == calendar_digest(published_calendar().model_copy())


@pytest.mark.parametrize("years", [(2030, 2030), (2031, 2030)])
def test_a_calendar_holds_each_year_once_and_in_order(years: tuple[int, ...]) -> None:
    with pytest.raises(ValidationError, match="ascend"):
        Calendar(
            years=tuple(
                CalendarYear(year=year, days_off=(), working_weekends=(), source="虚构") for year in years
            )
        )


@pytest.mark.parametrize(
    ("was", "becomes", "path"),
    [
        ("[2030-01-01]", "[2030-01-05]", "days_off"),  # a Saturday is off anyway
        ("[2030-01-01]", "[2029-12-31]", "days_off"),
        ("[2030-01-01]", "[2030-01-02, 2030-01-01]", "days_off"),
        ("[2030-01-01]", "[2030-01-01, 2030-01-01]", "days_off"),
        ("[2030-01-01]", "[2030-01-01T00:00:00]", "days_off.0"),
        ("[2030-01-01]", '["New Year"]', "days_off.0"),
        ("[2030-01-05]", "[2030-01-04]", "working_weekends"),  # a Friday is worked anyway
        ("[2030-01-05]", "[2031-01-04]", "working_weekends"),
        ("year = 2030", "year = 1899", "year"),
        ("year = 2030", "", "year"),
        ('source = "虚构"', 'sources = "虚构"', "source"),
        ("year = 2030", "year =", "TOML"),
    ],
)
def test_a_wrong_calendar_year_is_refused_by_its_field(was: str, becomes: str, path: str) -> None:
    with pytest.raises(CalendarInvalidError) as refused:
        parse_calendar_year(YEAR.replace(was, becomes))
    assert refused.value.data["path"] == path
