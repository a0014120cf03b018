"""Evaluation from the notice on: objections, award, appeal, veto, the end of the branch (domain.md §9)."""

from datetime import date
from typing import Any

import pytest

from domain.branch.service_commands import NoteStar
from domain.evaluation import commands as c
from domain.evaluation import events as e
from domain.evaluation.facts import EndGround
from domain.evaluation.refusals import (
    AboveMergedError,
    AppealTooLateError,
    NoSuchObjectionError,
    NoticeOverError,
    NotInvestigatedError,
    NotLowerError,
    ObjectionOpenError,
    OwnBranchError,
    SameStarError,
    VetoTooLateError,
)
from domain.evaluation_round.commands import MoveStar, NoteLeft, NoteObjection, NoteReviewed
from domain.matter.commands import KeepOrUndo, RaiseConsequence, SettleConsequence, Suspend, SuspensionGround
from domain.matter.errors import ActedBeforeError, ClosedError, NotNowError, SamePersonError
from domain.matter.events import ConsequenceSettled, DeadlinePassed, RecordedLate
from domain.model import EntryRef
from domain.orders import Role
from domain.stars.refusals import VetoUnknownError
from tests.domain.evaluation_given import (
    APPROVER,
    EVALUATOR,
    OBJECTOR,
    OTHER,
    OWN_ORG,
    REVIEWER,
    ROUND,
    SPEC,
    SUBMITTER,
    assessed,
    at_awarded,
    at_notice,
    at_proposed,
    at_verified,
    awarded,
    decided,
    ended,
    investigated,
    objected,
    opened,
    proposed,
    scored,
)
from tests.spec import Did, Outcome, Scene, by_service, did, like, time_passes

BRANCH = "branch/b-1"


@pytest.mark.parametrize("on", ["2026-02-09", "2026-02-10"])
def test_anybody_may_object_until_the_last_day_of_the_notice(on: str) -> None:
    at_notice().when(objected(on)).then(like(e.ObjectionRaised, number=1)).promising(
        (ROUND, NoteObjection)
    ).waiting("await_round", "decide_star_objection.1")


def test_after_the_notice_nobody_objects() -> None:
    at_notice().when(objected("2026-02-11")).then_refused(NoticeOverError, until="2026-02-10")


def test_only_what_is_on_notice_can_be_objected_to() -> None:
    at_proposed().when(objected()).then_refused(NotNowError, status="proposed")


def with_objection() -> Scene:
    scene = at_notice()
    scene.do(objected("2026-02-09"))
    return scene


def with_finding() -> Scene:
    scene = with_objection()
    scene.do(investigated())
    return scene


@pytest.mark.parametrize(("until", "overdue"), [("2026-02-27", False), ("2026-02-28", True)])
def test_an_objection_is_decided_within_ten_working_days(until: str, overdue: bool) -> None:  # noqa: FBT001
    # 15–23 February 2026 are off, the Saturdays 14 and 28 February are worked.
    scene = with_objection()
    assert scene.state.deadline("decide_star_objection.1").due_on == date(2026, 2, 28)
    told = scene.do(time_passes(until))
    assert any(isinstance(event, DeadlinePassed) for event in told) is overdue


def test_an_objection_is_investigated_before_it_is_decided() -> None:
    scene = with_objection()
    scene.when(decided()).then_refused(NotInvestigatedError, number=1)
    scene.when(investigated()).then(like(e.ObjectionInvestigated, number=1))
    scene.when(investigated()).then_already_so()
    assert scene.state.objection(1).finding == "已现场核查"


def test_whoever_objected_does_not_look_into_it() -> None:
    with_objection().when(investigated(by=OBJECTOR)).then_refused(SamePersonError, person=OBJECTOR)


def test_the_branch_does_not_look_into_or_decide_an_objection() -> None:
    with_objection().when(investigated(org=OWN_ORG)).then_refused(OwnBranchError)
    with_finding().when(decided(org=OWN_ORG)).then_refused(OwnBranchError)


