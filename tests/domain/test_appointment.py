"""The appointment of a secretary: every row of domain.md §7, every number just below, at and just above."""

from typing import Any

import pytest

from domain.appointment import commands as c
from domain.appointment import events as e
from domain.appointment.decider import DECIDER
from domain.appointment.kinds import (
    DispatchOrigin,
    ElectionFailure,
    InternalPost,
    ReviewResult,
    Source,
    Standard,
)
from domain.appointment.refusals import (
    AnotherSeatError,
    CandidateNotStandingError,
    CircleMissingError,
    GroundMissingError,
    MembershipTooShortError,
    NoNoticeNeededError,
    NoSuchObjectionError,
    NotAssessedError,
    NotFullMemberError,
    NoticeFirstError,
    ObjectionOpenError,
    ReasonMissingError,
    RecruitedNotElectedError,
    StandardsIncompleteError,
    StandardsNotMetError,
    WrongDayError,
)
from domain.appointment.state import AppointmentStatus
from domain.branch.commands import NoteOfficer, Vote
from domain.branch.facts import Officer, TermOfOffice
from domain.branch.kinds import Office, VacancyGround
from domain.branch_kinds import BranchKind
from domain.deciding import fold
from domain.elections.errors import ProxyVotesError
from domain.elections.meeting import Attendance
from domain.elections.slate import Seat
from domain.matter.commands import (
    Comment,
    KeepOrUndo,
    RaiseConsequence,
    Resume,
    SettleConsequence,
    Suspend,
    SuspensionGround,
)
from domain.matter.errors import ClosedError, NotNowError, SamePersonError, SelfDecisionError
from domain.matter.events import (
    ConsequenceSettled,
    DeadlineEscalated,
    DeadlinePassed,
    DeadlineReminded,
)
from domain.model import EntryRef
from domain.person.decider import ClaimOffice, ReleaseOffice
from domain.serials.serials import ClaimSerial, ReleaseSerial
from tests.domain.branch_given import DOC, HAN, MEI, PAPER, day, term
from tests.domain.elections_given import ballot, by_approver, by_superior, meeting, slate
from tests.policies import policy_with
from tests.spec import LI, QIAN, SUN, WANG, ZHAO, ZHOU, Did, Scene, Spec, by_service, did, like, time_passes

SPEC = Spec(DECIDER, stream="appointment/b-1/1")
UNNOTICED = SPEC.under(policy_with("appointment.notice_required", value=False))


def opened(**more: Any) -> Did:
    fields: dict[str, Any] = {
        "org": "o-1-b1",
        "superior": "o-1",
        "office": Office.SECRETARY,
        "ground": VacancyGround.RESIGNATION,
        "holder": HAN,
        "branch_kind": BranchKind.BRANCH,
        "term": term("2024-06-01", "2027-05-31"),
    }
    return by_service(c.OpenAppointment(**(fields | more)), on="2026-03-02")


def nominate(source: Source = Source.INTERNAL, full: str | None = "2020-01-01", **more: Any) -> c.Nominate:
    facts = c.CandidateFacts(full_since=day(full) if full else None, investor=more.pop("investor", False))
    of: dict[Source, dict[str, Any]] = {
        Source.INTERNAL: {"post": InternalPost.BACKBONE},
        Source.DISPATCHED: {"origin": DispatchOrigin.TOWNSHIP, "part_time": True, "reason": "内部无合适人选"},
        Source.RECRUITED: {"reason": "内部无合适人选"},
    }
    fields = of[source]
    return c.Nominate(candidate=MEI, source=source, facts=facts, **(fields | more))


def assess(not_met: int = 0) -> c.AssessCandidate:
    standards = tuple(Standard)
    return c.AssessCandidate(met=standards[not_met:], not_met=standards[:not_met], text=PAPER)


PASS = c.ReviewQualification(result=ReviewResult.PASSED)
NOTICE = c.OpenAppointmentNotice(notice=PAPER)
OBJECTION = c.RaiseAppointmentObjection(statement=PAPER)
APPOINT = c.Appoint(document=DOC)
REPORT = c.ReportElectionResult(document=DOC)
APPROVE = c.ApproveAppointment(approved=True, document=DOC)


