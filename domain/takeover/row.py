"""What one row of a list of branches tells."""

from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field

from domain.branch.facts import OnDay, TermOfOffice, YearStar
from domain.branch.kinds import BranchMode
from domain.branch_kinds import BranchKind
from domain.model import Count, Identifier, Model, Name
from domain.orders import OrgId
from domain.people import Person
from domain.register.uscc import Uscc
from domain.takeover.cells import MOST

NAMESPACE = uuid5(NAMESPACE_URL, "urn:branch-lifecycle:takeover")
"""Where the ids of branches that are taken over from lists come from; changing it would register each a second time."""


class ListedEnterprise(Model):
    """An enterprise of a branch by its code, with its counts; None = not told, which is never 0."""

    uscc: Uscc
    counted: Count | None = None
    employees: Count | None = None


class BranchRow(Model):
    """
    What a list can tell about a branch; None = not told. `org`: its own organisation, else the superior acts for it.

    `vacant`: it is told that there is no secretary. `registered_as`: the id of a branch that stands already, as an
    exported register tells it.
    """

    registered_as: Identifier | None = None
    name: Name
    superior: OrgId
    org: OrgId
    branch_kind: BranchKind | None = None
    mode: BranchMode | None = None
    founded_on: OnDay | None = None
    enterprises: Annotated[tuple[ListedEnterprise, ...], Field(max_length=MOST)] = ()
    secretary: Person | None = None
    vacant: bool = False
    term: TermOfOffice | None = None
    contract: Identifier | None = None
    stars: Annotated[tuple[YearStar, ...], Field(max_length=MOST)] = ()

    @property
    def branch(self) -> Identifier:
        """Return the id the branch has or gets: the same for the same name under the same superior, whichever file tells it."""
        return self.registered_as or f"b-{uuid5(NAMESPACE, f'{self.superior} {self.name}')}"
