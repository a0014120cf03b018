"""What may be done with an appointment, and what it causes. Source: S10–S13, B23; domain.md §7."""

from datetime import date
from typing import Any, assert_never

from domain.appointment import commands as c
from domain.appointment import events as e
from domain.appointment.eligibility import check_assessment, check_nomination, term_served
from domain.appointment.kinds import ElectionFailure, ReviewResult, Source
from domain.appointment.refusals import (
    AnotherSeatError,
    CandidateNotStandingError,
    GroundMissingError,
    NoNoticeNeededError,
    NoSuchObjectionError,
    NotAssessedError,
    NoticeFirstError,
    ObjectionOpenError,
    RecruitedNotElectedError,
    StandardsNotMetError,
    WrongDayError,
)
from domain.appointment.state import (
    APPROVE,
    ASSESS,
    FILL,
    OBJECTION,
    REPORT,
    REVIEW,
    STANDING,
    TAKE,
    AppointmentState,
    AppointmentStatus,
    Candidacy,
)
from domain.branch.facts import Officer
from domain.branch.guard import offices_limit
from domain.branch.kinds import Office
from domain.deadlines import Deadline, period, set_deadline
from domain.elections.limits import refuse
from domain.elections.meeting import check_attendance, has_quorum
from domain.elections.rounds import hold
from domain.elections.slate import Seat
from domain.events import Event
from domain.four_eyes import refuse_same_person, refuse_self
from domain.matter.commands import SettleConsequence, Tick
from domain.matter.errors import NotNowError
from domain.orders import Act
from domain.policy.rule import Term

OwnCommand = c.OpenAppointment | c.PublicCommand

_OPEN = tuple(
    one
    for one in AppointmentStatus
    if one not in {AppointmentStatus.NONE, AppointmentStatus.IN_OFFICE, AppointmentStatus.CANCELLED}
)
_WITH_CANDIDATE = tuple(
    one for one in _OPEN if one not in {AppointmentStatus.OPENED, AppointmentStatus.APPROVED}
)
_SEATS = {
    Office.SECRETARY: Seat.SECRETARY,
    Office.DEPUTY: Seat.DEPUTY,
    Office.FULL_TIME_DEPUTY: Seat.DEPUTY,
}


def decide(act: Act[OwnCommand], case: AppointmentState) -> list[Event]:  # noqa: C901  # one arm a command
    """Return what the command causes. An empty list means: already so."""
    match act.command:
        case c.OpenAppointment() as command:
            return _open(command, act, case)
        case c.Nominate() as command:
            return _nominate(command, act, case)
        case c.AssessCandidate() as command:
            return _assess(command, act, case)
        case c.WithdrawCandidate() as command:
            candidacy = _candidacy(act, case, *_WITH_CANDIDATE)
            return [e.CandidateWithdrawn(candidate=candidacy.person, reason=command.reason)]
        case c.ReviewQualification() as command:
            return _review(command, act, case)
        case c.OpenAppointmentNotice() as command:
            return _open_notice(command, act, case)
        case c.RaiseAppointmentObjection() as command:
            return _object(command, act, case)
        case c.DecideAppointmentObjection() as command:
            return _decide_objection(command, act, case)
        case c.RecordElection() as command:
            return _elect(command, act, case)
        case c.Appoint() as command:
            return _appoint(command, act, case)
        case c.ReportElectionResult() as command:
            _candidacy(act, case, AppointmentStatus.ELECTED)
            return [e.ElectionReported(document=command.document, approval=_approval(act))]
        case c.ApproveAppointment() as command:
            return _approve(command, act, case)
        case c.TakeOffice() as command:
            return _take(command, act, case)
        case c.NameActing() as command:
            return _name_acting(command, act, case)
        case c.CancelAppointment() as command:
            return _cancel(command, act, case)
        case unknown:
            assert_never(unknown)


