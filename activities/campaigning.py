"""
Goes through a campaign's rows: what the register decides becomes closed streams, the rest becomes open cases.

A row's acts have ids made of the campaign and the row, so that a batch that was cut off goes on where it was.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from temporalio import activity
from temporalio.client import WorkflowUpdateFailedError

from activities.delivering import execute_update, refusal_of
from activities.direct import DirectRecorder
from activities.recording import Recorder
from activities.streams import Streams
from activities.wire import Advanced, AdvanceRequest, Following
from domain.campaign.commands import (
    BATCH_CASES,
    ConclusionCount,
    FinishedCase,
    NoteBatch,
    NoteFinished,
    RegisterPart,
)
from domain.campaign.pages import RegisterPage
from domain.campaign.plan import Concluded, NeedsInvestigation, plan, turn_of
from domain.coverage import Conclusion
from domain.deciding import fold_corrected
from domain.enterprise.commands import RegisterEnterprise
from domain.investigation.commands import ConcludeFromRegister, OpenInvestigation
from domain.investigation.decider import DECIDER as INVESTIGATION
from domain.model import EntryRef, StreamName
from domain.orders import Actor, Command, Order, OrgId, Role
from domain.processes import decider_of
from domain.refusals import DomainError
from domain.register.row import RegisterRow
from domain.register.uscc import enterprise_id
from domain.rules import Rules
from domain.uscc.decider import DECIDER as USCC
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.rulebook import Rulebook

_BATCH_ROWS = 200
_BATCH_PAGES = 20


class PlacedRow(NamedTuple):
    """A row with its number over all registers, the organisation of its page, and the page's entry."""

    number: int
    org: OrgId
    row: RegisterRow
    source: EntryRef


class Campaigner:
    """Conducts campaigns; it holds the journal that rows are read from, and a clock to read the machine's time."""

    def __init__(self, journal: Journal, rulebook: Rulebook, now: Callable[[], datetime]) -> None:
        self._journal = journal
        self._rulebook = rulebook
        self._recorder = Recorder(journal, rulebook)
        self._now = now
        self._streams = Streams(journal)

    @activity.defn
    async def advance(self, request: AdvanceRequest) -> Advanced:
        """Look which cases have finished, and go through rows while there is room. Answer what was done."""
        finished = await self._finished(request)
        return Advanced(finished=finished, batch=await self._batch(request))

    async def _batch(self, request: AdvanceRequest) -> NoteBatch | None:
        if request.next_row > sum(one.rows for one in request.registers) or not request.room:
            return None
        tally = _Tally()
        last = request.next_row - 1
        for placed in await self._rows(request):
            activity.heartbeat()
            await self._take(placed, request, tally)
            last = placed.number
            if len(tally.opened) >= min(request.room, BATCH_CASES):
                break
        return tally.batch(request.turn, request.next_row, last)

    async def _take(self, placed: PlacedRow, request: AdvanceRequest, tally: "_Tally") -> None:
        """Do what a row asks for in this turn; a rule that refuses it is counted, never a stop."""
        planned = plan(placed.row, await self._rules(request))
        case = _Case(self._journal, self._recorder, request, self._now())
        try:
            if turn_of(planned) != request.turn:
                tally.other_turns += 1
            else:
                await self._do(planned, placed, case, tally)
        except AlreadyTakenError:
            tally.already += 1
        except DomainError:
            tally.refused += 1
        except WorkflowUpdateFailedError as failed:
            if refusal_of(failed) is None:
                raise  # a defect, a run that ended: the same batch again, nothing is passed over
            tally.refused += 1

    async def _do(
        self, planned: Concluded | NeedsInvestigation, placed: PlacedRow, case: "_Case", tally: "_Tally"
    ) -> None:
        await case.register(placed)
        if isinstance(planned, Concluded):
            await case.conclude(placed)
            tally.concluded[planned.conclusion] += 1
        else:
            tally.opened.append(await case.open(placed))

    async def _rules(self, request: AdvanceRequest) -> Rules:
        """Return the rules the campaign was opened under: each turn must judge a row alike."""
        opened = (await self._streams.folded(request.stream)).first
        return await self._rulebook.rules(request.stream, opened, request.clock.read(self._now()))

    async def _rows(self, request: AdvanceRequest) -> list[PlacedRow]:
        """Return the next rows, at most a batch, in the order of the registers."""
        found: list[PlacedRow] = []
        before = 0
        for part in request.registers:
            wanted = request.next_row + len(found)
            if before < wanted <= before + part.rows and len(found) < _BATCH_ROWS:
                found.extend(await self._rows_of(part, before, wanted))
            before += part.rows
        return found[:_BATCH_ROWS]

    async def _rows_of(self, part: RegisterPart, before: int, wanted: int) -> list[PlacedRow]:
        """Return a batch of one register's rows from `wanted` on, counted over all registers; pages are not all read."""
        after = await self._page_before(part, wanted - before)
        rows: list[PlacedRow] = []
        for fact in facts_of_stream(await self._journal.load(part.stream, after, _BATCH_PAGES)):
            if isinstance(fact.event, RegisterPage):
                first = before + fact.event.first_row
                source = EntryRef(stream=part.stream, version=fact.version)
                for number, row in enumerate(fact.event.rows, start=first):
                    rows.append(PlacedRow(number, row.org or fact.event.org, row, source))
        return [one for one in rows if one.number >= wanted]

    async def _page_before(self, part: RegisterPart, row: int) -> int:
        """Return the version before the page that holds a row: by halving, since pages stand in the rows' order."""
        low, high = 1, part.version - 1
        while low < high:
            middle = (low + high + 1) // 2
            if await self._first_row(part, middle) <= row:
                low = middle
            else:
                high = middle - 1
        return low - 1

    async def _first_row(self, part: RegisterPart, version: int) -> int:
        """Return the first row of the page at a version; of the page before it, where another entry stands."""
        for one in range(version, 0, -1):
            for fact in facts_of_stream(await self._journal.load(part.stream, one - 1, 1)):
                if isinstance(fact.event, RegisterPage):
                    return fact.event.first_row
        return 1

    async def _finished(self, request: AdvanceRequest) -> NoteFinished | None:
        done = [one for case in request.open_cases if (one := await self._outcome(case)) is not None]
        return NoteFinished(cases=tuple(done[:BATCH_CASES])) if done else None

    async def _outcome(self, case: StreamName) -> FinishedCase | None:
        state = (await self._streams.folded(case)).state
        return FinishedCase(case=case, conclusion=state.conclusion) if state.over else None


