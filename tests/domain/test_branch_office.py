"""The offices of a branch: contracts that end, vacancies, officers, the yearly grade."""

from typing import Any

import pytest

from domain.appointment.commands import CancelAppointment, OpenAppointment
from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import Officer
from domain.branch.kinds import (
    BranchMode,
    Grade,
    MembershipChange,
    Merit,
    Office,
    OfficeCause,
    VacancyGround,
)
from domain.branch.refusals import (
    GroundDoesNotHoldError,
    NoOfficeQuestionError,
    NoSecretaryError,
    NotVacantError,
    YearAheadError,
    YearGradedError,
    YearNotReportedError,
)
from domain.filing.kinds import FilingKind
from domain.matter.commands import Resume, Suspend, SuspensionGround
from domain.matter.errors import NotNowError, SamePersonError, SelfDecisionError
from domain.matter.events import PeriodEnded
from domain.person.decider import ClaimOffice, ReleaseOffice
from domain.serials.serials import AlreadyOpenError, ClaimSerial, ReleaseSerial, SerialClaimed, SerialReleased
from tests.domain.branch_given import (
    HAN,
    INVESTOR,
    LIN,
    MEI,
    PAPER,
    SPEC,
    activate,
    begin,
    contract,
    day,
    living,
    members,
    office,
    seated,
    term,
    vacancy,
)
from tests.policies import policy_with
from tests.spec import WANG, ZHAO, Scene, by_service, did, like, time_passes

APRIL = "2026-04-15"
QUESTION = like(e.OfficeQuestioned, cause=OfficeCause.CONTRACT_ENDED, person=HAN)


def noting(effective: str = APRIL, on: str = "2026-03-02", **more: Any) -> Any:
    return by_service(contract(effective, **more), on=on)


def test_the_end_of_the_secretarys_contract_waits_for_its_effective_day() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(noting()).then(like(e.ContractNoted, effective_on=day(APRIL))).waiting()
    assert branch.do(time_passes("2026-04-13")) == []
    told = branch.do(time_passes("2026-04-14"))
    assert [type(one) for one in told] == [PeriodEnded, e.ContractEndReached, e.OfficeQuestioned]
    branch.then_waiting("keep_or_vacate")


@pytest.mark.parametrize(("on", "asked"), [("2026-04-14", 0), ("2026-04-15", 1), ("2026-04-16", 1)])
def test_a_contract_that_has_ended_is_asked_about_at_once(on: str, asked: int) -> None:
    outcome = SPEC.given(*living(INVESTOR)).when(noting(on=on))
    assert sum(isinstance(one, e.OfficeQuestioned) for one in outcome.events) == asked


def test_the_superior_has_five_working_days_from_the_effective_day() -> None:
    branch = SPEC.given(*living(INVESTOR), noting(), time_passes("2026-04-14"))
    assert branch.state.deadline("keep_or_vacate").due_on == day("2026-04-22")


def test_an_end_that_lies_ahead_of_another_is_told_first() -> None:
    branch = SPEC.given(*living(INVESTOR), noting())
    earlier = noting("2026-03-20", contract_id="K-2", person=MEI)
    outcome = branch.when(earlier)
    outcome.where(lambda state: state.deadline("contract_takes_effect").due_on == day("2026-03-19"))
    branch.do(time_passes("2026-03-19"))
    assert branch.state.deadline("contract_takes_effect").due_on == day("2026-04-14")
    branch.then_waiting()
    branch.do(time_passes("2026-04-14"))
    assert branch.state.deadline("contract_takes_effect") is None


def test_two_contracts_that_end_on_one_day_are_one_question() -> None:
    branch = SPEC.given(*living(INVESTOR), noting(), noting(contract_id="K-2"))
    told = branch.do(time_passes("2026-04-14"))
    assert [type(one) for one in told] == [
        PeriodEnded,
        e.ContractEndReached,
        e.OfficeQuestioned,
        e.ContractEndReached,
    ]


@pytest.mark.parametrize("kind", [FilingKind.RENEW, FilingKind.CHANGE, FilingKind.REGISTER])
def test_a_contract_that_goes_on_asks_nothing(kind: FilingKind) -> None:
    SPEC.given(*living(INVESTOR)).when(noting("2026-03-02", kind=kind)).then(like(e.ContractNoted))


