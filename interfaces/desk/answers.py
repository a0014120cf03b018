"""What the desk answers: an answer, a refusal, or that it cannot be reached."""

from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import SerializeAsAny

from domain.catalogue import Catalogue
from domain.matter.state import Matter
from domain.model import Model, StreamName
from domain.orders import MeetingRecord, OrgId, Role
from domain.people import PersonId, PersonName
from domain.refusals import DomainError, Refusal
from domain.tasks import Task

Item = TypeVar("Item", bound=Model)


class Answer(Model):
    """
    What an order left: the stream's version, its place in the journal, who is awaited now. See `already_so`.

    It is on disk, and not sealed yet: that takes a moment, and whoever reads it later is told (`Reading.sealed`).
    """

    stream: StreamName
    version: int
    position: int
    tasks: tuple[Task, ...] = ()
    already_so: bool = False
    """It changed nothing."""


class Reading(Model):
    """
    A stream folded, as known at some version, and who was awaited then.

    `position`: of the last entry that it rests on, 0 for none; `sealed`: the seal reaches it.
    """

    stream: StreamName
    version: int
    position: int = 0
    sealed: bool = False
    state: SerializeAsAny[Matter]
    tasks: tuple[Task, ...]


class Line(Model):
    """
    One entry as people read it. `technical`: it tells how the service works, not what happened; `sealed`: the seal reaches it.

    `person`: who recorded it; `decided_by`: who decided, when that was somebody else or a meeting.
    """

    position: int
    stream: StreamName
    version: int
    at: datetime
    acted_on: date
    person: PersonId
    name: PersonName
    role: Role
    org: OrgId
    decided_by: PersonId | MeetingRecord | None = None
    kind: str
    zh: str
    en: str
    technical: bool = False
    sealed: bool = False


class WorkItem(Model):
    """
    A step that waits. `office`: the organisation it goes to; None when nobody there or above can do it.

    `about`: whom or what the case is about, by name.
    """

    stream: StreamName
    version: int
    task: Task
    office: OrgId | None
    about: str = ""


class PoolItem(Model):
    """An enterprise that waits for partners or a host (待联建)."""

    enterprise: str
    name: str
    org: OrgId
    counted: int | None
    """Counted members; None when nobody told."""


class SealReach(Model):
    """How far the journal is sealed: the last position, and the last one that a signed checkpoint covers; 0 = none."""

    sealed: int
    signed: int


class AsOf(Model, Generic[Item]):
    """
    What the ledger tells, and the position of the journal at which it is true.

    `behind`: entries that were recorded when it was asked, and that it does not know of yet. `after`: where the next
    page begins; None when there is none. `seal`: how far the seal reached then.
    """

    position: int
    behind: int = 0
    items: tuple[Item, ...]
    after: int | None = None
    seal: SealReach = SealReach(sealed=0, signed=0)


POSTGRESQL = "PostgreSQL"
TEMPORAL = "Temporal"


class RefusedError(Exception):
    """A rule refused the order; nothing was recorded but the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.en)
        self.refusal = refusal


def refusal_of(error: DomainError | RefusedError, sentences: Catalogue) -> Refusal:
    """Return why something was refused: at the desk, or before it came there."""
    return error.refusal if isinstance(error, RefusedError) else sentences.refusal(error)


class DeskUnavailableError(Exception):
    """
    PostgreSQL or Temporal did not answer in time: nothing is known of the order's fate.

    Repeat it with the same `command_id`: if it was recorded, the first answer comes back.
    """

    def __init__(self, system: str, cause: object, command_id: UUID | None = None) -> None:
        reason = f"{system}: {cause}" if str(cause) else system
        super().__init__(reason)
        self.system = system
        self.command_id = command_id
        again = f"（--command-id {command_id}）" if command_id else ""
        with_id = f" with --command-id {command_id}" if command_id else ""
        self.zh = (
            f"服务暂时没有应答（{reason}）。请稍后重试{again}：不会重复办理。也可以运行 branchctl doctor。"
        )
        self.en = f"The service did not answer ({reason}). Repeat it later{with_id}: nothing is done twice. Or run branchctl doctor."


class LedgerBehindError(Exception):
    """The ledger did not come to a position that was asked for, in time: the worker is away, or very busy."""

    def __init__(self, position: int, wanted: int) -> None:
        super().__init__(f"the ledger is at position {position}, not {wanted}")
        self.position = position
        self.wanted = wanted
        self.zh = (
            f"台账只记到位置 {position}，尚未到 {wanted}。请稍后再查；若一直如此，请运行 branchctl doctor。"
        )
        self.en = f"The ledger has come to position {position}, not to {wanted}. Ask again later; if it stays so, run branchctl doctor."
