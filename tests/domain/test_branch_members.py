"""Members of a living branch: counts, thresholds, officers who are gone, the duty to have a full-time deputy."""

from typing import Any

import pytest

from domain.appointment.commands import OpenAppointment
from domain.branch import adjusting as a
from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import Officer, Partner
from domain.branch.kinds import (
    BranchMode,
    Direction,
    MembershipChange,
    Office,
    OfficeCause,
    ThresholdAnswer,
    UnknownFact,
    VacancyGround,
)
from domain.branch.onboarding import LegacyFacts
from domain.branch.refusals import (
    ContradictoryCountError,
    MemberMissingError,
    NoAdmissionError,
    NoDeputyDueError,
    NoSuchThresholdError,
    UnknownEnterpriseError,
)
from domain.branch.terms import crossings, deputy_due, misfits
from domain.branch_kinds import BranchKind
from domain.elections.bodies import allowed_kinds
from domain.establishment.commands import ReportMembers
from domain.matter.errors import NotNowError, SelfDecisionError
from domain.matter.events import DeadlineEscalated, DeadlinePassed, DeadlineReminded
from domain.person.decider import ReleaseOffice
from domain.policy.rule import Strength
from domain.serials.serials import SerialClaimed
from tests.domain.branch_given import (
    DOC,
    HAN,
    INVESTOR,
    LIN,
    MEI,
    SECRETARY,
    SPEC,
    TAO,
    activate,
    begin,
    day,
    facts,
    joint,
    living,
    members,
    partner,
    register,
    seated,
    vacancy,
)
from tests.policies import default_policy, policy_with
from tests.spec import ZHAO, Outcome, Scene, by_service, did, like, time_passes

JOINED, FULL, LEFT, DIED = (
    MembershipChange.JOINED,
    MembershipChange.FULL,
    MembershipChange.LEFT,
    MembershipChange.DIED,
)


def fitting(counted: int) -> BranchKind:
    """The kind that so many members have."""
    return allowed_kinds(counted, default_policy())[0]


def living_with(counted: int) -> Scene:
    """A living branch of the kind that fits; what the superior is asked about too few members is answered."""
    scene = SPEC.given(*living(INVESTOR, branch_kind=fitting(counted), partners=(partner(counted),)))
    if scene.state.thresholds:
        scene.do(threshold(3))
    return scene


def counting(before: int, after: int) -> Outcome:
    return living_with(before).when(did(members(after)))


@pytest.mark.parametrize("threshold", [3, 7, 50, 100])
def test_a_threshold_is_crossed_upwards_at_its_own_number(threshold: int) -> None:
    counting(threshold - 2, threshold - 1).then(like(e.MembershipReported))
    counting(threshold, threshold + 1).then(like(e.MembershipReported))
    counting(threshold - 1, threshold).then(
        like(e.MembershipReported, total=threshold),
        like(e.ThresholdCrossed, threshold=threshold, direction=Direction.UP, enterprise=None),
    ).waiting("decide_threshold")


@pytest.mark.parametrize("threshold", [3, 7, 50, 100])
def test_a_threshold_is_crossed_downwards_just_below_its_number(threshold: int) -> None:
    counting(threshold + 1, threshold).then(like(e.MembershipReported))
    counting(threshold, threshold - 1).then(
        like(e.MembershipReported),
        like(e.ThresholdCrossed, threshold=threshold, direction=Direction.DOWN, counted=threshold - 1),
    )


def test_several_thresholds_may_be_crossed_at_once() -> None:
    counting(2, 101).then(
        like(e.MembershipReported), *(like(e.ThresholdCrossed, threshold=one) for one in (3, 7, 50, 100))
    )
    assert crossings(2, 3, [3]) == [(3, Direction.UP)]


def test_members_who_cross_back_need_no_decision() -> None:
    branch = living_with(2)
    branch.do(did(members(7)))
    branch.when(did(members(6))).then(
        like(e.MembershipReported), like(e.ThresholdLapsed, threshold=7)
    ).waiting("decide_threshold")
    branch.when(did(members(2))).then(
        like(e.MembershipReported), like(e.ThresholdLapsed, threshold=3)
    ).waiting()