def test_the_end_of_anybody_elses_contract_asks_nothing() -> None:
    SPEC.given(*living(INVESTOR)).when(noting("2026-03-02", person=MEI)).then(
        like(e.ContractNoted), like(e.ContractEndReached)
    )
    SPEC.given(begin()).when(noting("2026-03-02")).then(like(e.ContractNoted), like(e.ContractEndReached))


def test_whoever_is_secretary_on_the_effective_day_is_asked_about() -> None:
    branch = SPEC.given(*living(INVESTOR), noting(person=MEI), by_service(seated(MEI)))
    told = branch.do(time_passes("2026-04-14"))
    assert e.OfficeQuestioned in [type(one) for one in told]


def test_the_same_filing_is_noted_once() -> None:
    SPEC.given(*living(INVESTOR), noting()).when(noting()).then_already_so()


def test_a_filing_about_no_branch_is_refused() -> None:
    SPEC.given().when(noting()).then_refused(NotNowError)


def test_a_contract_restored_before_the_decision_drops_the_question() -> None:
    branch = SPEC.given(*living(INVESTOR), noting("2026-03-02"))
    branch.then_waiting("keep_or_vacate")
    branch.when(noting("2026-03-09", kind=FilingKind.REVERSE, number=2, on="2026-03-09")).then(
        like(e.ContractNoted), like(e.OfficeQuestionDropped, person=HAN)
    ).waiting()


def test_a_contract_restored_before_it_ended_never_asks() -> None:
    reversal = noting(kind=FilingKind.REVERSE, number=2, on="2026-03-09")
    branch = SPEC.given(*living(INVESTOR), noting(), reversal)
    assert branch.do(time_passes("2026-04-30")) == []


def test_a_restored_contract_drops_no_question_of_another_cause() -> None:
    penalty = did(members(8, MembershipChange.PENALTY, HAN), on="2026-03-02")
    reversal = noting(kind=FilingKind.REVERSE, number=2, on="2026-03-09")
    SPEC.given(*living(INVESTOR), penalty).when(reversal).then(like(e.ContractNoted)).waiting(
        "keep_or_vacate"
    )


def test_an_office_may_be_kept_although_the_contract_ended() -> None:
    branch = SPEC.given(*living(INVESTOR), noting("2026-03-02"))
    branch.when(office("keep")).then(
        like(e.OfficeKept, cause=OfficeCause.CONTRACT_ENDED, person=HAN)
    ).promising().waiting()
    branch.when(office("keep")).then_refused(NoOfficeQuestionError)


def test_an_office_vacated_opens_the_next_appointment() -> None:
    branch = SPEC.given(*living(INVESTOR), noting("2026-03-02"))
    branch.when(office("vacate")).then(
        like(e.OfficeVacated, office=Office.SECRETARY, ground=VacancyGround.VACATED, person=HAN),
        like(e.AppointmentCalled, appointment="appointment/b-1/1", holder=HAN),
        like(SerialClaimed, number=1),
    ).promising(("appointment/b-1/1", OpenAppointment)).claiming(("person/p-han", ReleaseOffice)).waiting()


def test_nobody_decides_about_his_own_office() -> None:
    branch = SPEC.given(*living(INVESTOR), noting("2026-03-02"))
    branch.when(office("keep", by=HAN.id)).then_refused(SelfDecisionError)


def vacated_by_contract() -> Scene:
    return SPEC.given(*living(INVESTOR), noting("2026-03-02"), office("vacate", on="2026-03-04"))


REVERSAL = noting("2026-05-06", kind=FilingKind.REVERSE, number=2, on="2026-05-06")


def test_a_contract_restored_after_the_office_was_vacated_asks_the_superior_again() -> None:
    branch = vacated_by_contract()
    branch.when(REVERSAL).then(
        like(e.ContractNoted), like(e.OfficeQuestioned, cause=OfficeCause.CONTRACT_RESTORED)
    ).waiting("keep_or_vacate")
    branch.when(office("keep")).then(
        like(e.OfficeRestored, officer=INVESTOR), like(e.AppointmentDropped, appointment="appointment/b-1/1")
    ).promising(("appointment/b-1/1", CancelAppointment)).claiming(("person/p-han", ClaimOffice)).waiting()
    assert branch.state.secretary == INVESTOR


