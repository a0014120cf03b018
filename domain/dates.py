"""
Date arithmetic in local time (domain.md §3, Dates).

The first day is not counted; a period ends at 24:00 of its last day; a calendar period that ends on a day off rolls to
the next working day; a month ends on the same day of a later month, or on that month's last day.
"""

from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from domain.calendar import Calendar
from domain.policy.rule import Term, Unit

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Local time: eight hours ahead of UTC, without summer time since 1992."""

_DAY = timedelta(days=1)


class Due(NamedTuple):
    """The last day of a period; `provisional` when it rests on a year whose calendar was not published."""

    on: date
    provisional: bool


def local_day(at: datetime) -> date:
    """Return the local day of a moment. Raises `ValueError` for a moment without a zone."""
    if at.tzinfo is None:
        message = "a moment needs a time zone"
        raise ValueError(message)
    return at.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Return 0:00 of `day`, local time."""
    return datetime.combine(day, time(), tzinfo=SHANGHAI)


def end_of(day: date) -> datetime:
    """Return 24:00 of `day`, local time: the first moment that is too late."""
    return start_of(day + _DAY)


def due(start: date, term: Term, calendar: Calendar) -> Due:
    """Return the last day of a period of `term` that begins with an act on `start`."""
    if term.unit is Unit.WORKING_DAYS and term.value:
        return _working_days_later(start, term.value, calendar)
    return rolled(_shifted(start, term), calendar)


def rolled(day: date, calendar: Calendar) -> Due:
    """Return `day`, or the next working day when it is a day off."""
    provisional = not calendar.knows(day.year)
    while not calendar.is_working_day(day):
        day += _DAY
        provisional = provisional or not calendar.knows(day.year)
    return Due(day, provisional)


def before(day: date, term: Term, calendar: Calendar) -> date:
    """Return the day that lies `term` before `day`, for reminders; a day off is left where it is."""
    if term.unit is not Unit.WORKING_DAYS:
        return _shifted(day, term, -1)
    left = term.value
    while left:
        day -= _DAY
        left -= calendar.is_working_day(day)
    return day


def working_days_after(due_on: date, day: date, calendar: Calendar) -> int:
    """Return by how many working days `day` is past `due_on`: 0 is in time, a day off just after it counts as one."""
    if day <= due_on:
        return 0
    passed = (date.fromordinal(ordinal) for ordinal in range(due_on.toordinal() + 1, day.toordinal() + 1))
    return max(1, sum(calendar.is_working_day(one) for one in passed))


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (earlier if negative), or that month's last day if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def add_years(day: date, years: int) -> date:
    """Return the same day `years` later (earlier if negative); 29 February becomes 28 in a common year."""
    return add_months(day, 12 * years)


def term_end(start: date, years: int) -> date:
    """
    Return the last day of a term of office: the day before the anniversary.

    A term from 29 February ends with February where the year has no such day.
    """
    anniversary = add_years(start, years)
    return anniversary - _DAY if anniversary.day == start.day else anniversary


def last_day(start: date, term: Term) -> date:
    """
    Return the last day of a span of `term` in calendar days, months or years that begins on `start`, which counts.

    A span of months or years ends on the day before the same day, or with a month that has no such day.
    """
    following = _shifted(start, term)
    whole = term.unit in {Unit.DAYS, Unit.WORKING_DAYS} or following.day == start.day
    return following - _DAY if whole else following


def _shifted(day: date, term: Term, direction: int = 1) -> date:
    count = direction * term.value
    if term.unit is Unit.YEARS:
        return add_years(day, count)
    if term.unit is Unit.MONTHS:
        return add_months(day, count)
    return day + count * _DAY


def _working_days_later(start: date, count: int, calendar: Calendar) -> Due:
    day, provisional = start, False
    while count:
        day += _DAY
        provisional = provisional or not calendar.knows(day.year)
        count -= calendar.is_working_day(day)
    return Due(day, provisional)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - _DAY).day
