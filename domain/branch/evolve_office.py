"""How the offices, the term and the contracts of a branch evolve; total."""

from typing import Any, assert_never

from domain.branch import events as e
from domain.branch.facts import HeldContract, Officer
from domain.branch.kinds import Office, OfficeCause, VacancyGround
from domain.branch.state import (
    ACCEPT,
    APPRAISE,
    DEPUTY,
    OFFICE,
    REELECT,
    TAKES_EFFECT,
    Appointed,
    BranchState,
    ContractRecord,
    LostOffice,
    OfficeQuestion,
    Result,
)
from domain.deadlines import Deadline
from domain.filing.kinds import ENDING, FilingKind
from domain.people import Person, PersonId

OfficeEvent = (
    e.ContractNoted
    | e.ContractEndReached
    | e.ContractEndUndone
    | e.OfficeQuestioned
    | e.OfficeQuestionOwed
    | e.OfficeQuestionDropped
    | e.OfficeKept
    | e.OfficeVacated
    | e.OfficeStaysVacant
    | e.OfficeRestored
    | e.AppointmentCalled
    | e.AppointmentDropped
    | e.OfficerNoted
    | e.UnionChairAdvised
    | e.DeputyDue
    | e.DeputyNotDue
    | e.DeputyExcused
    | e.TermShifted
    | e.TermExpired
    | e.ReelectionFailed
    | e.ReelectionRecorded
    | e.ReelectionConfirmed
    | e.ReelectionRefused
    | e.SecretaryYearReported
    | e.SecretaryGraded
    | e.MeritRecorded
)


def evolve_office(  # noqa: C901  # one arm an event
    branch: BranchState, event: OfficeEvent, by: tuple[PersonId, ...]
) -> BranchState:
    """Fold one event of the offices; `by`: who is bound by it under four eyes."""
    match event:
        case e.ContractNoted() as noted:
            return _contract(branch, noted)
        case e.ContractEndReached(contract=contract, takes_effect=following):
            reached = tuple(_reached(one, contract) for one in branch.contracts)
            return _with(branch, contracts=reached, deadlines=_next_end(branch, following))
        case e.ContractEndUndone(filing=filing, takes_effect=following):
            undone = tuple(one for one in branch.contracts if one.filing == filing)
            running = tuple(_running(one) if one in undone else one for one in branch.contracts)
            owed = _owed(branch, OfficeCause.CONTRACT_ENDED, *(one.held.person for one in undone))
            return _with(branch, contracts=running, owed=owed, deadlines=_next_end(branch, following))
        case e.OfficeQuestioned(cause=cause, person=person, decision=decision):
            question, owed = OfficeQuestion(cause=cause, person=person), _owed(branch, cause, person)
            asked = (*branch.without(OFFICE), decision)
            return _with(branch, question=question, owed=owed, deadlines=asked)
        case e.OfficeQuestionOwed(cause=cause, person=person):
            return _with(branch, owed=(*branch.owed, OfficeQuestion(cause=cause, person=person)))
        case e.OfficeQuestionDropped() | e.OfficeKept() | e.OfficeStaysVacant():
            return _with(branch, question=None, lost=None, deadlines=branch.without(OFFICE))
        case e.OfficeVacated(person=Person(id=person)) if person in _further(branch):
            return _with(branch, further_deputies=_further_without(branch, person))
        case e.OfficeVacated(office=office, ground=ground):
            return _vacated(branch, office, ground)
        case e.OfficeRestored(officer=officer, appraisal=appraisal):
            restored = _with(branch, question=None, lost=None, deadlines=branch.without(OFFICE))
            return _seated(restored, officer, appraisal)
        case e.OfficerNoted() as noted_officer:
            return _officer(branch, noted_officer)
        case e.DeputyDue(search=search):
            return _with(branch, deadlines=(*branch.without(DEPUTY), search))
        case e.DeputyNotDue():
            return _with(branch, deadlines=branch.without(DEPUTY))
        case e.DeputyExcused():
            return _with(branch, deputy_excused=True, deadlines=branch.without(DEPUTY))
        case e.TermShifted(ends_on=ends_on, reelection=reelection):
            term = branch.term.model_copy(update={"ends_on": ends_on}) if branch.term else None
            deadlines = (*branch.without(REELECT), reelection)
            return _with(branch, term=term, expired=False, deadlines=deadlines)
        case e.TermExpired():
            return _with(branch, expired=True)
        case e.ReelectionRecorded() as recorded:
            return _result(branch, recorded, by)
        case e.ReelectionConfirmed() as confirmed:
            return _renewed(branch, confirmed)
        case e.ReelectionRefused(reelection=reelection):
            again = () if reelection is None else (reelection,)
            return _with(branch, result=None, recorders=(), deadlines=(*branch.without(ACCEPT), *again))
        case e.SecretaryYearReported(year=year):
            return _with(branch, reported_year=year, reporters=by)
        case e.SecretaryGraded() as graded:
            return _graded(branch, graded)
        case (
            e.AppointmentCalled()
            | e.AppointmentDropped()
            | e.UnionChairAdvised()
            | e.ReelectionFailed()
            | e.MeritRecorded()
        ):
            return branch
        case unknown:
            assert_never(unknown)


def _with(branch: BranchState, **changes: Any) -> BranchState:  # noqa: ANN401  # the fields of the state
    return branch.model_copy(update=changes)


def _further(branch: BranchState) -> frozenset[PersonId]:
    return frozenset(one.person.id for one in branch.further_deputies)