def test_an_office_may_stay_vacant_although_the_contract_runs_again() -> None:
    vacated_by_contract().when(REVERSAL).scene.when(office("vacate")).then(
        like(e.OfficeStaysVacant, person=HAN)
    ).promising().waiting()


def test_an_office_filled_since_is_not_given_back() -> None:
    branch = vacated_by_contract()
    branch.do(by_service(seated(MEI)))
    branch.when(REVERSAL).then(like(e.ContractNoted)).waiting()


def test_a_question_about_giving_back_falls_when_somebody_else_is_seated() -> None:
    branch = vacated_by_contract()
    branch.do(REVERSAL)
    branch.when(by_service(seated(MEI))).then(
        like(e.OfficeQuestionDropped, person=HAN), like(e.OfficerNoted, former=None)
    ).waiting()


def test_a_restored_contract_of_somebody_else_asks_nothing() -> None:
    branch = vacated_by_contract()
    other = noting("2026-05-06", kind=FilingKind.REVERSE, number=2, on="2026-05-06", person=MEI)
    branch.when(other).then(like(e.ContractNoted))


def test_a_branch_that_rests_is_asked_when_it_goes_on() -> None:
    rests = Suspend(ground=SuspensionGround.DEREGISTERED, reason="企业注销")
    branch = SPEC.given(*living(INVESTOR), noting(), by_service(rests, on="2026-03-03"))
    told = branch.do(time_passes("2026-05-20"))
    assert e.ContractEndReached not in [type(one) for one in told]
    branch.do(did(Resume(reason="企业恢复经营"), by=ZHAO, on="2026-05-21"))
    told = branch.do(time_passes("2026-05-21"))
    assert [type(one) for one in told if isinstance(one, e.ContractEndReached | e.OfficeQuestioned)] == [
        e.ContractEndReached,
        e.OfficeQuestioned,
    ]
    branch.then_waiting("keep_or_vacate")
    assert branch.state.deadline("keep_or_vacate").due_on == day("2026-05-28")


@pytest.mark.parametrize("ground", ["resignation", "death", "transfer", "vacated"])
def test_a_secretary_lost_otherwise_leaves_a_vacancy(ground: str) -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(did(vacancy(ground), by=ZHAO)).then(
        like(e.OfficeVacated, ground=VacancyGround(ground), person=HAN, document=None),
        like(e.AppointmentCalled, ground=VacancyGround(ground), holder=HAN),
        like(SerialClaimed, key="secretary.p-han"),
    ).claiming(("person/p-han", ReleaseOffice))
    branch.when(did(vacancy(ground), by=ZHAO)).then_already_so()


def test_a_deputys_office_is_filled_when_it_is_asked_for() -> None:
    branch = SPEC.given(begin(), activate(INVESTOR, deputy=Officer(person=MEI, investor=True)))
    branch.when(did(vacancy("resignation", Office.DEPUTY), by=ZHAO)).then(
        like(e.OfficeVacated, office=Office.DEPUTY),
        like(e.AppointmentCalled, office=Office.DEPUTY),
        like(SerialClaimed),
    ).claiming()


def test_a_vacancy_is_declared_on_grounds_that_hold() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(did(vacancy("founding"), by=ZHAO)).then_refused(NotVacantError)
    branch.when(did(vacancy("legacy"), by=ZHAO)).then_refused(NotVacantError)
    branch.when(did(vacancy("expiry"), by=ZHAO)).then_refused(GroundDoesNotHoldError)
    branch.when(did(vacancy("duty"), by=ZHAO)).then_refused(GroundDoesNotHoldError)
    branch.when(did(vacancy("resignation"), by=HAN.id)).then_refused(SelfDecisionError)