def nominated(spec: Spec = SPEC, **more: Any) -> Scene:
    return spec.given(opened(), did(nominate(**more), by=WANG))


def passed(spec: Spec = SPEC, **more: Any) -> Scene:
    """Somebody stands who passed the review on 2 March 2026."""
    scene = nominated(spec, **more)
    scene.do(did(assess(), by=WANG))
    scene.do(did(PASS, by=ZHAO))
    return scene


def noticed(**more: Any) -> Scene:
    """The notice was opened on 2 March and has ended by 10 March."""
    scene = passed(**more)
    scene.do(did(NOTICE, by=WANG))
    scene.do(time_passes("2026-03-09"))
    return scene


def vote(person: str = "p-mei", votes: int = 5, present: int = 5, seat: Seat = Seat.SECRETARY) -> Vote:
    on = slate(person, seat=seat)
    return Vote(attendance=meeting(5, present), ballots=(ballot(on, present, **{person: votes}),))


def elect(held: str = "2026-03-10", of: Vote | None = None) -> c.RecordElection:
    return c.RecordElection(held_on=day(held), vote=of or vote(), minutes=PAPER)


def approved(**more: Any) -> Scene:
    """Elected, reported and approved on 10 March 2026."""
    scene = noticed(**more)
    for one in (did(elect(), by=WANG), did(REPORT, by=WANG), did(APPROVE, by=QIAN)):
        scene.do(one)
    return scene


def take(starts: str = "2026-03-10") -> c.TakeOffice:
    return c.TakeOffice(starts_on=day(starts))


def test_an_appointment_takes_its_number_and_is_due_in_sixty_days() -> None:
    scene = SPEC.given()
    scene.when(opened()).then(like(e.AppointmentOpened, office=Office.SECRETARY)).claiming(
        ("branch/b-1", ClaimSerial)
    ).waiting("fill_office")
    assert scene.state.deadline("fill_office").due_on == day("2026-05-06")


def test_an_appointment_opened_again_is_already_so() -> None:
    SPEC.given(opened()).when(opened()).then_already_so()


def test_an_office_not_filled_in_sixty_days_is_overdue_and_escalates() -> None:
    scene = SPEC.given(opened())
    told = scene.do(time_passes("2026-05-05"))
    assert [type(one) for one in told] == [DeadlineReminded]
    told = scene.do(time_passes("2026-05-06"))
    assert [type(one) for one in told] == [DeadlinePassed]
    told = scene.do(time_passes("2026-05-13"))
    assert [type(one) for one in told] == [DeadlineEscalated]


def test_an_inside_candidate_is_nominated() -> None:
    SPEC.given(opened()).when(did(nominate())).then(
        like(e.CandidateNominated, candidate=MEI, source=Source.INTERNAL)
    ).waiting("assess_candidate")


@pytest.mark.parametrize("source", [Source.DISPATCHED, Source.RECRUITED])
def test_a_candidate_from_outside_needs_the_reason_why_nobody_inside_suits(source: Source) -> None:
    SPEC.given(opened()).when(did(nominate(source, reason=None))).then_refused(
        ReasonMissingError, source=source
    )
    SPEC.given(opened()).when(did(nominate(source))).then(like(e.CandidateNominated, source=source))


def test_a_candidate_comes_from_somewhere() -> None:
    SPEC.given(opened()).when(did(nominate(post=None))).then_refused(CircleMissingError)
    SPEC.given(opened()).when(did(nominate(Source.DISPATCHED, origin=None))).then_refused(CircleMissingError)


@pytest.mark.parametrize(
    ("full", "enough"), [("2025-03-01", True), ("2025-03-02", True), ("2025-03-03", False)]
)
def test_a_candidate_has_been_a_full_member_for_a_year(full: str, *, enough: bool) -> None:
    scene = SPEC.given(opened())
    if enough:
        scene.when(did(nominate(full=full))).then(like(e.CandidateNominated))
        return
    scene.when(did(nominate(full=full))).then_refused(MembershipTooShortError, latest=day("2025-03-02"))
    waiver = by_approver("appointment.membership_minimum")
    scene.when(did(nominate(full=full, waivers=(waiver,)))).then(like(e.CandidateNominated))


