"""Opens what a year brings: who takes part is read from the journal, so that nobody types a list."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from temporalio import activity

from activities.delivering import execute_update
from activities.facts import facts_of_stream
from activities.rulebook import Rulebook
from activities.wire import Following
from domain.branch.state import BranchState
from domain.campaign.commands import RegisterPart
from domain.campaign.pages import RegisterState
from domain.campaign.pages import Status as RegisterStatus
from domain.clock import RealOrRehearsal
from domain.dates import local_day
from domain.deciding import fold_corrected
from domain.model import Model, StreamName, Year
from domain.orders import Command, OrgId
from domain.processes import decider_of
from domain.roster.directory import Directory
from domain.yearly import Living, Opening, chains_told, evaluation_rounds, investigation_round
from journal.entry import StreamHead
from journal.journal import Journal

_PAGE = 500


class YearlyKind(StrEnum):
    """What a schedule opens every year."""

    EVALUATION = "evaluation"
    """星级评定"""
    INVESTIGATION = "investigation"
    """排查"""


class YearlyRequest(Model):
    """Asks for a year's rounds of an organisation and those below it; `year` is the one evaluated or investigated."""

    kind: YearlyKind
    org: OrgId
    year: Year
    clock: RealOrRehearsal = RealOrRehearsal()


class YearlyOpened(Model):
    """The streams that were opened, or were open already."""

    streams: tuple[StreamName, ...]


class Yearly:
    """Reads branches, registers and rosters, and opens rounds; a repetition finds them open."""

    def __init__(self, journal: Journal, rulebook: Rulebook, now: Callable[[], datetime]) -> None:
        self._journal = journal
        self._rulebook = rulebook
        self._now = now

    @activity.defn
    async def open_year(self, request: YearlyRequest) -> YearlyOpened:
        """Open the rounds. A rule that refuses one stops it with its refusal."""
        openings = [one async for one in self._openings(request)]
        for opening in openings:
            for number, command in enumerate(opening.commands):
                await _tell(
                    opening.stream,
                    command,
                    uuid5(NAMESPACE_URL, f"yearly {opening.stream} {number}"),
                    request,
                )
        return YearlyOpened(streams=tuple(one.stream for one in openings))

    async def _openings(self, request: YearlyRequest) -> AsyncIterator[Opening]:
        if request.kind is YearlyKind.INVESTIGATION:
            opening = await self._investigation(request)
            if opening is not None:
                yield opening
            return
        today = local_day(request.clock.read(self._now()))
        directory = Directory([state async for state in self._folded("roster/")])
        branches = [await self._living(state) async for state in self._folded("branch/")]
        for one in evaluation_rounds(request.org, request.year, branches, directory, today):
            yield one

    async def _investigation(self, request: YearlyRequest) -> Opening | None:
        parts = [one async for one in self._registers(request.org)]
        rounds = [head.name.rsplit("/", 1)[1] async for head in self._streams(f"campaign/{request.org}/")]
        earlier = [int(one) for one in rounds if one.isdecimal()]
        at = request.clock.read(self._now())
        rules = await self._rulebook.rules(f"campaign/{request.org}/{request.year}", None, at)
        return investigation_round(request.org, request.year, parts, earlier, rules)

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


async def _tell(stream: StreamName, command: Command, command_id: UUID, request: YearlyRequest) -> None:
    following = Following(command_id=command_id, org=request.org, command=command.model_dump_json())
    await execute_update(
        activity.client(),
        stream,
        "follow",
        following,
        request.clock,
        update_id=str(command_id),
        task_queue=activity.info().task_queue,
    )
