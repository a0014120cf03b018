"""Where a filing stands."""

from datetime import date
from enum import StrEnum

from domain.filing.commands import FiledChange
from domain.filing.kinds import FilingKind, Post
from domain.matter.state import Matter
from domain.model import DocumentNumber, Identifier
from domain.people import Person, PersonId

ANSWER = "answer_filing"
CORRECT = "correct_filing"
LINK = "link_contract"
DECIDE = "decide_objection"
APPEAL = "decide_appeal"
"""The steps of a filing that wait for somebody."""


class Status(StrEnum):
    """备案状态."""

    NONE = "none"
    SUBMITTED = "submitted"
    CORRECTING = "correcting"
    LAPSED = "lapsed"
    OBJECTED = "objected"
    FILED = "filed"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"


class FilingState(Matter):
    """
    One change of one contract.

    `submitters`, `objectors` (who objected, or appealed): bound by four eyes; `by_silence`: until when consent may be
    appealed; `linked`: the known contract that an unknown one proved to be.
    """

    status: Status = Status.NONE
    filing: FilingKind | None = None
    branch: Identifier | None = None
    enterprise: Identifier | None = None
    person: Person | None = None
    post: Post | None = None
    contract_known: bool = True
    change: FiledChange | None = None
    late_by_days: int = 0
    submitted_on: date | None = None
    submitters: tuple[PersonId, ...] = ()
    objectors: tuple[PersonId, ...] = ()
    linked: Identifier | None = None
    receipt: DocumentNumber | None = None
    by_silence: date | None = None

    @property
    def contract(self) -> Identifier:
        """The contract, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def contracts(self) -> tuple[Identifier, ...]:
        """The names the contract goes by: the one it was filed under, and the known one it was linked to."""
        named = (self.contract, self.linked or self.contract)
        return tuple(dict.fromkeys(named))

    @property
    def number(self) -> int:
        """The serial number, as the stream's name tells."""
        return int(self.stream.split("/")[2])
