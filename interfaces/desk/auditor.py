"""The auditor at the journal itself: Temporal may be away, and nobody needs to be believed but PostgreSQL."""

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from audit.conforming import Checked, conform_all, conform_stream
from audit.findings import Finding
from audit.proving import prove
from audit.replaying import Told, governing, moment, steps, told
from audit.seal_status import SealStatus, seal_status
from audit.verifying.findings import Verification
from audit.verifying.verify import Span, Trust, verify
from domain.catalogue import Catalogue
from domain.dates import local_day
from interfaces.desk.audited import (
    ToldConformance,
    ToldMoment,
    ToldStep,
    told_findings,
    told_moment,
    told_step,
)
from interfaces.desk.audits import Advanced, Held, Proved, Then
from journal.anchors import read_anchors
from journal.journal import Journal
from journal.rules_on_record import RulesOnRecord


class Auditor:
    """As `interfaces.desk.audits.Audits`; and what only the journal's own machine answers."""

    def __init__(
        self, journal: Journal, catalogue: Catalogue, anchors: Path | None, now: Callable[[], datetime]
    ) -> None:
        """`anchors`: the file of checkpoints kept outside the database, if there is one; `now`: the machine's clock."""
        self._journal = journal
        self._catalogue = catalogue
        self._anchors = anchors
        self._now = now

    async def moment(self, stream: str, then: Then) -> ToldMoment:
        """Return a stream as it stood."""
        known = await self._known(stream, then)
        return told_moment(moment(known), governing(known, await RulesOnRecord.read(self._journal)))

    async def steps(
        self, stream: str, then: Then, after: int = 0, at_most: int | None = None
    ) -> tuple[ToldStep, ...]:
        """Return entries with what they changed; `after`: behind a version."""
        walked = steps(await self._known(stream, then))
        behind = (one for one in walked if one.entry.version > after)
        return tuple(told_step(one, self._catalogue) for one in islice(behind, at_most))

    async def conform(self, stream: str, *, today: bool) -> ToldConformance:
        """Put every command of a stream to its rules again."""
        day = await self._day() if today else None
        return await self._checked(conform_stream(self._journal, stream, day), day, None, _nobody_watches)

    async def conform_all(self, *, today: bool, advanced: Advanced) -> ToldConformance:
        """Put every command of the journal to its rules again: far longer than anybody waits for a server."""
        day = await self._day() if today else None
        total = await self._journal.length()
        return await self._checked(conform_all(self._journal, day), day, total, advanced)

    async def prove(self, stream: str, version: int) -> Proved:
        """Return the proof of an entry."""
        proof = await prove(self._journal, stream, version)
        return Proved(proof.leaf + 1, str(proof))

    async def verify(self, span: Span, held: Held, advanced: Advanced) -> Verification:
        """Compare all that is kept of these entries."""
        own = read_anchors(self._anchors) if self._anchors and held.anchors is None else ()
        trust = Trust(own if held.anchors is None else held.anchors, held.key)
        return await verify(self._journal, span, trust, advanced)

    async def status(self) -> SealStatus:
        """Return how the seal stands."""
        return await seal_status(self._journal, self._anchors, self._now)

    async def _known(self, stream: str, then: Then) -> Told:
        return await told(self._journal, stream, version=then.version, at=then.at)

    async def _day(self) -> date:
        """Return the local day in the journal."""
        return local_day((await self._journal.nature()).read(self._now()))

    async def _checked(
        self, checks: AsyncIterator[Checked], day: date | None, total: int | None, advanced: Advanced
    ) -> ToldConformance:
        commands = entries = own = 0
        findings: list[Finding] = []
        async for one in checks:
            caused = len(one.act.entries)
            commands, entries = commands + 1, entries + caused
            own += 0 if one.decided else caused
            findings.extend(one.findings)
            advanced(caused, total)
        told_all = told_findings(findings, self._catalogue)
        return ToldConformance(commands=commands, entries=entries, own=own, today=day, findings=told_all)


def _nobody_watches(_more: int, _total: int | None) -> None:
    """Take note of no progress."""
