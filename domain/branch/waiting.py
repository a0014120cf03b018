"""Who is awaited by a branch."""

from domain.branch import commands as c
from domain.branch.kinds import Office, UnknownFact
from domain.branch.state import (
    ACCEPT,
    ADJUST,
    APPRAISE,
    BODY_END,
    COMPLETE,
    CONFIRM,
    DEPUTY,
    OFFICE,
    REELECT,
    THRESHOLD,
    TRANSFER,
    VACANCY,
    BranchState,
    BranchStatus,
)
from domain.deadlines import Stage
from domain.orders import Command, OrgId, Role
from domain.tasks import Task


def tasks(branch: BranchState) -> list[Task]:
    """
    Return who is awaited.

    What comes round by itself (a re-election, the yearly appraisal, the end of a project) waits from its reminder on.
    A founded branch waits for its establishment, a vacant office for its appointment: the tasks are there.
    """
    match branch.status:
        case BranchStatus.REGISTERED:
            return [_of_superior(CONFIRM, branch, c.ConfirmRegistration, c.RejectRegistration)]
        case BranchStatus.ACTIVE:
            return _living(branch)
        case BranchStatus.DISSOLVED if not branch.closed:
            return [_task(TRANSFER, Role.OPERATOR, branch.org, c.ConfirmMembersTransferred)]
        case _:
            return []


def _living(branch: BranchState) -> list[Task]:
    waiting: list[Task] = []
    if branch.unknown:
        waiting.append(_task(COMPLETE, Role.OPERATOR, branch.org, c.CompleteFacts))
    if branch.thresholds:
        waiting.append(_of_superior(THRESHOLD, branch, c.DecideThreshold))
    if branch.adjusting:
        waiting.append(_of_superior(ADJUST, branch, c.AdjustBranch, c.DissolveBranch))
    return waiting + _of_offices(branch) + _of_time(branch)


def _of_offices(branch: BranchState) -> list[Task]:
    waiting: list[Task] = []
    if branch.question is not None:
        waiting.append(_of_superior(OFFICE, branch, c.DecideOffice))
    if branch.deadline(DEPUTY) is not None and branch.open_appointment(Office.FULL_TIME_DEPUTY) is None:
        waiting.append(_of_superior(DEPUTY, branch, c.DeclareVacancy, c.ExcuseDeputy))
    if is_abandoned(branch):
        waiting.append(_of_superior(VACANCY, branch, c.DeclareVacancy))
    if branch.result is not None:
        waiting.append(_of_superior(ACCEPT, branch, c.ConfirmReelection, c.RefuseReelection))
    return waiting


def is_abandoned(branch: BranchState) -> bool:
    """Whether the secretary's office is known to be vacant, and no appointment is under way to fill it."""
    vacant = branch.secretary is None and UnknownFact.SECRETARY not in branch.unknown
    return vacant and branch.open_appointment(Office.SECRETARY) is None


def _of_time(branch: BranchState) -> list[Task]:
    waiting: list[Task] = []
    if _has_come(REELECT, branch):
        waiting.append(_task(REELECT, Role.OPERATOR, branch.org, c.RecordReelection, c.ShiftTerm))
    if _has_come(APPRAISE, branch):
        waiting.append(_task(APPRAISE, Role.OPERATOR, branch.org, c.ReportSecretaryYear, c.GradeSecretary))
    if _has_come(BODY_END, branch):
        waiting.append(_of_superior(BODY_END, branch, c.DissolveBranch, c.AdjustBranch))
    return waiting


def _has_come(action: str, branch: BranchState) -> bool:
    deadline = branch.deadline(action)
    return deadline is not None and deadline.stage != Stage.RUNNING


def _of_superior(action: str, branch: BranchState, *commands: type[Command]) -> Task:
    return _task(action, Role.APPROVER, branch.superior or branch.org, *commands)


def _task(action: str, role: Role, org: OrgId, *commands: type[Command]) -> Task:
    return Task(
        action=action, role=role, org=org, commands=tuple(command.kind_name() for command in commands)
    )
