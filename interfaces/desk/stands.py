"""Where open cases stand, as the process map shows it: counted at each step, and the cases of one step (流程图)."""

from datetime import date
from typing import NamedTuple

from domain.model import Model, StreamName
from domain.orders import OrgId
from domain.process_map import Place
from domain.roster.directory import Directory
from interfaces.desk.answers import AsOf
from interfaces.desk.naming import named
from ledger.realm import EVERYTHING, Realm
from ledger.standing import FIRST, CaseKey, CasesWanted, Standing, StandingCase


class StandCount(Model):
    """How many open cases of a process stand at a place; `overdue`: how many of these. None is no line."""

    process: str
    place: Place
    cases: int
    overdue: int


class StandItem(Model):
    """
    An open case that stands at a step. `about`: whom or what it is about, by name; `steps`: what waits, by action.

    `due_on`: the first day that anything is due; `rests`: until the superior decides how it goes on (中止).
    """

    stream: StreamName
    org: OrgId
    about: str
    due_on: date | None
    overdue: bool
    rests: bool
    steps: tuple[str, ...]


class StandPage(NamedTuple):
    """Cases of one step as of a position. `after`: where the next page begins, None when there is none."""

    found: AsOf[StandItem]
    after: CaseKey | None


class StandsWanted(NamedTuple):
    """Which cases are wanted: `org`: there and below, None = anywhere; `at_most`: to a page."""

    process: str
    place: Place
    org: OrgId | None = None
    after: CaseKey = FIRST
    at_most: int = 100


class Stands:
    """Looks where cases stand, for one day; `realm`: for whom it is asked."""

    def __init__(
        self, standing: Standing, directory: Directory, today: date, realm: Realm = EVERYTHING
    ) -> None:
        self._standing = standing
        self._directory = directory
        self._today = today
        self._realm = realm

    async def counted(self, processes: tuple[str, ...], org: OrgId | None) -> AsOf[StandCount]:
        """Return how many cases stand at each step of some processes."""
        found = await self._standing.counted(processes, self._below(org), self._realm)
        items = tuple(StandCount.model_validate(one._asdict()) for one in found.rows)
        return AsOf[StandCount](position=found.position, items=items)

    async def page(self, wanted: StandsWanted) -> StandPage:
        """Return cases of one step: what is due first, first."""
        asked = CasesWanted(
            wanted.process, wanted.place, self._below(wanted.org), wanted.after, wanted.at_most + 1
        )
        found = await self._standing.cases(asked, self._realm)
        shown = found.rows[: wanted.at_most]
        after = shown[-1].key if len(shown) < len(found.rows) else None
        items = tuple(self._item(one) for one in shown)
        return StandPage(AsOf[StandItem](position=found.position, items=items), after)

    def _below(self, org: OrgId | None) -> tuple[OrgId, ...] | None:
        return tuple(self._directory.below(org, self._today)) if org else None

    def _item(self, one: StandingCase) -> StandItem:
        told = {name: getattr(one, name) for name in ("stream", "org", "due_on", "overdue", "rests", "steps")}
        return StandItem(about=named(one.about, one.names, self._directory, self._today), **told)
