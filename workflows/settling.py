"""How an order is settled: decided, recorded, folded; the state evolves by what the journal answered."""

import asyncio
from typing import Any, ClassVar
from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.relayed import RelayedError
    from activities.requesting import record_request
    from activities.wire import (
        Loaded,
        LoadRequest,
        Receipt,
        Recorded,
        RecordOutcome,
        RecordRequest,
        RefreshRequest,
        Spent,
    )
    from domain.decider import Decider
    from domain.deciding import Decision, decide, evolve, tasks
    from domain.matter.commands import AdoptCalendar
    from domain.matter.corrections import corrects
    from domain.matter.events import AlreadySo
    from domain.matter.state import Matter
    from domain.orders import Act, Order, Start
    from domain.refusals import DomainError
    from domain.rules import Rules

from workflows.effects import load, record
from workflows.requests import refresh_request
from workflows.standing import details


class Settling:
    """
    The state of one stream, and how orders change it, one after the other.

    `_spent`: the last commands that were recorded; `_older`: there were more; `_promised_elsewhere`: streams in which
    claims promised something, to be looked at again.
    """

    decider: ClassVar[Decider[Any]]

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._spent: dict[UUID, Spent] = {}
        self._older = False
        self._promised_elsewhere: list[RefreshRequest] = []
        self._state: Matter
        self._rules: Rules
        self._start: Start[Any]

    async def _settle(self, order: Order[Any]) -> Receipt:
        async with self._lock:
            if isinstance(order.command, AdoptCalendar):
                await self._load()
            if order.command_id in self._spent:
                await self._recognise(order)
            while order.command_id not in self._spent:
                act = self._stamped(order)
                try:
                    decision = self._decide(act)
                except DomainError:
                    if not await self._is_known_from_long_ago(order):
                        raise
                    break
                answer = await record(self._request(act, decision))
                await self._fold(answer, order)
                self._promised_elsewhere.extend(
                    refresh_request(order, stream, self._start.clock) for stream in answer.promising
                )
            return self._receipt(order)

    async def _is_known_from_long_ago(self, order: Order[Any]) -> bool:
        if self._older:
            await self._load(order.command_id)
        return order.command_id in self._spent

    async def _recognise(self, order: Order[Any]) -> None:
        """Refuse a known id that stands for another intent: the journal compares, and writes nothing."""
        nothing_new = Decision(events=(AlreadySo(),), claims=())
        answer = await record(self._request(self._stamped(order), nothing_new))
        if answer.refused is not None:
            raise RelayedError(answer.refused)

    def _decide(self, act: Act[Any]) -> Decision:
        return decide(self.decider, act, self._state)

    def _stamped(self, order: Order[Any]) -> Act[Any]:
        return Act(order=order, at=self._start.clock.read(workflow.now()), rules=self._rules)

    async def _fold(self, answer: Recorded, order: Order[Any]) -> None:
        if answer.outcome is RecordOutcome.REFUSED and answer.refused is not None:
            raise RelayedError(answer.refused)
        if answer.outcome is not RecordOutcome.RECORDED:
            await self._load(order.command_id)
            return
        facts = [self.decider.fact(text) for text in answer.facts]
        for fact in facts:
            self._state = evolve(self.decider, self._state, fact)
        self._show()
        self._spent |= {one.command_id: one for one in answer.spent}
        if corrects(facts):
            await self._load()

    async def _load(self, asked: UUID | None = None) -> None:
        at = self._start.clock.read(workflow.now())
        loaded: Loaded = await load(LoadRequest(stream=self._start.stream, at=at, asked=asked))
        self._state = self.decider.state.model_validate_json(loaded.state)
        self._spent = {spent.command_id: spent for spent in loaded.spent}
        self._older = loaded.older
        self._rules = loaded.rules
        self._show()

    def _show(self) -> None:
        workflow.set_current_details(details(self._state, tasks(self.decider, self._state)))

    def _request(self, act: Act[Any], decision: Decision) -> RecordRequest:
        return record_request(self.decider, self._state, act, decision, self._start.clock)

    def _receipt(self, order: Order[Any]) -> Receipt:
        spent = self._spent[order.command_id]
        return Receipt(
            stream=self._start.stream,
            version=spent.version,
            position=spent.position,
            already_so=spent.already_so,
            tasks=tuple(tasks(self.decider, self._state)),
        )
