"""How the superior adjusts, merges and dissolves a branch. Source: S6, S7; B; domain.md §6."""

from typing import Any, assert_never

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.adjusting import (
    Adjustment,
    ChangeKind,
    ChangeMode,
    Join,
    Merge,
    Move,
    Rename,
    Split,
)
from domain.branch.guard import dropped, not_too_many, require
from domain.branch.kinds import BranchMode, Office
from domain.branch.refusals import (
    DestinationsMismatchError,
    MergeIntoItselfError,
    TooFewForModeError,
    UnknownEnterpriseError,
    WrongPartnersError,
)
from domain.branch.state import TRANSFER, BranchState, BranchStatus
from domain.deadlines import set_deadline
from domain.elections.bodies import check_kind
from domain.elections.limits import refuse
from domain.events import Event
from domain.four_eyes import refuse_self
from domain.orders import Act
from domain.policy.policy import Policy


def adjust(command: c.AdjustBranch, act: Act[Any], branch: BranchState) -> list[Event]:
    """Change what the branch is, by a decision with a document; an adjustment that is so already changes nothing."""
    require(act, branch, BranchStatus.ACTIVE)
    refuse_self(act, [branch.secretary.person.id] if branch.secretary else [])
    if _is_so(command.change, branch):
        return []
    _check(command, act.rules.policy, branch)
    adjusted = e.BranchAdjusted(
        change=command.change,
        document=command.document,
        reason=command.reason,
        lowered=branch.held_alone if isinstance(command.change, Join) else (),
        waivers=command.waivers,
    )
    ends = isinstance(command.change, Merge)
    return [adjusted, *(dropped(branch, command.reason, *Office) if ends else [])]


def _is_so(change: Adjustment, branch: BranchState) -> bool:  # noqa: C901  # one arm a change
    match change:
        case Rename(name=name):
            return branch.name == name
        case ChangeKind(branch_kind=kind):
            return branch.branch_kind == kind
        case ChangeMode(mode=mode):
            return branch.mode == mode
        case Join(enterprise=enterprise):
            return enterprise in branch.enterprises
        case Move(superior=superior):
            return branch.superior == superior
        case Split() | Merge():
            return False
        case unknown:
            assert_never(unknown)


def _check(command: c.AdjustBranch, policy: Policy, branch: BranchState) -> None:  # noqa: C901  # one arm a change
    match command.change:
        case ChangeKind(branch_kind=kind):
            if branch.counted is not None:
                check_kind(kind, branch.counted, policy, command.waivers)
        case ChangeMode(mode=mode):
            _check_mode(mode, command, policy, branch)
        case Join(counted=counted):
            _check_join(counted, command, policy, branch)
        case Split(enterprise=enterprise):
            _check_split(enterprise, branch)
        case Merge(into=into):
            if into == branch.id:
                raise MergeIntoItselfError(into)
        case Rename() | Move():
            pass
        case unknown:
            assert_never(unknown)


def _check_mode(mode: BranchMode, command: c.AdjustBranch, policy: Policy, branch: BranchState) -> None:
    """Refuse a mode the branch's enterprises and members do not have. Source: S6, S7, B."""
    partners = len(branch.partners)
    if mode == BranchMode.INDEPENDENT:
        if partners != 1:
            raise WrongPartnersError(mode, partners)
        _enough(mode, command, policy, branch)
    if mode == BranchMode.JOINT:
        if partners < policy.establishment.joint_partners_minimum.value:
            raise WrongPartnersError(mode, partners)
        not_too_many(partners, policy, command.waivers)
        _enough(mode, command, policy, branch)


def _enough(
    mode: BranchMode, command: c.AdjustBranch, policy: Policy, branch: BranchState, joining: int = 0
) -> None:
    least = policy.establishment.independent_minimum
    if branch.counted is not None and branch.counted + joining < least.value:
        refuse(TooFewForModeError(mode, branch.counted + joining, least.value), least, command.waivers)


def _check_join(joining: int, command: c.AdjustBranch, policy: Policy, branch: BranchState) -> None:
    """Refuse one more enterprise of a branch that is none of enterprises, or too many, or too few members. Source: S7, B."""
    partners = len(branch.partners) + 1
    if branch.mode not in {BranchMode.INDEPENDENT, BranchMode.JOINT}:
        raise WrongPartnersError(branch.mode or "-", partners)
    not_too_many(partners, policy, command.waivers)
    _enough(BranchMode.JOINT, command, policy, branch, joining)


def _check_split(enterprise: str, branch: BranchState) -> None:
    if enterprise not in branch.enterprises:
        raise UnknownEnterpriseError(enterprise, ", ".join(branch.enterprises) or "-")
    if len(branch.partners) == 1:
        raise WrongPartnersError(branch.mode or "-", 0)


def dissolve(command: c.DissolveBranch, act: Act[Any], branch: BranchState) -> list[Event]:
    """
    End the branch: every member has a destination, open appointments end, claims go back.

    A branch without members is closed at once, and a temporary one, to which no relation was transferred [B8]; one that
    never came alive ends with its establishment.
    """
    if branch.status == BranchStatus.DISSOLVED:
        return []
    require(act, branch, BranchStatus.ACTIVE)
    refuse_self(act, [branch.secretary.person.id] if branch.secretary else [])
    moving = 0 if branch.mode == BranchMode.TEMPORARY else branch.counted
    _check_destinations(command, moving)
    term = act.rules.policy.branch.members_transfer
    dissolved = e.BranchDissolved(
        ground=command.ground,
        reason=command.reason,
        document=command.document,
        filed_with=command.filed_with,
        destinations=command.destinations,
        transfer=set_deadline(TRANSFER, act.acted_on, term, act.rules) if moving != 0 else None,
    )
    return [dissolved, *dropped(branch, command.reason, *Office)]


def _check_destinations(command: c.DissolveBranch, moving: int | None) -> None:
    """Refuse when counted members are left without a place to go, or more go than there are."""
    going = sum(one.members for one in command.destinations)
    if moving is not None and going != moving:
        raise DestinationsMismatchError(going, moving)


def confirm_transfer(act: Act[Any], branch: BranchState) -> list[Event]:
    """Close the record when all members have arrived elsewhere."""
    require(act, branch, BranchStatus.DISSOLVED)
    return [e.MembersTransferred()]
