"""What other processes tell of the enterprises a branch covers: whose host it is, and who leaves it. Source: S6, S7."""

from typing import Any, assert_never

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.guard import require
from domain.branch.refusals import HostElsewhereError, HostNotLivingError
from domain.branch.state import Affiliate, BranchState, BranchStatus
from domain.events import Event
from domain.orders import Act


def covering(
    command: c.CheckHost | c.NoteAffiliation | c.NotePartnerLeft, act: Act[Any], branch: BranchState
) -> list[Event]:
    """Return what another process causes about the enterprises the branch covers."""
    match command:
        case c.CheckHost():
            return _check_host(command, branch)
        case c.NoteAffiliation():
            return _note_affiliation(command, branch)
        case c.NotePartnerLeft():
            return _partner_left(command, act, branch)
        case unknown:
            assert_never(unknown)


def _check_host(command: c.CheckHost, branch: BranchState) -> list[Event]:
    """Refuse to be the host of an affiliation unless alive, and where its consent is asked for; nothing is recorded."""
    _check_living(branch)
    if command.org != branch.org:
        raise HostElsewhereError(branch.org, command.org)
    return []


def _note_affiliation(command: c.NoteAffiliation, branch: BranchState) -> list[Event]:
    """Take an enterprise in, or note that it is affiliated no longer."""
    affiliate = Affiliate(enterprise=command.enterprise, establishment=command.establishment)
    if (affiliate in branch.affiliated) == command.affiliated:
        return []
    if command.affiliated:
        _check_living(branch)
    return [e.AffiliationNoted.model_validate(command.model_dump(exclude={"kind"}))]


def _partner_left(command: c.NotePartnerLeft, act: Act[Any], branch: BranchState) -> list[Event]:
    """Note that an enterprise has an organisation of its own now; its members count here no longer."""
    require(act, branch, BranchStatus.FOUNDED, BranchStatus.ACTIVE)
    if command.enterprise not in branch.enterprises:
        return []
    return [e.PartnerLeft(enterprise=command.enterprise, by=command.by)]


def _check_living(branch: BranchState) -> None:
    if branch.status != BranchStatus.ACTIVE:
        raise HostNotLivingError(branch.id, branch.status)
