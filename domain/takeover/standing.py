"""How a branch stands today, in the words of a list of branches: what an exported register tells, and what comes back."""

from datetime import date
from typing import NamedTuple

from domain.branch.facts import Partner, TermOfOffice, YearStar
from domain.branch.kinds import BranchMode, UnknownFact
from domain.branch.onboarding import RegisterExistingBranch
from domain.branch.state import BranchState
from domain.branch_kinds import BranchKind
from domain.model import Identifier
from domain.orders import OrgId
from domain.people import PersonId, PersonName
from domain.register.cells import plain


class _Listed(NamedTuple):
    """What a row tells of a branch. `vacant`: it is told that there is no secretary."""

    name: str
    org: OrgId
    superior: OrgId | None
    branch_kind: BranchKind | None
    mode: BranchMode | None
    founded_on: date | None
    partners: tuple[Partner, ...]
    secretary: tuple[PersonId, PersonName] | None
    vacant: bool
    term: TermOfOffice | None
    contract: Identifier | None
    stars: tuple[YearStar, ...]


def stands_so(command: RegisterExistingBranch, branch: BranchState) -> bool:
    """
    Tell whether a branch stands today as an order to register it says, however it came about.

    Blanks in names that no cell keeps do not matter. Source: domain.md §3, onboarding [P].
    """
    return _ordered(command) == _standing(branch)


def secretary_contract(branch: BranchState) -> Identifier | None:
    """Return the contract of the secretary that runs, or None."""
    if branch.secretary is None:
        return None
    running = (one.held for one in branch.contracts if not one.reached)
    person = branch.secretary.person.id
    return next((one.contract for one in running if one.person.id == person), None)


def stars_by_year(branch: BranchState) -> tuple[YearStar, ...]:
    """Return the stars of every year that has any, the earliest first."""
    known = {one.year: one.star for one in branch.stars}
    return tuple(YearStar(year=year, star=known[year]) for year in sorted(known))


def is_vacant(branch: BranchState) -> bool:
    """Whether it is known that nobody is secretary."""
    return branch.secretary is None and UnknownFact.SECRETARY not in branch.unknown


def _ordered(command: RegisterExistingBranch) -> _Listed:
    facts = command.facts
    return _Listed(
        name=plain(command.name),
        org=command.org,
        superior=command.superior,
        branch_kind=facts.branch_kind,
        mode=facts.mode,
        founded_on=facts.founded_on,
        partners=facts.partners,
        secretary=(facts.secretary.person.id, plain(facts.secretary.person.name))
        if facts.secretary
        else None,
        vacant=facts.secretary is None and UnknownFact.SECRETARY not in command.unknown,
        term=facts.term,
        contract=command.contracts[0].contract if command.contracts else None,
        stars=tuple(sorted(command.stars, key=lambda one: one.year)),
    )


def _standing(branch: BranchState) -> _Listed:
    secretary = branch.secretary.person if branch.secretary else None
    return _Listed(
        name=plain(branch.name),
        org=branch.org,
        superior=branch.superior,
        branch_kind=branch.branch_kind,
        mode=branch.mode,
        founded_on=branch.founded_on,
        partners=branch.partners,
        secretary=(secretary.id, plain(secretary.name)) if secretary else None,
        vacant=is_vacant(branch),
        term=branch.term,
        contract=secretary_contract(branch),
        stars=stars_by_year(branch),
    )
