"""Where the open cases of a process stand, counted, and one step's cases page by page."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import asyncpg

from domain.orders import OrgId
from domain.process_map import Place
from journal.journal import Journal
from ledger import statements
from ledger.answers import AsOf
from ledger.looking import looking
from ledger.realm import EVERYTHING, Realm
from ledger.subjects import About


class Counted(NamedTuple):
    """How many open cases of a process stand at a place; `overdue`: how many of these."""

    process: str
    place: Place
    cases: int
    overdue: int


class CaseKey(NamedTuple):
    """Where a page ends: the day that is due (`date.max` for none), and the stream."""

    due_on: date
    stream: str


FIRST = CaseKey(date.min, "")
"""Before the first page."""


class CasesWanted(NamedTuple):
    """Which cases are wanted; `orgs`: where they lie, None = anywhere."""

    process: str
    place: Place
    orgs: tuple[OrgId, ...] | None = None
    after: CaseKey = FIRST
    at_most: int = 100


class StandingCase(NamedTuple):
    """An open case; `names`: of the streams it is about. See `OpenCaseRow`."""

    stream: str
    org: OrgId
    due_on: date | None
    overdue: bool
    rests: bool
    steps: tuple[str, ...]
    about: About
    names: tuple[str, ...]

    @property
    def key(self) -> CaseKey:
        """Its place in the order."""
        return CaseKey(self.due_on or date.max, self.stream)


class Standing:
    """Reads as `Ledger` does, within the realm of whoever asks."""

    def __init__(self, journal: Journal) -> None:
        self._pool = journal.readers

    async def counted(
        self, processes: Sequence[str], orgs: tuple[OrgId, ...] | None = None, realm: Realm = EVERYTHING
    ) -> AsOf[Counted]:
        """Return how many stand where, by process and place; where none stands there is no row."""
        async with looking(self._pool, realm) as look:
            rows = await look.connection.fetch(statements.CASES_COUNTED, processes, orgs)
            return AsOf(look.position, [_counted(row) for row in rows])

    async def cases(self, wanted: CasesWanted, realm: Realm = EVERYTHING) -> AsOf[StandingCase]:
        """Return cases that stand at a place: what is due first, first."""
        place, after = wanted.place, wanted.after
        async with looking(self._pool, realm) as look:
            rows = await look.connection.fetch(
                statements.CASES_AT,
                wanted.process,
                place.status,
                place.closed,
                wanted.orgs,
                after.due_on,
                after.stream,
                wanted.at_most,
            )
            return AsOf(look.position, [_case(row) for row in rows])


def _counted(row: asyncpg.Record) -> Counted:
    place = Place(status=row["status"], closed=row["closed"])
    return Counted(row["process"], place, row["cases"], row["overdue"])


def _case(row: asyncpg.Record) -> StandingCase:
    return StandingCase(
        stream=row["stream"],
        org=row["org"],
        due_on=row["due_on"],
        overdue=row["overdue"],
        rests=row["rests"],
        steps=tuple(row["steps"]),
        about=About.model_validate_json(row["about"]),
        names=tuple(row["names"]),
    )
