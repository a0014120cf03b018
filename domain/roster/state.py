"""Who is who in a province."""

from enum import StrEnum

from domain.matter.state import Matter
from domain.orders import OrgId
from domain.people import Person
from domain.roster.offices import Delegation, Grant
from domain.roster.orgs import Org


class Status(StrEnum):
    """名册状态."""

    NONE = "none"
    KEPT = "kept"


class RosterState(Matter):
    """Everything the roster says, with its history; questions are answered by a `Directory` made of it."""

    status: Status = Status.NONE
    orgs: tuple[Org, ...] = ()
    persons: tuple[Person, ...] = ()
    grants: tuple[Grant, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    @property
    def province(self) -> OrgId:
        """The root of the tree, as the stream's name tells."""
        return self.stream.split("/")[1]
