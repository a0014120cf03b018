"""待办 and 待联建: who waits for whom, until when. The ledger narrows; for whom a step is, the rules tell."""

from datetime import date, timedelta
from typing import NamedTuple

from domain.matter.state import Matter
from domain.orders import OrgId
from domain.people import PersonId
from domain.places import assigned, may_do, office_of
from domain.roster.directory import Directory
from interfaces.desk.answers import AsOf, PoolItem, WorkItem
from interfaces.desk.naming import named
from ledger.answers import Waiter, WorkWanted
from ledger.ledger import Ledger
from ledger.realm import EVERYTHING, Realm


class Filter(NamedTuple):
    """
    What of the work is wanted; None = all.

    `step`: one action; `due_within`: calendar days from today, what is overdue included. `mine`: only what was given to
    the person by name. `reach`: also what a person may do, but a nearer office is to do.
    """

    org: OrgId | None = None
    process: str | None = None
    overdue: bool = False
    reach: bool = False
    step: str | None = None
    due_within: int | None = None
    mine: bool = False


class Worklist:
    """Looks through what waits, for one day; `realm`: for whom it is asked."""

    def __init__(self, ledger: Ledger, directory: Directory, today: date, realm: Realm = EVERYTHING) -> None:
        self._ledger = ledger
        self._directory = directory
        self._today = today
        self._realm = realm

    async def of(self, person: PersonId | None, wanted: Filter, deciders_minimum: int) -> AsOf[WorkItem]:
        """Return what waits for a person (None: for anybody); overdue first, then by the day it is due."""
        found = await self._ledger.work(self._narrowed(person, wanted), self._realm)
        items: list[WorkItem] = []
        for one in found.rows:
            case = Matter(stream=one.stream, org=one.case_org, assignments=one.assignments)
            office = office_of(one.task, case, self._directory, self._today, deciders_minimum)
            item = WorkItem(
                stream=one.stream,
                version=one.version,
                task=one.task,
                office=office,
                about=named(one.about, one.names, self._directory, self._today),
            )
            if person is None or self._waits_for(person, item, case, reach=wanted.reach):
                items.append(item)
        return AsOf[WorkItem](position=found.position, items=tuple(sorted(items, key=_urgency)))

    async def pool(self, org: OrgId) -> AsOf[PoolItem]:
        """Return the enterprises at or below an organisation that are in the pool."""
        found = await self._ledger.pool(self._directory.below(org, self._today), self._realm)
        items = tuple(PoolItem.model_validate(one._asdict()) for one in found.rows)
        return AsOf[PoolItem](position=found.position, items=items)

    def _narrowed(self, person: PersonId | None, wanted: Filter) -> WorkWanted:
        within = wanted.due_within
        return WorkWanted(
            process=wanted.process,
            orgs=self._directory.below(wanted.org, self._today) if wanted.org else None,
            action=wanted.step,
            overdue=wanted.overdue,
            due_by=None if within is None else self._today + timedelta(days=within),
            waiter=self._waiter(person, wanted),
        )

    def _waiter(self, person: PersonId | None, wanted: Filter) -> Waiter:
        offices = self._directory.offices(person, self._today) if person else ()
        roles = tuple({one.role for one in offices})
        places = {
            place
            for office in {one.org for one in offices}
            for place in self._directory.below(office, self._today)
        }
        return Waiter(person, tuple(places), None if wanted.reach else roles, wanted.mine)

    def _waits_for(self, person: PersonId, item: WorkItem, case: Matter, *, reach: bool) -> bool:
        named = assigned(item.task, case.assignments, self._today)
        if named:
            return person in named
        if reach:
            return may_do(person, item.task, case, self._directory, self._today)
        offices = self._directory.offices(person, self._today)
        return any(one.org == item.office and one.role == item.task.role for one in offices)


def _urgency(item: WorkItem) -> tuple[bool, date, str, str]:
    task = item.task
    return not task.overdue, task.due_on or date.max, item.stream, task.action