def test_who_is_no_full_member_cannot_be_excepted() -> None:
    waiver = by_superior("appointment.membership_minimum")
    SPEC.given(opened()).when(did(nominate(full=None, waivers=(waiver,)))).then_refused(NotFullMemberError)


def test_a_candidate_decides_nothing_about_himself() -> None:
    SPEC.given(opened()).when(did(nominate(), by=MEI.id)).then_refused(SelfDecisionError)
    nominated().when(did(assess(), by=MEI.id)).then_refused(SelfDecisionError)
    passed().when(did(NOTICE, by=MEI.id)).then_refused(SelfDecisionError)
    noticed().when(did(APPOINT, by=MEI.id)).then_refused(SelfDecisionError)
    approved().when(did(take(), by=MEI.id)).then_refused(SelfDecisionError)


def test_one_candidate_at_a_time() -> None:
    nominated().when(did(nominate())).then_refused(NotNowError)


def test_an_assessed_candidate_waits_for_the_reviewer() -> None:
    scene = nominated()
    scene.when(did(assess())).then(like(e.CandidateAssessed, not_met=())).waiting("review_qualification")
    assert scene.state.deadline("review_qualification").due_on == day("2026-03-16")


def test_each_standard_is_ticked_once() -> None:
    seven = c.AssessCandidate(met=tuple(Standard)[1:])
    nominated().when(did(seven)).then_refused(StandardsIncompleteError, standards="faith")
    twice = c.AssessCandidate(met=tuple(Standard), not_met=(Standard.FAITH,))
    nominated().when(did(twice)).then_refused(StandardsIncompleteError, standards="faith")


@pytest.mark.parametrize(("not_met", "enough"), [(0, True), (1, False)])
def test_all_eight_standards_are_to_be_met(not_met: int, *, enough: bool) -> None:
    scene = nominated()
    scene.do(did(assess(not_met), by=WANG))
    if enough:
        scene.when(did(PASS, by=ZHAO)).then(like(e.QualificationPassed, notice_required=True))
        return
    scene.when(did(PASS, by=ZHAO)).then_refused(StandardsNotMetError, met=7, needed=8)
    waiver = by_superior("appointment.standards_minimum")
    excepted = PASS.model_copy(update={"waivers": (waiver,)})
    scene.when(did(excepted, by=ZHAO)).then(like(e.QualificationPassed))


@pytest.mark.parametrize(("not_met", "enough"), [(0, True), (1, True), (2, False)])
def test_how_many_standards_is_policy(not_met: int, *, enough: bool) -> None:
    scene = nominated(SPEC.under(policy_with("appointment.standards_minimum", value=7)))
    scene.do(did(assess(not_met), by=WANG))
    outcome = scene.when(did(PASS, by=ZHAO))
    assert (outcome.refused is None) == enough


def test_a_candidate_is_assessed_before_the_review() -> None:
    nominated().when(did(PASS, by=ZHAO)).then_refused(NotAssessedError)


def test_who_nominated_or_assessed_does_not_review() -> None:
    scene = SPEC.given(opened(), did(nominate(), by=WANG), did(assess(), by=LI))
    scene.when(did(PASS, by=WANG)).then_refused(SamePersonError)
    scene.when(did(PASS, by=LI)).then_refused(SamePersonError)
    scene.when(did(PASS, by=ZHAO)).then(like(e.QualificationPassed))


def review(result: ReviewResult, reason: str | None = "材料不全") -> c.ReviewQualification:
    return c.ReviewQualification(result=result, reason=reason)


