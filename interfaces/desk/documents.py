"""Adopting policies, calendars and schemes; a published calendar then reaches every open case."""

from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import NamedTuple
from uuid import uuid5

from activities.wire import Following
from domain.calendar import parse_calendar_year
from domain.deadlines import computed_again
from domain.matter.commands import LEADERS, AdoptCalendar
from domain.model import StreamName
from domain.orders import OrgId
from domain.people import PersonId
from domain.roster.directory import Directory
from domain.rulebook.decider import AdoptDocument, calendar_stream
from interfaces.desk.answers import Answer
from interfaces.desk.counter import Counter
from interfaces.desk.desk import Desk, Sender


class Published(NamedTuple):
    """A calendar that is in force: `answer` of its adoption; `moved`: the cases whose deadlines it moved."""

    answer: Answer
    moved: tuple[StreamName, ...]


async def adopt(desk: Counter, stream: StreamName, text: str, since: date, by: Sender) -> Answer:
    """Put a document in force from a day; documents bind the whole province, and its leaders adopt them."""
    org = _province(await desk.directory(), by.person, desk.today)
    return await desk.settle(stream, AdoptDocument(org=org, text=text, since=since), by)


async def publish_calendar(
    desk: Desk, text: str, by: Sender, advanced: Callable[[int, int], None]
) -> Published:
    """
    Put a year's working days in force, and have every open case compute its deadlines again.

    `advanced` is told how many cases more have done so, of how many.
    Repeating it moves nothing twice, and goes on where an interruption left it. Raises `CalendarInvalidError`.
    """
    year = parse_calendar_year(text).year
    stream = calendar_stream(text)
    answer = await adopt(desk, stream, text, date(year, 1, 1), by)
    moved = [one async for one in _moved(desk)]
    for case in moved:
        org = (await desk.state(case)).state.org
        command = AdoptCalendar(year=year)
        adopted = await desk.last_entry(stream)
        await desk.follow(
            case, Following(command_id=uuid5(adopted, case), org=org, command=command.model_dump_json())
        )
        advanced(1, len(moved))
    return Published(answer, tuple(moved))


async def _moved(desk: Desk) -> AsyncIterator[StreamName]:
    """Yield the open cases that have a deadline which today's calendar sets on another day."""
    async for reading in desk.open_cases():
        deadlines = reading.state.deadlines
        rules = await desk.rules_of(reading.stream)
        if tuple(computed_again(one, rules) for one in deadlines) != deadlines:
            yield reading.stream


def _province(directory: Directory, person: PersonId, today: date) -> OrgId:
    """Return the root above an office in which a person leads; for somebody who leads nothing, any root."""
    led = [one.org for one in directory.offices(person, today) if one.role in LEADERS]
    somewhere = led or [one.id for one in directory.orgs()] or ["none"]
    return directory.path(somewhere[0], today)[-1]
