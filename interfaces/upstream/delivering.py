"""
Delivers one event: what follows from it is put down first, then ordered, then its outcome is put down.

Every step has an id made of the turn's, so that whoever repeats it after a kill finds what was done. The orders are on
record before the first is given: routed again when some of them have had their effect, the event could lead elsewhere.
"""

from typing import NamedTuple
from uuid import UUID, uuid5

from activities.inboxes import Inboxes, Note
from domain.dates import local_day
from domain.inbox.commands import ConfirmEvent, Noted, Planned, ReceiveEvent, RouteEvent, SetEventAside
from domain.model import EntryRef
from domain.orders import Actor, Role
from domain.processes import decider_of
from domain.refusals import DomainError, Refusal
from interfaces.desk.answers import RefusedError
from interfaces.desk.desk import Desk, Sender
from interfaces.desk.outages import outages_named
from interfaces.upstream.routing import routed
from journal.entry import StoredEntry
from journal.errors import CommandReusedError
from journal.journal import Journal
from ledger.letters import Turn

_PLAN, _OUTCOME = "plan", "outcome"


class _Case(NamedTuple):
    """An event in its turn. `id`: of the entry by which it is to be delivered; `actor`: the service, in its office."""

    turn: Turn
    id: UUID
    system: str
    actor: Actor
    command: ReceiveEvent
    received: StoredEntry


class Postman:
    """Delivers events as the systems they came from. Raises `DeskUnavailableError`: the same again, later."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        self._desk = desk
        self._journal = journal
        self._inboxes = Inboxes(journal)

    async def deliver(self, turn: Turn) -> None:
        """Deliver an event, or set it aside as a dead letter; either is on record then."""
        with outages_named():
            case = await self._case(turn)
            if not await self._journal.find(uuid5(case.id, _OUTCOME)):
                await self._put_down(case, _OUTCOME, await self._outcome(case))

    async def _outcome(self, case: _Case) -> Noted:
        reached: list[EntryRef] = []
        try:
            for number, order in enumerate(await self._orders(case)):
                reached.append(await self._ordered(case, number, order))
        except RefusedError as refused:
            return _set_aside(case, refused.refusal, reached)
        except DomainError as refused:
            return _set_aside(case, self._desk.catalogue.refusal(refused), reached)
        return ConfirmEvent(of=case.turn.event, turn=case.turn.turn, reached=tuple(reached))

    async def _ordered(self, case: _Case, number: int, order: Planned) -> EntryRef:
        command = decider_of(order.stream).command_adapter.validate_json(order.command)
        by = Sender(case.system, uuid5(case.id, str(number)), order.acted_on)
        answer = await self._desk.settle(order.stream, command, by)
        return EntryRef(stream=answer.stream, version=answer.version)

    async def _orders(self, case: _Case) -> tuple[Planned, ...]:
        """Return the orders that are on record for this turn; put them there if there are none yet."""
        found = await self._journal.find(uuid5(case.id, _PLAN))
        if not found:
            day = local_day(case.received.recorded_at)
            orders = tuple(
                Planned(
                    stream=one.stream,
                    command_kind=one.command.kind,
                    command=one.command.model_dump_json(),
                    acted_on=one.acted_on,
                )
                for one in await routed(case.command.event, day, self._desk)
            )
            await self._put_down(
                case, _PLAN, RouteEvent(of=case.turn.event, turn=case.turn.turn, orders=orders)
            )
            found = await self._journal.find(uuid5(case.id, _PLAN))
        return RouteEvent.model_validate_json(found[0].decoded().cause.body or "").orders

    async def _put_down(self, case: _Case, what: str, command: Noted) -> None:
        note = Note(case.turn.stream, command, uuid5(case.id, what), case.actor, self._desk.moment)
        try:
            await self._inboxes.put_down(note)
        except CommandReusedError:
            return  # another one led for a moment, and was first

    async def _case(self, turn: Turn) -> _Case:
        received = await self._entry(turn.stream, turn.event)
        by = received if turn.turn == turn.event else await self._entry(turn.stream, turn.turn)
        told = received.decoded()
        return _Case(
            turn=turn,
            id=by.id,
            system=told.actor.id,
            actor=Actor(id="service", role=Role.SERVICE, org=told.actor.org),
            command=ReceiveEvent.model_validate_json(told.cause.body or ""),
            received=received,
        )

    async def _entry(self, stream: str, version: int) -> StoredEntry:
        return (await self._journal.load(stream, version - 1, 1))[0]


def _set_aside(case: _Case, refusal: Refusal, reached: list[EntryRef]) -> SetEventAside:
    return SetEventAside(
        of=case.turn.event,
        turn=case.turn.turn,
        rule=refusal.rule,
        policy=refusal.policy,
        data=tuple(sorted(refusal.data.items())),
        reached=tuple(reached),
    )