def test_a_returned_candidate_is_mended_within_ten_working_days() -> None:
    scene = SPEC.given(opened(), did(nominate(), by=WANG), did(assess(), by=WANG))
    scene.when(did(review(ReviewResult.RETURNED, None), by=ZHAO)).then_refused(GroundMissingError)
    scene.when(did(review(ReviewResult.RETURNED), by=ZHAO)).then(
        like(e.QualificationReturned, reason="材料不全")
    ).waiting("assess_candidate")
    assert scene.state.deadline("assess_candidate").due_on == day("2026-03-16")
    assert scene.state.deadline("review_qualification") is None
    scene.when(did(assess(), by=WANG)).then(like(e.CandidateAssessed)).waiting("review_qualification")


def test_a_rejected_candidate_makes_room_for_another() -> None:
    scene = SPEC.given(opened(), did(nominate(), by=WANG), did(assess(), by=WANG))
    scene.when(did(review(ReviewResult.REJECTED), by=ZHAO)).then(
        like(e.QualificationRejected, candidate=MEI)
    ).waiting("fill_office")
    assert [one.action for one in scene.state.deadlines] == ["fill_office"]


@pytest.mark.parametrize("reached", [nominated, passed, noticed])
def test_a_candidate_may_be_withdrawn_before_office(reached: Any) -> None:
    withdrawal = c.WithdrawCandidate(reason="本人不愿担任")
    reached().when(did(withdrawal)).then(like(e.CandidateWithdrawn, candidate=MEI)).waiting("fill_office")


def test_nobody_is_withdrawn_who_does_not_stand() -> None:
    withdrawal = c.WithdrawCandidate(reason="误提")
    SPEC.given(opened()).when(did(withdrawal)).then_refused(NotNowError)
    approved().when(did(withdrawal)).then_refused(NotNowError)


@pytest.mark.parametrize(("until", "over"), [("2026-03-08", False), ("2026-03-09", True)])
def test_a_public_notice_stands_five_working_days(until: str, *, over: bool) -> None:
    scene = passed()
    scene.when(did(NOTICE)).then(like(e.NoticeOpened)).waiting()
    assert scene.state.deadline("public_notice").due_on == day("2026-03-09")
    told = scene.do(time_passes(until))
    assert (e.NoticeEnded in [type(one) for one in told]) == over
    scene.then_waiting(*(["elect_or_appoint"] if over else []))


def test_the_policy_may_ask_for_no_notice() -> None:
    scene = passed(UNNOTICED)
    scene.then_waiting("elect_or_appoint")
    scene.when(did(NOTICE)).then_refused(NoNoticeNeededError)
    scene.when(did(elect("2026-03-02"))).then(like(e.OfficerElected))
    passed().when(did(elect("2026-03-02"))).then_refused(NoticeFirstError)
    passed().when(did(APPOINT, by=QIAN)).then_refused(NoticeFirstError)


def test_an_objection_is_decided_in_ten_working_days_before_the_vote() -> None:
    scene = passed()
    scene.do(did(NOTICE))
    scene.when(did(OBJECTION)).then(like(e.AppointmentObjected, objection=1)).waiting("decide_objection")
    scene.do(did(OBJECTION))
    assert scene.state.deadline("decide_objection").due_on == day("2026-03-16")
    scene.do(time_passes("2026-03-09"))
    scene.when(did(elect())).then_refused(ObjectionOpenError, objections="1, 2")
    scene.when(objection(1)).then(like(e.AppointmentObjectionDismissed, objection=1)).waiting(
        "decide_objection"
    )
    scene.when(objection(2)).then(like(e.AppointmentObjectionDismissed)).waiting("elect_or_appoint")
    scene.when(objection(2)).then_refused(NoSuchObjectionError, objections="-")


def objection(number: int, *, upheld: bool = False, by: str = QIAN, on: str | None = None) -> Did:
    command = c.DecideAppointmentObjection(objection=number, upheld=upheld, reason="经核实")
    return did(command, by=by, on=on)


def on_notice() -> Scene:
    """The notice was opened on 2 March and stands until the 9th."""
    scene = passed()
    scene.do(did(NOTICE, by=WANG))
    return scene


def test_an_objection_upheld_ends_the_candidacy() -> None:
    scene = passed()
    scene.do(did(NOTICE))
    scene.do(did(OBJECTION))
    scene.when(objection(1, upheld=True, by=WANG)).then_refused(SamePersonError)
    scene.when(objection(2)).then_refused(NoSuchObjectionError, objections="1")
    scene.when(objection(1, upheld=True)).then(like(e.AppointmentObjectionUpheld, candidate=MEI)).waiting(
        "fill_office"
    )