def passed(_act: Act[Tick], case: AppointmentState) -> list[Event]:
    """Return what time causes: a public notice that stood long enough is over. A case that rests is left alone."""
    if case.status != AppointmentStatus.ON_NOTICE or case.rest is not None:
        return []
    standing = case.deadline(STANDING)
    over = standing is not None and standing.passed
    return [e.NoticeEnded()] if over else []


def undo(act: Act[SettleConsequence], case: AppointmentState) -> list[Event]:
    """Return what ends the case when the vacancy it came from proved wrong; an office taken is the branch's matter."""
    if case.status not in _OPEN:
        return []
    return [_cancelled(act.command.reason, case)]


def _require(act: Act[Any], case: AppointmentState, *possible: AppointmentStatus) -> None:
    if case.status not in possible:
        raise NotNowError(act.command.kind, case.status, possible)


def _candidacy(act: Act[Any], case: AppointmentState, *possible: AppointmentStatus) -> Candidacy:
    """Return who stands; the candidate decides nothing about himself (回避)."""
    _require(act, case, *possible)
    if case.candidacy is None:
        raise NotNowError(act.command.kind, case.status, AppointmentStatus.NOMINATED)
    refuse_self(act, [case.candidacy.person.id])
    return case.candidacy


def _deadline(action: str, term: Term, act: Act[Any]) -> Deadline:
    return set_deadline(action, act.acted_on, term, act.rules)


def _approval(act: Act[Any]) -> Deadline:
    return _deadline(APPROVE, act.rules.policy.appointment.approval, act)


def _open(command: c.OpenAppointment, act: Act[Any], case: AppointmentState) -> list[Event]:
    if case.status != AppointmentStatus.NONE:
        return []
    fields = {name: getattr(command, name) for name in type(command).model_fields if name != "kind"}
    filling = _deadline(FILL, act.rules.policy.appointment.opened, act)
    return [e.AppointmentOpened.model_validate({**fields, "filling": filling})]


def _nominate(command: c.Nominate, act: Act[Any], case: AppointmentState) -> list[Event]:
    _require(act, case, AppointmentStatus.OPENED)
    refuse_self(act, [command.candidate.id])
    check_nomination(command, act.acted_on, act.rules)
    fields = {name: getattr(command, name) for name in type(command).model_fields}
    del fields["kind"], fields["waivers"]
    return [e.CandidateNominated.model_validate(fields)]


def _assess(command: c.AssessCandidate, act: Act[Any], case: AppointmentState) -> list[Event]:
    _candidacy(act, case, AppointmentStatus.NOMINATED, AppointmentStatus.RETURNED)
    check_assessment(command)
    return [
        e.CandidateAssessed(
            met=command.met,
            not_met=command.not_met,
            text=command.text,
            review=_deadline(REVIEW, act.rules.policy.appointment.review, act),
        )
    ]


def _review(command: c.ReviewQualification, act: Act[Any], case: AppointmentState) -> list[Event]:
    """Judge the candidate; a reviewer neither nominated nor assessed. Source: domain.md §§2, 7."""
    candidacy = _candidacy(act, case, AppointmentStatus.NOMINATED)
    refuse_same_person(act, candidacy.nominators, e.CandidateNominated.kind_name())
    if candidacy.met is None:
        raise NotAssessedError(candidacy.person.name)
    if command.result == ReviewResult.PASSED:
        needed = act.rules.policy.appointment.standards_minimum
        if candidacy.met < needed.value:
            refuse(StandardsNotMetError(candidacy.met, needed.value), needed, command.waivers)
        return [e.QualificationPassed(notice_required=act.rules.policy.appointment.notice_required.value)]
    if command.reason is None:
        raise GroundMissingError(command.kind)
    if command.result == ReviewResult.REJECTED:
        return [e.QualificationRejected(candidate=candidacy.person, reason=command.reason)]
    mending = _deadline(ASSESS, act.rules.policy.shared.returned, act)
    return [e.QualificationReturned(reason=command.reason, mending=mending)]


