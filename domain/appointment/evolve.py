"""How an appointment's state evolves, who is awaited, and what it asks of branch and person."""

from typing import Any, assert_never

from domain.appointment import commands as c
from domain.appointment import events as e
from domain.appointment.state import (
    APPROVE,
    ASSESS,
    DECIDE,
    FILL,
    NOTICE,
    OBJECTION,
    REPORT,
    REVIEW,
    STANDING,
    TAKE,
    AppointmentState,
    AppointmentStatus,
    Candidacy,
    Objection,
)
from domain.branch.guard import key
from domain.branch.kinds import Office
from domain.branch.state import APPOINTMENT
from domain.dates import end_of, local_day
from domain.deadlines import Deadline
from domain.events import Fact
from domain.matter.commands import Claim, claim
from domain.orders import Command, Role
from domain.people import Person
from domain.person.decider import ClaimOffice, ReleaseOffice
from domain.serials.serials import ClaimSerial, ReleaseSerial
from domain.tasks import Task

S = AppointmentStatus


def evolve(  # noqa: C901  # one arm an event
    case: AppointmentState, fact: Fact[e.AppointmentEvent]
) -> AppointmentState:
    """Fold one event of an appointment."""
    match fact.event:
        case e.AppointmentOpened() as opened:
            return _opened(case, opened)
        case e.CandidateNominated(candidate=candidate, source=source, facts=facts):
            by = tuple(sorted(fact.deciders))
            candidacy = Candidacy(person=candidate, source=source, facts=facts, nominators=by)
            return _with(case, status=S.NOMINATED, candidacy=candidacy)
        case e.CandidateAssessed(met=met, review=review):
            return _assessed(case, len(met), review, tuple(sorted(fact.deciders)))
        case e.QualificationPassed(notice_required=required):
            passed = _stood(case, notice_required=required, reviewers=tuple(sorted(fact.deciders)))
            return _with(passed, status=S.PASSED, ready_on=fact.acted_on, deadlines=case.without(REVIEW))
        case e.QualificationReturned(mending=mending):
            return _at(case, S.RETURNED, REVIEW, mending)
        case e.NoticeOpened(until=until):
            return _at(_stood(case, noticed_on=fact.acted_on), S.ON_NOTICE, STANDING, until)
        case e.NoticeEnded():
            return _notice_over(case)
        case e.AppointmentObjected(objection=number, decision=decision):
            by = tuple(sorted(fact.deciders))
            raised = Objection(number=number, raised_on=fact.acted_on, raised_by=by)
            return _objected(case, raised, decision)
        case e.AppointmentObjectionDismissed(objection=number):
            return _dismissed(case, number)
        case (
            e.CandidateWithdrawn()
            | e.QualificationRejected()
            | e.AppointmentObjectionUpheld()
            | e.ElectionFailed()
            | e.AppointmentRefused()
        ):
            return _anew(case)
        case e.OfficerElected(report=report):
            return _at(_stood(case, electors=tuple(sorted(fact.deciders))), S.ELECTED, REPORT, report)
        case e.ElectionReported(approval=approval):
            return _at(_stood(case, presenters=tuple(sorted(fact.deciders))), S.REPORTED, REPORT, approval)
        case e.OfficerAppointed(approval=approval):
            return _at(_stood(case, presenters=tuple(sorted(fact.deciders))), S.APPOINTED, APPROVE, approval)
        case e.AppointmentApproved(taking=taking):
            return _with(_at(case, S.APPROVED, APPROVE, taking), ready_on=fact.acted_on)
        case e.OfficeTaken():
            return _closed(case, S.IN_OFFICE)
        case e.ActingNamed(officer=officer):
            return _with(case, acting=officer.person)
        case e.AppointmentCancelled():
            return _closed(case, S.CANCELLED)
        case unknown:
            assert_never(unknown)


def _with(case: AppointmentState, **changes: Any) -> AppointmentState:  # noqa: ANN401  # the state's fields
    return case.model_copy(update=changes)


def _stood(case: AppointmentState, **changes: Any) -> AppointmentState:  # noqa: ANN401  # the candidacy's fields
    candidacy = case.candidacy and case.candidacy.model_copy(update=changes)
    return _with(case, candidacy=candidacy)


def _at(case: AppointmentState, status: S, ended: str, begun: Deadline) -> AppointmentState:
    return _with(case, status=status, deadlines=(*case.without(ended, begun.action), begun))


def _opened(case: AppointmentState, event: e.AppointmentOpened) -> AppointmentState:
    told = {name: getattr(event, name) for name in type(event).model_fields}
    del told["kind"], told["filling"]
    return _with(case, **told, status=S.OPENED, deadlines=(event.filling,))


def _assessed(case: AppointmentState, met: int, review: Deadline, by: tuple[str, ...]) -> AppointmentState:
    earlier = case.candidacy.nominators if case.candidacy else ()
    bound = tuple(sorted({*earlier, *by}))
    return _at(_stood(case, met=met, nominators=bound), S.NOMINATED, ASSESS, review)


def _notice_over(case: AppointmentState) -> AppointmentState:
    """Return it as it is from the day after the notice's last day, whenever that was told."""
    standing = case.deadline(STANDING)
    if standing is None:
        return _with(case, status=S.NOTICE_OVER)
    over = _stood(case, notice_until=standing.due_on)
    ready_on = local_day(end_of(standing.due_on))
    return _with(over, status=S.NOTICE_OVER, ready_on=ready_on, deadlines=case.without(STANDING))