@pytest.mark.parametrize("by", [SUBMITTER, REVIEWER, EVALUATOR, OBJECTOR])
def test_who_had_a_hand_in_the_score_or_objected_does_not_decide(by: str) -> None:
    with_finding().when(decided(by=by)).then_refused(SamePersonError, person=by)


@pytest.mark.parametrize("by", [OTHER, "p-wu"])
def test_whoever_looked_into_an_objection_does_not_decide_it(by: str) -> None:
    scene = with_objection()
    scene.do(investigated(by=OTHER))
    second = c.InvestigateObjection(number=1, finding="复查属实")
    scene.do(did(second, by="p-wu", on="2026-02-11", role=Role.EVALUATOR))
    for total in (None, 960):
        scene.when(decided(by=by, total=total)).then_refused(SamePersonError, person=by)
    scene.when(decided()).then(like(e.ObjectionDismissed, number=1))


def test_a_dismissed_objection_leaves_the_proposal_on_notice() -> None:
    with_finding().when(decided()).then(like(e.ObjectionDismissed, number=1)).promising(
        (ROUND, NoteObjection)
    ).waiting("await_round").where(lambda state: state.status == "on_notice")


def test_an_upheld_objection_scores_the_branch_again_and_the_round_hears_the_score_first() -> None:
    with_finding().when(decided(total=960)).then(
        like(e.ObjectionUpheld, number=1, scored=scored(960))
    ).promising((ROUND, NoteReviewed), (ROUND, NoteObjection)).waiting("await_round").where(
        lambda state: state.status == "rescored"
    )


def test_an_unchanged_proposal_goes_on_with_its_notice_after_an_upheld_objection() -> None:
    scene = with_finding()
    scene.do(decided(total=905))
    scene.when(proposed(4, fresh=False, on="2026-02-13")).then(like(e.StarProposed, fresh=False)).where(
        lambda state: state.status == "on_notice" and state.notice_until == date(2026, 2, 10)
    )


def test_objections_are_told_apart_by_their_numbers() -> None:
    scene = with_objection()
    scene.do(objected("2026-02-10"))
    scene.then_waiting("await_round", "decide_star_objection.1", "decide_star_objection.2")
    scene.do(investigated(2))
    scene.when(decided(2)).then(like(e.ObjectionDismissed, number=2)).waiting(
        "await_round", "decide_star_objection.1"
    )
    scene.when(investigated(2, on="2026-02-12")).then_refused(NoSuchObjectionError, number=2, waiting="1")
    scene.when(decided(3)).then_refused(NoSuchObjectionError, number=3)


def test_there_is_no_objection_to_decide_where_none_was_raised() -> None:
    at_notice().when(decided()).then_refused(NoSuchObjectionError, waiting="-")


def test_the_round_awards_the_star_and_the_branch_hears_of_it() -> None:
    at_notice().when(awarded()).then(
        like(e.StarAwarded, star=4, absorbed=False, appeal_until=date(2026, 3, 13))
    ).promising((BRANCH, NoteStar)).waiting().where(lambda state: state.closed)


def test_no_star_is_awarded_while_an_objection_is_open() -> None:
    with_objection().when(awarded()).then_refused(ObjectionOpenError, numbers="1")


def test_no_star_is_awarded_that_was_not_on_notice() -> None:
    at_proposed().when(awarded()).then_refused(NotNowError, status="proposed")


@pytest.mark.parametrize(("on", "due"), [("2026-02-09", "2026-02-28"), ("2026-02-10", "2026-03-02")])
def test_an_objection_in_time_that_is_recorded_after_the_award_is_an_appeal(on: str, due: str) -> None:
    scene = at_awarded()
    scene.when(objected(on, recorded_on="2026-04-20")).then(
        like(e.ObjectionAppealed, reasons="场所与他人共用，未见约定"), like(RecordedLate)
    ).promising().claiming().waiting("decide_award_appeal").where(lambda state: state.star == 4)
    assert scene.state.deadline("decide_award_appeal").due_on == date.fromisoformat(due)
    verdict = c.DecideAppeal(star=3, reasons="经复核", document="示委〔2026〕20号")
    scene.when(did(verdict, by=OBJECTOR)).then_refused(SamePersonError, person=OBJECTOR)
    scene.when(did(verdict, by=OTHER)).then(like(e.AppealUpheld, star=3)).claiming(
        (ROUND, MoveStar)
    ).waiting()