def test_an_appointment_that_ended_without_an_officer_is_called_again_by_the_next_number() -> None:
    branch = SPEC.given(begin(), activate(None))
    branch.when(by_service(ReleaseSerial(by="appointment/b-1/1"))).then(
        SerialReleased(by="appointment/b-1/1")
    ).waiting("fill_office")
    branch.when(did(vacancy("founding"), by=ZHAO)).then(
        like(e.AppointmentCalled, appointment="appointment/b-1/2"), like(SerialClaimed, number=2)
    ).waiting()


def test_an_appointment_claims_the_number_it_was_called_by() -> None:
    branch = SPEC.given(begin(), activate(None))
    mine = ClaimSerial(of="appointment", number=1, key="secretary.-", by="appointment/b-1/1")
    branch.when(by_service(mine)).then_already_so()
    other = ClaimSerial(of="appointment", number=2, key="secretary.-", by="appointment/b-1/2")
    branch.when(by_service(other)).then_refused(AlreadyOpenError, by="appointment/b-1/1")


def test_an_officer_in_office_is_noted_once() -> None:
    branch = SPEC.given(begin(), activate(None))
    taking = by_service(seated(MEI, investor=True, until=term("2026-02-02", "2029-01-11")), on="2026-02-02")
    branch.when(taking).then(
        like(e.OfficerNoted, office=Office.SECRETARY, former=None, reelection=None)
    ).claiming().waiting()
    branch.when(taking).then_already_so()
    assert branch.state.deadline("appraise_secretary").due_on == day("2027-02-02")


def test_a_new_secretary_takes_the_place_of_the_former() -> None:
    SPEC.given(*living(INVESTOR)).when(by_service(seated(MEI, investor=True))).then(
        like(e.OfficerNoted, former=HAN)
    ).claiming(("person/p-han", ReleaseOffice))


def test_a_new_term_moves_the_next_election() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(
        by_service(seated(HAN, investor=True, until=term("2029-01-15", "2032-01-14")), on="2029-01-15")
    ).then(like(e.OfficerNoted, former=None, term=term("2029-01-15", "2032-01-14"))).claiming()
    assert branch.state.deadline("reelect").due_on == day("2032-01-14")
    assert branch.state.agreed_end == day("2032-01-14")


def test_a_temporary_branch_gets_no_term_with_its_secretary() -> None:
    branch = SPEC.given(begin(mode=BranchMode.TEMPORARY), activate(None))
    branch.when(by_service(seated(MEI, investor=True, until=term("2026-02-02", "2029-02-01")))).then(
        like(e.OfficerNoted, reelection=None)
    )


def test_somebody_acting_takes_nobodys_place_until_the_office_is_filled() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(by_service(seated(LIN, acting=True))).then(
        like(e.OfficerNoted, acting=True, former=None, appraisal=None)
    ).claiming()
    branch.when(by_service(seated(LIN, acting=True))).then_already_so()
    assert branch.state.secretary == INVESTOR
    branch.do(by_service(seated(MEI, number=2)))
    assert branch.state.acting is None


def test_a_deputy_in_office_is_advised_too() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(by_service(seated(MEI, which=Office.DEPUTY, investor=False))).then(
        like(e.OfficerNoted, office=Office.DEPUTY),
        like(e.UnionChairAdvised, office=Office.DEPUTY, person=MEI),
    ).claiming()


def report(year: int = 2026) -> c.ReportSecretaryYear:
    return c.ReportSecretaryYear(year=year, to_members=True, to_employees=True, report=PAPER)


def grading(grade: Grade = Grade.COMPETENT, year: int = 2026) -> c.GradeSecretary:
    return c.GradeSecretary(year=year, grade=grade)


def test_the_yearly_report_waits_from_its_reminder_on_and_is_due_a_year_after_the_last() -> None:
    branch = SPEC.given(*living(INVESTOR))
    assert branch.state.deadline("appraise_secretary").due_on == day("2027-01-12")
    branch.do(time_passes("2027-01-05"))
    branch.then_waiting()
    branch.do(time_passes("2027-01-06"))
    branch.then_waiting("appraise_secretary")
    branch.do(did(report(), by=WANG, on="2027-01-08"))
    branch.then_waiting("appraise_secretary")
    branch.when(did(grading(), by=ZHAO, on="2027-01-11")).then(
        like(e.SecretaryGraded, grade=Grade.COMPETENT, in_a_row=0)
    ).waiting()
    assert branch.state.deadline("appraise_secretary").due_on == day("2028-01-11")