@pytest.mark.parametrize(("counted", "asked"), [(2, False), (3, True), (4, True)])
def test_one_partner_of_a_joint_branch_with_three_members_is_a_question(counted: int, *, asked: bool) -> None:
    expected = [like(e.ThresholdCrossed, threshold=3, enterprise="e-2")] if asked else []
    SPEC.given(*joint(2, 1)).when(did(members(counted, enterprise="e-2"))).then(
        like(e.MembershipReported), *expected
    )


def test_a_partner_that_falls_back_asks_nothing_more() -> None:
    branch = SPEC.given(*joint(2, 2), did(members(3, enterprise="e-2")))
    branch.then_waiting("decide_threshold")
    branch.when(did(members(2, enterprise="e-2"))).then(
        like(e.MembershipReported), like(e.ThresholdLapsed, enterprise="e-2")
    ).waiting()


def test_a_partner_that_falls_below_is_no_question_of_its_own() -> None:
    branch = SPEC.given(*joint(3, 2))
    branch.when(threshold(3, enterprise="e-1")).then(like(e.ThresholdDecided))
    branch.when(did(members(2))).then(like(e.MembershipReported))


def test_unknown_counts_cross_nothing() -> None:
    SPEC.given(*joint_unknown()).when(did(members(2))).then(like(e.MembershipReported, total=None))


def joint_unknown() -> tuple[Any, Any]:
    return living(INVESTOR, mode=BranchMode.JOINT, partners=(partner(None), partner(None, enterprise="e-2")))


def test_members_before_the_founding_are_told_to_the_establishment() -> None:
    SPEC.given(begin()).when(did(members(2))).then(like(e.MembershipReported)).promising(
        ("establishment/b-1", ReportMembers)
    )
    two = begin(mode=BranchMode.JOINT, partners=(partner(1), partner(None, enterprise="e-2")))
    SPEC.given(two).when(did(members(2))).then(like(e.MembershipReported)).promising()
    SPEC.given(*living(INVESTOR)).when(did(members(9))).promising()


@pytest.mark.parametrize(("counted", "asked"), [(2, True), (3, False), (4, False)])
def test_members_lost_before_a_branch_came_alive_are_a_question_when_it_does(
    counted: int, *, asked: bool
) -> None:
    expected = [like(e.ThresholdCrossed, threshold=3, direction=Direction.DOWN, counted=2)] if asked else []
    SPEC.given(begin(), did(members(counted))).when(activate(INVESTOR)).then(
        like(e.BranchActivated), *expected
    )


@pytest.mark.parametrize(
    ("counted", "kind", "asked"),
    [
        (50, BranchKind.BRANCH, []),
        (51, BranchKind.BRANCH, [(50, Direction.UP)]),
        (100, BranchKind.BRANCH, [(50, Direction.UP), (100, Direction.UP)]),
        (49, BranchKind.GENERAL_BRANCH, [(50, Direction.DOWN)]),
        (50, BranchKind.GENERAL_BRANCH, []),
        (99, BranchKind.GENERAL_BRANCH, []),
        (100, BranchKind.GENERAL_BRANCH, [(100, Direction.UP)]),
        (99, BranchKind.COMMITTEE, [(100, Direction.DOWN)]),
        (100, BranchKind.COMMITTEE, []),
        (2, BranchKind.COMMITTEE, [(3, Direction.DOWN), (100, Direction.DOWN)]),
        (2, None, [(3, Direction.DOWN)]),
        (120, None, []),
    ],
)
def test_a_branch_is_judged_by_its_kind_when_its_members_are_first_known(
    counted: int, kind: BranchKind | None, asked: list[Any]
) -> None:
    assert misfits(counted, kind, default_policy()) == asked


def legacy(counted: int | None, kind: BranchKind | None, *unknown: str) -> Scene:
    known = register(facts(branch_kind=kind, partners=(partner(counted),)), *unknown)
    return SPEC.given(did(known), did(c.ConfirmRegistration(), by=ZHAO))


def test_a_branch_from_before_the_system_with_too_few_members_is_a_question_when_it_is_confirmed() -> None:
    known = register(facts(partners=(partner(2),)))
    SPEC.given(did(known)).when(did(c.ConfirmRegistration(), by=ZHAO)).then(
        like(e.RegistrationConfirmed), like(e.ThresholdCrossed, threshold=3, direction=Direction.DOWN)
    ).waiting("decide_threshold")


