"""What can happen to an investigation."""

from typing import ClassVar, Literal

from domain.coverage import Conclusion
from domain.deadlines import Deadline
from domain.events import Event
from domain.investigation.commands import CancelGround, SectionFault
from domain.investigation.sections import Report, SectionName
from domain.model import Count, EntryRef, Identifier, Text
from domain.orders import OrgId
from domain.people import PersonId
from domain.register.ownership import Ownership


class InvestigationOpened(Event):
    """启动排查. `priority`: as far as the register tells."""

    kind: Literal["investigation.opened.v1"] = "investigation.opened.v1"
    org: OrgId
    round: Identifier
    ownership: Ownership
    priority: bool | None
    source: EntryRef | None
    completion: Deadline


class ConcludedFromRegister(Event):
    """The register decided by itself."""

    kind: Literal["investigation.concluded_from_register.v1"] = "investigation.concluded_from_register.v1"
    org: OrgId
    round: Identifier
    ownership: Ownership
    priority: bool | None
    counted: Count | None
    conclusion: Conclusion
    source: EntryRef


class InvestigatorAssigned(Event):
    """指派排查人."""

    kind: Literal["investigation.assigned.v1"] = "investigation.assigned.v1"
    to: PersonId


class SectionReported(Event):
    """填报."""

    kind: Literal["investigation.section_reported.v1"] = "investigation.section_reported.v1"
    track: ClassVar[str] = "reports"
    report: Report


class SectionDisputed(Event):
    """Another source tells otherwise."""

    kind: Literal["investigation.section_disputed.v1"] = "investigation.section_disputed.v1"
    track: ClassVar[str] = "reports"
    report: Report


class SectionCorrected(Event):
    """修正、核定. `resolves`: sources had contradicted each other."""

    kind: Literal["investigation.section_corrected.v1"] = "investigation.section_corrected.v1"
    track: ClassVar[str] = "reports"
    report: Report
    resolves: bool
    reason: Text


class DifferenceReported(Event):
    """An upstream system tells something else than what was submitted: the reviewer is shown it."""

    kind: Literal["investigation.difference_reported.v1"] = "investigation.difference_reported.v1"
    track: ClassVar[str] = "reports"
    report: Report


class InvestigationSubmitted(Event):
    """提交审核. `conclusion`: what follows if it is accepted."""

    kind: Literal["investigation.submitted.v1"] = "investigation.submitted.v1"
    conclusion: Conclusion
    review: Deadline


class InvestigationReturned(Event):
    """退回."""

    kind: Literal["investigation.returned.v1"] = "investigation.returned.v1"
    sections: tuple[SectionName, ...]
    reasons: tuple[SectionFault, ...]
    note: Text | None
    mending: Deadline


class InvestigationAccepted(Event):
    """
    审核通过.

    `counted`: full members whose relation is here; `others`: probationary and transferable ones. `transfers`: the
    members whose relation is to be transferred here, by a deadline; `independent_after_transfer`: then they are enough
    for an own organisation.
    """

    kind: Literal["investigation.accepted.v1"] = "investigation.accepted.v1"
    conclusion: Conclusion
    ownership: Ownership
    priority: bool | None
    employees: Count | None
    counted: Count
    others: Count | None
    independent_after_transfer: bool
    transfers: tuple[PersonId, ...]
    transfer: Deadline | None


class InvestigationCancelled(Event):
    """终止排查."""

    kind: Literal["investigation.cancelled.v1"] = "investigation.cancelled.v1"
    ground: CancelGround
    successor: Identifier | None
    reason: Text


class MemberTransferred(Event):
    """组织关系已转入. `counts`: it is a full member."""

    kind: Literal["investigation.member_transferred.v1"] = "investigation.member_transferred.v1"
    person: PersonId
    counts: bool


class TransferDropped(Event):
    """组织关系未转入."""

    kind: Literal["investigation.transfer_dropped.v1"] = "investigation.transfer_dropped.v1"
    person: PersonId
    reason: Text


class TransfersSettled(Event):
    """组织关系转接办结: what follows now, and what had followed before."""

    kind: Literal["investigation.transfers_settled.v1"] = "investigation.transfers_settled.v1"
    before: Conclusion
    conclusion: Conclusion
    counted: Count
    others: Count | None


InvestigationEvent = (
    InvestigationOpened
    | ConcludedFromRegister
    | InvestigatorAssigned
    | SectionReported
    | SectionDisputed
    | SectionCorrected
    | DifferenceReported
    | InvestigationSubmitted
    | InvestigationReturned
    | InvestigationAccepted
    | InvestigationCancelled
    | MemberTransferred
    | TransferDropped
    | TransfersSettled
)