def test_a_year_is_graded_after_the_report_and_not_by_its_reporter() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(did(grading(), by=ZHAO)).then_refused(YearNotReportedError, year=2026)
    branch.do(did(report(), by=WANG))
    branch.when(did(report(), by=WANG)).then_already_so()
    branch.when(did(grading(), by=WANG)).then_refused(SamePersonError)
    branch.when(did(grading(), by=HAN.id)).then_refused(SelfDecisionError)
    branch.when(did(grading(year=2025), by=ZHAO)).then_refused(YearNotReportedError, year=2025)


@pytest.mark.parametrize(("year", "ahead"), [(2025, False), (2026, False), (2027, True)])
def test_no_year_is_reported_that_has_not_come(year: int, *, ahead: bool) -> None:
    outcome = SPEC.given(*living(INVESTOR)).when(did(report(year)))
    if ahead:
        outcome.then_refused(YearAheadError, year=2027, this=2026)
    else:
        outcome.then(like(e.SecretaryYearReported, year=year))


def test_a_year_is_graded_once() -> None:
    branch = SPEC.given(*living(INVESTOR), did(report(2025)), did(grading(year=2025), by=ZHAO))
    branch.when(did(grading(year=2025), by=ZHAO)).then_refused(YearGradedError, graded=2025)
    branch.when(did(report(2024))).then_refused(YearGradedError)
    branch.when(did(report(2026))).then(like(e.SecretaryYearReported))


def graded(*grades: Grade) -> Scene:
    branch = SPEC.given(*living(INVESTOR))
    for year, one in enumerate(grades, 2023):
        branch.do(did(report(year)))
        branch.do(did(grading(one, year), by=ZHAO))
    return branch


BAD, GOOD = Grade.UNSATISFACTORY, Grade.BASIC


@pytest.mark.parametrize(
    ("grades", "asked"),
    [
        ((BAD,), False),
        ((BAD, BAD), True),
        ((BAD, GOOD, BAD), False),
        ((GOOD, BAD, BAD), True),
    ],
)
def test_two_unsatisfactory_years_in_a_row_ask_the_superior(
    grades: tuple[Grade, ...], *, asked: bool
) -> None:
    graded(*grades).then_waiting(*(["keep_or_vacate"] if asked else []))


@pytest.mark.parametrize(("first", "asked"), [(2023, False), (2024, True)])
def test_a_year_without_a_grade_breaks_the_row(first: int, *, asked: bool) -> None:
    branch = SPEC.given(*living(INVESTOR))
    for year in (first, 2025):
        branch.do(did(report(year)))
        branch.do(did(grading(BAD, year), by=ZHAO))
    assert branch.state.in_a_row == (2 if asked else 1)
    branch.then_waiting(*(["keep_or_vacate"] if asked else []))


def doubly_in_question() -> Scene:
    """The contract ended, which is to be decided about, when the second bad year is graded."""
    branch = SPEC.given(*living(INVESTOR), did(report(2024)), did(grading(BAD, 2024), by=ZHAO))
    branch.do(noting("2026-03-02"))
    branch.do(did(report(2025)))
    branch.when(did(grading(BAD, 2025), by=ZHAO)).then(
        like(e.SecretaryGraded, in_a_row=2),
        like(e.OfficeQuestionOwed, cause=OfficeCause.APPRAISAL, person=HAN),
    ).waiting("keep_or_vacate")
    return branch


APPRAISED = like(e.OfficeQuestioned, cause=OfficeCause.APPRAISAL, person=HAN)


def test_two_bad_years_are_asked_about_when_the_contract_runs_again() -> None:
    branch = doubly_in_question()
    branch.when(REVERSAL).then(like(e.ContractNoted), like(e.OfficeQuestionDropped), APPRAISED).waiting(
        "keep_or_vacate"
    )
    assert branch.state.deadline("keep_or_vacate").due_on == day("2026-05-12")
    branch.when(office("keep")).then(like(e.OfficeKept, cause=OfficeCause.APPRAISAL)).waiting()


