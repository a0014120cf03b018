"""The counter (柜台): what can be had of the desk, whether one stands before it or asks from afar."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.catalogue import Catalogue
from domain.figures import Figure
from domain.inbox.told import CloudEvent
from domain.orders import Command, OrgId
from domain.people import PersonId
from domain.refusals import Refusal
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel
from domain.rules import Rules
from interfaces.desk.answers import Answer, AsOf, Line, PoolItem, Reading, SealReach, WorkItem
from interfaces.desk.desk import Sender
from interfaces.desk.enquiries import Pages
from interfaces.desk.overview import AskedOf, CoverageShown, FiguresRows, Page
from interfaces.desk.worklist import Filter
from ledger.letters import Letter, LettersWanted
from ledger.registers.register import FIRST, Key, Register


class Counter(Protocol):
    """
    As `Desk` and `Enquiries` say, method by method.

    Every method raises `RefusedError`, and `DeskUnavailableError`; those with `at_least` also `LedgerBehindError`.
    """

    catalogue: Catalogue

    @property
    def moment(self) -> datetime:
        """What time it is in the journal, UTC."""

    @property
    def today(self) -> date:
        """The local day in the journal."""

    async def settle(self, stream: str, command: Command, by: Sender) -> Answer:
        """Have an order settled. One whose id was answered before gets the first answer."""

    def settle_all(
        self, orders: Sequence[tuple[str, Command]], by: Sender
    ) -> AsyncIterator[tuple[str, Answer | Refusal]]:
        """Have many orders settled, each answered by itself, in order."""

    async def open(self, process: str, command: Command, parts: tuple[str, ...], by: Sender) -> Answer:
        """Open a case."""

    async def directory(self) -> Directory:
        """Return who is who now."""

    async def rules(self) -> Rules:
        """Return what a case that is opened now would be judged by."""

    async def seal(self) -> SealReach:
        """Return how far the journal is sealed."""

    async def state(
        self,
        stream: str,
        *,
        version: int | None = None,
        at: datetime | None = None,
        valid_on: date | None = None,
    ) -> Reading:
        """Return a stream as it stands, as it was known, or as it was valid on a day."""

    async def streams(self, process: str) -> list[str]:
        """Return the names of all streams of a process."""

    async def timeline(self, name: str, pages: Pages | None = None) -> AsOf[Line]:
        """Return the story of a stream, or of everything with a tag."""

    async def work(
        self, person: PersonId | None, wanted: Filter | None = None, *, at_least: int | None = None
    ) -> AsOf[WorkItem]:
        """Return what waits for a person (None: for anybody)."""

    async def pool(self, org: OrgId, *, at_least: int | None = None) -> AsOf[PoolItem]:
        """Return the enterprises that wait for partners or a host."""

    async def letters(self, wanted: LettersWanted, *, at_least: int | None = None) -> AsOf[Letter]:
        """Return upstream events and how they stand, by position."""

    async def said(self, letter: Letter) -> CloudEvent:
        """Return what an upstream event said."""

    async def register_page(
        self, register: Register, asked: AskedOf, after: Key = FIRST, at_most: int = 100
    ) -> Page:
        """Return rows of a register that follow a place in its order."""

    async def coverage(
        self,
        org: OrgId | None,
        level: OrgLevel | None = None,
        year: int | None = None,
        *,
        on: date | None = None,
    ) -> CoverageShown:
        """Return the coverage figures of an organisation (None: of everybody); `on`: as that day ended."""

    async def opened(self, figure: Figure, org: OrgId | None, year: int | None = None) -> FiguresRows:
        """Return the rows that a figure counted."""