def test_an_objection_after_the_notice_comes_too_late_after_the_award_too() -> None:
    at_awarded().when(objected("2026-02-11")).then_refused(NoticeOverError, until="2026-02-10")


def test_an_objection_does_not_hide_behind_an_appeal_that_is_under_way() -> None:
    late = objected("2026-02-10", recorded_on="2026-03-16")
    scene = under_appeal()
    scene.when(late).then_refused(NotNowError, status="appealed")
    scene.do(settled())
    scene.when(late).then(like(e.ObjectionAppealed), like(RecordedLate))


def test_a_late_objection_lets_no_older_paper_through() -> None:
    scene = at_awarded()
    scene.do(appealed("2026-03-13"))
    scene.do(settled())
    scene.do(objected("2026-02-10", recorded_on="2026-03-20"))
    scene.when(
        did(c.DecideAppeal(reasons="经复核", document="示委〔2026〕21号"), by=OTHER, on="2026-03-15")
    ).then_refused(ActedBeforeError)


def appealed(on: str = "2026-03-13") -> Did:
    return did(c.AppealAward(reasons="核验遗漏材料"), by=SUBMITTER, org=OWN_ORG, on=on)


def settled(star: int | None = None, by: str = OTHER, org: str = "o-1") -> Did:
    command = c.DecideAppeal(star=star, reasons="经复核", document="示委〔2026〕20号")
    return did(command, by=by, org=org, on="2026-03-16")


@pytest.mark.parametrize("on", ["2026-03-12", "2026-03-13"])
def test_an_award_may_be_appealed_for_thirty_days(on: str) -> None:
    # 11 February and 30 days: 13 March.
    at_awarded().when(appealed(on)).then(like(e.AwardAppealed)).waiting("decide_award_appeal")


def test_after_thirty_days_the_award_stands() -> None:
    at_awarded().when(appealed("2026-03-14")).then_refused(AppealTooLateError, until="2026-03-13")


def test_only_an_award_is_appealed() -> None:
    at_notice().when(appealed("2026-02-10")).then_refused(NotNowError, status="on_notice")


def under_appeal() -> Scene:
    scene = at_awarded()
    scene.do(appealed())
    return scene


def test_an_appeal_is_made_once() -> None:
    under_appeal().when(appealed()).then_already_so()


def test_a_dismissed_appeal_lets_the_award_stand() -> None:
    under_appeal().when(settled()).then(like(e.AppealDismissed)).promising().claiming().waiting().where(
        lambda state: state.star == 4 and state.closed
    )


def test_an_upheld_appeal_gives_another_star_for_which_the_round_has_a_place() -> None:
    under_appeal().when(settled(5)).then(like(e.AppealUpheld, before=4, star=5)).claiming(
        (ROUND, MoveStar)
    ).promising((BRANCH, NoteStar)).waiting()


def test_an_upheld_appeal_gives_another_star() -> None:
    under_appeal().when(settled(4)).then_refused(SameStarError, star=4)


@pytest.mark.parametrize("by", [SUBMITTER, REVIEWER, EVALUATOR])
def test_who_had_a_hand_in_the_score_does_not_decide_the_appeal(by: str) -> None:
    under_appeal().when(settled(5, by=by)).then_refused(SamePersonError, person=by)


def test_who_appealed_does_not_decide_the_appeal() -> None:
    scene = at_awarded()
    scene.do(did(c.AppealAward(reasons="核验遗漏材料"), by=OTHER, org=OWN_ORG, on="2026-03-13"))
    scene.when(settled(5, by=OTHER)).then_refused(SamePersonError, person=OTHER)


def test_an_appeal_is_decided_once_it_was_made() -> None:
    at_awarded().when(settled()).then_refused(ClosedError)
    under_appeal().when(settled(org=OWN_ORG)).then_refused(OwnBranchError)


def vetoed(star: int = 0, on: str = "2026-06-01", veto: str = "pollution", **more: Any) -> Did:
    command = c.ProposeDowngrade(veto=veto, star=star, reasons="通报的事件")
    return did(command, by=EVALUATOR, on=on, **more)


