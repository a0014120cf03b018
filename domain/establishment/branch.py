"""What the branch is told of its establishment; when it is told stands in `domain/lifecycle.py`."""

from domain.branch.facts import Partner
from domain.branch.kinds import BranchMode
from domain.branch.service_commands import ActivateBranch, BeginBranch, NoteAffiliation
from domain.branch_kinds import BranchKind
from domain.establishment.application import Application
from domain.establishment.events import BranchFounded, EstablishmentApproved, FoundedWithoutSecretary
from domain.establishment.state import EstablishmentState
from domain.model import Identifier, StreamName


def begun(event: EstablishmentApproved, stream: StreamName) -> BeginBranch:
    """Return how the branch begins: with its enterprises, and the last day of its body, if it has one."""
    application = event.application
    return BeginBranch(
        org=application.own_org or event.org,
        superior=event.org,
        name=application.name,
        branch_kind=application.kind or BranchKind.BRANCH,
        mode=BranchMode(application.mode.value),
        partners=tuple(
            Partner(enterprise=one.enterprise, counted=one.counted) for one in application.partners
        ),
        body_counted=application.body.counted if application.body else None,
        village=application.village,
        ends_on=application.body.ends_on if application.body else None,
        document=event.document,
        establishment=stream,
    )


def activated(event: BranchFounded | FoundedWithoutSecretary, stream: StreamName) -> ActivateBranch:
    """Return who leads the branch from now on."""
    officers = event.officers
    return ActivateBranch(
        secretary=officers.secretary if isinstance(event, BranchFounded) else None,
        deputy=officers.deputies[0] if officers.deputies else None,
        further_deputies=officers.deputies[1:],
        committee=officers.members,
        term_starts_on=event.term_starts_on,
        establishment=stream,
    )


def affiliated(state: EstablishmentState, *, now: bool) -> tuple[Identifier, NoteAffiliation] | None:
    """Return the host branch and that it covers the enterprise now, or no longer; None without a host."""
    application: Application | None = state.application
    if application is None or application.host is None:
        return None
    noted = NoteAffiliation(enterprise=application.enterprises[0], affiliated=now, establishment=state.stream)
    return application.host, noted