def _further_without(branch: BranchState, person: PersonId) -> tuple[Officer, ...]:
    return tuple(one for one in branch.further_deputies if one.person.id != person)


def _next_end(branch: BranchState, following: Deadline | None) -> tuple[Deadline, ...]:
    others = branch.without(TAKES_EFFECT)
    return others if following is None else (*others, following)


def _owed(branch: BranchState, cause: OfficeCause, *persons: Person) -> tuple[OfficeQuestion, ...]:
    """Return what is still owed without this cause, which is asked now or no longer holds."""
    settled = [(cause, one.id) for one in persons]
    return tuple(one for one in branch.owed if (one.cause, one.person.id) not in settled)


def _contract(branch: BranchState, event: e.ContractNoted) -> BranchState:
    before = next((one for one in branch.contracts if one.held.contract == event.contract), None)
    held = HeldContract(
        contract=event.contract,
        person=event.person,
        post=event.post,
        terms=before.held.terms if before else None,
    )
    ended_on, owed = before.ended_on if before else None, branch.owed
    if event.filing_kind in ENDING:
        ended_on = event.effective_on
    elif event.filing_kind == FilingKind.REVERSE:
        ended_on, owed = None, _owed(branch, OfficeCause.CONTRACT_ENDED, event.person)
    record = ContractRecord(held=held, filing=event.filing, filing_kind=event.filing_kind, ended_on=ended_on)
    others = tuple(one for one in branch.contracts if one.held.contract != event.contract)
    deadlines = _next_end(branch, event.takes_effect)
    return _with(branch, contracts=(*others, record), owed=owed, deadlines=deadlines)


def _reached(record: ContractRecord, contract: str) -> ContractRecord:
    return record.model_copy(update={"reached": True}) if record.held.contract == contract else record


def _running(record: ContractRecord) -> ContractRecord:
    return record.model_copy(update={"ended_on": None, "reached": False})


_FIELDS = {
    Office.SECRETARY: "secretary",
    Office.DEPUTY: "deputy",
    Office.FULL_TIME_DEPUTY: "full_time_deputy",
}


def _vacated(branch: BranchState, office: Office, ground: VacancyGround) -> BranchState:
    vacated = _with(branch, **{_FIELDS[office]: None})
    if office != Office.SECRETARY:
        return vacated
    by_contract = branch.question is not None and branch.question.cause == OfficeCause.CONTRACT_ENDED
    lost = branch.secretary if by_contract and ground == VacancyGround.VACATED else None
    return _with(
        vacated,
        question=None,
        owed=(),
        lost=LostOffice(officer=lost) if lost else None,
        in_a_row=0,
        deadlines=vacated.without(OFFICE, APPRAISE),
    )


def _officer(branch: BranchState, event: e.OfficerNoted) -> BranchState:
    others = tuple(one for one in branch.appointed if one.office != event.office)
    appointed = (*others, Appointed(office=event.office, appointment=event.appointment))
    noted = _with(branch, appointed=appointed)
    if event.acting:
        return _with(noted, acting=event.officer)
    if event.office != Office.SECRETARY:
        further = _further_without(branch, event.officer.person.id)
        return _with(noted, **{_FIELDS[event.office]: event.officer}, further_deputies=further)
    seated = _seated(_with(noted, lost=None), event.officer, event.appraisal)
    if event.reelection is None or event.term is None:
        return seated
    return _with(
        seated,
        term=event.term,
        agreed_end=event.term.ends_on,
        expired=False,
        deadlines=(*seated.without(REELECT), event.reelection),
    )


def _seated(branch: BranchState, officer: Officer, appraisal: Deadline | None) -> BranchState:
    """Put somebody into the secretary's office; grades in a row are a person's, so they begin again."""
    same = branch.secretary is not None and branch.secretary.person.id == officer.person.id
    yearly = branch.deadlines if appraisal is None else (*branch.without(APPRAISE), appraisal)
    return _with(
        branch,
        secretary=officer,
        acting=None,
        in_a_row=branch.in_a_row if same else 0,
        owed=branch.owed if same else (),
        deputy_excused=branch.deputy_excused and same,
        deadlines=yearly,
    )


def _result(branch: BranchState, event: e.ReelectionRecorded, by: tuple[PersonId, ...]) -> BranchState:
    result = Result(
        held_on=event.held_on,
        secretary=event.secretary,
        deputies=event.deputies,
        committee=event.committee,
    )
    return _with(
        branch, result=result, recorders=by, deadlines=(*branch.without(REELECT, ACCEPT), event.approval)
    )


def _renewed(branch: BranchState, event: e.ReelectionConfirmed) -> BranchState:
    seated = _seated(branch, event.secretary, event.appraisal)
    return _with(
        seated,
        deputy=event.deputies[0] if event.deputies else None,
        further_deputies=event.deputies[1:],
        committee=event.committee,
        result=None,
        recorders=(),
        question=None,
        owed=(),
        lost=None,
        term=event.term,
        agreed_end=event.term.ends_on,
        expired=False,
        deadlines=(*seated.without(REELECT, ACCEPT, OFFICE), event.reelection),
    )


def _graded(branch: BranchState, event: e.SecretaryGraded) -> BranchState:
    return _with(
        branch,
        graded_year=event.year,
        in_a_row=event.in_a_row,
        deadlines=(*branch.without(APPRAISE), event.appraisal),
    )