def lowered(*, granted: bool = True, by: str = APPROVER, org: str = "o-1") -> Did:
    command = c.DecideDowngrade(granted=granted, reasons="属实", document="示委〔2026〕30号")
    return did(command, by=by, org=org)


def test_a_veto_within_the_year_asks_for_a_lower_star() -> None:
    outcome = at_awarded().when(vetoed(2))
    outcome.then(like(e.DowngradeProposed, veto="pollution", star=2)).waiting("decide_downgrade")
    assert outcome.state.deadline("decide_downgrade").due_on == date(2026, 6, 30)


@pytest.mark.parametrize("on", ["2027-02-10", "2027-02-11"])
def test_a_veto_counts_for_a_year_from_the_award(on: str) -> None:
    at_awarded().when(vetoed(on=on)).then(like(e.DowngradeProposed))


def test_a_veto_after_a_year_is_the_next_rounds() -> None:
    at_awarded().when(vetoed(on="2027-02-12")).then_refused(VetoTooLateError, until="2027-02-11")


@pytest.mark.parametrize("star", [4, 5])
def test_a_downgrade_is_to_a_lower_star(star: int) -> None:
    at_awarded().when(vetoed(star)).then_refused(NotLowerError, star=star, has=4)


def test_a_downgrade_names_a_veto_of_the_scheme_and_comes_from_outside() -> None:
    at_awarded().when(vetoed(veto="bad-weather")).then_refused(VetoUnknownError)
    at_awarded().when(vetoed(org=OWN_ORG)).then_refused(OwnBranchError)
    at_notice().when(vetoed()).then_refused(NotNowError, status="on_notice")


def with_veto() -> Scene:
    scene = at_awarded()
    scene.do(vetoed(3))
    return scene


def test_a_granted_downgrade_lowers_the_star() -> None:
    with_veto().when(lowered()).then(like(e.StarLowered, before=4, star=3, vetoes=("pollution",))).claiming(
        (ROUND, MoveStar)
    ).promising((BRANCH, NoteStar)).waiting().where(lambda state: state.star == 3)


def test_a_refused_downgrade_lets_the_star_stand() -> None:
    with_veto().when(lowered(granted=False)).then(like(e.DowngradeRefused)).promising().waiting().where(
        lambda state: state.star == 4
    )


def test_who_proposed_a_downgrade_does_not_decide_it() -> None:
    with_veto().when(lowered(by=EVALUATOR)).then_refused(SamePersonError, person=EVALUATOR)
    with_veto().when(lowered(org=OWN_ORG)).then_refused(OwnBranchError)


def test_there_is_no_downgrade_to_decide_where_none_was_proposed() -> None:
    under_appeal().when(lowered()).then_refused(NotNowError, status="appealed")


def test_a_branch_that_ends_before_the_ranking_leaves_the_base() -> None:
    at_verified().when(ended()).then(
        like(e.EvaluationEnded, ground=EndGround.DISSOLVED, ranked=False, star=None)
    ).promising((ROUND, NoteLeft)).waiting().where(lambda state: state.status == "left")


@pytest.mark.parametrize("scene", [at_proposed, at_notice, at_awarded])
def test_a_branch_that_ends_after_the_ranking_has_a_void_star(scene: object) -> None:
    assert callable(scene)
    scene().when(ended()).then(like(e.EvaluationEnded, ranked=True, star=4)).promising(
        (ROUND, NoteLeft)
    ).where(lambda state: state.status == "void" and state.closed)


def test_a_merged_branch_hands_its_star_to_the_successor() -> None:
    at_awarded().when(ended("b-2")).then(like(e.EvaluationEnded, ground=EndGround.MERGED)).promising(
        (ROUND, NoteLeft), ("evaluation/b-2/2025", c.AbsorbStar)
    )
    at_verified().when(ended("b-2")).then(like(e.EvaluationEnded, star=None)).promising((ROUND, NoteLeft))


