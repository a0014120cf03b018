"""Contracts, questions, vacancies, officers, the yearly grade. Source: domain.md §§6–8; S14–S18."""

from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.guard import advice, answered, appraisal, ask, call, dropped, reelection, require
from domain.branch.kinds import (
    LOSING,
    BranchMode,
    Grade,
    Office,
    OfficeAnswer,
    OfficeCause,
    VacancyGround,
)
from domain.branch.refusals import (
    GroundDoesNotHoldError,
    NoDeputyDueError,
    NoOfficeQuestionError,
    NoSecretaryError,
    NotVacantError,
    YearAheadError,
    YearGradedError,
    YearNotReportedError,
)
from domain.branch.state import DEPUTY, BranchState, BranchStatus, OfficeQuestion
from domain.events import Event
from domain.four_eyes import refuse_same_person, refuse_self
from domain.orders import Act
from domain.people import Person


def decide_office(command: c.DecideOffice, act: Act[Any], branch: BranchState) -> list[Event]:
    """Keep or vacate the office; the person concerned decides nothing about it. Source: domain.md §8."""
    require(act, branch, BranchStatus.ACTIVE)
    question = branch.question
    if question is None:
        raise NoOfficeQuestionError
    refuse_self(act, [question.person.id])
    if question.cause == OfficeCause.CONTRACT_RESTORED:
        return _restoring(command, question, act, branch)
    if command.answer == OfficeAnswer.KEEP:
        kept = e.OfficeKept(
            cause=question.cause, person=question.person, reason=command.reason, document=command.document
        )
        return answered(kept, act, branch)
    vacated = e.OfficeVacated(
        office=Office.SECRETARY,
        ground=VacancyGround.VACATED,
        person=question.person,
        reason=command.reason,
        document=command.document,
    )
    return [vacated, *call(branch, Office.SECRETARY, VacancyGround.VACATED, question.person)]


def _restoring(
    command: c.DecideOffice, question: OfficeQuestion, act: Act[Any], branch: BranchState
) -> list[Event]:
    if command.answer == OfficeAnswer.VACATE or branch.lost is None:
        stays = e.OfficeStaysVacant(person=question.person, reason=command.reason, document=command.document)
        return [stays]
    restored = e.OfficeRestored(
        officer=branch.lost.officer,
        reason=command.reason,
        document=command.document,
        appraisal=appraisal(act.acted_on, act),
    )
    return [restored, *dropped(branch, command.reason, Office.SECRETARY)]


def declare_vacancy(command: c.DeclareVacancy, act: Act[Any], branch: BranchState) -> list[Event]:
    """State that an office is lost, or call again for one that is to be filled; a repetition is already so."""
    require(act, branch, BranchStatus.ACTIVE)
    holder = branch.holder(command.office)
    person = holder.person if holder else None
    refuse_self(act, [person.id] if person else [])
    _check_ground(command, holder is not None, branch)
    called = call(branch, command.office, command.ground, person)
    if person is None or command.ground not in LOSING:
        return called
    vacated = e.OfficeVacated(
        office=command.office, ground=command.ground, person=person, reason=command.reason, document=None
    )
    return [vacated, *called]


def _check_ground(command: c.DeclareVacancy, held: bool, branch: BranchState) -> None:  # noqa: FBT001
    match command.ground:
        case VacancyGround.EXPIRY:
            holds = branch.expired and command.office != Office.FULL_TIME_DEPUTY
        case VacancyGround.DUTY:
            holds = branch.deadline(DEPUTY) is not None and command.office == Office.FULL_TIME_DEPUTY
        case VacancyGround.FOUNDING | VacancyGround.LEGACY if held:
            raise NotVacantError(command.office, command.ground)
        case _:
            holds = True
    if not holds:
        raise GroundDoesNotHoldError(command.ground, command.office)


def excuse_deputy(command: c.ExcuseDeputy, act: Act[Any], branch: BranchState) -> list[Event]:
    """Except the branch from the duty; only the superior may, with a document. Source: S14, strength 应."""
    if branch.deputy_excused:
        return []
    if branch.deadline(DEPUTY) is None:
        raise NoDeputyDueError
    refuse_self(act, [branch.secretary.person.id] if branch.secretary else [])
    return [e.DeputyExcused(reason=command.reason, document=command.document)]


