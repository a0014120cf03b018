"""
`conform`: every stored command is put to the rules again, and what they produce is compared with what stands.

Recorded causes make it exact, entries whose cause was time included. It goes forward through the journal once.
"""

from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from audit.acts import ReadAct, StoredAct, acts_among, acts_of, read_act
from audit.books import AsOfToday, AsStamped, Book, BrokenRulesError
from audit.departures import departures
from audit.findings import Departure, Finding
from audit.judging import Judge
from audit.standing import REMEMBERED, Kept, Loaded, Standings
from domain.refusals import DomainError
from journal.entry import StoredEntry
from journal.journal import Journal
from journal.rules_on_record import RulesOnRecord

PAGE = 2_000
"""Entries read at a time."""

Advanced = Callable[[int, int], None]
"""Is told how many entries more were checked, of how many in all."""


class Checked(NamedTuple):
    """One command after the check. `decided`: whether a decider stands for it; the journal's own entries have none."""

    act: StoredAct
    decided: bool
    findings: tuple[Finding, ...]


async def conform_all(
    journal: Journal, today: date | None = None, remembered: int = REMEMBERED
) -> AsyncIterator[Checked]:
    """
    Yield every command of the journal, checked, in the order of the journal.

    `today`: judge by the documents in force on that day, instead of those each command names. `remembered`: of how
    many streams the states are kept at a time. Raises `JournalUnavailableError`.
    """
    check = await Conformance.of(journal, Kept(journal, remembered), today)
    async for act in acts_among(_pages(journal)):
        yield await check.checked(act)


async def conform_stream(journal: Journal, stream: str, today: date | None = None) -> AsyncIterator[Checked]:
    """Yield every command that left an entry in a stream, checked, with all it left elsewhere."""
    check = await Conformance.of(journal, Loaded(journal), today)
    for act in acts_of(await journal.load(stream)):
        if act.decided:
            act = StoredAct(tuple(await journal.find(act.command_id)))  # noqa: PLW2901  # the same, whole
        yield await check.checked(act)


async def conform_command(journal: Journal, command_id: UUID, today: date | None = None) -> Checked:
    """Return one command that is on record, checked, with all it left. `today`: as `conform_all` takes it."""
    check = await Conformance.of(journal, Loaded(journal), today)
    return await check.checked(StoredAct(tuple(await journal.find(command_id))))


class Conformance:
    """Checks commands one after the other, in the order of the journal."""

    def __init__(self, judge: Judge, standings: Standings) -> None:
        self._judge = judge
        self._standings = standings

    @classmethod
    async def of(cls, journal: Journal, standings: Standings, today: date | None) -> "Conformance":
        """Prepare for a journal: read its documents and its nature."""
        record = await RulesOnRecord.read(journal)
        book: Book = AsStamped(record) if today is None else AsOfToday(record, today)
        return cls(Judge(journal, standings, book, await journal.nature()), standings)

    async def checked(self, act: StoredAct) -> Checked:
        """Judge a command, then go on past it."""
        if not act.decided:
            return Checked(act, decided=False, findings=())
        try:
            read = read_act(act)
            findings = await self._judged(read)
            self._standings.recorded(read)
        except Exception as error:  # noqa: BLE001  # what breaks on one command is told, and the others are checked
            self._standings.lost(act)
            findings = (
                _finding(act, Departure.UNREADABLE)._replace(problem=f"{type(error).__name__}: {error}"),
            )
        return Checked(act, decided=True, findings=findings)

    async def _judged(self, read: ReadAct) -> tuple[Finding, ...]:
        try:
            expected = await self._judge.expected(read)
        except DomainError as refusal:
            refused = _finding(read.act, Departure.REFUSED)
            return (refused._replace(refusal=refusal, command=read.first.cause.kind),)
        except BrokenRulesError as broken:
            return (_finding(read.act, broken.what, broken.stream),)
        return tuple(departures(read.act, expected, read.first.cause.kind))


async def _pages(journal: Journal) -> AsyncIterator[list[StoredEntry]]:
    after = 0
    while page := await journal.read(after, PAGE):
        yield page
        after = page[-1].position


def _finding(act: StoredAct, what: Departure, stream: str | None = None) -> Finding:
    """Return a finding about a whole command: told at its first entry, in one stream if that is named."""
    at = next((one for one in act.entries if one.stream == stream), act.first)
    return Finding(
        what=what,
        stream=at.stream,
        version=at.version,
        position=at.position,
        kind=at.kind,
        command_id=act.command_id,
    )