class AlreadyTakenError(Exception):
    """The enterprise has an open investigation, or was taken before in this round."""


class _Tally:
    """What became of the rows of one batch."""

    def __init__(self) -> None:
        self.concluded: Counter[Conclusion] = Counter()
        self.opened: list[StreamName] = []
        self.already = 0
        self.refused = 0
        self.other_turns = 0

    def batch(self, turn: int, first: int, last: int) -> NoteBatch:
        counts = tuple(
            ConclusionCount(conclusion=one, rows=self.concluded[one])
            for one in Conclusion
            if self.concluded[one]
        )
        return NoteBatch(
            turn=turn,
            first=first,
            last=last,
            concluded=counts,
            opened=tuple(self.opened),
            already=self.already,
            refused=self.refused,
            other_turns=self.other_turns,
        )


class _Case:
    """The acts about one row."""

    def __init__(self, journal: Journal, recorder: Recorder, request: AdvanceRequest, now: datetime) -> None:
        self._journal = journal
        self._direct = DirectRecorder(recorder, request.clock)
        self._request = request
        self._now = now

    async def register(self, placed: PlacedRow) -> None:
        """Register the enterprise, or bring it up to date."""
        command = RegisterEnterprise(org=placed.org, row=placed.row, source=placed.source)
        stream = f"enterprise/{await self._enterprise(placed)}"
        await self._direct.settle(stream, self._order(placed, "register", command), self._now)

    async def conclude(self, placed: PlacedRow) -> None:
        """Write the closed investigation that the register decides."""
        command_id = self._id(placed, "conclude")
        stream = await self._stream(placed, command_id)
        command = ConcludeFromRegister(
            org=placed.org, round=self._request.round, row=placed.row, source=placed.source
        )
        await self._direct.settle(stream, self._order(placed, "conclude", command), self._now)

    async def open(self, placed: PlacedRow) -> StreamName:
        """Open an investigation as a workflow; return its stream."""
        command_id = self._id(placed, "open")
        stream = await self._stream(placed, command_id)
        command = OpenInvestigation(
            org=placed.org, round=self._request.round, row=placed.row, source=placed.source
        )
        following = Following(command_id=command_id, org=placed.org, command=command.model_dump_json())
        await execute_update(
            activity.client(),
            stream,
            "follow",
            following,
            self._request.clock,
            update_id=str(command_id),
            task_queue=activity.info().task_queue,
        )
        return stream

    async def _stream(self, placed: PlacedRow, command_id: UUID) -> StreamName:
        """Return the row's investigation: the one this row made before, or the next number of the enterprise."""
        known = await self._journal.find(command_id)
        if known:
            return known[0].stream
        enterprise = await self._enterprise(placed)
        stream = f"enterprise/{enterprise}"
        decider = decider_of(stream)
        state = fold_corrected(decider, facts_of_stream(await self._journal.load(stream)), stream=stream)
        if state.serials.opened("investigation") is not None or await self._taken(state, enterprise):
            raise AlreadyTakenError
        return f"investigation/{enterprise}/{state.serials.following('investigation')}"

    async def _enterprise(self, placed: PlacedRow) -> str:
        """Return the id of a row's enterprise: of who has the code now, or the first one the code gives."""
        stream = f"uscc/{placed.row.uscc}"
        alias = fold_corrected(USCC, facts_of_stream(await self._journal.load(stream)), stream=stream)
        return alias.enterprise or enterprise_id(placed.row.uscc)

    async def _taken(self, state: Any, enterprise: str) -> bool:  # noqa: ANN401  # an enterprise's state
        last = state.serials.following("investigation") - 1
        if not last:
            return False
        stream = f"investigation/{enterprise}/{last}"
        facts = facts_of_stream(await self._journal.load(stream))
        return fold_corrected(INVESTIGATION, facts, stream=stream).round == self._request.round

    def _order(self, placed: PlacedRow, act: str, command: Command) -> Order[Any]:
        service = Actor(id="service", role=Role.SERVICE, org=placed.org)
        return Order[Any](command_id=self._id(placed, act), actor=service, command=command)

    def _id(self, placed: PlacedRow, act: str) -> UUID:
        return uuid5(uuid5(NAMESPACE_URL, self._request.stream), f"{placed.number} {act}")
