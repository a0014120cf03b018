"""Who is awaited in an establishment, and how its life is found."""

from domain.deadlines import Stage
from domain.establishment import commands as c
from domain.establishment.state import (
    ACCEPT,
    ACKNOWLEDGE,
    ADVISER,
    APPLY,
    CANDIDATES,
    COMMITTEE,
    DECIDE,
    FILE,
    HOST,
    MEETING,
    RENEW,
    REPETITION,
    REPORT,
    RESUBMIT,
    SHORTFALL,
    UNIONS,
    WAIT,
    EstablishmentState,
    FilingStage,
    Status,
)
from domain.orders import Command, OrgId, Role
from domain.tasks import Task

_Awaited = tuple[str, Role, tuple[type[Command], ...]]

_FOUNDING: dict[Status, _Awaited] = {
    Status.PREPARING: (APPLY, Role.OPERATOR, (c.Apply, c.CancelPreparation)),
    Status.AWAITING_HOST: (HOST, Role.OPERATOR, (c.HostAgrees, c.HostDeclines)),
    Status.APPLIED: (DECIDE, Role.APPROVER, (c.DecideEstablishment, c.ReturnApplication)),
    Status.RETURNED: (RESUBMIT, Role.OPERATOR, (c.Resubmit, c.WithdrawApplication)),
    Status.APPROVED: (CANDIDATES, Role.APPROVER, (c.ApproveCandidates,)),
    Status.CANDIDATES_APPROVED: (MEETING, Role.OPERATOR, (c.Convene,)),
    Status.CONVENED: (MEETING, Role.OPERATOR, (c.RecordFoundingMeeting, c.Convene)),
    Status.EXHAUSTED: (REPETITION, Role.APPROVER, (c.DecideRepetition,)),
    Status.OFFICERS_ELECTED: (REPORT, Role.OPERATOR, (c.ReportResult,)),
    Status.BLOCKED: (SHORTFALL, Role.APPROVER, (c.DecideShortfall,)),
    Status.WAITING: (WAIT, Role.OPERATOR, (c.ReportMembers,)),
}

_COMMITTEE: _Awaited = (COMMITTEE, Role.OPERATOR, (c.RecordCommitteeMeeting,))

_FILING: dict[FilingStage, _Awaited] = {
    FilingStage.DUE: (FILE, Role.OPERATOR, (c.FileEstablishment,)),
    FilingStage.CORRECTING: (FILE, Role.OPERATOR, (c.FileEstablishment,)),
    FilingStage.FILED: (
        ACKNOWLEDGE,
        Role.REGISTRAR,
        (c.AcknowledgeEstablishment, c.RequestFilingCorrection),
    ),
}


def tasks(state: EstablishmentState) -> list[Task]:
    """Return who is awaited, on both tracks."""
    awaited = _founding(state)
    if state.filing in _FILING:
        awaited.append(_FILING[state.filing])
    return [
        Task(
            action=action,
            role=role,
            org=_place(action, state),
            commands=tuple(one.kind_name() for one in commands),
        )
        for action, role, commands in awaited
    ]


def _place(action: str, state: EstablishmentState) -> OrgId:
    """Return where a step waits: the host branch agrees in its own organisation, not in the applicant's."""
    return (state.applied.host_org if action == HOST else None) or state.org


def tags(state: EstablishmentState) -> frozenset[str]:
    """Return what the establishment is found by: org, branch, enterprises, host, adviser, secretary."""
    found = {f"establishment:{state.id}", f"org:{state.org}"}
    found |= {f"enterprise:{one.enterprise}" for one in state.prepared}
    if state.application is not None:
        found |= {f"enterprise:{one}" for one in state.application.enterprises}
    if state.approved_on is not None:
        found.add(f"branch:{_branch(state)}")
    people = {state.adviser, state.application.secretary if state.application else None}
    found |= {f"person:{one.id}" for one in people if one is not None}
    return frozenset(found)


def _branch(state: EstablishmentState) -> str:
    return (state.application.host if state.application else None) or state.id


def _founding(state: EstablishmentState) -> list[_Awaited]:
    if state.status in _FOUNDING:
        return [_FOUNDING[state.status]]
    match state.status:
        case Status.HELD:
            reports = state.elected.secretary is not None
            return [_FOUNDING[Status.OFFICERS_ELECTED] if reports else _COMMITTEE]
        case Status.REPORTED:
            return [_acceptance(state)]
        case Status.PLACING | Status.ACTIVE:
            return _covering(state)
        case _:
            return []


def _acceptance(state: EstablishmentState) -> _Awaited:
    missing: list[type[Command]] = [c.DeclineResult]
    if not (state.secretary_approved or state.secretary_refused):
        missing[:0] = [c.ApproveSecretary, c.RefuseSecretary]
    if not state.result_accepted:
        missing.insert(0, c.AcceptResult)
    return (ACCEPT, Role.APPROVER, tuple(missing))


def _covering(state: EstablishmentState) -> list[_Awaited]:
    """Return what puts work coverage in place, and from its reminder on the end of the adviser's term."""
    awaited: list[_Awaited] = []
    renewal = state.deadline(RENEW)
    if renewal is not None and renewal.stage != Stage.RUNNING:
        awaited.append((RENEW, Role.APPROVER, (c.PlaceAdviser,)))
    if state.status != Status.PLACING:
        return awaited
    if state.adviser is None:
        awaited.append((ADVISER, Role.APPROVER, (c.PlaceAdviser,)))
    if not state.unions_recorded:
        awaited.append((UNIONS, Role.OPERATOR, (c.RecordUnions,)))
    return awaited
