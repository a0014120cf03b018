"""台账 and figures: what the ledger shows of an organisation and all below it, at a position that it names."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import NamedTuple

from domain.dates import last_day
from domain.figures import Figure
from domain.model import Model
from domain.orders import OrgId
from domain.policy.policy import Policy
from domain.refusals import DomainError
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel
from interfaces.sheets.spool import Spool
from journal.journal import Journal
from ledger.coverage.counted import Figures, FoundedCase, OverdueStep, OverdueTask, QuotaFilled
from ledger.coverage.counting import Asked
from ledger.coverage.placing import placed
from ledger.realm import EVERYTHING, Realm
from ledger.registers.evaluations import ShownEvaluation
from ledger.registers.register import FIRST, Key, Order, Register, Row, Tally, Wanted, key_of
from ledger.registers.snapshot import Snapshot, snapshot_of

OF_REGISTER = {
    Figure.TERMS: Register.SECRETARIES,
    Figure.TERMS_ENDING: Register.SECRETARIES,
    Figure.FILINGS: Register.FILINGS,
    Figure.LATE: Register.FILINGS,
}
"""Where the rows of a figure stand, if not among the enterprises."""


class DayToComeError(DomainError):
    """What is asked for is told of a day that is over, or goes on."""

    rule = "desk.day-to-come"

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day=day.isoformat(), today=today.isoformat())


class Situation(NamedTuple):
    """What an overview is made by: who is who, which day it is of, what the policy of that day says."""

    directory: Directory
    today: date
    policy: Policy


class AskedOf(NamedTuple):
    """
    What of a register is asked for; None = any. `org`: and all below it today; `text`: in a name or an id.

    `realm`: the organisations that whoever asks may see: no row of another is looked for, and PostgreSQL shows none.
    """

    org: OrgId | None = None
    statuses: tuple[str, ...] | None = None
    text: str | None = None
    figure: Figure | None = None
    year: int | None = None
    realm: frozenset[OrgId] | None = None
    order: Order = Order.ORG


class Standing(Model):
    """Where in the journal something is true: the position, and when that entry was recorded; None before the first."""

    position: int
    at: datetime | None


class Page(NamedTuple):
    """Rows of a register. `after`: where the next page begins; None behind the last row."""

    standing: Standing
    rows: list[Row]
    after: Key | None


class Tallied(NamedTuple):
    """How many rows the registers have."""

    standing: Standing
    counted: tuple[Tally, ...]


class CoverageShown(Model):
    """
    The figures of an organisation, a line for each below it, and their total. Source: domain.md §11.

    `on`: as that day ended, None = as it is now; `until`: a term that ends by then is about to end; `overdue`, `stars`:
    of each line, step by step and quota by quota, and like the days needed told of now alone.
    """

    standing: Standing
    org: OrgId | None
    on: date | None = None
    until: date
    lines: tuple[Figures, ...]
    total: Figures
    overdue: tuple[OverdueStep, ...]
    stars: tuple[QuotaFilled, ...]


Rows = list[Row] | list[FoundedCase] | list[OverdueTask]


class FiguresRows(NamedTuple):
    """The rows that a figure counted."""

    standing: Standing
    rows: Rows


class Overview:
    """Answers for as long as it is asked; `situation`, of a day (None: of today), and `fresh` are asked for each answer anew."""

    def __init__(
        self,
        journal: Journal,
        situation: Callable[[date | None], Awaitable[Situation]],
        fresh: Callable[[], Awaitable[object]],
    ) -> None:
        """`fresh`: waits until the ledger knows what was recorded by now."""
        self._journal = journal
        self._situation = situation
        self._fresh = fresh

    async def page(self, register: Register, asked: AskedOf, after: Key = FIRST, at_most: int = 100) -> Page:
        """Return the rows of a register that follow a place in its order."""
        wanted = await self._wanted(asked)
        async with self._looking(Realm(asked.realm)) as look:
            rows = await look.page(register, wanted, after, at_most + 1, asked.order)
            shown = rows[:at_most]
            more = key_of(shown[-1]) if len(rows) > at_most else None
            return Page(await self._standing(look), shown, more)

    async def tallies(self, realm: Realm) -> Tallied:
        """Return how many rows each register has, status by status."""
        async with self._looking(realm) as look:
            return Tallied(
                counted=await look.tallies(realm.narrowed(None)), standing=await self._standing(look)
            )

    async def gather(self, asked: AskedOf, spool: Spool, advanced: Callable[[int], None]) -> Standing:
        """Put all rows of the spool's register into it, as they are at one position; `advanced`: how many more."""
        wanted = await self._wanted(asked)
        async with self._looking(Realm(asked.realm)) as look:
            async for rows in look.pages(spool.register, wanted, asked.order):
                spool.add(rows)
                advanced(len(rows))
            return await self._standing(look)

    async def coverage(
        self,
        org: OrgId | None,
        level: OrgLevel | None = None,
        year: int | None = None,
        realm: Realm = EVERYTHING,
        on: date | None = None,
    ) -> CoverageShown:
        """
        Return the figures; `level`: a line for each organisation of it; `year`: of the stars, None = the last.

        `on`: as that day ended, by the places, the policy and the terms of that day, None = as they are now. Since a day
        after which nothing was recorded, nothing has changed but the day itself.
        """
        asked = await self._asked(org, level, year, realm, on)
        async with self._looking(realm) as look:
            ended = await look.ended(on) if on else None
            counts = await look.counts_on(asked, on) if on and ended else await look.counts(asked)
            standing = Standing(position=ended.position, at=ended.at) if ended else await self._standing(look)
            return CoverageShown(
                standing=standing,
                org=org,
                on=on,
                until=asked.until,
                lines=counts.lines,
                total=counts.total,
                overdue=counts.overdue,
                stars=counts.stars,
            )

    async def opened(
        self, figure: Figure, org: OrgId | None, year: int | None = None, realm: Realm = EVERYTHING
    ) -> FiguresRows:
        """Return the rows that a figure of an organisation counted."""
        wanted = await self._wanted(AskedOf(org, figure=figure, year=year, realm=realm.orgs))
        asked = await self._asked(org, None, year, realm)
        async with self._looking(realm) as look:
            if figure is Figure.STARS:
                rows: Rows = await _starred(look, asked)
            else:
                rows = await _rows(look, figure, wanted)
            return FiguresRows(await self._standing(look), rows)

    async def _asked(
        self,
        org: OrgId | None,
        level: OrgLevel | None,
        year: int | None,
        realm: Realm,
        on: date | None = None,
    ) -> Asked:
        now = await self._situation(on)
        lines = placed(now.directory, org, now.today, level)
        others = lines.others and (realm.orgs is None or not realm.orgs.issubset(lines.orgs))
        return Asked(
            org, lines._replace(others=others), _until(now), year
        )  # what nobody sees is not looked for

    async def _wanted(self, asked: AskedOf) -> Wanted:
        now = await self._situation(None)
        orgs = now.directory.below(asked.org, now.today) if asked.org is not None else None
        ending = asked.figure is Figure.TERMS_ENDING
        return Wanted(
            orgs=Realm(asked.realm).narrowed(orgs),  # what is not wanted is not looked through
            statuses=asked.statuses,
            text=asked.text,
            figure=Figure.TERMS if ending else asked.figure,
            until=_until(now) if ending else None,
            year=asked.year,
        )

    @asynccontextmanager
    async def _looking(self, realm: Realm) -> AsyncIterator[Snapshot]:
        await self._fresh()
        async with snapshot_of(self._journal.readers, realm) as look:
            yield look

    async def _standing(self, look: Snapshot) -> Standing:
        entries = await self._journal.at([look.position]) if look.position else []
        return Standing(position=look.position, at=entries[0].recorded_at if entries else None)


async def _starred(look: Snapshot, asked: Asked) -> list[Row]:
    """Return the evaluations whose star takes a place of a quota, in the rounds that were asked for."""
    quotas = {(one.round, one.scheme, one.star) for one in (await look.counts(asked)).stars}
    found = look.pages(Register.EVALUATIONS, Wanted(figure=Figure.STARS))
    return [
        row
        async for rows in found
        for row in rows
        if isinstance(row, ShownEvaluation) and (row.round, row.scheme, row.star) in quotas
    ]


async def _rows(look: Snapshot, figure: Figure, wanted: Wanted) -> Rows:
    match figure:
        case Figure.FOUNDED:
            return await look.founded(wanted.orgs)
        case Figure.OVERDUE:
            return await look.overdue(wanted.orgs)
        case _:
            register = OF_REGISTER.get(figure, Register.ENTERPRISES)
            return [row async for rows in look.pages(register, wanted) for row in rows]


def _until(now: Situation) -> date:
    """Return the last day of a term that is reminded of already. Source: L, `branch.reelection_reminder`."""
    return last_day(now.today, now.policy.branch.reelection_reminder)
