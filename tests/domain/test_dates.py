from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.dates import (
    Due,
    add_months,
    add_years,
    before,
    due,
    end_of,
    local_day,
    start_of,
    term_end,
    working_days_after,
)
from domain.policy.rule import Strength, Term, Unit
from tests.policies import published_calendar

CALENDAR = published_calendar()
DAYS = st.dates(date(2022, 1, 1), date(2029, 12, 31))
KNOWN_DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def term(value: int, unit: Unit) -> Term:
    return Term(value=value, unit=unit, source="P", strength=Strength.NORMALLY)


TERMS = st.builds(term, st.integers(0, 60), st.sampled_from(Unit))


def due_on(start: date, value: int, unit: Unit) -> date:
    result = due(start, term(value, unit), CALENDAR)
    assert not result.provisional
    return result.on


# Moments and days


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 9, 24, 15, 59, 59, tzinfo=UTC), date(2026, 9, 24)),
        (datetime(2026, 9, 24, 16, 0, 0, tzinfo=UTC), date(2026, 9, 25)),
        (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_shanghai(at: datetime, day: date) -> None:
    assert local_day(at) == day


def test_a_moment_without_a_zone_has_no_local_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 9, 24, 12))  # noqa: DTZ001 - the point of the test


@given(DAYS)
def test_a_day_lasts_from_its_start_to_the_start_of_the_next(day: date) -> None:
    assert end_of(day) == start_of(day + timedelta(days=1))
    assert local_day(start_of(day)) == day
    assert local_day(end_of(day) - timedelta(microseconds=1)) == day
    assert local_day(end_of(day)) != day


# Periods, by example


def test_the_first_day_is_not_counted() -> None:
    assert due_on(date(2026, 11, 2), 1, Unit.DAYS) == date(2026, 11, 3)
    assert due_on(date(2026, 11, 2), 1, Unit.WORKING_DAYS) == date(2026, 11, 3)


def test_thirty_days_ending_on_a_sunday_roll_to_monday() -> None:
    assert due_on(date(2026, 10, 23), 30, Unit.DAYS) == date(2026, 11, 23)


def test_days_ending_in_the_national_holiday_roll_to_the_first_day_worked() -> None:
    assert due_on(date(2025, 9, 5), 30, Unit.DAYS) == date(2025, 10, 9)  # 5 October
    assert due_on(date(2026, 9, 5), 30, Unit.DAYS) == date(2026, 10, 8)  # 5 October


def test_days_ending_on_a_worked_saturday_do_not_roll() -> None:
    assert due_on(date(2025, 9, 11), 30, Unit.DAYS) == date(2025, 10, 11)
    assert due_on(date(2026, 9, 10), 30, Unit.DAYS) == date(2026, 10, 10)


def test_five_working_days_across_national_day_2025_count_the_saturday_worked_instead() -> None:
    assert due_on(date(2025, 9, 29), 5, Unit.WORKING_DAYS) == date(2025, 10, 13)  # 30; 9, 10, 11, 13


def test_ten_working_days_across_national_day_2026_count_the_saturday_worked_instead() -> None:
    assert due_on(date(2026, 9, 24), 10, Unit.WORKING_DAYS) == date(
        2026, 10, 15
    )  # 28 29 30; 8 9 10 12 13 14 15


def test_working_days_may_begin_on_a_day_off() -> None:
    assert due_on(date(2026, 10, 1), 1, Unit.WORKING_DAYS) == date(2026, 10, 8)


def test_a_month_ends_on_the_same_day() -> None:
    assert due_on(date(2026, 3, 16), 1, Unit.MONTHS) == date(2026, 4, 16)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2023, 12, 31), date(2024, 1, 31)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 1, 30), date(2023, 2, 28)),
    ],
)
def test_a_month_ends_on_the_last_day_where_there_is_no_such_day(start: date, end: date) -> None:
    assert due_on(start, 1, Unit.MONTHS) == end


def test_a_month_ending_on_a_day_off_rolls_into_the_next_month() -> None:
    assert due_on(date(2026, 9, 1), 1, Unit.MONTHS) == date(2026, 10, 8)
    assert due_on(date(2026, 1, 31), 1, Unit.MONTHS) == date(
        2026, 2, 28
    )  # a Saturday worked for Spring Festival


def test_a_year_ends_on_the_same_day() -> None:
    assert due_on(date(2024, 2, 29), 1, Unit.YEARS) == date(2025, 2, 28)
    assert due_on(date(2025, 6, 1), 1, Unit.YEARS) == date(2026, 6, 1)


@pytest.mark.parametrize("unit", Unit)
def test_no_time_at_all_ends_the_same_day_or_the_next_day_worked(unit: Unit) -> None:
    assert due_on(date(2026, 9, 30), 0, unit) == date(2026, 9, 30)
    assert due_on(date(2026, 10, 1), 0, unit) == date(2026, 10, 8)


# Years that were not published


def test_a_period_that_reaches_an_unpublished_year_is_provisional() -> None:
    week = term(5, Unit.WORKING_DAYS)
    assert due(date(2026, 12, 24), week, CALENDAR) == Due(date(2026, 12, 31), provisional=False)
    assert due(date(2026, 12, 25), week, CALENDAR) == Due(date(2027, 1, 1), provisional=True)
    assert due(date(2026, 12, 2), term(30, Unit.DAYS), CALENDAR) == Due(date(2027, 1, 1), provisional=True)


def test_a_period_that_only_rolls_into_an_unpublished_year_is_provisional() -> None:
    until_2023 = Calendar(years=CALENDAR.years[:1])
    assert due(date(2023, 11, 30), term(1, Unit.MONTHS), until_2023) == Due(
        date(2024, 1, 1), provisional=True
    )
    assert due(date(2023, 11, 30), term(1, Unit.MONTHS), CALENDAR) == Due(date(2024, 1, 2), provisional=False)