def test_two_bad_years_are_asked_about_when_the_office_was_kept_although_the_contract_ended() -> None:
    branch = doubly_in_question()
    branch.when(office("keep")).then(like(e.OfficeKept, cause=OfficeCause.CONTRACT_ENDED), APPRAISED)
    branch.when(office("keep")).then(like(e.OfficeKept, cause=OfficeCause.APPRAISAL)).waiting()


def test_an_office_that_was_vacated_is_in_question_no_more() -> None:
    branch = doubly_in_question()
    branch.do(office("vacate"))
    assert branch.state.owed == ()
    branch.do(REVERSAL)
    branch.when(office("keep")).then(like(e.OfficeRestored), like(e.AppointmentDropped)).waiting()


def test_what_was_owed_about_a_former_secretary_is_asked_no_more() -> None:
    branch = doubly_in_question()
    branch.do(by_service(seated(HAN, investor=True)))
    assert [one.cause for one in branch.state.owed] == [OfficeCause.APPRAISAL]
    branch.do(by_service(seated(MEI, number=2, investor=True)))
    assert branch.state.owed == ()
    branch.then_waiting()


def test_a_contract_that_ends_while_bad_years_are_in_question_is_asked_about_afterwards() -> None:
    branch = graded(BAD, BAD)
    branch.when(noting("2026-03-02")).then(
        like(e.ContractNoted),
        like(e.ContractEndReached),
        like(e.OfficeQuestionOwed, cause=OfficeCause.CONTRACT_ENDED),
    )
    branch.when(office("keep")).then(
        like(e.OfficeKept), like(e.OfficeQuestioned, cause=OfficeCause.CONTRACT_ENDED)
    ).waiting("keep_or_vacate")


def test_a_contract_restored_in_the_meantime_is_asked_about_no_more() -> None:
    branch = graded(BAD, BAD)
    branch.do(noting("2026-03-02"))
    branch.when(REVERSAL).then(like(e.ContractNoted)).waiting("keep_or_vacate")
    branch.when(office("keep")).then(like(e.OfficeKept, cause=OfficeCause.APPRAISAL)).waiting()


def test_a_third_unsatisfactory_year_asks_again_when_the_office_was_kept() -> None:
    branch = graded(BAD, BAD)
    branch.do(did(report(2025)))
    branch.when(did(grading(BAD, 2025), by=ZHAO)).then(like(e.SecretaryGraded, in_a_row=3))
    kept = graded(BAD, BAD)
    kept.do(office("keep"))
    kept.do(did(report(2025)))
    kept.when(did(grading(BAD, 2025), by=ZHAO)).then(
        like(e.SecretaryGraded), like(e.OfficeQuestioned, cause=OfficeCause.APPRAISAL)
    )


def test_how_often_in_a_row_is_policy() -> None:
    strict = SPEC.under(policy_with("appointment.unsatisfactory_in_a_row", value=1))
    branch = strict.given(*living(INVESTOR), did(report()))
    branch.when(did(grading(BAD), by=ZHAO)).then(like(e.SecretaryGraded), like(e.OfficeQuestioned))
    branch.do(office("vacate"))
    branch.when(did(grading(BAD), by=ZHAO)).then_refused(NoSecretaryError)
    branch.when(did(report(2025))).then_refused(NoSecretaryError)


def test_grades_in_a_row_are_a_persons() -> None:
    branch = graded(BAD)
    branch.do(by_service(seated(MEI, investor=True)))
    assert branch.state.in_a_row == 0
    again = graded(BAD)
    again.do(by_service(seated(HAN, investor=True)))
    assert again.state.in_a_row == 1


def test_training_and_honours_of_the_sitting_secretary_are_recorded() -> None:
    merit = c.RecordMerit(person=HAN, merit=Merit.TRAINING, title="示范培训班")
    SPEC.given(*living(INVESTOR)).when(did(merit)).then(like(e.MeritRecorded, person=HAN))
    SPEC.given(begin(), activate(None)).when(did(merit)).then_refused(NoSecretaryError)
    other = merit.model_copy(update={"person": MEI})
    SPEC.given(*living(INVESTOR)).when(did(other)).then_refused(NoSecretaryError)