def test_objections_belong_to_the_notice() -> None:
    passed().when(did(OBJECTION)).then_refused(NotNowError)
    early = did(OBJECTION, on="2026-03-01", recorded_on="2026-03-03")
    on_notice().when(early).then_refused(WrongDayError, earliest=day("2026-03-02"))


@pytest.mark.parametrize(("on", "in_time"), [("2026-03-09", True), ("2026-03-10", False)])
@pytest.mark.parametrize("told", [True, False])
def test_an_objection_counts_by_its_date_whether_or_not_the_end_of_the_notice_was_told(
    on: str, *, in_time: bool, told: bool
) -> None:
    scene = noticed() if told else on_notice()
    outcome = scene.when(did(OBJECTION, on=on, recorded_on="2026-03-10"))
    if in_time:
        outcome.then(like(e.AppointmentObjected, objection=1)).waiting("decide_objection")
        scene.when(did(elect())).then_refused(ObjectionOpenError if told else NotNowError)
    else:
        outcome.then_refused(WrongDayError, earliest=day("2026-03-02"), latest=day("2026-03-09"))


def test_an_objection_in_time_that_is_recorded_after_a_later_decision_counts() -> None:
    scene = on_notice()
    scene.do(did(OBJECTION, on="2026-03-03"))
    scene.do(objection(1, on="2026-03-06"))
    scene.when(did(OBJECTION, on="2026-03-05", recorded_on="2026-03-06")).then(
        like(e.AppointmentObjected, objection=2)
    )


def test_an_objection_is_not_decided_before_it_was_raised() -> None:
    scene = on_notice()
    scene.do(did(OBJECTION, on="2026-03-04"))
    scene.when(objection(1, on="2026-03-03")).then_refused(WrongDayError, earliest=day("2026-03-04"))
    scene.when(objection(1, on="2026-03-04")).then(like(e.AppointmentObjectionDismissed))


def test_a_notice_that_was_opened_by_a_revoked_act_has_no_last_day() -> None:
    scene = on_notice()
    scene.state = scene.state.model_copy(update={"deadlines": ()})
    ended = fold(DECIDER, [noticed().facts[-1]], stream="appointment/b-1/1", state=scene.state)
    assert (ended.status, ended.ready_on) == (AppointmentStatus.NOTICE_OVER, day("2026-03-02"))


@pytest.mark.parametrize(("held", "possible"), [("2026-03-09", False), ("2026-03-10", True)])
def test_a_notice_whose_end_is_told_late_ended_on_its_day(held: str, *, possible: bool) -> None:
    scene = on_notice()
    scene.do(did(Comment(text="停机"), on="2026-03-02", recorded_on="2026-03-20"))
    scene.do(time_passes("2026-03-20"))
    outcome = scene.when(did(elect(held), on="2026-03-10", recorded_on="2026-03-21"))
    if possible:
        outcome.then(like(e.OfficerElected, held_on=day("2026-03-10")))
    else:
        outcome.then_refused(WrongDayError, earliest=day("2026-03-10"))


def test_neither_who_objected_nor_who_passed_the_candidate_decides_the_objection() -> None:
    scene = on_notice()
    scene.do(did(OBJECTION, by=LI))
    for person in (LI, ZHAO, WANG):
        for upheld in (True, False):
            scene.when(objection(1, upheld=upheld, by=person)).then_refused(SamePersonError, person=person)
    scene.when(objection(1, by=QIAN)).then(like(e.AppointmentObjectionDismissed))


def test_an_elected_candidate_is_reported_within_five_working_days() -> None:
    scene = noticed()
    scene.when(did(elect(), by=WANG)).then(like(e.OfficerElected, candidate=MEI)).waiting("report_election")
    assert scene.state.deadline("report_election").due_on == day("2026-03-17")
    scene.when(did(REPORT, by=WANG)).then(like(e.ElectionReported)).waiting("approve_appointment")
    assert scene.state.deadline("approve_appointment").due_on == day("2026-03-24")
    assert scene.state.deadline("report_election") is None


