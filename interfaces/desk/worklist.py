"""待办 and 待联建, folded from the journal: who waits for whom, until when."""

from datetime import date
from typing import NamedTuple

from domain.enterprise.state import EnterpriseState
from domain.orders import OrgId
from domain.people import PersonId
from domain.places import assigned, may_do, office_of
from domain.roster.directory import Directory
from domain.tasks import Task
from interfaces.desk.answers import PoolItem, Reading, WorkItem
from interfaces.desk.reader import Reader
from interfaces.desk.subjects import Subjects


class Filter(NamedTuple):
    """
    What of the work is wanted; None = all.

    `reach`: also what a person may do, but a nearer office is to do.
    """

    org: OrgId | None = None
    process: str | None = None
    overdue: bool = False
    reach: bool = False


class Worklist:
    """Looks through the open cases for one day."""

    def __init__(self, reader: Reader, directory: Directory, today: date) -> None:
        self._reader = reader
        self._directory = directory
        self._today = today
        self._subjects = Subjects(reader, directory, today)

    async def of(self, person: PersonId | None, wanted: Filter, deciders_minimum: int) -> list[WorkItem]:
        """Return what waits for a person (None: for anybody); overdue first, then by the day it is due."""
        found: list[WorkItem] = []
        processes = (wanted.process,) if wanted.process else ()
        async for reading in self._reader.open_cases(processes):
            for task in reading.tasks:
                office = office_of(task, reading.state, self._directory, self._today, deciders_minimum)
                item = WorkItem(stream=reading.stream, version=reading.version, task=task, office=office)
                if self._wanted(item, wanted) and self._waits_for(person, item, reading, wanted):
                    about = await self._subjects.of(reading.state)
                    found.append(item.model_copy(update={"about": about}))
        return sorted(found, key=_urgency)

    async def pool(self, org: OrgId) -> list[PoolItem]:
        """Return the enterprises at or below an organisation that are in the pool."""
        found: list[PoolItem] = []
        async for stream in self._reader.streams("enterprise"):
            state = (await self._reader.state(stream)).state
            if (
                isinstance(state, EnterpriseState)
                and state.in_pool
                and state.row is not None
                and self._directory.within(state.org, org, self._today)
            ):
                counted = state.noted.counted if state.noted else None
                found.append(
                    PoolItem(enterprise=state.enterprise, name=state.row.name, org=state.org, counted=counted)
                )
        return found

    def _wanted(self, item: WorkItem, wanted: Filter) -> bool:
        inside = wanted.org is None or self._directory.within(item.task.org, wanted.org, self._today)
        return inside and (item.task.overdue or not wanted.overdue)

    def _waits_for(self, person: PersonId | None, item: WorkItem, reading: Reading, wanted: Filter) -> bool:
        if person is None:
            return True
        named = assigned(item.task, reading.state.assignments, self._today)
        if named:
            return person in named
        if wanted.reach:
            return may_do(person, item.task, reading.state, self._directory, self._today)
        return self._sits_there(person, item.task, item.office)

    def _sits_there(self, person: PersonId, task: Task, office: OrgId | None) -> bool:
        offices = self._directory.offices(person, self._today)
        return any(one.org == office and one.role == task.role for one in offices)


def _urgency(item: WorkItem) -> tuple[bool, date, str, str]:
    task = item.task
    return not task.overdue, task.due_on or date.max, item.stream, task.action
