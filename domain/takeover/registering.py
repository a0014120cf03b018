"""What is ordered for a row of a list of branches, and whether it stands already. Source: domain.md §3 [P]."""

from collections.abc import Mapping

from domain.branch.decide_founding import missing
from domain.branch.events import ExistingBranchRegistered
from domain.branch.facts import HeldContract, Officer, Partner
from domain.branch.kinds import UnknownFact
from domain.branch.onboarding import LegacyFacts, RegisterExistingBranch
from domain.branch.state import BranchState
from domain.events import Event
from domain.filing.kinds import Post
from domain.model import Identifier, StreamName
from domain.takeover.refusals import BranchStandsError
from domain.takeover.row import BranchRow
from domain.takeover.standing import stands_so


def registration(row: BranchRow, enterprises: Mapping[str, Identifier]) -> RegisterExistingBranch:
    """Return the order that registers a branch; `enterprises`: their ids by code. What is not told is unknown."""
    facts = LegacyFacts(
        branch_kind=row.branch_kind,
        mode=row.mode,
        founded_on=row.founded_on,
        secretary=Officer(person=row.secretary) if row.secretary else None,
        term=row.term,
        partners=tuple(
            Partner(enterprise=enterprises[one.uscc], counted=one.counted, employees=one.employees)
            for one in row.enterprises
        ),
    )
    unknown = missing(facts) | (set() if row.secretary or row.vacant else {UnknownFact.SECRETARY})
    return RegisterExistingBranch(
        org=row.org,
        superior=row.superior,
        name=row.name,
        facts=facts,
        unknown=tuple(sorted(unknown)),
        contracts=_contracts(row),
        stars=row.stars,
    )


def outstanding(
    command: RegisterExistingBranch, stream: StreamName, first: Event | None, today: BranchState
) -> bool:
    """
    Whether a branch is still to be registered; `first`: its first event, if there is any; `today`: how it stands.

    Raises `BranchStandsError` when it was registered with other facts than are ordered, and stands otherwise today.
    """
    if first is None:
        return True
    told = command.model_dump(exclude={"kind"})
    so_then = isinstance(first, ExistingBranchRegistered) and first.model_dump(include=set(told)) == told
    if not so_then and not stands_so(command, today):
        raise BranchStandsError(stream)
    return False


def _contracts(row: BranchRow) -> tuple[HeldContract, ...]:
    if row.contract is None or row.secretary is None:
        return ()
    return (HeldContract(contract=row.contract, person=row.secretary, post=Post.SECRETARY),)
