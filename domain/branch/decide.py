"""What may be done with a branch, and what it causes. Source: domain.md §§3, 6, 8."""

from functools import reduce
from typing import Any, assert_never

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.decide_adjust import adjust, confirm_transfer, dissolve
from domain.branch.decide_contract import ends_reached, note_contract, undone
from domain.branch.decide_covering import covering
from domain.branch.decide_founding import abandon, activate, begin, complete, confirm, register, reject
from domain.branch.decide_members import (
    aftermath,
    decide_threshold,
    report_employees,
    report_membership,
)
from domain.branch.decide_merger import merging
from domain.branch.decide_office import (
    decide_office,
    declare_vacancy,
    excuse_deputy,
    grade,
    note_officer,
    record_merit,
    report_year,
)
from domain.branch.decide_reelection import confirm as confirm_reelection
from domain.branch.decide_reelection import record, refuse_result
from domain.branch.decide_term import expired, shift
from domain.branch.evolve import evolve
from domain.branch.guard import call, dropped, require
from domain.branch.kinds import Office, VacancyGround
from domain.branch.state import BranchState, BranchStatus, NotedStar
from domain.deciding import facts_of
from domain.events import Event
from domain.matter.commands import SettleConsequence, Tick
from domain.orders import Act
from domain.serials.serials import ClaimSerial, ReleaseSerial, decide_serial

OwnCommand = c.PublicCommand | c.ServiceCommand | ClaimSerial | ReleaseSerial


def decide(act: Act[OwnCommand], branch: BranchState) -> list[Event]:
    """Return what the command causes, and what follows from it by itself. An empty list means: already so."""
    events = _caused(act, branch)
    if not events:
        return []
    after = reduce(evolve, facts_of(act, events, branch), branch)
    return [*events, *aftermath(act, branch, after)]


def _caused(act: Act[OwnCommand], branch: BranchState) -> list[Event]:  # noqa: C901  # one arm a command
    match act.command:
        case c.BeginBranch() as command:
            return begin(command, branch)
        case c.ActivateBranch() as command:
            return activate(command, act, branch)
        case c.AbandonBranch() as command:
            return abandon(command, act, branch)
        case c.RegisterExistingBranch() as command:
            return register(command, act, branch)
        case c.ConfirmRegistration():
            return confirm(act, branch)
        case c.RejectRegistration() as command:
            return reject(command, act, branch)
        case c.CompleteFacts() as command:
            return complete(command, act, branch)
        case c.ReportMembership() as command:
            return report_membership(command, act, branch)
        case c.ReportEmployees() as command:
            return report_employees(command, act, branch)
        case c.DecideThreshold() as command:
            return decide_threshold(command, act, branch)
        case c.DecideOffice() as command:
            return decide_office(command, act, branch)
        case c.DeclareVacancy() as command:
            return declare_vacancy(command, act, branch)
        case c.ExcuseDeputy() as command:
            return excuse_deputy(command, act, branch)
        case c.ShiftTerm() as command:
            return shift(command, act, branch)
        case c.RecordReelection() as command:
            return record(command, act, branch)
        case c.ConfirmReelection() as command:
            return confirm_reelection(command, act, branch)
        case c.RefuseReelection() as command:
            return refuse_result(command, act, branch)
        case c.ReportSecretaryYear() as command:
            return report_year(command, act, branch)
        case c.GradeSecretary() as command:
            return grade(command, act, branch)
        case c.RecordMerit() as command:
            return record_merit(command, act, branch)
        case c.AdjustBranch() as command:
            return adjust(command, act, branch)
        case c.DissolveBranch() as command:
            return dissolve(command, act, branch)
        case c.ConfirmMembersTransferred():
            return confirm_transfer(act, branch)
        case c.NoteContract() as command:
            return note_contract(command, act, branch)
        case c.NoteOfficer() as command:
            return note_officer(command, act, branch)
        case c.AdmitMerger() | c.ReceiveBranch() as command:
            return merging(command, act, branch)
        case c.NoteEvaluation() | c.NoteStar() as command:
            return _evaluated(command, act, branch)
        case c.CheckHost() | c.NoteAffiliation() | c.NotePartnerLeft() as command:
            return covering(command, act, branch)
        case ClaimSerial() | ReleaseSerial() as command:
            return decide_serial(command, branch.serials)
        case unknown:
            assert_never(unknown)


_EXISTING = tuple(one for one in BranchStatus if one != BranchStatus.NONE)


def _evaluated(command: c.NoteEvaluation | c.NoteStar, act: Act[Any], branch: BranchState) -> list[Event]:
    """Put on record that an evaluation was opened, or what it settled; a repetition is already so."""
    require(act, branch, *_EXISTING)
    if isinstance(command, c.NoteEvaluation):
        known = command.evaluation in branch.evaluations
        return [] if known else [e.EvaluationNoted(evaluation=command.evaluation)]
    noted = NotedStar(year=command.year, star=command.star, evaluation=command.evaluation)
    return [] if noted in branch.stars else [e.StarNoted.model_validate(noted.model_dump())]


def passed(act: Act[Tick], branch: BranchState) -> list[Event]:
    """Return what time causes: a contract's end takes effect, a term expires. A branch that rests is left alone."""
    if branch.closed or branch.rest is not None:
        return []
    return [*ends_reached(act, branch), *expired(branch)]


def undo(act: Act[SettleConsequence], branch: BranchState) -> list[Event]:
    """Return what takes back here what had followed from an entry elsewhere that proved wrong. Source: domain.md §3."""
    origin = act.command.origin.stream
    match origin.split("/", maxsplit=1)[0]:
        case "establishment":
            return _never_was(act, branch)
        case "filing":
            return undone(origin, act, branch)
        case "appointment":
            return _unseated(origin, act, branch)
        case "evaluation":
            wrong = [one for one in branch.stars if one.evaluation == origin]
            return [e.StarUndone(year=one.year, evaluation=origin) for one in wrong]
        case _:
            return []


def _never_was(act: Act[SettleConsequence], branch: BranchState) -> list[Event]:
    if branch.status == BranchStatus.DISSOLVED:
        return []
    reason = act.command.reason
    return [e.BranchUndone(reason=reason), *dropped(branch, reason, *Office)]


def _unseated(appointment: str, act: Act[SettleConsequence], branch: BranchState) -> list[Event]:
    """Return that an office is vacant again whose appointment proved wrong; a secretary's is filled again."""
    offices = [one.office for one in branch.appointed if one.appointment == appointment]
    events: list[Event] = []
    for office in offices:
        holder = branch.holder(office)
        if holder is not None:
            events.append(
                e.OfficeVacated(
                    office=office,
                    ground=VacancyGround.VACATED,
                    person=holder.person,
                    reason=act.command.reason,
                    document=None,
                )
            )
            if office == Office.SECRETARY:
                events.extend(call(branch, office, VacancyGround.VACATED, holder.person))
    return events