def _objected(case: AppointmentState, raised: Objection, decision: Deadline) -> AppointmentState:
    open_ones = case.candidacy.objections if case.candidacy else ()
    objected = _stood(case, raised=raised.number, objections=(*open_ones, raised))
    first = case.deadline(OBJECTION) or decision
    return _with(objected, deadlines=(*case.without(OBJECTION), first))


def _dismissed(case: AppointmentState, number: int) -> AppointmentState:
    open_ones = case.candidacy.objections if case.candidacy else ()
    left = tuple(one for one in open_ones if one.number != number)
    return _with(_stood(case, objections=left), deadlines=case.deadlines if left else case.without(OBJECTION))


_OF_CANDIDACY = (ASSESS, REVIEW, STANDING, OBJECTION, REPORT, APPROVE)


def _anew(case: AppointmentState) -> AppointmentState:
    """Begin the search again; the time to fill the office runs on."""
    return _with(case, status=S.OPENED, candidacy=None, ready_on=None, deadlines=case.without(*_OF_CANDIDACY))


def _closed(case: AppointmentState, status: S) -> AppointmentState:
    return _with(case, status=status, closed=True, deadlines=case.without(FILL, TAKE, *_OF_CANDIDACY))


_AWAITED: dict[S, tuple[str, Role, tuple[type[Command], ...]]] = {
    S.OPENED: (FILL, Role.OPERATOR, (c.Nominate, c.NameActing)),
    S.NOMINATED: (ASSESS, Role.OPERATOR, (c.AssessCandidate, c.WithdrawCandidate)),
    S.RETURNED: (ASSESS, Role.OPERATOR, (c.AssessCandidate, c.WithdrawCandidate)),
    S.PASSED: (NOTICE, Role.OPERATOR, (c.OpenAppointmentNotice, c.WithdrawCandidate)),
    S.NOTICE_OVER: (DECIDE, Role.OPERATOR, (c.RecordElection, c.Appoint, c.WithdrawCandidate)),
    S.ELECTED: (REPORT, Role.OPERATOR, (c.ReportElectionResult,)),
    S.REPORTED: (APPROVE, Role.APPROVER, (c.ApproveAppointment,)),
    S.APPOINTED: (APPROVE, Role.APPROVER, (c.ApproveAppointment,)),
    S.APPROVED: (TAKE, Role.OPERATOR, (c.TakeOffice,)),
}
_TO_REVIEW = (REVIEW, Role.REVIEWER, (c.ReviewQualification, c.AssessCandidate))
_OBJECTED = (OBJECTION, Role.APPROVER, (c.DecideAppointmentObjection,))


def tasks(case: AppointmentState) -> list[Task]:
    """Return who is awaited; while a notice stands nobody is, but for an objection."""
    awaited = _awaited(case)
    if awaited is None:
        return []
    action, role, commands = awaited
    org = case.superior or case.org if role == Role.APPROVER else case.org
    kinds = tuple(one.kind_name() for one in commands)
    return [Task(action=action, role=role, org=org, commands=kinds)]


def _awaited(case: AppointmentState) -> tuple[str, Role, tuple[type[Command], ...]] | None:
    candidacy = case.candidacy
    if candidacy is None:
        return _AWAITED.get(case.status)
    if candidacy.objections:
        return _OBJECTED
    if case.status == S.NOMINATED and candidacy.met is not None:
        return _TO_REVIEW
    if case.status == S.PASSED and not candidacy.notice_required:
        return _AWAITED[S.NOTICE_OVER]
    return _AWAITED.get(case.status)


def claims(event: e.AppointmentEvent, case: AppointmentState) -> list[Claim]:
    """Return what an event asks of branch and person: the number, the secretary's office, both given back."""
    branch = f"branch/{case.branch}"
    match event:
        case e.AppointmentOpened(office=office, holder=holder):
            opened = ClaimSerial(of=APPOINTMENT, number=case.number, key=key(office, holder), by=case.stream)
            return [claim(branch, opened)]
        case e.AppointmentApproved(candidate=candidate, offices_limit=limit):
            asked = ClaimOffice(branch=case.branch, by=case.stream, limit=limit or 0, allowed=limit is None)
            secretary = case.office == Office.SECRETARY
            return [claim(f"person/{candidate.id}", asked)] if secretary else []
        case e.OfficeTaken():
            return [claim(branch, ReleaseSerial(by=case.stream))]
        case e.AppointmentCancelled(released=released):
            return [claim(branch, ReleaseSerial(by=case.stream)), *_given_back(released, case)]
        case _:
            return []


def _given_back(released: Person | None, case: AppointmentState) -> list[Claim]:
    if released is None or case.office != Office.SECRETARY:
        return []
    return [claim(f"person/{released.id}", ReleaseOffice(branch=case.branch))]


def tags(case: AppointmentState) -> frozenset[str]:
    """Return what the appointment is found by: org, branch, candidate."""
    found = {f"org:{case.org}", f"branch:{case.branch}"}
    return frozenset(found | ({f"person:{case.candidacy.person.id}"} if case.candidacy else set()))
