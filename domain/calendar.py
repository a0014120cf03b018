"""Which days are worked: weekends, public holidays and the days worked instead (调休)."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from domain.documents import DocumentError, document_digest, parse_document
from domain.model import Model, Sha256, Text, Year

_SATURDAY = 5


class CalendarInvalidError(DocumentError):
    """A calendar year lacks a field, or holds a day that cannot stand where it stands."""

    rule: ClassVar[str] = "calendar.invalid"


class CalendarYear(Model):
    """
    A published year: what differs from plain weeks.

    `days_off`: Mondays to Fridays not worked; `working_weekends`: Saturdays and Sundays worked; both ascending.
    """

    year: Year
    days_off: Annotated[tuple[date, ...], Field(max_length=261)]
    working_weekends: Annotated[tuple[date, ...], Field(max_length=106)]
    source: Text

    @field_validator("days_off", "working_weekends")
    @classmethod
    def _in_order_and_in_the_year(cls, days: tuple[date, ...], info: ValidationInfo) -> tuple[date, ...]:
        if list(days) != sorted(set(days)):
            message = "the days must ascend, each once"
            raise ValueError(message)
        if any(day.year != info.data.get("year", day.year) for day in days):
            message = "a day lies in another year"
            raise ValueError(message)
        return days

    @field_validator("days_off")
    @classmethod
    def _weekdays(cls, days: tuple[date, ...]) -> tuple[date, ...]:
        if any(_is_weekend(day) for day in days):
            message = "only Mondays to Fridays; weekends are off anyway"
            raise ValueError(message)
        return days

    @field_validator("working_weekends")
    @classmethod
    def _weekends(cls, days: tuple[date, ...]) -> tuple[date, ...]:
        if not all(_is_weekend(day) for day in days):
            message = "only Saturdays and Sundays; other days are worked anyway"
            raise ValueError(message)
        return days


class Calendar(Model):
    """The published years, ascending; every other year is plain weeks."""

    years: tuple[CalendarYear, ...] = ()

    @field_validator("years")
    @classmethod
    def _in_order(cls, years: tuple[CalendarYear, ...]) -> tuple[CalendarYear, ...]:
        numbers = [one.year for one in years]
        if numbers != sorted(set(numbers)):
            message = "the years must ascend, each once"
            raise ValueError(message)
        return years

    def knows(self, year: int) -> bool:
        """Tell whether `year` was published; if not, its working days are provisional."""
        return any(one.year == year for one in self.years)

    def is_working_day(self, day: date) -> bool:
        """Tell whether `day` is worked; in an unknown year, Monday to Friday."""
        for one in self.years:
            if one.year == day.year:
                return day in one.working_weekends if _is_weekend(day) else day not in one.days_off
        return not _is_weekend(day)

    def with_year(self, published: CalendarYear) -> "Calendar":
        """Return the calendar with that year added, or put in place of an earlier version of it."""
        others = [one for one in self.years if one.year != published.year]
        return Calendar(years=tuple(sorted([*others, published], key=_number)))


def parse_calendar_year(text: str) -> CalendarYear:
    """Read a calendar year from TOML. Raises `CalendarInvalidError` naming the first wrong field."""
    return parse_document(text, CalendarYear, CalendarInvalidError)


def calendar_digest(calendar: Calendar) -> Sha256:
    """Return the digest entries name a calendar by."""
    return document_digest(calendar)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _number(published: CalendarYear) -> int:
    return published.year