def test_unknown_members_or_an_unknown_kind_are_judged_once_they_are_known() -> None:
    legacy(None, BranchKind.BRANCH, "members").when(did(members(2))).then(
        like(e.MembershipReported), like(e.ThresholdCrossed, threshold=3, direction=Direction.DOWN)
    )
    branch = legacy(60, None, "branch_kind")
    branch.when(did(members(61))).then(like(e.MembershipReported))
    told = c.CompleteFacts(facts=LegacyFacts(branch_kind=BranchKind.BRANCH), known=(UnknownFact.BRANCH_KIND,))
    branch.when(did(told)).then(
        like(e.FactsCompleted), like(e.ThresholdCrossed, threshold=50, direction=Direction.UP)
    )


def test_what_is_asked_already_is_not_asked_again_when_more_is_known() -> None:
    branch = legacy(2, None, "branch_kind")
    told = c.CompleteFacts(facts=LegacyFacts(branch_kind=BranchKind.BRANCH), known=(UnknownFact.BRANCH_KIND,))
    branch.when(did(told)).then(like(e.FactsCompleted)).waiting("decide_threshold")


@pytest.mark.parametrize(("counted", "asked"), [(2, False), (3, True)])
def test_a_partner_whose_members_become_known_is_a_question_when_it_has_enough(
    counted: int, *, asked: bool
) -> None:
    expected = [like(e.ThresholdCrossed, threshold=3, enterprise="e-1")] if asked else []
    SPEC.given(*joint_unknown()).when(did(members(counted))).then(like(e.MembershipReported), *expected)


def test_the_superior_decides_each_threshold_within_twenty_working_days() -> None:
    branch = living_with(2)
    branch.do(did(members(7), on="2026-03-02"))
    assert branch.state.deadline("decide_threshold").due_on == day("2026-03-30")
    branch.when(threshold(3)).then(like(e.ThresholdDecided, threshold=3)).waiting("decide_threshold")
    branch.when(threshold(3)).then_refused(NoSuchThresholdError, open_ones="7")
    branch.when(threshold(7)).then(like(e.ThresholdDecided)).waiting()
    branch.when(threshold(7)).then_refused(NoSuchThresholdError, open_ones="-")


@pytest.mark.parametrize("answer", [one for one in ThresholdAnswer if one != ThresholdAnswer.KEEP])
def test_what_was_decided_about_the_members_is_carried_out_within_twenty_working_days(
    answer: ThresholdAnswer,
) -> None:
    branch = SPEC.given(*living(INVESTOR, partners=(partner(2),)))
    branch.when(threshold(3, answer=answer, on="2026-03-02")).then(like(e.ThresholdDecided)).waiting(
        "adjust_branch"
    )
    assert branch.state.deadline("adjust_branch").due_on == day("2026-03-30")
    told = branch.do(time_passes("2026-03-29"))
    assert [type(one) for one in told] == [DeadlineReminded]
    assert [type(one) for one in branch.do(time_passes("2026-03-30"))] == [DeadlinePassed]


ADJUST = ThresholdAnswer.ADJUST


def test_an_adjustment_that_was_decided_waits_until_it_is_carried_out() -> None:
    branch = SPEC.given(*joint(2, 3), threshold(3, enterprise="e-2", answer=ADJUST))
    branch.when(adjusted(a.Rename(name="新名称党支部"))).then(like(e.BranchAdjusted)).waiting("adjust_branch")
    branch.when(adjusted(a.Split(enterprise="e-2"))).then(
        like(e.BranchAdjusted), like(e.ThresholdCrossed, threshold=3, enterprise=None)
    ).waiting("decide_threshold")


def test_members_who_are_enough_again_need_no_adjustment_once_the_superior_keeps_it_as_it_is() -> None:
    branch = SPEC.given(*joint(1, 1), threshold(3, answer=ADJUST, on="2026-03-02"))
    branch.do(did(members(3), on="2026-03-09"))
    branch.then_waiting("decide_threshold", "adjust_branch")
    branch.do(threshold(3, enterprise="e-1", answer=ADJUST, on="2026-03-10"))
    branch.when(threshold(3)).then(like(e.ThresholdDecided, adjustment=None)).waiting("adjust_branch")
    assert branch.state.deadline("adjust_branch").due_on == day("2026-03-30")
    assert [one.enterprise for one in branch.state.adjusting] == ["e-1"]


def adjusted(change: Any) -> Any:
    return did(c.AdjustBranch(change=change, document=DOC, reason="研究决定"), by=ZHAO)


