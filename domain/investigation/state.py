"""Where an investigation stands."""

from datetime import date
from enum import StrEnum

from domain.coverage import Conclusion
from domain.investigation.sections import Report, Section, SectionName
from domain.matter.state import Matter
from domain.model import Identifier, Model
from domain.people import PersonId

INVESTIGATE = "investigate"
REVIEW = "review_investigation"
TRANSFER = "transfer_members"
"""The steps of an investigation that wait for somebody."""


class InvestigationStatus(StrEnum):
    """排查状态."""

    NONE = "none"
    OPENED = "opened"
    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"
    CONCLUDED = "concluded"
    """By the register itself."""


_OVER = (InvestigationStatus.ACCEPTED, InvestigationStatus.CANCELLED, InvestigationStatus.CONCLUDED)


class Told(Model):
    """A section: as it stands, and what other sources tell otherwise."""

    report: Report
    rivals: tuple[Report, ...] = ()


class InvestigationState(Matter):
    """
    One investigation.

    `investigators`: who found or submitted something, bound by four eyes. `differences`: what upstream told after the
    submission. `transfers`: members whose transfer is awaited; `arrived`: full members who came here since; `gone`:
    those who will not come. `decided_at`: the version of the entry that says what follows, `decided_on`: the day on its paper.
    """

    status: InvestigationStatus = InvestigationStatus.NONE
    round: Identifier | None = None
    told: tuple[Told, ...] = ()
    differences: tuple[Report, ...] = ()
    investigators: tuple[PersonId, ...] = ()
    conclusion: Conclusion | None = None
    priority: bool | None = None
    counted: int = 0
    others: int | None = 0
    transfers: tuple[PersonId, ...] = ()
    arrived: int = 0
    gone: int = 0
    decided_at: int = 0
    decided_on: date | None = None

    @property
    def enterprise(self) -> Identifier:
        """The enterprise, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def number(self) -> int:
        """The serial number, as the stream's name tells."""
        return int(self.stream.split("/")[2])

    def section(self, name: SectionName) -> Told | None:
        """Return what is told in a section, or None."""
        return next((one for one in self.told if one.report.content.section == name), None)

    @property
    def over(self) -> bool:
        """Whether it is known what follows, or that nothing does; transfers may still be awaited."""
        return self.status in _OVER

    @property
    def missing(self) -> tuple[SectionName, ...]:
        """The sections that nobody reported."""
        return tuple(name for name in SectionName if self.section(name) is None)

    @property
    def disputed(self) -> tuple[SectionName, ...]:
        """The sections about which sources contradict each other."""
        return tuple(one.report.content.section for one in self.told if one.rivals)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections as they stand."""
        return tuple(one.report.content for one in self.told)
