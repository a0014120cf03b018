"""A command on its way in: who orders what, who decided it, on which date of the paper."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, TypeVar, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import Field, model_validator

from domain.clock import RealOrRehearsal
from domain.dates import local_day
from domain.model import Day, Digested, DocumentNumber, Identifier, Model, Name, StreamName
from domain.people import PersonId
from domain.rules import Rules


class Role(StrEnum):
    """What somebody may be in an organisation (岗位)."""

    OPERATOR = "operator"
    """经办"""
    REVIEWER = "reviewer"
    """审核"""
    APPROVER = "approver"
    """审批"""
    REGISTRAR = "registrar"
    """备案登记"""
    EVALUATOR = "evaluator"
    """评定"""
    SUPERVISOR = "supervisor"
    """督办"""
    AUDITOR = "auditor"
    """审计: reads its subtree, writes nothing."""
    UPSTREAM = "upstream"
    """A system that signals events."""
    ADMIN = "admin"
    """Accounts, rosters and documents; decides no case."""
    SERVICE = "service"
    """This service itself: time that passed, and what follows from another process."""


@dataclass(frozen=True)
class Organisation:
    """Marks an id as that of an organisation: whoever asks for it can offer those there are."""


OrgId = Annotated[Identifier, Organisation()]
"""The stable id of an organisation; its name and its place in the tree are dated (see `roster`)."""


class Reach(StrEnum):
    """Whose acts count."""

    SUBTREE = "subtree"
    """An office of the case's own organisation, or of one above it."""
    SUPERIOR = "superior"
    """Only an office strictly above the case's organisation."""


class Command(Model):
    """
    The base of every command. A subclass sets `kind`, and says who may give it.

    `roles`: any of these suffices. `reach`: `superior` asks for an office strictly above the organisation where the
    case lies. `track`: acts of one track follow each other in time; `opens`: begins a stream; `while_suspended`,
    `when_closed`: is accepted although the case rests, or is closed; `judged`: rules are asked, and its entries name
    them; what is only put down is taken whatever the state.
    """

    kind: str
    roles: ClassVar[frozenset[Role]] = frozenset()
    reach: ClassVar[Reach] = Reach.SUBTREE
    track: ClassVar[str] = "main"
    opens: ClassVar[bool] = False
    while_suspended: ClassVar[bool] = False
    when_closed: ClassVar[bool] = False
    judged: ClassVar[bool] = True

    @classmethod
    def kind_name(cls) -> str:
        """Return the kind that every command of this class has."""
        return str(cls.model_fields["kind"].default)


class Actor(Model):
    """Who records an act, in which role of which organisation; under a delegation, for whom."""

    id: PersonId
    role: Role
    org: OrgId
    on_behalf_of: PersonId | None = None


class MeetingRecord(Model):
    """A body that decided: its meeting's date and document, the scan by digest (会议)."""

    body: Name
    held_on: Day
    document: DocumentNumber
    scan: Digested | None = None


def command_uuid(sender: str, text: str) -> UUID:
    """Return the id under which a client's own id is recorded: itself if a UUID, else derived from sender and text."""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(uuid5(NAMESPACE_URL, sender), text)


C = TypeVar("C")
D = TypeVar("D")


class Order(Model, Generic[C]):
    """
    A command on the wire.

    `decided_by`: the person or meeting that decided, when it is not who records it. `acted_on`: the date on the paper,
    today if absent. `expected`: the version the sender saw; a newer one refuses. A sender cannot say when it was
    recorded.
    """

    command_id: UUID
    actor: Actor
    decided_by: PersonId | MeetingRecord | None = None
    acted_on: Day | None = None
    expected: Annotated[int, Field(ge=0)] | None = None
    command: C

    @model_validator(mode="before")
    @classmethod
    def _own_id_of_the_sender(cls, given: Any) -> Any:  # noqa: ANN401  # whatever came over the wire
        """Take a client's own id that is no UUID; two senders' same ids are two."""
        if not isinstance(given, dict) or not isinstance(given.get("command_id"), str):
            return given
        actor = given.get("actor")
        sender = str(actor.get("id") if isinstance(actor, dict) else getattr(actor, "id", ""))
        return given | {"command_id": command_uuid(sender, given["command_id"])}


class Start(Model, Generic[C]):
    """The input of a workflow: its stream, an opening order or `resume`, and the clock it lives by."""

    stream: StreamName
    first: Order[C] | None = None
    resume: bool = False
    clock: RealOrRehearsal = RealOrRehearsal()


@dataclass(frozen=True)
class Act(Generic[C]):
    """
    An order as it is judged: with the moment it is recorded and the rules it is judged by.

    `bound`: who else is bound by four eyes, since in this case one of them stood in for the other.
    """

    order: Order[C]
    at: datetime
    rules: Rules
    bound: frozenset[PersonId] = frozenset()

    @property
    def command(self) -> C:
        """The command itself."""
        return self.order.command

    @property
    def by_service(self) -> bool:
        """Whether no human acts: time passed, or something follows from another process."""
        return self.order.actor.role == Role.SERVICE

    @property
    def today(self) -> date:
        """The local day on which the act is recorded."""
        return local_day(self.at)

    @property
    def acted_on(self) -> date:
        """The date on the paper; today, if the order names none."""
        return self.order.acted_on or self.today

    @property
    def deciders(self) -> frozenset[PersonId]:
        """The persons bound by four eyes: who decided, and for whom; nobody when a meeting decided."""
        if isinstance(self.order.decided_by, MeetingRecord):
            return frozenset()
        decider = self.order.decided_by or self.order.actor.id
        return frozenset({decider, self.order.actor.on_behalf_of or decider}) | self.bound

    def giving(self, command: D) -> "Act[D]":
        """Return the same act with another command: what an order means for another stream."""
        order = cast("Order[D]", self.order.model_copy(update={"command": command}))
        return Act(order=order, at=self.at, rules=self.rules, bound=self.bound)