def test_the_secretary_decides_no_threshold_of_the_own_branch() -> None:
    branch = SPEC.given(*living(INVESTOR, partners=(partner(2),)))
    branch.when(threshold(3, by=HAN.id)).then_refused(SelfDecisionError)
    vacant = SPEC.given(begin(partners=(partner(2),)), activate(None))
    vacant.when(threshold(3)).then(like(e.ThresholdDecided))


def threshold(number: int, by: str = ZHAO, on: str | None = None, **more: Any) -> Any:
    fields = {"answer": ThresholdAnswer.KEEP, "reason": "研究决定"} | more
    return did(c.DecideThreshold(threshold=number, **fields), by=by, on=on)


def test_a_threshold_not_decided_is_overdue_and_escalated() -> None:
    branch = living_with(2)
    branch.do(did(members(3), on="2026-03-02"))
    told = branch.do(time_passes("2026-04-08"))
    assert [type(one) for one in told] == [DeadlineReminded, DeadlinePassed, DeadlineEscalated]


@pytest.mark.parametrize("change", [JOINED, FULL, MembershipChange.TRANSFERRED_IN])
def test_after_who_comes_there_are_not_fewer(change: MembershipChange) -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(did(members(7, change, MEI))).then_refused(ContradictoryCountError, before=8, counted=7)
    branch.when(did(members(8, change, MEI))).then(like(e.MembershipReported))
    branch.when(did(members(9, change, MEI))).then(like(e.MembershipReported, change=change))


@pytest.mark.parametrize("change", [LEFT, DIED, MembershipChange.TRANSFERRED_OUT, MembershipChange.PENALTY])
def test_after_who_goes_there_are_not_more(change: MembershipChange) -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(did(members(9, change, MEI))).then_refused(ContradictoryCountError)
    branch.when(did(members(8, change, MEI))).then(like(e.MembershipReported))
    branch.when(did(members(7, change, MEI))).then(like(e.MembershipReported))


def test_a_change_says_whom_it_concerns_a_recount_names_nobody() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(did(members(9, JOINED))).then_refused(MemberMissingError)
    branch.when(did(members(8))).then_already_so()


def test_an_enterprise_of_another_branch_is_refused() -> None:
    branch = SPEC.given(*living(INVESTOR))
    branch.when(did(members(9, enterprise="e-9"))).then_refused(UnknownEnterpriseError, enterprises="e-1")
    SPEC.given(*living(INVESTOR, partners=())).when(did(members(9))).then_refused(
        UnknownEnterpriseError, enterprises="-"
    )


def test_only_a_branch_that_is_reports_members() -> None:
    SPEC.given().when(did(members(3))).then_refused(NotNowError)


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        (DIED, VacancyGround.DEATH),
        (LEFT, VacancyGround.VACATED),
        (MembershipChange.TRANSFERRED_OUT, VacancyGround.TRANSFER),
    ],
)
def test_a_secretary_who_is_gone_leaves_a_vacancy(change: MembershipChange, ground: VacancyGround) -> None:
    SPEC.given(*living()).when(did(members(7, change, HAN))).then(
        like(e.MembershipReported),
        like(e.OfficeVacated, office=Office.SECRETARY, ground=ground, person=HAN),
        like(e.AppointmentCalled, holder=HAN, ground=ground),
        like(SerialClaimed, key="secretary.p-han"),
    ).promising(("appointment/b-1/1", OpenAppointment)).claiming(("person/p-han", ReleaseOffice))


def test_a_deputy_who_is_gone_is_not_replaced_without_being_asked_for() -> None:
    branch = SPEC.given(begin(), activate(INVESTOR, deputy=Officer(person=MEI)))
    branch.when(did(members(7, DIED, MEI))).then(
        like(e.MembershipReported), like(e.OfficeVacated, office=Office.DEPUTY)
    ).promising().claiming()


def in_body(mode: BranchMode, counted: int | None = 8) -> Any:
    return living(mode=mode, partners=(), body_counted=counted)