def note_officer(command: c.NoteOfficer, act: Act[Any], branch: BranchState) -> list[Event]:
    """Take over who is in office; a new term of the branch begins when the appointment says so."""
    require(act, branch, BranchStatus.ACTIVE)
    if _is_noted(command, branch):
        return []
    holder = branch.holder(command.office)
    former = holder.person if holder and holder.person.id != command.officer.person.id else None
    seated = command.office == Office.SECRETARY and not command.acting
    term = command.term if seated and branch.mode != BranchMode.TEMPORARY else None
    renewed = term is not None and (branch.term is None or term.ends_on != branch.term.ends_on)
    since = command.term.starts_on if command.term else act.acted_on
    noted = e.OfficerNoted(
        office=command.office,
        officer=command.officer,
        former=None if command.acting else former,
        acting=command.acting,
        term=command.term,
        appointment=command.appointment,
        reelection=reelection(term, act) if renewed and term is not None else None,
        appraisal=appraisal(since, act) if seated else None,
    )
    settled = _settled_by(command.officer.person, branch) if seated else []
    return [*settled, noted, *([] if command.acting else advice(act, (command.office, command.officer)))]


def _is_noted(command: c.NoteOfficer, branch: BranchState) -> bool:
    now = branch.acting if command.acting else branch.holder(command.office)
    known = any(
        (one.office, one.appointment) == (command.office, command.appointment) for one in branch.appointed
    )
    return known and now == command.officer


def _settled_by(successor: Person, branch: BranchState) -> list[Event]:
    """Return that nobody need be asked any more about an office somebody else holds now."""
    question = branch.question
    if question is None or question.person.id == successor.id:
        return []
    return [e.OfficeQuestionDropped(person=question.person)]


def report_year(command: c.ReportSecretaryYear, act: Act[Any], branch: BranchState) -> list[Event]:
    """Put the secretary's report on record. Source: S16."""
    require(act, branch, BranchStatus.ACTIVE)
    _check_year(command.year, act)
    if branch.secretary is None:
        raise NoSecretaryError
    if branch.reported_year == command.year:
        return []
    if branch.graded_year is not None and command.year <= branch.graded_year:
        raise YearGradedError(command.year, branch.graded_year)
    fields = command.model_dump(include={"year", "to_members", "to_employees"})
    return [e.SecretaryYearReported(**fields, report=command.report)]


def _check_year(year: int, act: Act[Any]) -> None:
    if year > act.acted_on.year:
        raise YearAheadError(year, act.acted_on.year)


def grade(command: c.GradeSecretary, act: Act[Any], branch: BranchState) -> list[Event]:
    """
    Grade the secretary's year; 不称职 as often in a row as the policy says asks the superior about the office.

    A year without a grade breaks the row. Source: S16, L (`appointment.unsatisfactory_in_a_row`).
    """
    require(act, branch, BranchStatus.ACTIVE)
    if branch.secretary is None:
        raise NoSecretaryError
    person = branch.secretary.person
    refuse_self(act, [person.id])
    _check_gradable(command, branch)
    refuse_same_person(act, branch.reporters, e.SecretaryYearReported.kind_name())
    before = branch.in_a_row if branch.graded_year == command.year - 1 else 0
    in_a_row = before + 1 if command.grade == Grade.UNSATISFACTORY else 0
    graded = e.SecretaryGraded(
        year=command.year,
        person=person,
        grade=command.grade,
        in_a_row=in_a_row,
        appraisal=appraisal(act.acted_on, act),
    )
    if not in_a_row or in_a_row < act.rules.policy.appointment.unsatisfactory_in_a_row.value:
        return [graded]
    return [graded, *ask(OfficeCause.APPRAISAL, person, act, branch)]


def _check_gradable(command: c.GradeSecretary, branch: BranchState) -> None:
    if branch.graded_year is not None and command.year <= branch.graded_year:
        raise YearGradedError(command.year, branch.graded_year)
    if branch.reported_year != command.year:
        raise YearNotReportedError(command.year)


def record_merit(command: c.RecordMerit, act: Act[Any], branch: BranchState) -> list[Event]:
    """Put a training or an honour of the sitting secretary on record. Source: S17."""
    require(act, branch, BranchStatus.ACTIVE)
    if branch.secretary is None or branch.secretary.person.id != command.person.id:
        raise NoSecretaryError
    return [e.MeritRecorded(person=command.person, merit=command.merit, title=command.title)]
