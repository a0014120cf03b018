"""How enterprises come to a branch and leave it by what was decided elsewhere. Source: S7, B; domain.md §§3, 6."""

from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.guard import not_too_many, require
from domain.branch.kinds import OF_ENTERPRISES
from domain.branch.refusals import WrongPartnersError
from domain.branch.state import BranchState, BranchStatus
from domain.events import Event
from domain.orders import Act


def admit_merger(command: c.AdmitMerger, act: Act[Any], branch: BranchState) -> list[Event]:
    """Take it on to receive another branch: alive, of enterprises itself, and of not too many with those to come."""
    require(act, branch, BranchStatus.ACTIVE)
    if not command.enterprises:
        return []
    partners = len({*branch.enterprises, *branch.expected, *command.enterprises})
    if branch.mode not in OF_ENTERPRISES:
        raise WrongPartnersError(str(branch.mode), partners)
    not_too_many(partners, act.rules.policy, command.waivers)
    return [e.MergerAdmitted(branch=command.branch, enterprises=command.enterprises)]


def receive(command: c.ReceiveBranch, act: Act[Any], branch: BranchState) -> list[Event]:
    """Take over a merged branch's enterprises and members; of several enterprises, the branch is joint."""
    require(act, branch, BranchStatus.ACTIVE)
    if all(one.enterprise in branch.enterprises for one in command.partners):
        return []
    return [
        e.BranchReceived(
            branch=command.branch,
            partners=command.partners,
            document=command.document,
            lowered=branch.held_alone,
        )
    ]


def leave(command: c.ReleasePartner, branch: BranchState) -> list[Event]:
    """Let an enterprise go that another organisation covers at a higher level; its members go with it."""
    lives = branch.status in {BranchStatus.FOUNDED, BranchStatus.ACTIVE}
    if not lives or command.enterprise not in branch.enterprises:
        return []
    return [e.PartnerLeft(enterprise=command.enterprise, covered_by=command.covered_by)]
