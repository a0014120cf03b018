"""
Opens what a year brings: who takes part is read from the journal, so that nobody types a list.

What is open already is told only what it misses, and the id of a command is made of what the command says: branches and
registers change between one attempt and the next.
"""

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from temporalio import activity
from temporalio.client import WorkflowUpdateFailedError

from activities.delivering import execute_update, refusal_of
from activities.refused import Refused, record_refusal
from activities.wire import Following
from domain.branch.state import BranchState
from domain.campaign.commands import RegisterPart
from domain.campaign.pages import RegisterState
from domain.campaign.pages import Status as RegisterStatus
from domain.clock import RealOrRehearsal
from domain.dates import local_day, start_of
from domain.deciding import fold_corrected
from domain.model import Model, StreamName
from domain.orders import Actor, Command, OrgId, Role
from domain.processes import decider_of
from domain.refusals import Refusal
from domain.roster.directory import Directory
from domain.yearly import (
    Living,
    Opening,
    chains_told,
    evaluation_rounds,
    investigation_rounds,
    outstanding,
)
from journal.entry import StreamHead
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.rulebook import Rulebook

_PAGE = 500


class YearlyKind(StrEnum):
    """What a schedule opens every year."""

    EVALUATION = "evaluation"
    """星级评定"""
    INVESTIGATION = "investigation"
    """排查"""


class YearlyRequest(Model):
    """
    Asks for the rounds that a year brings to an organisation and those below it.

    `at`: when it was asked, by the machine's clock. The journal's clock makes it the day and the year that count.
    """

    kind: YearlyKind
    org: OrgId
    at: datetime


class NotOpened(Model):
    """A stream that a rule refused to open; the refusal stands in the organisation's book of refusals."""

    stream: StreamName
    rule: str


class YearlyOpened(Model):
    """The streams that were opened, or were open already; `refused`: those that were not."""

    streams: tuple[StreamName, ...]
    refused: tuple[NotOpened, ...] = ()


class Yearly:
    """Reads branches, registers and rosters, and opens rounds; a repetition finds them open."""

    def __init__(self, journal: Journal, rulebook: Rulebook, now: Callable[[], datetime]) -> None:
        self._journal = journal
        self._rulebook = rulebook
        self._now = now

    @activity.defn
    async def open_year(self, request: YearlyRequest) -> YearlyOpened:
        """Open the rounds. What a rule refuses goes on record, and the others are opened all the same."""
        clock = await self._journal.nature()
        streams: list[StreamName] = []
        refused: list[NotOpened] = []
        for opening in await self._openings(request, local_day(clock.read(request.at))):
            rule = await self._open(opening, request.org, clock)
            if rule is None:
                streams.append(opening.stream)
            else:
                refused.append(NotOpened(stream=opening.stream, rule=rule))
        return YearlyOpened(streams=tuple(streams), refused=tuple(refused))

    async def _open(self, opening: Opening, org: OrgId, clock: RealOrRehearsal) -> str | None:
        """Tell a stream what opens it; return the rule that refused, if one did."""
        for command in opening.commands:
            refusal = await _tell(opening.stream, command, org, clock)
            if refusal is not None:
                await self._put_on_record(opening.stream, command, org, refusal, clock)
                return refusal.rule
        return None

    async def _put_on_record(
        self, stream: StreamName, command: Command, org: OrgId, refusal: Refusal, clock: RealOrRehearsal
    ) -> None:
        refused = Refused(
            stream=stream,
            command=command,
            command_id=_command_id(stream, command),
            actor=Actor(id="service", role=Role.SERVICE, org=org),
            refusal=refusal,
        )
        await record_refusal(self._journal, refused, clock.read(self._now()))

    async def _openings(self, request: YearlyRequest, today: date) -> list[Opening]:
        if request.kind is YearlyKind.INVESTIGATION:
            return await self._investigations(request.org, today)
        directory = Directory([state async for state in self._folded("roster/")])
        branches = [await self._living(state) async for state in self._folded("branch/")]
        rounds = evaluation_rounds(request.org, today.year - 1, branches, directory, today)
        return [outstanding(one, await self._state(one.stream)) for one in rounds]

    async def _investigations(self, org: OrgId, today: date) -> list[Opening]:
        parts = [one async for one in self._registers(org)]
        rounds = [head.name.rsplit("/", 1)[1] async for head in self._streams(f"campaign/{org}/")]
        earlier = [int(one) for one in rounds if one.isdecimal()]
        held = [state async for state in self._folded(f"campaign/{org}/{today.year}")]
        rules = await self._rulebook.rules(f"campaign/{org}/{today.year}", None, start_of(today))
        return investigation_rounds(org, today.year, parts, held, earlier=earlier, rules=rules)

    async def _living(self, branch: BranchState) -> Living:
        if not branch.enterprises:
            return Living(branch, None)
        enterprise = await self._state(f"enterprise/{branch.enterprises[0]}")
        investigations = [
            state for one in branch.enterprises async for state in self._folded(f"investigation/{one}/")
        ]
        industry = enterprise.row.industry if enterprise.row else None
        return Living(branch, industry, chains_told(investigations))

    async def _registers(self, org: OrgId) -> AsyncIterator[RegisterPart]:
        async for state in self._folded("register/"):
            assert isinstance(state, RegisterState)  # noqa: S101  # that is what registers are
            if state.status is RegisterStatus.COMPLETE and state.org == org:
                yield RegisterPart(stream=state.stream, rows=state.rows, version=state.version)

    async def _folded(self, prefix: str) -> AsyncIterator[Any]:
        async for head in self._streams(prefix):
            yield await self._state(head.name)

    async def _state(self, stream: StreamName) -> Any:  # noqa: ANN401  # whichever kind of stream it is
        facts = facts_of_stream(await self._journal.load(stream))
        return fold_corrected(decider_of(stream), facts, stream=stream)

    async def _streams(self, prefix: str) -> AsyncIterator[StreamHead]:
        after = ""
        while page := await self._journal.streams(prefix, after, _PAGE):
            for head in page:
                yield head
            after = page[-1].name


async def _tell(stream: StreamName, command: Command, org: OrgId, clock: RealOrRehearsal) -> Refusal | None:
    """Have a command settled; return what a rule says against it."""
    command_id = _command_id(stream, command)
    following = Following(command_id=command_id, org=org, command=command.model_dump_json())
    try:
        await execute_update(activity.client(), stream, "follow", following, clock, update_id=str(command_id))
    except WorkflowUpdateFailedError as failed:
        refusal = refusal_of(failed)
        if refusal is None:
            raise  # a run that ended, a defect: it is tried again
        return refusal
    return None


def _command_id(stream: StreamName, command: Command) -> UUID:
    return uuid5(NAMESPACE_URL, f"yearly {stream} {command.model_dump_json()}")