def test_working_days_from_an_unpublished_into_a_published_year_are_provisional() -> None:
    assert due(date(2022, 12, 29), term(2, Unit.WORKING_DAYS), CALENDAR) == Due(
        date(2023, 1, 3), provisional=True
    )


def test_publishing_the_year_moves_and_settles_a_provisional_deadline() -> None:
    week, unknown = term(5, Unit.WORKING_DAYS), Calendar()
    assert due(date(2026, 9, 28), week, unknown) == Due(date(2026, 10, 5), provisional=True)
    assert due(date(2026, 9, 28), week, unknown.with_year(CALENDAR.years[-1])) == Due(
        date(2026, 10, 10), provisional=False
    )


# Reminders


@pytest.mark.parametrize(
    ("value", "unit", "reminder"),
    [
        (5, Unit.DAYS, date(2026, 10, 10)),
        (5, Unit.WORKING_DAYS, date(2026, 10, 9)),
        (6, Unit.MONTHS, date(2026, 4, 15)),
        (1, Unit.YEARS, date(2025, 10, 15)),
        (0, Unit.WORKING_DAYS, date(2026, 10, 15)),
    ],
)
def test_a_reminder_lies_ahead_of_its_deadline(value: int, unit: Unit, reminder: date) -> None:
    assert before(date(2026, 10, 15), term(value, unit), CALENDAR) == reminder


def test_six_months_ahead_of_the_end_of_august_is_the_end_of_february() -> None:
    assert before(date(2026, 8, 31), term(6, Unit.MONTHS), CALENDAR) == date(2026, 2, 28)


# Lateness


@pytest.mark.parametrize(
    ("day", "late"),
    [
        (date(2026, 9, 29), 0),
        (date(2026, 9, 30), 0),
        (date(2026, 10, 1), 1),  # late, though no working day has passed
        (date(2026, 10, 7), 1),
        (date(2026, 10, 8), 1),
        (date(2026, 10, 9), 2),
        (date(2026, 10, 10), 3),  # a Saturday worked
        (date(2026, 10, 11), 3),
        (date(2026, 10, 12), 4),
    ],
)
def test_lateness_is_counted_in_working_days(day: date, late: int) -> None:
    assert working_days_after(date(2026, 9, 30), day, CALENDAR) == late


# Terms of office


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2026, 10, 15), 3, date(2029, 10, 14)),
        (date(2026, 1, 1), 5, date(2030, 12, 31)),
        (date(2026, 3, 1), 2, date(2028, 2, 29)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2024, 2, 28), 3, date(2027, 2, 27)),
    ],
)
def test_a_term_ends_the_day_before_the_anniversary(start: date, years: int, end: date) -> None:
    assert term_end(start, years) == end


# Properties


@given(KNOWN_DAYS, st.integers(-240, 240))
def test_months_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@given(KNOWN_DAYS, st.integers(-50, 50))
def test_a_year_is_twelve_months(day: date, years: int) -> None:
    assert add_years(day, years) == add_months(day, 12 * years)
    assert add_years(day, years).year == day.year + years


@given(DAYS, TERMS)
def test_a_deadline_is_a_day_worked_and_never_before_the_start(start: date, period: Term) -> None:
    on = due(start, period, CALENDAR).on
    assert on >= start
    assert CALENDAR.is_working_day(on)


@given(DAYS, TERMS)
def test_a_deadline_is_provisional_if_the_calendar_did_not_know_its_year(start: date, period: Term) -> None:
    result = due(start, period, CALENDAR)
    if not CALENDAR.knows(result.on.year):
        assert result.provisional
    if start.year >= 2023 and result.on.year <= 2026:
        assert not result.provisional


@given(DAYS, DAYS, TERMS)
def test_who_starts_later_is_not_due_earlier(one: date, other: date, period: Term) -> None:
    first, second = sorted([one, other])
    assert due(first, period, CALENDAR).on <= due(second, period, CALENDAR).on


@given(DAYS, st.integers(0, 60), st.sampled_from(Unit))
def test_a_longer_term_is_not_due_earlier(start: date, value: int, unit: Unit) -> None:
    assert due(start, term(value, unit), CALENDAR).on <= due(start, term(value + 1, unit), CALENDAR).on


@given(DAYS, st.integers(1, 60))
def test_n_working_days_hold_n_days_worked(start: date, value: int) -> None:
    on = due(start, term(value, Unit.WORKING_DAYS), CALENDAR).on
    assert working_days_after(start, on, CALENDAR) == value
    assert before(on, term(value, Unit.WORKING_DAYS), CALENDAR) <= on


@given(DAYS, st.integers(0, 400))
def test_lateness_grows_with_the_days_and_is_never_zero_past_the_end(due_day: date, past: int) -> None:
    late = working_days_after(due_day, due_day + timedelta(days=past), CALENDAR)
    assert (late == 0) == (past == 0)
    assert late <= working_days_after(due_day, due_day + timedelta(days=past + 1), CALENDAR) <= late + 1


@given(DAYS, TERMS)
def test_a_reminder_never_lies_behind_its_deadline(day: date, period: Term) -> None:
    assert before(day, period, CALENDAR) <= day


@given(KNOWN_DAYS, st.integers(1, 10))
def test_the_next_term_begins_no_later_than_the_day_after_the_anniversary(start: date, years: int) -> None:
    following = term_end(start, years) + timedelta(days=1)
    assert following in {add_years(start, years), add_years(start, years) + timedelta(days=1)}
