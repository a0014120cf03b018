"""Where an enterprise stands."""

from datetime import date
from enum import StrEnum

from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.claims import Claims
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.matter.state import Matter
from domain.model import Count, Identifier, Model, StreamName
from domain.orders import OrgId
from domain.people import PersonId
from domain.register.row import RegisterRow
from domain.serials.serials import Serials

ACCEPT = "accept_transfer"
"""The step that waits for the organisation of the new place."""
PLACE = "place_members"
"""The step that waits for whoever transfers the members of an enterprise that is no more."""


def conclude_step(what: LifeEventKind) -> str:
    """Return the name of the step that concludes a kind of life event."""
    return f"conclude_{what}"


class EnterpriseStatus(StrEnum):
    """企业状态."""

    NONE = "none"
    OPERATING = "operating"
    DEREGISTERED = "deregistered"
    MERGED = "merged"


class Alias(Model):
    """A code the enterprise has or had. `version`: the entry that gave it; `instead`: the wrong code it took away."""

    code: str
    since: date
    version: int
    instead: str | None = None


class Proposal(Model):
    """A life event that waits for its conclusion. `by`: bound by four eyes."""

    life: LifeEvent
    by: tuple[PersonId, ...]


class Noted(Model):
    """What was concluded about the enterprise, and by which entry of which stream."""

    by: StreamName
    conclusion: Conclusion
    priority: bool | None
    counted: Count | None = None
    version: int = 0
    transfers: Count = 0

    def follows(self, stream: StreamName, version: int) -> bool:
        """Tell whether that entry of that stream concluded it, or one after it."""
        return self.by == stream and self.version >= version


class EnterpriseState(Matter):
    """
    One enterprise, for as long as it is known. `closed` while nothing waits: a workflow lives only for its life events.

    `offered`: the organisation that is asked to take it over, `offered_by`: who proposed and concluded that it moved; `noted`: the last conclusion of an investigation, and
    `earlier` those before it.
    """

    status: EnterpriseStatus = EnterpriseStatus.NONE
    row: RegisterRow | None = None
    aliases: tuple[Alias, ...] = ()
    successor: Identifier | None = None
    proposals: tuple[Proposal, ...] = ()
    offered: OrgId | None = None
    offer_reason: str = ""
    offered_by: tuple[PersonId, ...] = ()
    noted: Noted | None = None
    earlier: tuple[Noted, ...] = ()
    covering: Claims = Claims()
    serials: Serials = Serials()

    @property
    def enterprise(self) -> Identifier:
        """The id, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def code(self) -> str:
        """The code of today; empty before the first."""
        return self.aliases[-1].code if self.aliases else ""

    @property
    def notes(self) -> tuple[Noted, ...]:
        """All that was concluded about it and not revoked, the last one last."""
        return (*self.earlier, self.noted) if self.noted else ()

    def proposal(self, what: LifeEventKind) -> Proposal | None:
        """Return what is proposed of a kind, or None."""
        return next((one for one in self.proposals if one.life.what == what), None)

    @property
    def left_alone(self) -> bool:
        """Whether it has members whom no branch looks after."""
        noted, granted = self.noted, self.covering.granted
        members = noted is not None and (noted.counted or noted.conclusion == Conclusion.JOINT_OR_AFFILIATED)
        return bool(members) and (granted is None or granted.branch is None)

    @property
    def in_pool(self) -> bool:
        """Whether it waits for partners or a host (待联建): concluded so, and not applied for nor covered since."""
        granted = self.covering.granted
        return (
            self.status == EnterpriseStatus.OPERATING
            and self.noted is not None
            and self.noted.conclusion == Conclusion.JOINT_OR_AFFILIATED
            and self.covering.pending is None
            and (granted is None or granted.level == CoverageLevel.WORK_COVERAGE)
        )