def _open_notice(command: c.OpenAppointmentNotice, act: Act[Any], case: AppointmentState) -> list[Event]:
    candidacy = _candidacy(act, case, AppointmentStatus.PASSED)
    if not candidacy.notice_required:
        raise NoNoticeNeededError
    until = period(STANDING, act.acted_on, act.rules.policy.appointment.notice, act.rules)
    return [e.NoticeOpened(notice=command.notice, until=until)]


def _object(command: c.RaiseAppointmentObjection, act: Act[Any], case: AppointmentState) -> list[Event]:
    """Put an objection on record that is dated while the notice stood, however late it is recorded."""
    candidacy = _candidacy(act, case, AppointmentStatus.ON_NOTICE, AppointmentStatus.NOTICE_OVER)
    _check_in_notice(act, candidacy, case)
    decision = _deadline(OBJECTION, act.rules.policy.appointment.objection_decision, act)
    return [
        e.AppointmentObjected(objection=candidacy.raised + 1, statement=command.statement, decision=decision)
    ]


def _check_in_notice(act: Act[Any], candidacy: Candidacy, case: AppointmentState) -> None:
    standing = case.deadline(STANDING)
    since = candidacy.noticed_on or act.acted_on
    until = (standing.due_on if standing else candidacy.notice_until) or act.acted_on
    if not since <= act.acted_on <= until:
        raise WrongDayError(act.acted_on, since, until)


def _decide_objection(
    command: c.DecideAppointmentObjection, act: Act[Any], case: AppointmentState
) -> list[Event]:
    """Decide an objection; who raised it, or stands by the candidate it is against, may not. Source: domain.md §2."""
    candidacy = _candidacy(act, case, AppointmentStatus.ON_NOTICE, AppointmentStatus.NOTICE_OVER)
    _four_eyes(act, candidacy)
    objection = candidacy.objection(command.objection)
    if objection is None:
        raise NoSuchObjectionError(command.objection, candidacy.open_objections)
    refuse_same_person(act, objection.raised_by, e.AppointmentObjected.kind_name())
    if act.acted_on < objection.raised_on:
        raise WrongDayError(act.acted_on, objection.raised_on, act.today)
    if not command.upheld:
        return [e.AppointmentObjectionDismissed(objection=command.objection, reason=command.reason)]
    return [
        e.AppointmentObjectionUpheld(
            objection=command.objection, candidate=candidacy.person, reason=command.reason
        )
    ]


def _ready(act: Act[Any], case: AppointmentState) -> Candidacy:
    """Return who can be elected or appointed now: passed, on notice long enough, no objection left."""
    candidacy = _candidacy(act, case, AppointmentStatus.PASSED, AppointmentStatus.NOTICE_OVER)
    if case.status == AppointmentStatus.PASSED and candidacy.notice_required:
        raise NoticeFirstError(candidacy.person.name)
    if candidacy.objections:
        raise ObjectionOpenError(candidacy.open_objections)
    return candidacy


def _check_day(day: date, act: Act[Any], case: AppointmentState) -> None:
    earliest = case.ready_on or day
    if not earliest <= day <= act.acted_on:
        raise WrongDayError(day, earliest, act.acted_on)


def _elect(command: c.RecordElection, act: Act[Any], case: AppointmentState) -> list[Event]:
    """
    Take over the record of the vote, judged by the policy in force on its day.

    Without a quorum, or when somebody else or nobody is elected, it has failed and the search begins again. Source: E.
    """
    candidacy = _ready(act, case)
    _check_day(command.held_on, act, case)
    policy, attendance = act.rules.policy_on(command.held_on), command.vote.attendance
    _check_slate(command, candidacy, case)
    check_attendance(attendance)
    if not has_quorum(attendance, policy):
        return [_failed(command, candidacy, ElectionFailure.NO_QUORUM)]
    outcome = hold(command.vote.ballots, attendance, policy, command.waivers)
    if candidacy.person.id not in outcome.elected:
        return [_failed(command, candidacy, ElectionFailure.NOT_ELECTED)]
    return [
        e.OfficerElected(
            candidate=candidacy.person,
            held_on=command.held_on,
            minutes=command.minutes,
            report=_deadline(REPORT, act.rules.policy.appointment.report, act),
        )
    ]