@pytest.mark.parametrize("mode", [BranchMode.PROJECT, BranchMode.FLOATING, BranchMode.TEMPORARY])
def test_the_members_of_a_branch_founded_in_a_body_are_counted_there(mode: BranchMode) -> None:
    fewer = c.ReportMembership(change=LEFT, person=TAO, counted=2)
    branch = SPEC.given(*in_body(mode))
    branch.when(did(fewer.model_copy(update={"counted": 9}))).then_refused(ContradictoryCountError, before=8)
    branch.when(did(fewer)).then(
        like(e.MembershipReported, enterprise=None, counted=2, total=2),
        like(e.ThresholdCrossed, threshold=3),
        like(e.ThresholdCrossed, threshold=7),
    )
    assert branch.state.counted == 2
    branch.when(did(members(2))).then_refused(UnknownEnterpriseError, enterprises="-")


def test_the_members_of_an_enterprise_are_reported_with_it() -> None:
    recounted = c.ReportMembership(change=MembershipChange.RECOUNTED, counted=2)
    SPEC.given(*living()).when(did(recounted)).then_refused(UnknownEnterpriseError, enterprises="e-1")


@pytest.mark.parametrize(
    ("change", "admitted"),
    [
        (MembershipChange.JOINED, False),
        (MembershipChange.FULL, False),
        (MembershipChange.RECOUNTED, True),
    ],
)
def test_a_temporary_branch_admits_no_members(change: MembershipChange, *, admitted: bool) -> None:
    more = did(c.ReportMembership(change=change, person=TAO, counted=9))
    temporary = SPEC.given(*in_body(BranchMode.TEMPORARY)).when(more)
    if admitted:
        temporary.then(like(e.MembershipReported))
    else:
        temporary.then_refused(NoAdmissionError, change=change)
    SPEC.given(*in_body(BranchMode.PROJECT)).when(more).then(like(e.MembershipReported))


def test_one_of_several_deputies_who_is_gone_leaves_the_others_in_office() -> None:
    several = activate(INVESTOR, deputy=Officer(person=MEI), further_deputies=(Officer(person=LIN),))
    branch = SPEC.given(begin(), several)
    branch.when(did(members(7, DIED, LIN))).then(
        like(e.MembershipReported), like(e.OfficeVacated, office=Office.DEPUTY, person=LIN)
    )
    assert (branch.state.deputy, branch.state.further_deputies) == (Officer(person=MEI), ())


def test_a_further_deputy_who_is_appointed_is_no_further_one() -> None:
    several = activate(INVESTOR, further_deputies=(Officer(person=LIN), Officer(person=MEI)))
    branch = SPEC.given(begin(), several, by_service(seated(LIN, which=Office.FULL_TIME_DEPUTY)))
    assert branch.state.further_deputies == (Officer(person=MEI),)


def test_a_penalty_of_the_secretary_asks_the_superior_once() -> None:
    branch = SPEC.given(*living())
    branch.when(did(members(8, MembershipChange.PENALTY, HAN))).then(
        like(e.MembershipReported), like(e.OfficeQuestioned, cause=OfficeCause.PENALTY)
    ).waiting("keep_or_vacate")
    branch.when(did(members(8, MembershipChange.PENALTY, HAN))).then(like(e.MembershipReported))


def large(employees: int = 300, counted: int = 50, secretary: Officer | None = INVESTOR) -> Any:
    return begin(partners=(partner(counted, employees),), branch_kind=fitting(counted)), activate(secretary)


@pytest.mark.parametrize(
    ("employees", "counted", "due"),
    [
        (299, 50, False),
        (300, 50, True),
        (301, 50, True),
        (300, 49, False),
        (300, 51, True),
    ],
)
def test_a_full_time_deputy_is_due_in_large_enterprises_with_many_members(
    employees: int, counted: int, *, due: bool
) -> None:
    founding, activation = large(employees, counted)
    expected = [like(e.DeputyDue, employees=employees, counted=counted)] if due else []
    SPEC.given(founding).when(activation).then(like(e.BranchActivated), *expected)


@pytest.mark.parametrize("investor", [False, None])
def test_no_full_time_deputy_is_due_where_the_secretary_is_no_main_investor(investor: bool | None) -> None:  # noqa: FBT001
    founding, activation = large(secretary=Officer(person=HAN, investor=investor))
    outcome = SPEC.given(founding).when(activation)
    assert not any(isinstance(one, e.DeputyDue) for one in outcome.events)


def test_the_duty_to_have_a_deputy_is_sixty_days_and_refuses_nothing() -> None:
    branch = SPEC.given(*large())
    assert branch.state.deadline("find_deputy").due_on == day("2026-03-13")
    branch.then_waiting("find_deputy")
    assert default_policy().appointment.deputy_within.strength == Strength.SHOULD
    told = branch.do(time_passes("2026-03-13"))
    assert [type(one) for one in told] == [DeadlineReminded, DeadlinePassed]
    branch.when(did(members(51))).then(like(e.MembershipReported))