@pytest.mark.parametrize(("held", "possible"), [("2026-03-09", False), ("2026-03-10", True)])
def test_nobody_is_elected_before_the_notice_has_ended(held: str, *, possible: bool) -> None:
    outcome = noticed().when(did(elect(held)))
    if possible:
        outcome.then(like(e.OfficerElected))
    else:
        outcome.then_refused(WrongDayError, earliest=day("2026-03-10"))


def test_a_meeting_is_not_dated_after_the_act() -> None:
    noticed().when(did(elect("2026-03-11"))).then_refused(WrongDayError, latest=day("2026-03-10"))


@pytest.mark.parametrize(("present", "quorate"), [(3, False), (4, True)])
def test_a_meeting_without_four_fifths_begins_the_search_again(present: int, *, quorate: bool) -> None:
    outcome = noticed().when(did(elect(of=vote(votes=present, present=present))))
    if quorate:
        outcome.then(like(e.OfficerElected))
    else:
        outcome.then(like(e.ElectionFailed, reason=ElectionFailure.NO_QUORUM)).waiting("fill_office")


@pytest.mark.parametrize(("votes", "elected"), [(2, False), (3, True)])
def test_a_candidate_without_more_than_half_is_not_elected(votes: int, *, elected: bool) -> None:
    outcome = noticed().when(did(elect(of=vote(votes=votes))))
    if elected:
        outcome.then(like(e.OfficerElected))
    else:
        outcome.then(like(e.ElectionFailed, reason=ElectionFailure.NOT_ELECTED)).waiting("fill_office")


def test_the_ballots_are_for_this_office_and_this_candidate() -> None:
    noticed().when(did(elect(of=vote(seat=Seat.DEPUTY)))).then_refused(AnotherSeatError)
    noticed().when(did(elect(of=vote("p-lin")))).then_refused(CandidateNotStandingError)
    proxies = Vote(attendance=Attendance(roll=5, present=5, proxies=1), ballots=vote().ballots)
    noticed().when(did(elect(of=proxies))).then_refused(ProxyVotesError)


@pytest.mark.parametrize("office", [Office.DEPUTY, Office.FULL_TIME_DEPUTY])
def test_a_deputy_is_elected_as_deputy_and_holds_no_secretarys_office(office: Office) -> None:
    scene = UNNOTICED.given(
        opened(office=office), did(nominate(), by=WANG), did(assess(), by=WANG), did(PASS, by=ZHAO)
    )
    scene.do(did(elect("2026-03-02", vote(seat=Seat.DEPUTY))))
    scene.do(did(REPORT))
    scene.when(did(APPROVE, by=QIAN)).then(like(e.AppointmentApproved)).claiming()
    scene.when(did(c.CancelAppointment(reason="不再需要"), by=QIAN)).then(
        like(e.AppointmentCancelled, released=MEI)
    ).claiming(("branch/b-1", ReleaseSerial))


def test_the_superior_may_appoint_whoever_passed() -> None:
    scene = noticed(source=Source.DISPATCHED)
    scene.when(did(APPOINT, by=QIAN)).then(like(e.OfficerAppointed)).waiting("approve_appointment")
    assert scene.state.deadline("approve_appointment").due_on == day("2026-03-24")
    scene.when(did(APPROVE, by=SUN)).then(like(e.AppointmentApproved))


def test_who_was_recruited_is_elected_before_office() -> None:
    scene = noticed(source=Source.RECRUITED)
    scene.when(did(APPOINT, by=QIAN)).then_refused(RecruitedNotElectedError)
    scene.when(did(elect())).then(like(e.OfficerElected))


def test_neither_who_nominated_nor_who_reviewed_appoints_or_approves() -> None:
    for person in (WANG, ZHAO):
        noticed().when(did(APPOINT, by=person)).then_refused(SamePersonError, person=person)
    scene = noticed()
    scene.do(did(APPOINT, by=QIAN))
    for person in (WANG, ZHAO):
        scene.when(did(APPROVE, by=person)).then_refused(SamePersonError, person=person)


