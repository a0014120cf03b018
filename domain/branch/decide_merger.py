"""How a branch takes in another that is merged into it. Source: S7, B; domain.md §6."""

from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.guard import not_too_many, require
from domain.branch.kinds import OF_ENTERPRISES
from domain.branch.refusals import WrongPartnersError
from domain.branch.state import BranchState, BranchStatus
from domain.events import Event
from domain.orders import Act


def merging(command: c.AdmitMerger | c.ReceiveBranch, act: Act[Any], branch: BranchState) -> list[Event]:
    """Return what a merger into this branch causes here: asked for in its append, carried out after it."""
    require(act, branch, BranchStatus.ACTIVE)
    if isinstance(command, c.AdmitMerger):
        return _admit(command, act, branch)
    return _receive(command, branch)


def _admit(command: c.AdmitMerger, act: Act[Any], branch: BranchState) -> list[Event]:
    """Refuse more enterprises than a joint branch has, those on their way counted; and any where there are none."""
    if not command.enterprises:
        return []
    partners = len({*branch.enterprises, *branch.expected, *command.enterprises})
    if branch.mode not in OF_ENTERPRISES:
        raise WrongPartnersError(str(branch.mode), partners)
    not_too_many(partners, act.rules.policy, command.waivers)
    return [e.MergerAdmitted(branch=command.branch, enterprises=command.enterprises)]


def _receive(command: c.ReceiveBranch, branch: BranchState) -> list[Event]:
    """Take over a merged branch's enterprises and members; of several enterprises, the branch is joint."""
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
