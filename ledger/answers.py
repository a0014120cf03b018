"""What the ledger is asked and answers."""

from datetime import date
from typing import Generic, NamedTuple, TypeVar

from domain.matter.state import Assignment
from domain.orders import OrgId, Role
from domain.people import PersonId
from domain.tasks import Task
from ledger.subjects import About

T = TypeVar("T")


class AsOf(NamedTuple, Generic[T]):
    """Rows, and the position of the journal at which they are true."""

    position: int
    rows: list[T]


class Waiter(NamedTuple):
    """
    For whom steps wait; `person`: None = anybody.

    `places`: where the person's offices, or what lies below them, are; `roles`: None = whichever. `only_named`: only
    what was given by name.
    """

    person: PersonId | None = None
    places: tuple[OrgId, ...] = ()
    roles: tuple[Role, ...] | None = None
    only_named: bool = False


class WorkKey(NamedTuple):
    """The place of a step in the order of work: overdue first, then by day (`date.max` for none), case and step."""

    punctual: bool
    due_on: date
    stream: str
    action: str


FIRST = WorkKey(punctual=False, due_on=date.min, stream="", action="")
"""Before the first step."""

_MANY = 100
"""Organisations from which on work is looked through in its order, instead of found organisation by organisation."""


class WorkWanted(NamedTuple):
    """What of the work is wanted; None = all. `orgs`: where the steps lie; `due_by`: the last day, included."""

    process: str | None = None
    orgs: tuple[OrgId, ...] | None = None
    action: str | None = None
    overdue: bool = False
    due_by: date | None = None
    waiter: Waiter = Waiter()
    after: WorkKey = FIRST
    at_most: int | None = None

    @property
    def of_many(self) -> bool:
        """Whether so many organisations are looked at that nearly every step there is may be wanted."""
        places = self.orgs if self.waiter.person is None else self.waiter.places
        return places is None or len(places) > _MANY


class Waiting(NamedTuple):
    """
    A step that waits, and what the rules need to tell for whom.

    `names`: of the streams the case is about, in their order; the id where nothing names one.
    """

    stream: str
    version: int
    case_org: OrgId
    task: Task
    assignments: tuple[Assignment, ...]
    about: About
    names: tuple[str, ...]

    @property
    def key(self) -> WorkKey:
        """Its place in the order."""
        task = self.task
        return WorkKey(not task.overdue, task.due_on or date.max, self.stream, task.action)


class InPool(NamedTuple):
    """An enterprise that waits for partners or a host; `counted`: None when nobody told."""

    enterprise: str
    name: str
    org: OrgId
    counted: int | None