def _check_slate(command: c.RecordElection, candidacy: Candidacy, case: AppointmentState) -> None:
    slate = command.vote.ballots[0].slate
    if slate.seat != _SEATS[case.office]:
        raise AnotherSeatError(slate.seat, case.office)
    if candidacy.person.id not in {one.person for one in slate.candidates}:
        raise CandidateNotStandingError(candidacy.person.name)


def _failed(command: c.RecordElection, candidacy: Candidacy, reason: ElectionFailure) -> Event:
    return e.ElectionFailed(
        candidate=candidacy.person, held_on=command.held_on, reason=reason, minutes=command.minutes
    )


def _appoint(command: c.Appoint, act: Act[Any], case: AppointmentState) -> list[Event]:
    candidacy = _ready(act, case)
    if candidacy.source == Source.RECRUITED:
        raise RecruitedNotElectedError(candidacy.person.name)
    _four_eyes(act, candidacy)
    return [
        e.OfficerAppointed(candidate=candidacy.person, document=command.document, approval=_approval(act))
    ]


def _four_eyes(act: Act[Any], candidacy: Candidacy) -> None:
    refuse_same_person(act, candidacy.nominators, e.CandidateNominated.kind_name())
    refuse_same_person(act, candidacy.reviewers, e.QualificationPassed.kind_name())


def _approve(command: c.ApproveAppointment, act: Act[Any], case: AppointmentState) -> list[Event]:
    """
    Approve, or refuse; nobody may who decided an earlier step, the election or the appointment included.

    Source: domain.md §§2, 7.
    """
    candidacy = _candidacy(act, case, AppointmentStatus.REPORTED, AppointmentStatus.APPOINTED)
    _four_eyes(act, candidacy)
    refuse_same_person(act, candidacy.electors, e.OfficerElected.kind_name())
    presented = e.ElectionReported if case.status == AppointmentStatus.REPORTED else e.OfficerAppointed
    refuse_same_person(act, candidacy.presenters, presented.kind_name())
    if not command.approved:
        if command.reason is None:
            raise GroundMissingError(command.kind)
        return [
            e.AppointmentRefused(candidate=candidacy.person, document=command.document, reason=command.reason)
        ]
    return [
        e.AppointmentApproved(
            candidate=candidacy.person,
            document=command.document,
            offices_limit=offices_limit(act, command.waivers),
            taking=_deadline(TAKE, act.rules.policy.appointment.taking_office, act),
        )
    ]


def _take(command: c.TakeOffice, act: Act[Any], case: AppointmentState) -> list[Event]:
    candidacy = _candidacy(act, case, AppointmentStatus.APPROVED)
    _check_day(command.starts_on, act, case)
    officer = Officer(person=candidacy.person, investor=candidacy.facts.investor)
    policy = act.rules.policy_on(command.starts_on)
    term = term_served(command.starts_on, case, policy)
    return [e.OfficeTaken(office=case.office, officer=officer, starts_on=command.starts_on, term=term)]


def _name_acting(command: c.NameActing, act: Act[Any], case: AppointmentState) -> list[Event]:
    _require(act, case, *_OPEN)
    refuse_self(act, [command.officer.person.id])
    if case.acting == command.officer.person:
        return []
    return [e.ActingNamed(office=case.office, officer=command.officer, document=command.document)]


def _cancel(command: c.CancelAppointment, act: Act[Any], case: AppointmentState) -> list[Event]:
    _require(act, case, *_OPEN)
    return [_cancelled(command.reason, case)]


def _cancelled(reason: str, case: AppointmentState) -> Event:
    approved = case.status == AppointmentStatus.APPROVED and case.candidacy is not None
    released = case.candidacy.person if approved and case.candidacy else None
    return e.AppointmentCancelled(reason=reason, released=released)
