"""What can happen to a filing."""

from datetime import date
from typing import Literal

from pydantic import Field

from domain.deadlines import Deadline
from domain.events import Event
from domain.filing.commands import FiledChange
from domain.filing.kinds import FilingKind, Post
from domain.model import Digested, DocumentNumber, Identifier, Text
from domain.orders import OrgId
from domain.people import Person


class FilingSubmitted(Event):
    """提交备案. `late_by_days`: working days past the filing period, judged by the date on the paper; 0 = in time."""

    kind: Literal["filing.submitted.v1"] = "filing.submitted.v1"
    filing: FilingKind
    org: OrgId
    branch: Identifier
    enterprise: Identifier
    person: Person
    post: Post
    contract_known: bool
    change: FiledChange
    late_by_days: int = Field(ge=0)
    answer: Deadline
    linking: Deadline | None


class FilingAcknowledged(Event):
    """备案回执."""

    kind: Literal["filing.acknowledged.v1"] = "filing.acknowledged.v1"
    receipt: DocumentNumber
    late_by_days: int = Field(ge=0, description="working days past the filing period; 0 = in time")


class ConsentedBySilence(Event):
    """视为同意: in consent mode no answer in time is consent; it may be appealed until a day."""

    kind: Literal["filing.consented_by_silence.v1"] = "filing.consented_by_silence.v1"
    receipt: DocumentNumber
    late_by_days: int = Field(ge=0)
    appeal_until: date


class CorrectionRequested(Event):
    """要求补正."""

    kind: Literal["filing.correction_requested.v1"] = "filing.correction_requested.v1"
    items: tuple[Text, ...]
    correction: Deadline


class FilingCorrected(Event):
    """
    补正. `reopened`: it had lapsed; `late`: the correction came after its deadline.

    `late_by_days`: of the submission, judged anew by the corrected effective date; none: not judged anew.
    """

    kind: Literal["filing.corrected.v1"] = "filing.corrected.v1"
    change: FiledChange
    reopened: bool
    late: bool
    late_by_days: int | None = Field(default=None, ge=0)
    answer: Deadline


class FilingLapsed(Event):
    """逾期未补正: supervised until it is corrected."""

    kind: Literal["filing.lapsed.v1"] = "filing.lapsed.v1"


class FilingWithdrawn(Event):
    """撤回."""

    kind: Literal["filing.withdrawn.v1"] = "filing.withdrawn.v1"
    reason: Text


class FilingObjected(Event):
    """异议."""

    kind: Literal["filing.objected.v1"] = "filing.objected.v1"
    reasons: Text
    decision: Deadline


class FilingDenied(Event):
    """不予同意."""

    kind: Literal["filing.denied.v1"] = "filing.denied.v1"
    reasons: Text


class ConsentAppealed(Event):
    """申诉: the consent stands until decided."""

    kind: Literal["filing.consent_appealed.v1"] = "filing.consent_appealed.v1"
    reasons: Text
    decision: Deadline


class ConsentUpheld(Event):
    """申诉驳回."""

    kind: Literal["filing.consent_upheld.v1"] = "filing.consent_upheld.v1"
    reasons: Text


class ConsentRevoked(Event):
    """申诉成立: the consent is taken back; the contract is as it was."""

    kind: Literal["filing.consent_revoked.v1"] = "filing.consent_revoked.v1"
    reasons: Text


class StatementRecorded(Event):
    """本人陈述."""

    kind: Literal["filing.statement_recorded.v1"] = "filing.statement_recorded.v1"
    statement: Digested


class ContractLinked(Event):
    """关联合同: which known contract it is; none: registered as new."""

    kind: Literal["filing.contract_linked.v1"] = "filing.contract_linked.v1"
    contract: Identifier | None


FilingEvent = (
    FilingSubmitted
    | FilingAcknowledged
    | ConsentedBySilence
    | CorrectionRequested
    | FilingCorrected
    | FilingLapsed
    | FilingWithdrawn
    | FilingObjected
    | FilingDenied
    | ConsentAppealed
    | ConsentUpheld
    | ConsentRevoked
    | StatementRecorded
    | ContractLinked
)
