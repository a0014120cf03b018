"""What can be asked at the desk."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from activities.refused import RefusedReading, record_refused_reading
from activities.rosters import Rosters
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.dates import local_day
from domain.events import Fact
from domain.figures import Figure
from domain.inbox.commands import ReceiveEvent
from domain.inbox.told import CloudEvent
from domain.orders import OrgId
from domain.people import PersonId
from domain.places import office_of
from domain.processes import CASES
from domain.refusals import DomainError
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel
from domain.roster.state import RosterState
from domain.rules import Rules
from interfaces.desk.answers import (
    AsOf,
    Item,
    LedgerBehindError,
    Line,
    PoolItem,
    Reading,
    RefusedError,
    SealReach,
    WorkItem,
)
from interfaces.desk.names import check_stream
from interfaces.desk.outages import outages_named
from interfaces.desk.overview import (
    AskedOf,
    CoverageShown,
    DayToComeError,
    FiguresRows,
    Overview,
    Page,
    Situation,
    Standing,
    Tallied,
)
from interfaces.desk.reader import Reader
from interfaces.desk.stands import StandCount, StandPage, Stands, StandsWanted
from interfaces.desk.worklist import WHOLE, Filter, Portion, Worklist, WorkPage
from interfaces.sheets.spool import Spool
from journal.entry import StoredEntry
from journal.journal import Journal
from journal.rulebook import Rulebook
from ledger.ledger import Ledger
from ledger.letters import Letter, Letters, LettersWanted
from ledger.realm import EVERYTHING, Realm
from ledger.registers.register import FIRST, Key, Register
from ledger.standing import Standing as StandingCases
from ledger.subjects import about, name_of
from ledger.watching import Watch

_ANY_NEW_CASE = "policy/now"


class Pages(NamedTuple):
    """
    Which lines of a story are wanted.

    `after`: a position, exclusive; `limit`: lines, None = all; `technical`: also of how the service works; `at_least`:
    as `Enquiries.work` takes it.
    """

    after: int = 0
    limit: int | None = None
    technical: bool = True
    at_least: int | None = None


class Reached(NamedTuple):
    """Up to which position the journal is; `folded`: and the ledger."""

    position: int
    folded: int


class Enquiries:
    """
    Answers from the journal, and from the ledger that is folded from it, Temporal away or not.

    Every method raises `RefusedError` for a name that no process has, which is not put on record, and
    `DeskUnavailableError`. `realm`: for whom is asked; no row of another organisation is in the answer.
    """

    def __init__(
        self, journal: Journal, catalogue: Catalogue, clock: RealOrRehearsal, now: Callable[[], datetime]
    ) -> None:
        self.catalogue = catalogue
        self._journal = journal
        self._clock = clock
        self._now = now
        self._rulebook = Rulebook(journal)
        self._rosters = Rosters(journal)
        self._reader = Reader(journal, catalogue)
        self._ledger = Ledger(journal)
        self._letters = Letters(journal)
        self.watch = Watch(journal.dsn)
        self._standing = StandingCases(journal)
        self._overview = Overview(journal, self._situation, lambda: self._folded(None))

    @property
    def rehearsal(self) -> bool:
        """Whether acts are only rehearsed in this journal."""
        return self._clock.rehearsal

    @property
    def moment(self) -> datetime:
        """What time it is in this journal, UTC."""
        return self._clock.read(self._now())

    @property
    def today(self) -> date:
        """The local day in this journal."""
        return local_day(self.moment)

    async def directory(self) -> Directory:
        """Return who is who now."""
        with self._answering():
            return await self._rosters.directory()

    async def rosters(self) -> list[RosterState]:
        """Return the rosters themselves."""
        with self._answering():
            return await self._rosters.states()

    async def offices_of(self, reading: Reading) -> tuple[OrgId, ...]:
        """Return at which office each step waits, as the worklist has it; where none can, where the step lies."""
        directory, minimum = await self.directory(), (await self.rules()).policy.shared.deciders_minimum.value
        return tuple(
            office_of(one, reading.state, directory, self.today, minimum) or one.org for one in reading.tasks
        )

    async def rules(self) -> Rules:
        """Return what a case that is opened now would be judged by."""
        with self._answering():
            return await self._rulebook.rules(_ANY_NEW_CASE, None, self.moment)

    async def rules_of(self, stream: str) -> Rules:
        """Return what an existing case is judged by: its policy is the one it was opened under."""
        with self._answering():
            first = (await self._journal.load(stream))[:1]
            return await self._rulebook.rules(stream, first[0] if first else None, self.moment)

    async def last_entry(self, stream: str) -> UUID:
        """Return the id of the last entry of a stream that has any."""
        with self._answering():
            return (await self._journal.load(stream))[-1].id

    async def state(
        self,
        stream: str,
        *,
        version: int | None = None,
        at: datetime | None = None,
        valid_on: date | None = None,
    ) -> Reading:
        """Return a stream as it stands, as it was known at a version or a moment, or as it was valid on a day."""
        with self._answering():
            check_stream(stream)
            reading = await self._reader.state(stream, version=version, at=at, valid_on=valid_on)
            seal = await self._seal()
            return reading.model_copy(update={"sealed": 0 < reading.position <= seal.sealed})

    async def about(self, reading: Reading) -> str:
        """Return whom or what a case is about, by name; empty where it tells of nobody."""
        told = about(reading.stream, reading.state)
        if told.org is not None:
            return (await self.directory()).org_name(told.org, self.today)
        with self._answering():
            others = [await self._reader.state(stream) for stream in told.streams]
        return told.name or "、".join(filter(None, (name_of(one.state) for one in others)))

    async def put_refused_reading_on_record(self, refused: RefusedReading) -> None:
        """Put on record that somebody asked what was not theirs to ask."""
        with self._answering():
            await record_refused_reading(self._journal, refused, self.moment)

    async def seal(self) -> SealReach:
        """Return how far the journal is sealed."""
        with self._answering():
            return await self._seal()

    async def facts(self, stream: str) -> list[Fact[Any]]:
        """Return the facts of a stream, in order."""
        with self._answering():
            return await self._reader.facts(stream)

    async def entries(self, stream: str) -> list[StoredEntry]:
        """Return the entries of a stream as they stand, in order; [] when it has none."""
        with self._answering():
            check_stream(stream)
            return await self._journal.load(stream)

    async def timeline(
        self, name: str, pages: Pages | None = None, *, realm: Realm = EVERYTHING
    ) -> AsOf[Line]:
        """Return the story of a stream, or of everything with a tag (`branch:b-1`), in the order of the journal."""
        pages = pages or Pages()
        with self._answering():
            head = await self._folded(pages.at_least)
            found = await self._ledger.timeline(
                name,
                pages.after,
                pages.limit and pages.limit + 1,
                technical=pages.technical,
                realm=realm,
            )
            shown = found.rows[: pages.limit]
            seal = await self._seal()
            lines = [
                line.model_copy(update={"sealed": line.position <= seal.sealed})
                for line in await self._reader.lines(shown, await self._rosters.directory())
            ]
            told = AsOf[Line](
                position=found.position,
                items=tuple(lines),
                after=shown[-1] if len(shown) < len(found.rows) else None,
            )
            return _told(told, head, seal)

    async def work(
        self,
        person: PersonId | None,
        wanted: Filter | None = None,
        *,
        at_least: int | None = None,
        realm: Realm = EVERYTHING,
    ) -> AsOf[WorkItem]:
        """
        Return what waits for a person (None: for anybody); overdue first, then by the day it is due.

        `at_least`: a position it must be true at, or later; None: what was recorded when it was asked, and if the ledger
        is slow, what it knows by then (`AsOf.behind`). Raises `LedgerBehindError` for a position that was asked for.
        """
        return (await self.work_page(person, wanted or Filter(), at_least=at_least, realm=realm)).found

    async def work_page(
        self,
        person: PersonId | None,
        wanted: Filter,
        portion: Portion = WHOLE,
        *,
        at_least: int | None = None,
        realm: Realm = EVERYTHING,
    ) -> WorkPage:
        """Return a portion of what `work` returns, and where the next begins."""
        with self._answering():
            head = await self._folded(at_least)
            minimum = (await self.rules()).policy.shared.deciders_minimum.value
            page = await (await self._worklist(realm)).page(person, wanted, minimum, portion)
            return page._replace(found=_told(page.found, head, await self._seal()))

    async def pool(
        self, org: OrgId, *, at_least: int | None = None, realm: Realm = EVERYTHING
    ) -> AsOf[PoolItem]:
        """
        Return the enterprises of an organisation and below that wait for partners or a host (待联建).

        `at_least`: as `work` takes it.
        """
        with self._answering():
            head = await self._folded(at_least)
            return _told(await (await self._worklist(realm)).pool(org), head, await self._seal())

    async def stands(
        self,
        processes: Iterable[str] = CASES,
        org: OrgId | None = None,
        *,
        at_least: int | None = None,
        realm: Realm = EVERYTHING,
    ) -> AsOf[StandCount]:
        """
        Return how many open cases stand at each step of some processes, at an organisation (None: any) and below.

        Those at rest stand where they stood; a step where none stands is left out. `at_least`: as `work` takes it.
        """
        with self._answering():
            head = await self._folded(at_least)
            found = await (await self._stands(realm)).counted(tuple(sorted(processes)), org)
            return _told(found, head, await self._seal())

    async def stands_at(
        self, wanted: StandsWanted, *, at_least: int | None = None, realm: Realm = EVERYTHING
    ) -> StandPage:
        """Return the cases that stand at one step: what is due first, first. `at_least`: as `work` takes it."""
        with self._answering():
            head = await self._folded(at_least)
            page = await (await self._stands(realm)).page(wanted)
            return page._replace(found=_told(page.found, head, await self._seal()))

    async def letters(
        self, wanted: LettersWanted, *, at_least: int | None = None, realm: Realm = EVERYTHING
    ) -> AsOf[Letter]:
        """Return upstream events and how they stand, by position. `at_least`: as `work` takes it."""
        with self._answering():
            head = await self._folded(at_least)
            found = await self._letters.letters(wanted._replace(limit=wanted.limit + 1), realm)
            shown = found.rows[: wanted.limit]
            after = shown[-1].position if len(shown) < len(found.rows) else None
            told = AsOf[Letter](position=found.position, items=tuple(shown), after=after)
            return _told(told, head, await self._seal())

    async def said(self, letter: Letter) -> CloudEvent:
        """Return what an upstream event said."""
        with self._answering():
            (entry,) = await self._journal.at([letter.position])
            return ReceiveEvent.model_validate_json(entry.decoded().cause.body or "").event

    async def standing(self) -> Reached:
        """Return up to which position the journal is, and the ledger with it."""
        with self._answering():
            return Reached(await self._journal.length(), await self._ledger.position())

    async def reached(self, at_least: int) -> None:
        """Wait until the ledger has come to a position. Raises `LedgerBehindError` when it does not in time."""
        with self._answering():
            await self._folded(at_least)

    async def open_cases(self) -> AsyncIterator[Reading]:
        """
        Yield every stream in which somebody is awaited: none is left out.

        Raises `LedgerBehindError` when the ledger does not know yet which they are.
        """
        with self._answering():
            await self._folded(await self._journal.length())
            for stream in (await self._ledger.open_cases()).rows:
                reading = await self._reader.state(stream)
                if reading.tasks:
                    yield reading

    async def register_page(
        self, register: Register, asked: AskedOf, after: Key = FIRST, at_most: int = 100
    ) -> Page:
        """Return rows of a register (台账) that follow a place in its order."""
        with self._answering():
            return await self._overview.page(register, asked, after, at_most)

    async def register_tallies(self, realm: Realm = EVERYTHING) -> Tallied:
        """Return how many rows each register has, status by status."""
        with self._answering():
            return await self._overview.tallies(realm)

    async def gather(self, asked: AskedOf, spool: Spool, advanced: Callable[[int], None]) -> Standing:
        """Put all rows of a spool's register into it; `advanced` is told how many more."""
        with self._answering():
            return await self._overview.gather(asked, spool, advanced)

    async def coverage(
        self,
        org: OrgId | None,
        level: OrgLevel | None = None,
        year: int | None = None,
        realm: Realm = EVERYTHING,
        *,
        on: date | None = None,
    ) -> CoverageShown:
        """
        Return the coverage figures of an organisation (None: of everybody), line by line; `on`: as that day ended.

        Source: domain.md §11. Raises `DayToComeError`.
        """
        if on is not None and on > self.today:
            raise DayToComeError(on, self.today)
        with self._answering():
            return await self._overview.coverage(org, level, year, realm, None if on == self.today else on)

    async def opened(
        self, figure: Figure, org: OrgId | None, year: int | None = None, realm: Realm = EVERYTHING
    ) -> FiguresRows:
        """Return the rows that a figure counted."""
        with self._answering():
            return await self._overview.opened(figure, org, year, realm)

    async def streams(self, process: str) -> list[str]:
        """Return the names of all streams of a process."""
        with self._answering():
            return [stream async for stream in self._reader.streams(process)]

    async def _situation(self, on: date | None) -> Situation:
        day = on or self.today
        policy = (await self.rules()).policy_on(day)
        return Situation(await self._rosters.directory(), day, policy)

    async def _worklist(self, realm: Realm) -> Worklist:
        return Worklist(self._ledger, await self._rosters.directory(), self.today, realm)

    async def _stands(self, realm: Realm) -> Stands:
        return Stands(self._standing, await self._rosters.directory(), self.today, realm)

    async def _seal(self) -> SealReach:
        return SealReach.model_validate((await self._journal.seals.reach())._asdict())

    async def _folded(self, at_least: int | None) -> int:
        """Wait until the ledger knows what was recorded by now, or what is asked for; return that position."""
        wanted = await self._journal.length() if at_least is None else at_least
        reached = await self._ledger.at_least(wanted)
        if at_least is not None and reached < at_least:
            raise LedgerBehindError(reached, at_least)
        return wanted

    @contextmanager
    def _answering(self) -> Iterator[None]:
        with outages_named():
            try:
                yield
            except DomainError as refused:
                raise RefusedError(self.catalogue.refusal(refused)) from None


def _told(found: AsOf[Item], head: int, seal: SealReach) -> AsOf[Item]:
    return found.model_copy(update={"behind": max(0, head - found.position), "seal": seal})
