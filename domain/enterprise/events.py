"""What can happen to an enterprise."""

from datetime import date
from typing import ClassVar, Literal

from domain.coverage import Conclusion
from domain.deadlines import Deadline
from domain.enterprise.claims import ClaimEvent
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.events import Event
from domain.model import Count, DocumentNumber, EntryRef, Identifier, StreamName, Text
from domain.orders import OrgId
from domain.register.row import RegisterRow
from domain.register.uscc import Uscc
from domain.serials.serials import SerialClaimed, SerialReleased


class EnterpriseRegistered(Event):
    """登记企业."""

    kind: Literal["enterprise.registered.v1"] = "enterprise.registered.v1"
    track: ClassVar[str] = "register"
    org: OrgId
    row: RegisterRow
    source: EntryRef | None = None


class EnterpriseUpdated(Event):
    """更新登记. `changed`: the names of the fields that differ from before."""

    kind: Literal["enterprise.updated.v1"] = "enterprise.updated.v1"
    track: ClassVar[str] = "register"
    row: RegisterRow
    changed: tuple[str, ...]
    source: EntryRef | None = None


class LifeEventReported(Event):
    """企业变动待认定."""

    kind: Literal["enterprise.life_event_reported.v1"] = "enterprise.life_event_reported.v1"
    track: ClassVar[str] = "life"
    life: LifeEvent
    conclusion: Deadline


class LifeEventDismissed(Event):
    """变动不属实."""

    kind: Literal["enterprise.life_event_dismissed.v1"] = "enterprise.life_event_dismissed.v1"
    track: ClassVar[str] = "life"
    what: LifeEventKind
    reason: Text


class EnterpriseDeregistered(Event):
    """企业注销. `transfer`: by when its members are to be transferred elsewhere, when no branch looks after them."""

    kind: Literal["enterprise.deregistered.v1"] = "enterprise.deregistered.v1"
    track: ClassVar[str] = "life"
    happened_on: date
    reason: Text
    document: DocumentNumber | None = None
    transfer: Deadline | None = None


class EnterpriseMerged(Event):
    """企业被合并. `transfer`: as with a deregistered one."""

    kind: Literal["enterprise.merged.v1"] = "enterprise.merged.v1"
    track: ClassVar[str] = "life"
    successor: Identifier
    happened_on: date
    reason: Text
    document: DocumentNumber | None = None
    transfer: Deadline | None = None


class MembersPlaced(Event):
    """党员已安置."""

    kind: Literal["enterprise.members_placed.v1"] = "enterprise.members_placed.v1"
    track: ClassVar[str] = "life"
    where: Text


class CodeChanged(Event):
    """代码变更. `typing_error`: the old code was never its own and is given back."""

    kind: Literal["enterprise.code_changed.v1"] = "enterprise.code_changed.v1"
    track: ClassVar[str] = "life"
    old: Uscc
    new: Uscc
    typing_error: bool
    since: date
    reason: Text
    document: DocumentNumber | None = None


class TransferOffered(Event):
    """企业迁出，待迁入地接收."""

    kind: Literal["enterprise.transfer_offered.v1"] = "enterprise.transfer_offered.v1"
    track: ClassVar[str] = "life"
    to_org: OrgId
    moved_on: date
    reason: Text
    document: DocumentNumber | None = None
    acceptance: Deadline


class TransferDeclined(Event):
    """不予接收."""

    kind: Literal["enterprise.transfer_declined.v1"] = "enterprise.transfer_declined.v1"
    track: ClassVar[str] = "life"
    reason: Text


class EnterpriseMoved(Event):
    """企业已迁入另一组织."""

    kind: Literal["enterprise.moved.v1"] = "enterprise.moved.v1"
    track: ClassVar[str] = "life"
    from_org: OrgId
    to_org: OrgId
    reason: Text


class InvestigationNoted(Event):
    """What was last concluded about the enterprise."""

    kind: Literal["enterprise.investigation_noted.v1"] = "enterprise.investigation_noted.v1"
    track: ClassVar[str] = "claims"
    by: StreamName
    conclusion: Conclusion
    priority: bool | None
    counted: Count | None = None
    version: int = 0
    transfers: Count = 0


class NoteWithdrawn(Event):
    """What an investigation had concluded from an entry on was revoked; what was concluded before it holds again."""

    kind: Literal["enterprise.note_withdrawn.v1"] = "enterprise.note_withdrawn.v1"
    track: ClassVar[str] = "claims"
    by: StreamName
    version: int


OwnEvent = (
    EnterpriseRegistered
    | EnterpriseUpdated
    | LifeEventReported
    | LifeEventDismissed
    | EnterpriseDeregistered
    | EnterpriseMerged
    | MembersPlaced
    | CodeChanged
    | TransferOffered
    | TransferDeclined
    | EnterpriseMoved
    | InvestigationNoted
    | NoteWithdrawn
)
EnterpriseEvent = OwnEvent | ClaimEvent | SerialClaimed | SerialReleased
