"""The part of a case's state that all cases share."""

from datetime import date
from uuid import UUID

from domain.deadlines import Deadline
from domain.matter.commands import DeliveryOutcome, SuspensionGround
from domain.model import EntryRef, Identifier, Model, StreamName
from domain.orders import OrgId
from domain.people import Carried, PersonId


class Assignment(Model):
    """A step given to one person; under a delegation until a day, included."""

    action: Identifier
    to: PersonId
    until: date | None = None


class LastAct(Model):
    """The date on the paper of the last human act of a track."""

    track: str
    on: date


class PastAct(Model):
    """Who decided and who recorded an entry, so that a second person corrects it."""

    version: int
    kind: str
    by: tuple[PersonId, ...]


class Promise(Model):
    """A follow-up: promised, and perhaps delivered. `command`: JSON, until it is delivered."""

    number: int
    cause: int
    to: StreamName
    command_kind: str
    command: Carried
    delivery_id: UUID
    outcome: DeliveryOutcome | None = None


class Rest(Model):
    """Why and since when a case rests; the enterprise that goes on, or the organisation that is to take it over."""

    ground: SuspensionGround
    since: date
    successor: Identifier | None = None
    to_org: OrgId | None = None


class Consequence(Model):
    """A keep-or-undo decision that waits here."""

    origin: EntryRef
    followed: str


class Matter(Model):
    """
    The common state of every case; a process's state is a subclass, all fields with defaults.

    `closed` is set by the process's own `evolve`; `deadlines` are replaced by it as steps begin and end. `moved`: the
    version at which something happened last; what the service notes for itself, and that time goes by, comes after it.
    """

    stream: StreamName = "none/none"
    version: int = 0
    moved: int = 0
    org: OrgId = "none"
    closed: bool = False
    deadlines: tuple[Deadline, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    last_acts: tuple[LastAct, ...] = ()
    acts: tuple[PastAct, ...] = ()
    promises: tuple[Promise, ...] = ()
    rest: Rest | None = None
    consequences: tuple[Consequence, ...] = ()

    def deadline(self, action: Identifier) -> Deadline | None:
        """Return the deadline of a step, or None."""
        return next((one for one in self.deadlines if one.action == action), None)

    def without(self, *actions: Identifier) -> tuple[Deadline, ...]:
        """Return the deadlines but those of `actions`."""
        return tuple(one for one in self.deadlines if one.action not in actions)

    def one_with(self, people: frozenset[PersonId]) -> frozenset[PersonId]:
        """
        Return who is one with `people` for four eyes: whose step was delegated to them, and to whom theirs was.

        Source: domain.md §2, also under delegation [P].
        """
        given = {one.action: one.to for one in self.assignments if one.until is None}
        pairs = [{one.to, given.get(one.action, one.to)} for one in self.assignments if one.until is not None]
        return frozenset().union(*(pair for pair in pairs if pair & people))

    def kind_of(self, version: int) -> str | None:
        """Return the kind of an entry by which a person acted, or None."""
        return next((one.kind for one in self.acts if one.version == version), None)

    @property
    def undelivered(self) -> tuple[Promise, ...]:
        """The follow-ups that were promised and have not arrived."""
        return tuple(one for one in self.promises if one.outcome is None)

    @property
    def finished(self) -> bool:
        """Nothing is awaited any more: no step, no decision about a consequence, no delivery."""
        return self.closed and not self.consequences and not self.undelivered