def test_who_recorded_or_reported_the_election_does_not_approve() -> None:
    scene = noticed()
    scene.do(did(elect(), by=LI))
    scene.do(did(REPORT, by=SUN))
    for person, step in ((LI, e.OfficerElected), (SUN, e.ElectionReported)):
        scene.when(did(APPROVE, by=person)).then_refused(
            SamePersonError, person=person, earlier=step.kind_name()
        )
    scene.when(did(APPROVE, by=QIAN)).then(like(e.AppointmentApproved))


def test_who_appointed_does_not_approve() -> None:
    scene = noticed()
    scene.do(did(APPOINT, by=QIAN))
    scene.when(did(APPROVE, by=QIAN)).then_refused(
        SamePersonError, person=QIAN, earlier=e.OfficerAppointed.kind_name()
    )
    scene.when(did(APPROVE, by=SUN)).then(like(e.AppointmentApproved))


def test_an_approved_secretary_claims_the_office_and_takes_it_within_ten_working_days() -> None:
    scene = noticed()
    scene.do(did(APPOINT, by=QIAN))
    scene.when(did(APPROVE, by=ZHOU)).then(like(e.AppointmentApproved, offices_limit=1)).claiming(
        ("person/p-mei", ClaimOffice)
    ).waiting("take_office")
    assert scene.state.deadline("take_office").due_on == day("2026-03-24")


def test_the_superior_may_allow_a_second_office() -> None:
    scene = noticed()
    scene.do(did(APPOINT, by=QIAN))
    allowed = c.ApproveAppointment(
        approved=True, document=DOC, waivers=(by_superior("appointment.offices_maximum"),)
    )
    scene.when(did(allowed, by=ZHOU)).then(like(e.AppointmentApproved, offices_limit=None))


def test_an_appointment_refused_begins_the_search_again() -> None:
    scene = noticed()
    scene.do(did(APPOINT, by=QIAN))
    bare = c.ApproveAppointment(approved=False, document=DOC)
    scene.when(did(bare, by=SUN)).then_refused(GroundMissingError)
    refused = bare.model_copy(update={"reason": "另有任用"})
    scene.when(did(refused, by=SUN)).then(like(e.AppointmentRefused, candidate=MEI)).claiming().waiting(
        "fill_office"
    )


def test_who_takes_office_in_mid_term_serves_the_rest_and_the_branch_is_told() -> None:
    scene = approved(investor=True)
    scene.when(did(take())).then(
        like(
            e.OfficeTaken,
            officer=Officer(person=MEI, investor=True),
            term=term("2026-03-10", "2027-05-31"),
        )
    ).promising(("branch/b-1", NoteOfficer)).claiming(("branch/b-1", ReleaseSerial)).waiting()
    assert scene.state.closed


@pytest.mark.parametrize("starts", ["2026-03-09", "2026-03-11"])
def test_nobody_takes_office_before_the_approval_or_in_advance(starts: str) -> None:
    approved().when(did(take(starts))).then_refused(WrongDayError)


def served(starts: str, present: TermOfOffice | None, **more: Any) -> TermOfOffice | None:
    scene = SPEC.given(opened(term=present, **more), did(nominate(), by=WANG, on="2026-03-02"))
    for one in (did(assess(), by=WANG), did(PASS, by=ZHAO), did(NOTICE)):
        scene.do(one)
    scene.do(time_passes("2026-03-09"))
    for one in (did(APPOINT, by=QIAN), did(APPROVE, by=SUN), did(take(starts), on=starts)):
        scene.do(one)
    taken = scene.facts[-2].event
    assert isinstance(taken, e.OfficeTaken)
    return taken.term


@pytest.mark.parametrize(
    ("ends", "served_until"),
    [
        ("2026-03-19", "2029-03-19"),
        ("2026-03-20", "2026-03-20"),
        ("2026-03-21", "2026-03-21"),
    ],
)
def test_after_the_last_day_of_a_term_a_whole_one_begins(ends: str, served_until: str) -> None:
    assert served("2026-03-20", term("2023-01-01", ends)) == term("2026-03-20", served_until)


