"""The desk itself: who may, was it answered before, have it settled; answer or refuse."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from temporalio.client import Client, WorkflowUpdateFailedError

from activities.delivering import execute_update, refusal_of
from activities.direct import DirectRecorder
from activities.recording import Recorder
from activities.refused import Refused, record_refusal
from activities.spent import spent
from activities.wire import TASK_QUEUE, Following, Receipt
from audit.reconciling import PATIENCE, Reconciler
from domain.account.standing import begins, check_reach
from domain.campaign.commands import OpenCampaign
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.deciding import decide
from domain.matter.state import Matter
from domain.offices import check_assignee, check_waivers, check_within, recorded_for
from domain.orders import Act, Actor, Command, MeetingRecord, Order, OrgId, Role
from domain.people import PersonId
from domain.places import allowed, places
from domain.processes import decider_of
from domain.refusals import DomainError, Refusal
from domain.roster.directory import Directory
from interfaces.desk.answers import TEMPORAL, Answer, DeskUnavailableError, RefusedError
from interfaces.desk.engine import TemporalEngine
from interfaces.desk.enquiries import Enquiries
from interfaces.desk.names import check_parts, check_stream, made_of
from interfaces.desk.outages import outages_named
from journal.entry import StoredEntry
from journal.errors import CommandReusedError
from journal.journal import Journal

_RACES = 5
"""How often a case that is opened tries the next number, when somebody was quicker each time."""

_NUMBER_TAKEN = "serial.wrong-number"


class Sender(NamedTuple):
    """Who orders, and under which circumstances: see `domain.orders.Order`. An id is made where none is given."""

    person: PersonId
    command_id: UUID | None = None
    acted_on: date | None = None
    decided_by: PersonId | MeetingRecord | None = None
    expected: int | None = None


class Desk(Enquiries):
    """
    The one way in for every interface.

    `clock`: the journal's nature; `now` and `new_id`: the machine's clock, and ids for orders that bring none.
    Acts raise `RefusedError` when a rule refuses (it goes on record), and `DeskUnavailableError` when nothing is
    known of an order's fate: repeat it.
    """

    def __init__(  # noqa: PLR0913  # the composition root gives it all it needs
        self,
        journal: Journal,
        client: Client,
        catalogue: Catalogue,
        clock: RealOrRehearsal,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], UUID],
        task_queue: str = TASK_QUEUE,
    ) -> None:
        super().__init__(journal, catalogue, clock, now)
        self._client = client
        self._new_id = new_id
        self._task_queue = task_queue
        self._direct = DirectRecorder(Recorder(journal, self._rulebook), clock)

    async def execute(  # noqa: PLR0913  # an order has that many circumstances
        self,
        stream: str,
        command: Command,
        *,
        person: PersonId,
        command_id: UUID | None = None,
        acted_on: date | None = None,
        decided_by: PersonId | MeetingRecord | None = None,
        expected: int | None = None,
    ) -> Answer:
        """Have an order settled. An order whose id was answered before gets the first answer."""
        return await self.settle(stream, command, Sender(person, command_id, acted_on, decided_by, expected))

    async def settle(self, stream: str, command: Command, by: Sender, *, directly: bool = False) -> Answer:
        """Have an order settled; `directly`: recorded without waking a workflow, where nobody is awaited."""
        by = by._replace(command_id=by.command_id or self._new_id())
        with outages_named(by.command_id):
            tried = Actor(id=by.person, role=_role(command), org=_org(command))
            try:
                check_stream(stream)
                state = (await self._reader.state(stream)).state
                directory = await self._rosters.directory()
                where = places(stream, command, state, directory, self.today)
                tried = tried.model_copy(update={"org": where[0]})
                known = await self._journal.find(_id(by))
                if known:
                    return await self._answered(known, stream, command, by)
                tried = self._permitted(command, by, where, directory)
                await self._check(stream, command, tried, state, directory)
                return await self._have_settled(stream, _order(command, by, tried), directly=directly)
            except DomainError as refused:
                refusal = self.catalogue.refusal(refused)
            except WorkflowUpdateFailedError as failed:
                refusal = _refusal(failed, _id(by))
            refused_order = Refused(
                stream=stream, command=command, command_id=_id(by), actor=tried, refusal=refusal
            )
            await record_refusal(self._journal, refused_order, self.moment)
            raise RefusedError(refusal)

    async def judge(self, stream: str, command: Command, by: Sender) -> None:
        """
        Judge an order on the case as it stands, without having it settled: nothing is recorded, not even a refusal.

        What other streams would say of it is not asked: it may still be refused when it is sent. Raises `RefusedError`.
        """
        by = by._replace(command_id=by.command_id or self._new_id())
        with self._answering():
            check_stream(stream)
            state = (await self._reader.state(stream)).state
            directory = await self._rosters.directory()
            tried = self._permitted(
                command, by, places(stream, command, state, directory, self.today), directory
            )
            await self._check(stream, command, tried, state, directory)
            act = Act(_order(command, by, tried), self.moment, await self.rules_of(stream))
            decide(decider_of(stream), act, state)

    async def judge_opening(self, process: str, command: Command, parts: tuple[str, ...], by: Sender) -> None:
        """Judge what would open a case, as `judge` does. Raises `RefusedError`."""
        by = by._replace(command_id=by.command_id or self._new_id())
        await self.judge(await self._opening(process, parts, _id(by)), command, by)

    async def settle_all(
        self, orders: Sequence[tuple[str, Command]], by: Sender
    ) -> AsyncIterator[tuple[str, Answer | Refusal]]:
        """
        Have many orders settled, each answered by itself, in order: a refused one stops none (成批办理).

        Each has an id made of `by`'s and its stream, so that a batch that is repeated finds its first answers.
        """
        batch = by.command_id or self._new_id()
        for stream, command in orders:
            one = by._replace(command_id=uuid5(batch, f"{stream} {command.kind}"))
            try:
                yield stream, await self.settle(stream, command, one)
            except RefusedError as refused:
                yield stream, refused.refusal

    async def open(self, process: str, command: Command, parts: tuple[str, ...], by: Sender) -> Answer:
        """
        Open a case. `parts`: what its name takes (`SHAPES`); a serial number is the parent's next.

        A repeated order finds the case it opened.
        """
        by = by._replace(command_id=by.command_id or self._new_id())
        for _ in range(_RACES):
            try:
                return await self.settle(await self._opening(process, parts, _id(by)), command, by)
            except RefusedError as refused:
                if refused.refusal.rule != _NUMBER_TAKEN:
                    raise
                last = refused
        raise last

    async def next_stream(self, process: str, parent: str) -> str:
        """Return the stream of the next case of a process under its parent: `filing/K-1/3` for contract K-1."""
        with self._answering():
            shape = check_parts(process, (parent,))
            state: Any = (await self._reader.state(f"{shape.parent}/{parent}")).state
            return f"{process}/{parent}/{state.serials.following(process)}"

    async def follow(self, stream: str, following: Following) -> Receipt:
        """Tell an open process, as the service itself, what concerns it from elsewhere."""
        with outages_named(following.command_id):
            return await self._update(stream, "follow", following, following.command_id)

    def reconciler(self, patience: timedelta = PATIENCE) -> Reconciler:
        """Return what compares Temporal's workflows with the journal's streams."""
        return Reconciler(self._journal, TemporalEngine(self._client, self._task_queue), self._now, patience)

    async def touch(self, stream: str) -> Receipt:
        """Have a process look at its stream again; its workflow is started where none runs. Nothing is decided."""
        request = self._new_id()
        with outages_named():
            return await self._update(stream, "refresh", request, request)

    async def reach_engine(self) -> None:
        """See whether Temporal answers. Raises `DeskUnavailableError`."""
        with outages_named():
            await self._client.service_client.check_health()

    async def _opening(self, process: str, parts: tuple[str, ...], command_id: UUID) -> str:
        with self._answering():
            shape = check_parts(process, parts)
            known = await self._journal.find(command_id)
        if known:
            return known[0].stream
        if shape.parent is not None:
            return await self.next_stream(process, parts[0])
        if shape.prefix is not None and not parts:
            return made_of(process, shape.prefix, command_id)
        return "/".join((process, *parts))

    def _permitted(
        self, command: Command, by: Sender, where: tuple[OrgId, ...], directory: Directory
    ) -> Actor:
        if directory.unmanned and begins(by.person, command):
            return Actor(id=by.person, role=Role.ADMIN, org=where[0])
        check_waivers(command, where, directory, self.today)
        if isinstance(by.decided_by, str) and by.decided_by != by.person:
            return recorded_for(by.decided_by, by.person, command, where, directory, self.today)
        return allowed(by.person, command, where, directory, self.today)

    async def _check(
        self, stream: str, command: Command, tried: Actor, state: Matter, directory: Directory
    ) -> None:
        check_reach(command, stream.split("/")[1], tried, directory, self.today)
        check_assignee(command, state, directory, self.today)
        await self._check_registers(stream, command, directory)

    async def _check_registers(self, stream: str, command: Command, directory: Directory) -> None:
        if isinstance(command, OpenCampaign):
            read = [await self._reader.state(one.stream) for one in command.registers]
            org = stream.split("/")[1]
            check_within(
                org, [(one.stream, one.state.org) for one in read if one.version], directory, self.today
            )

    async def _answered(self, known: list[StoredEntry], stream: str, command: Command, by: Sender) -> Answer:
        """Return the first answer of an order. Raises `CommandReusedError` when it was another one."""
        first = known[0].decoded()
        ordered = json.loads(first.cause.body or "null")
        same = ordered == json.loads(command.model_dump_json())
        if known[0].stream != stream or first.actor.id != by.person or not same:
            raise CommandReusedError(known[0].command_id)
        left = spent(entry for entry in known if entry.stream == stream)[-1]
        return Answer(
            stream=stream,
            version=left.version,
            position=left.position,
            tasks=(await self._reader.state(stream)).tasks,
            already_so=left.already_so,
        )

    async def _have_settled(self, stream: str, order: Order[Any], *, directly: bool) -> Answer:
        if directly or not decider_of(stream).workflow:
            receipt = await self._direct.settle(stream, order, self._now())
        else:
            receipt = await self._update(stream, "execute", order, order.command_id)
        return Answer.model_validate(receipt.model_dump())

    async def _update(self, stream: str, update: str, message: object, update_id: UUID) -> Receipt:
        return await execute_update(
            self._client,
            stream,
            update,
            message,
            self._clock,
            update_id=str(update_id),
            task_queue=self._task_queue,
        )


def _id(by: Sender) -> UUID:
    assert by.command_id is not None  # noqa: S101  # given or made before anything else
    return by.command_id


def _order(command: Command, by: Sender, actor: Actor) -> Order[Any]:
    return Order[Any](
        command_id=_id(by),
        actor=actor,
        decided_by=by.decided_by,
        acted_on=by.acted_on,
        expected=by.expected,
        command=command,
    )


def _org(command: Command) -> OrgId:
    """Return the organisation a command names; else the one that stands for none."""
    org = getattr(command, "org", None)
    return org if isinstance(org, str) else Matter().org


def _role(command: Command) -> Role:
    """Return as what somebody tries who may turn out to be nothing of the kind: for the record of a refusal."""
    return min(command.roles - {Role.SERVICE}, default=Role.OPERATOR)


def _refusal(failed: WorkflowUpdateFailedError, command_id: UUID) -> Refusal:
    """Return the refusal a workflow answered with. Raises `DeskUnavailableError` when it failed otherwise."""
    refusal = refusal_of(failed)
    if refusal is None:
        raise DeskUnavailableError(TEMPORAL, failed.cause, command_id) from failed
    return refusal
