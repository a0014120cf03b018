"""
What the rules produce for a stored command: the entries as production would have written them.

The same functions decide here as in a workflow and in the record activity; only where states and rules come from
differs. What is compared afterwards are whole entries, byte by byte.
"""

import json
from collections.abc import Sequence
from typing import Any

from audit.acts import ReadAct
from audit.books import Book, Case
from audit.standing import Standing, Standings
from domain.citations import NotCitedError, cited
from domain.claiming import decide_claims
from domain.clock import RealOrRehearsal
from domain.dates import local_day
from domain.deciding import Decision, decide, tags_after
from domain.events import Event
from domain.matter.commands import Claim
from domain.matter.corrections import apply_correction
from domain.matter.errors import NoSuchEntryError
from domain.matter.events import RecordCorrected
from domain.model import EntryRef
from domain.orders import Act
from domain.processes import decider_of
from domain.rules import Rules, RulesStamp
from journal.drafting import drafts
from journal.entry import Slice, StoredEntry, Submission
from journal.facts import said
from journal.journal import Journal
from journal.preparing import PreparedCommand, prepare


class Judge:
    """Decides stored commands again, by the rules of a book, against the states of then."""

    def __init__(self, journal: Journal, standings: Standings, book: Book, nature: RealOrRehearsal) -> None:
        self._journal = journal
        self._standings = standings
        self._book = book
        self._nature = nature

    async def expected(self, read: ReadAct) -> PreparedCommand:
        """
        Return what the command should have left.

        Raises the `DomainError` of a rule that refuses it, `BrokenRulesError`, `UnreadableError`, `ValidationError`.
        """
        standing = await self._standings.before(read.act.stream, read.act.first.position)
        order = read.order()
        rules = self._rules(read, standing)
        act = Act(order=order, at=read.first.recorded_at, rules=rules)
        decision = decide_stored(act, read, standing)
        await self._check_cited(read)
        await self._check_corrections(read, decision.events)
        tags = tags_after(read.decider, act, decision.events, standing.state)
        parts = drafts(decision.events, tags, act.acted_on)
        own = Slice(read.act.stream, standing.state.version, parts)
        slices = (own, *await self._claimed(decision.claims, act, read))
        stamp = rules.stamp if order.command.judged else None
        return prepare(_submission(read, slices, stamp, self._nature), self._nature, {})

    async def _claimed(self, claims: Sequence[Claim], act: Act[Any], read: ReadAct) -> list[Slice]:
        slices = [
            await self._claimed_in(stream, [one for one in claims if one.stream == stream], act, read)
            for stream in dict.fromkeys(claim.stream for claim in claims)
        ]
        return [one for one in slices if one.drafts]

    async def _claimed_in(self, stream: str, claims: Sequence[Claim], act: Act[Any], read: ReadAct) -> Slice:
        standing = await self._standings.before(stream, read.act.first.position)
        rules = self._rules(read, standing)
        asked = Act(order=act.order, at=act.at, rules=rules)
        claimed = decide_claims(decider_of(stream), claims, asked, standing.state)
        parts = drafts(claimed.events, claimed.tags, act.acted_on)
        return Slice(stream, standing.state.version, parts, rules.stamp)

    def _rules(self, read: ReadAct, standing: Standing) -> Rules:
        stream = standing.state.stream
        day = local_day(read.first.recorded_at)
        stamp = read.stamp(stream)
        return self._book.rules(Case(stream, stamp, standing.pinned, day, read.act.first.position))

    async def _check_cited(self, read: ReadAct) -> None:
        """Refuse what cites an entry that did not exist, as the record activity does."""
        for ref in sorted(set(cited(json.loads(read.first.cause.body or "{}"))), key=str):
            then = await self._standings.before(ref.stream, read.act.first.position)
            if then.state.version < ref.version:
                raise NotCitedError(ref.stream, ref.version)

    async def _check_corrections(self, read: ReadAct, events: Sequence[Event]) -> None:
        """Refuse a correction whose entry says something else than it claims, as the record activity does."""
        for event in events:
            if isinstance(event, RecordCorrected):
                ref = EntryRef(stream=read.act.stream, version=event.version)
                wrong = await self._entry(ref, read)
                if wrong is None:
                    raise NoSuchEntryError(event.version, read.act.first.version - 1)
                apply_correction(read.decider, said(wrong).data, event)

    async def _entry(self, ref: EntryRef, read: ReadAct) -> StoredEntry | None:
        """Return an entry of before the command."""
        found = await self._journal.load(ref.stream, ref.version - 1, 1)
        before = [
            one for one in found if one.version == ref.version and one.position < read.act.first.position
        ]
        return before[0] if before else None


def decide_stored(act: Act[Any], read: ReadAct, standing: Standing) -> Decision:
    """Return what an act causes. What is only put down, as a refusal is (`activities/refused.py`), is taken as it is."""
    if not act.command.judged:
        return Decision(events=tuple(read.decider.decide(act, standing.state)), claims=())
    return decide(read.decider, act, standing.state)


def _submission(
    read: ReadAct, slices: tuple[Slice, ...], rules: RulesStamp | None, nature: RealOrRehearsal
) -> Submission:
    """Return what production submits; the cause is taken as it stands, since it is what is judged."""
    cause = read.first.cause
    return Submission(
        command_id=read.act.command_id,
        fingerprint=bytes.fromhex(cause.fingerprint or ""),
        recorded_at=read.first.recorded_at,
        actor=read.first.actor,
        rules=rules,
        cause_kind=cause.kind,
        cause_body=cause.body or "",
        slices=slices,
        nature=nature,
    )