def test_after_an_expiry_and_without_a_term_a_whole_one_begins() -> None:
    whole = term("2026-03-20", "2029-03-19")
    assert served("2026-03-20", term("2023-01-01", "2026-12-31"), ground=VacancyGround.EXPIRY) == whole
    assert served("2026-03-20", None) == whole
    assert served("2026-03-20", None, village=True) == term("2026-03-20", "2031-03-19")


def test_a_temporary_branch_and_one_of_unknown_kind_have_no_term() -> None:
    assert served("2026-03-20", None, temporary=True) is None
    assert served("2026-03-20", None, branch_kind=None) is None


def test_the_superior_names_who_acts_until_the_office_is_filled() -> None:
    acting = c.NameActing(officer=Officer(person=HAN), document=DOC)
    scene = SPEC.given(opened())
    scene.when(did(acting, by=HAN.id)).then_refused(SelfDecisionError)
    scene.when(did(acting, by=QIAN)).then(like(e.ActingNamed)).promising(("branch/b-1", NoteOfficer)).waiting(
        "fill_office"
    )
    scene.when(did(acting, by=QIAN)).then_already_so()
    SPEC.given().when(did(acting, by=QIAN)).then_refused(NotNowError)


CANCEL = c.CancelAppointment(reason="党支部撤销")


def test_an_appointment_is_cancelled_when_the_branch_is_dissolved() -> None:
    scene = nominated()
    scene.when(by_service(CANCEL)).then(like(e.AppointmentCancelled, released=None)).claiming(
        ("branch/b-1", ReleaseSerial)
    ).waiting()
    scene.when(did(CANCEL, by=QIAN)).then_refused(ClosedError)
    SPEC.given().when(did(CANCEL, by=QIAN)).then_refused(NotNowError)


def test_who_was_approved_gives_the_office_back_when_it_is_cancelled() -> None:
    approved().when(did(CANCEL, by=QIAN)).then(like(e.AppointmentCancelled, released=MEI)).claiming(
        ("branch/b-1", ReleaseSerial), ("person/p-mei", ReleaseOffice)
    )


def settled(*history: Did) -> Any:
    origin = EntryRef(stream="branch/b-1", version=7)
    raised = by_service(RaiseConsequence(origin=origin, followed="open_appointment"))
    undo = SettleConsequence(origin=origin, choice=KeepOrUndo.UNDO, reason="空缺记录有误")
    return SPEC.given(*history, raised).when(did(undo, by=ZHOU))


def test_an_appointment_whose_vacancy_proved_wrong_is_cancelled() -> None:
    settled(opened()).then(like(ConsequenceSettled), like(e.AppointmentCancelled)).claiming(
        ("branch/b-1", ReleaseSerial)
    )
    settled(opened(), by_service(CANCEL)).then(like(ConsequenceSettled))


def test_a_notice_of_a_case_that_rests_does_not_end() -> None:
    scene = passed()
    scene.do(did(NOTICE))
    rest = Suspend(ground=SuspensionGround.DISPUTE, reason="企业注销")
    scene.do(did(rest, by=QIAN, role=None))
    told = scene.do(time_passes("2026-04-10"))
    assert e.NoticeEnded not in [type(one) for one in told]
    scene.do(did(Resume(reason="恢复"), by=QIAN))
    told = scene.do(time_passes("2026-06-30"))
    assert e.NoticeEnded in [type(one) for one in told]


def test_the_appointment_is_found_by_branch_and_candidate() -> None:
    assert DECIDER.tags(nominated().state) == {"org:o-1-b1", "branch:b-1", "person:p-mei"}
    assert DECIDER.tags(SPEC.given(opened()).state) == {"org:o-1-b1", "branch:b-1"}


def test_a_step_after_a_nomination_that_was_revoked_is_refused() -> None:
    scene = nominated()
    scene.state = scene.state.model_copy(update={"candidacy": None})
    scene.when(did(assess())).then_refused(NotNowError)
    scene.then_waiting("assess_candidate")