def test_a_branch_ends_once_and_only_where_there_is_something_to_end() -> None:
    scene = at_awarded()
    scene.do(ended())
    scene.when(ended()).then_already_so()
    scene.when(proposed()).then_already_so()
    SPEC.given().when(ended()).then_refused(NotNowError, status="none")


def test_the_branch_itself_does_not_end_its_evaluation_but_the_service_does() -> None:
    command = c.NoteBranchEnded(document="示委〔2026〕9号")
    at_verified().when(did(command, by=OTHER, org=OWN_ORG, role=Role.APPROVER)).then_refused(OwnBranchError)
    at_verified().when(by_service(command)).then(like(e.EvaluationEnded))


def test_after_a_merger_no_appeal_gives_more_than_the_lower_star() -> None:
    scene = at_awarded()
    scene.do(absorbed(2))
    scene.do(appealed())
    scene.when(settled(5)).then_refused(AboveMergedError, star=5, cap=2)
    scene.when(settled(3)).then_refused(AboveMergedError, star=3, cap=2)
    scene.when(settled(1)).then(like(e.AppealUpheld, star=1))


def absorbed(star: int) -> Did:
    return by_service(c.AbsorbStar(star=star, merged="evaluation/b-9/2025"))


@pytest.mark.parametrize(("star", "kept"), [(3, 3), (4, 4), (5, 4)])
def test_a_successor_keeps_the_lower_star(star: int, kept: int) -> None:
    at_awarded().when(absorbed(star)).then(like(e.StarAbsorbed, star=star)).promising(
        *([(BRANCH, NoteStar)] if kept < 4 else [])
    ).claiming(*([(ROUND, MoveStar)] if kept < 4 else [])).where(
        lambda state: state.star == kept and state.closed
    )


def test_a_successor_that_has_no_star_yet_gets_no_more_than_the_merged_branch_had() -> None:
    scene = at_notice()
    scene.do(absorbed(2))
    scene.when(absorbed(3)).then_already_so()
    scene.when(awarded(4)).then(like(e.StarAwarded, star=2, absorbed=True)).claiming((ROUND, MoveStar))


def test_where_nothing_is_evaluated_there_is_nothing_to_absorb() -> None:
    SPEC.given().when(absorbed(3)).then_refused(NotNowError, status="none")
    SPEC.given(opened(), ended()).when(absorbed(3)).then_already_so()


def undone(scene: Scene, followed: str) -> Outcome:
    """The round's entry proved wrong, and here it is decided to undo what followed from it."""
    origin = EntryRef(stream=ROUND, version=9)
    scene.do(by_service(RaiseConsequence(origin=origin, followed=followed)))
    settle = SettleConsequence(origin=origin, choice=KeepOrUndo.UNDO, reason="名额计算有误")
    return scene.when(did(settle, by=OTHER))


def test_a_star_is_taken_back_when_the_rounds_entry_proved_wrong() -> None:
    scene = at_awarded()
    undone(scene, "award_star").then(like(ConsequenceSettled), e.AwardUndone(star=4)).promising(
        (BRANCH, NoteStar)
    ).waiting("await_round")
    scene.when(awarded(4)).then(like(e.StarAwarded, star=4))


def test_a_proposal_is_taken_back_when_the_rounds_entry_proved_wrong() -> None:
    scene = with_objection()
    undone(scene, "note_proposal").then(
        like(ConsequenceSettled), e.ProposalUndone(star=4)
    ).promising().waiting("await_round")
    scene.when(proposed(3)).then(like(e.StarProposed, star=3))


def test_what_the_round_says_reaches_an_evaluation_that_rests() -> None:
    scene = at_verified()
    rest = Suspend(ground=SuspensionGround.DISPUTE, reason="核查信访")
    scene.do(did(rest, by=OTHER, on="2026-01-29"))
    scene.when(proposed()).then(like(e.StarProposed))


def test_what_it_is_found_by() -> None:
    scene = SPEC.given()
    assert scene.spec.decider.tags(scene.state) == frozenset()
    scene.do(opened())
    scene.do(assessed())
    assert scene.spec.decider.tags(scene.state) == {f"org:{OWN_ORG}", "branch:b-1", f"round:{ROUND}"}
