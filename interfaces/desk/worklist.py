"""待办 and 待联建: who waits for whom, until when. The ledger narrows; for whom a step is, the rules tell."""

from contextlib import aclosing
from datetime import date, timedelta
from typing import NamedTuple

from domain.matter.state import Matter
from domain.orders import OrgId
from domain.people import PersonId
from domain.places import assigned, may_do, office_of
from domain.roster.directory import Directory
from interfaces.desk.answers import AsOf, PoolItem, WorkItem
from interfaces.desk.naming import named
from ledger.answers import FIRST, Waiter, Waiting, WorkKey, WorkWanted
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


class Portion(NamedTuple):
    """How much of the work is wanted: what follows a place in its order; `at_most`: None = all of it."""

    after: WorkKey = FIRST
    at_most: int | None = None


WHOLE = Portion()


class WorkPage(NamedTuple):
    """Steps that wait. `after`: where the next page begins, None when there is none."""

    found: AsOf[WorkItem]
    after: WorkKey | None


class Worklist:
    """Looks through what waits, for one day; `realm`: for whom it is asked."""

    def __init__(self, ledger: Ledger, directory: Directory, today: date, realm: Realm = EVERYTHING) -> None:
        self._ledger = ledger
        self._directory = directory
        self._today = today
        self._realm = realm

    async def page(
        self, person: PersonId | None, wanted: Filter, deciders_minimum: int, portion: Portion = WHOLE
    ) -> WorkPage:
        """Return what waits for a person (None: for anybody); overdue first, then by the day it is due."""
        at_most = portion.at_most
        asked = self._narrowed(person, wanted)._replace(
            after=portion.after, at_most=None if at_most is None else at_most + 1
        )
        position = 0
        items: list[WorkItem] = []
        after: WorkKey | None = None
        async with aclosing(self._ledger.work(asked, self._realm)) as portions:
            async for found in portions:
                position = found.position
                for one in found.rows:
                    item = self._item(one, deciders_minimum)
                    if person is not None and not self._waits_for(person, item, one, reach=wanted.reach):
                        continue
                    if len(items) == at_most:
                        return WorkPage(AsOf[WorkItem](position=position, items=tuple(items)), after)
                    items.append(item)
                    after = one.key
        return WorkPage(AsOf[WorkItem](position=position, items=tuple(items)), None)

    async def pool(self, org: OrgId) -> AsOf[PoolItem]:
        """Return the enterprises at or below an organisation that are in the pool."""
        found = await self._ledger.pool(self._directory.below(org, self._today), self._realm)
        items = tuple(PoolItem.model_validate(one._asdict()) for one in found.rows)
        return AsOf[PoolItem](position=found.position, items=items)

    def _narrowed(self, person: PersonId | None, wanted: Filter) -> WorkWanted:
        within = wanted.due_within
        return WorkWanted(
            process=wanted.process,
            orgs=self._orgs(person, wanted),
            action=wanted.step,
            overdue=wanted.overdue,
            due_by=None if within is None else self._today + timedelta(days=within),
            waiter=self._waiter(person, wanted),
        )

    def _orgs(self, person: PersonId | None, wanted: Filter) -> tuple[OrgId, ...] | None:
        """Return where steps lie that are wanted; whoever asks for anybody's is told those of the realm."""
        below = self._directory.below(wanted.org, self._today) if wanted.org else None
        return below if person is not None else self._realm.narrowed(below)

    def _waiter(self, person: PersonId | None, wanted: Filter) -> Waiter:
        offices = self._directory.offices(person, self._today) if person else ()
        roles = tuple({one.role for one in offices})
        places = {
            place
            for office in {one.org for one in offices}
            for place in self._directory.below(office, self._today)
        }
        return Waiter(person, tuple(places), None if wanted.reach else roles, wanted.mine)

    def _item(self, one: Waiting, deciders_minimum: int) -> WorkItem:
        return WorkItem(
            stream=one.stream,
            version=one.version,
            task=one.task,
            office=office_of(one.task, _case(one), self._directory, self._today, deciders_minimum),
            about=named(one.about, one.names, self._directory, self._today),
        )

    def _waits_for(self, person: PersonId, item: WorkItem, one: Waiting, *, reach: bool) -> bool:
        named = assigned(item.task, one.assignments, self._today)
        if named:
            return person in named
        if reach:
            return may_do(person, item.task, _case(one), self._directory, self._today)
        offices = self._directory.offices(person, self._today)
        return any(one.org == item.office and one.role == item.task.role for one in offices)


def _case(one: Waiting) -> Matter:
    """Return as much of a case as tells for whom a step is."""
    return Matter(stream=one.stream, org=one.case_org, assignments=one.assignments)