def test_a_deputy_in_office_ends_the_duty() -> None:
    branch = SPEC.given(*large())
    branch.when(by_service(seated(MEI, which=Office.FULL_TIME_DEPUTY, investor=True))).then(
        like(e.OfficerNoted), like(e.DeputyNotDue)
    ).waiting()
    branch.when(did(members(49, DIED, MEI))).then(
        like(e.MembershipReported),
        like(e.OfficeVacated, office=Office.FULL_TIME_DEPUTY),
        like(e.ThresholdCrossed, threshold=50),
    )


def test_a_branch_that_shrinks_has_no_such_duty_any_more() -> None:
    branch = SPEC.given(*large(counted=50))
    branch.when(did(c.ReportEmployees(enterprise="e-1", employees=299))).then(
        like(e.EmployeesReported), like(e.DeputyNotDue)
    ).waiting()
    branch.when(did(c.ReportEmployees(enterprise="e-1", employees=299))).then_already_so()
    branch.when(did(c.ReportEmployees(enterprise="e-1", employees=300))).then(
        like(e.EmployeesReported), like(e.DeputyDue)
    )


def test_an_appointment_takes_the_search_over() -> None:
    branch = SPEC.given(*large())
    branch.when(did(vacancy("duty", Office.FULL_TIME_DEPUTY), by=ZHAO)).then(
        like(e.AppointmentCalled, office=Office.FULL_TIME_DEPUTY), like(SerialClaimed)
    ).waiting()


def test_the_superior_may_except_from_the_duty_with_a_document() -> None:
    excuse = c.ExcuseDeputy(reason="副书记人选正在培养", document=DOC)
    SPEC.given(*living(INVESTOR)).when(did(excuse, by=ZHAO)).then_refused(NoDeputyDueError)
    vacant = SPEC.given(begin(), activate(None))
    vacant.when(did(excuse, by=ZHAO)).then_refused(NoDeputyDueError)
    branch = SPEC.given(*large())
    branch.when(did(excuse, by=HAN.id)).then_refused(SelfDecisionError)
    branch.when(did(excuse, by=ZHAO)).then(like(e.DeputyExcused)).waiting()
    branch.when(did(excuse, by=ZHAO)).then_already_so()
    branch.when(did(members(51))).then(like(e.MembershipReported)).waiting()


def test_a_new_secretary_has_the_duty_anew() -> None:
    excused = did(c.ExcuseDeputy(reason="暂缓", document=DOC), by=ZHAO)
    SPEC.given(*large(), excused).when(by_service(seated(LIN, investor=True))).then(
        like(e.OfficerNoted), like(e.DeputyDue)
    )


def test_the_largest_enterprise_counts_and_unknown_makes_nothing_due() -> None:
    policy = default_policy()
    two = (Partner(enterprise="e-1", employees=None), Partner(enterprise="e-2", employees=300))
    assert deputy_due(two, INVESTOR, 50, policy) == (300, 50)
    assert deputy_due(two, INVESTOR, None, policy) is None
    assert deputy_due(two, None, 50, policy) is None
    assert deputy_due((), INVESTOR, 50, policy) is None


def test_advice_to_chair_the_union_is_for_those_who_are_no_investors() -> None:
    assert advised(SECRETARY)
    assert not advised(INVESTOR)
    assert not advised(Officer(person=HAN))


def advised(secretary: Officer) -> bool:
    outcome = SPEC.given(begin()).when(activate(secretary))
    return any(isinstance(one, e.UnionChairAdvised) for one in outcome.events)


def test_advice_is_never_a_task_and_may_be_switched_off() -> None:
    SPEC.given(*living()).then_waiting()
    silent = SPEC.under(policy_with("appointment.union_chair_advised", value=False))
    silent.given(begin()).when(activate(SECRETARY)).then(like(e.BranchActivated))


def test_a_restriction_of_the_duty_is_policy() -> None:
    smaller = SPEC.under(policy_with("appointment.deputy_employees", value=40))
    smaller.given(begin(partners=(partner(50, 40),))).when(activate(INVESTOR)).then(
        like(e.BranchActivated), like(e.DeputyDue)
    )
