"""A veto is told of: upstream proposes, an evaluator concludes, an approver decides (domain.md §9)."""

from datetime import date
from typing import Any

import pytest

from domain.branch.service_commands import NoteStar
from domain.evaluation import commands as c
from domain.evaluation import events as e
from domain.evaluation import vetoes as v
from domain.evaluation.refusals import NoSuchVetoError, OwnBranchError, VetoTooLateError
from domain.evaluation_round.commands import MoveStar, NoteReviewed
from domain.matter.errors import ActedInFutureError, NotNowError, SamePersonError
from domain.matter.events import DeadlinePassed
from domain.orders import Role
from domain.stars.refusals import VetoUnknownError
from tests.domain.evaluation_given import (
    APPROVER,
    EVALUATOR,
    OTHER,
    OWN_ORG,
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
    evaluator_scores,
    investigated,
    objected,
    opened,
    posted,
    proposed,
    reviewed,
    sheet,
    visited,
)
from tests.domain.star_cases import SIX_HAVES
from tests.spec import Did, Scene, by_service, did, like, time_passes

SYSTEM = "s-safety"
BRANCH = "branch/b-1"
WAITS = "conclude_veto.pollution"


def told(
    veto: str = "pollution",
    happened: str = "2026-01-03",
    by: str = SYSTEM,
    role: Role = Role.UPSTREAM,
    **more: Any,
) -> Did:
    command = c.ReportVeto(veto=veto, happened_on=date.fromisoformat(happened), reasons="环境行政处罚")
    return did(command, by=by, role=role, **more)


def dismissed(veto: str = "pollution", by: str = OTHER, **more: Any) -> Did:
    return did(c.DismissVeto(veto=veto, reasons="系同名企业"), by=by, **more)


def downgraded(star: int = 2, veto: str = "pollution") -> Did:
    return did(c.ProposeDowngrade(veto=veto, star=star, reasons="处罚决定"), by=EVALUATOR)


def lowered(by: str = APPROVER, *, granted: bool = True) -> Did:
    return did(c.DecideDowngrade(granted=granted, reasons="属实", document="示委〔2026〕30号"), by=by)


def with_veto(scene: Scene, *more: Did) -> Scene:
    for one in (told(), *more):
        scene.do(one)
    return scene


# Told


@pytest.mark.parametrize("scene", [at_verified, at_proposed, at_notice])
def test_before_the_award_a_veto_that_is_told_of_stands_before_the_evaluator(scene: Any) -> None:
    scene().when(told()).then(like(v.VetoReported, veto="pollution", conclusion=None)).promising().waiting(
        "await_round", WAITS
    )


def test_it_stands_there_from_the_beginning() -> None:
    SPEC.given(opened()).when(told()).then(like(v.VetoReported)).waiting("submit_self_assessment", WAITS)


@pytest.mark.parametrize(
    ("by", "role"), [("p-a", Role.EVALUATOR), ("p-b", Role.SUPERVISOR), (SYSTEM, Role.UPSTREAM)]
)
def test_after_the_award_it_is_concluded_within_twenty_working_days(by: str, role: Role) -> None:
    outcome = at_awarded().when(told(happened="2026-05-30", on="2026-06-01", by=by, role=role))
    outcome.then(like(v.VetoReported)).promising().waiting(WAITS).where(
        lambda state: not state.closed and state.star == 4
    )
    assert outcome.state.deadline(WAITS).due_on == date(2026, 6, 30)
    passed = outcome.scene.do(time_passes("2026-06-30"))
    assert any(isinstance(event, DeadlinePassed) for event in passed)


def test_an_incident_is_told_once_and_another_of_its_kind_has_no_more_time() -> None:
    scene = at_awarded()
    scene.do(told(on="2026-06-01"))
    scene.when(told(on="2026-06-02")).then_already_so()
    scene.when(told(happened="2026-06-01", on="2026-06-10")).then(like(v.VetoReported)).waiting(WAITS)
    assert scene.state.deadline(WAITS).due_on == date(2026, 6, 30)
    scene.do(dismissed())
    scene.when(told(on="2026-06-10")).then_already_so()
    assert scene.state.closed


def test_several_vetoes_are_told_apart() -> None:
    scene = with_veto(at_awarded(), told("bad-credit"))
    scene.then_waiting(WAITS, "conclude_veto.bad-credit")
    scene.when(dismissed("bad-credit")).then(like(v.VetoDismissed)).waiting(WAITS)


def test_what_is_told_is_a_veto_of_the_scheme_that_has_happened() -> None:
    at_notice().when(told("bad-weather")).then_refused(VetoUnknownError)
    at_notice().when(told(happened="2026-02-04", on="2026-02-03")).then_refused(ActedInFutureError)


def test_nothing_is_told_of_what_is_not_evaluated_or_is_over() -> None:
    SPEC.given().when(told()).then_refused(NotNowError, status="none")
    SPEC.given(opened(), ended()).when(told()).then_refused(NotNowError, status="left")
    scene = at_awarded()
    scene.do(ended())
    scene.when(told()).then_refused(NotNowError, status="void")


@pytest.mark.parametrize(("on", "late"), [("2027-02-11", False), ("2027-02-12", True)])
def test_it_counts_for_a_year_from_the_award(on: str, late: bool) -> None:  # noqa: FBT001
    outcome = at_awarded().when(told(happened="2026-06-01", on=on))
    if late:
        outcome.then_refused(VetoTooLateError, until="2027-02-11")
    else:
        outcome.then(like(v.VetoReported))


def test_who_has_no_star_has_none_to_lose() -> None:
    at_awarded(0).when(told()).then(like(v.VetoReported, conclusion=None)).waiting().where(
        lambda state: state.closed
    )


def test_a_late_report_waits_for_no_other_paper() -> None:
    at_awarded().when(told(on="2026-02-01", recorded_on="2026-02-12")).then(like(v.VetoReported))


# Before the award: the visit


def test_a_veto_that_is_told_of_brings_about_a_visit_where_none_was_planned() -> None:
    scene = SPEC.given(opened(visit=False), told(), assessed())
    scene.when(reviewed()).then(like(e.AssessmentReviewed)).waiting("verify_on_site", WAITS)


def test_what_the_reviewer_found_himself_needs_no_visit() -> None:
    scene = SPEC.given(opened(visit=False), told(), assessed())
    found = c.ReviewAssessment(sheet=sheet(905, vetoes=("pollution",)))
    scene.when(did(found, by="p-zhao", on="2026-01-20")).then(
        like(e.AssessmentReviewed, visit=None)
    ).promising((ROUND, NoteReviewed)).waiting("await_round")


@pytest.mark.parametrize("vetoes", [(), ("pollution",)])
def test_the_visit_settles_it_whatever_is_found(vetoes: tuple[str, ...]) -> None:
    scene = SPEC.given(opened(), told(), assessed(), reviewed())
    scene.then_waiting("verify_on_site", WAITS)
    found = c.VerifyOnSite(scores=evaluator_scores(905), met=SIX_HAVES, vetoes=vetoes)
    scene.when(did(found, by=EVALUATOR, on="2026-01-28")).then(like(e.VerifiedOnSite)).promising(
        (ROUND, NoteReviewed)
    ).waiting("await_round").where(lambda state: state.scored.vetoes == vetoes)
    scene.when(told()).then_already_so()


def test_what_comes_after_the_visit_waits_for_the_award() -> None:
    scene = with_veto(at_verified(), proposed(), posted())
    scene.when(awarded()).then(like(e.StarAwarded, star=4), like(v.VetoesDue, vetoes=("pollution",))).waiting(
        WAITS
    ).promising((BRANCH, NoteStar))
    assert scene.state.deadline(WAITS).since == date(2026, 2, 11)


def test_no_star_leaves_nothing_to_conclude_until_an_appeal_gives_one() -> None:
    scene = with_veto(at_notice())
    scene.when(awarded(0)).then(like(e.StarAwarded, star=0)).waiting().where(lambda state: state.closed)
    scene.do(did(c.AppealAward(reasons="漏评"), by=SUBMITTER, org=OWN_ORG, on="2026-03-13"))
    scene.then_waiting("decide_award_appeal")
    verdict = c.DecideAppeal(star=3, reasons="经复核", document="示委〔2026〕20号")
    scene.when(did(verdict, by=OTHER, on="2026-03-16")).then(
        like(e.AppealUpheld, star=3), like(v.VetoesDue)
    ).waiting(WAITS)


def test_an_appeal_does_not_give_more_time_to_conclude() -> None:
    scene = with_veto(at_awarded(), did(c.AppealAward(reasons="漏评"), by=SUBMITTER, org=OWN_ORG))
    scene.then_waiting("decide_award_appeal", WAITS)
    verdict = c.DecideAppeal(star=5, reasons="经复核", document="示委〔2026〕20号")
    scene.when(did(verdict, by=OTHER)).then(like(e.AppealUpheld)).waiting(WAITS)


def test_an_upheld_objection_that_finds_it_settles_it() -> None:
    scene = with_veto(at_notice(), objected("2026-02-09"), investigated())
    right = c.DecideObjection(number=1, sheet=sheet(905, vetoes=("pollution",)), reasons="属实")
    scene.when(did(right, by=APPROVER, on="2026-02-12")).then(like(e.ObjectionUpheld)).waiting("await_round")


def test_an_upheld_objection_about_something_else_leaves_it() -> None:
    scene = with_veto(at_notice(), objected("2026-02-09"), investigated())
    scene.when(decided(total=960)).then(like(e.ObjectionUpheld)).waiting("await_round", WAITS)


# After the award: a lower star, or none


def test_a_proposed_downgrade_settles_it_and_the_approver_decides() -> None:
    scene = with_veto(at_awarded())
    scene.when(downgraded()).then(like(e.DowngradeProposed)).waiting("decide_downgrade")
    scene.when(lowered()).then(like(e.StarLowered, star=2)).claiming((ROUND, MoveStar)).waiting().where(
        lambda state: state.closed
    )


def test_one_veto_is_proposed_while_another_waits() -> None:
    scene = with_veto(at_awarded(), told("bad-credit"))
    scene.when(downgraded()).then(like(e.DowngradeProposed)).waiting(
        "decide_downgrade", "conclude_veto.bad-credit"
    )
    scene.when(lowered(granted=False)).then(like(e.DowngradeRefused)).waiting("conclude_veto.bad-credit")


def test_a_star_that_was_removed_leaves_nothing_to_conclude() -> None:
    scene = with_veto(at_awarded(), told("bad-credit"), downgraded(0))
    scene.when(lowered()).then(like(e.StarLowered, star=0)).waiting().where(
        lambda state: state.closed and not state.deadlines
    )


def test_a_star_that_was_absorbed_leaves_nothing_to_conclude() -> None:
    scene = with_veto(at_awarded())
    absorbed = by_service(c.AbsorbStar(star=0, merged="evaluation/b-9/2025"))
    scene.when(absorbed).then(like(e.StarAbsorbed, lowered_to=0)).waiting().where(lambda state: state.closed)


def test_a_branch_that_ends_takes_its_vetoes_with_it() -> None:
    with_veto(at_awarded()).when(ended()).then(like(e.EvaluationEnded)).waiting().where(
        lambda state: state.closed and not state.deadlines
    )


# Dismissed


def test_a_dismissed_veto_costs_nothing() -> None:
    with_veto(at_awarded()).when(dismissed()).then(
        like(v.VetoDismissed, veto="pollution")
    ).promising().claiming().waiting().where(lambda state: state.star == 4 and state.closed)
    with_veto(at_notice()).when(dismissed()).then(like(v.VetoDismissed)).waiting("await_round").where(
        lambda state: not state.closed
    )


def test_while_an_appeal_is_under_way_it_may_be_dismissed_and_the_appeal_goes_on() -> None:
    scene = with_veto(at_awarded(), did(c.AppealAward(reasons="漏评"), by=SUBMITTER, org=OWN_ORG))
    scene.when(dismissed()).then(like(v.VetoDismissed)).waiting("decide_award_appeal")


def test_there_is_no_veto_to_dismiss_that_nobody_told_of() -> None:
    at_notice().when(dismissed()).then_refused(NoSuchVetoError, veto="pollution", waiting="-")
    with_veto(at_awarded()).when(dismissed("bad-credit")).then_refused(NoSuchVetoError, waiting="pollution")
    SPEC.given().when(dismissed()).then_refused(NotNowError)


def test_neither_who_told_of_it_nor_the_branch_dismisses_it() -> None:
    scene = at_awarded()
    scene.do(told(by=EVALUATOR, role=Role.EVALUATOR))
    scene.when(dismissed(by=EVALUATOR)).then_refused(SamePersonError, person=EVALUATOR)
    scene.when(dismissed(by=SUBMITTER)).then_refused(SamePersonError, person=SUBMITTER)
    scene.when(dismissed(org=OWN_ORG)).then_refused(OwnBranchError)


def test_who_told_of_it_does_not_decide_the_downgrade() -> None:
    scene = at_awarded()
    scene.do(told(by=OTHER, role=Role.SUPERVISOR))
    scene.do(downgraded())
    scene.when(lowered(by=OTHER)).then_refused(SamePersonError, person=OTHER)
    scene.when(lowered()).then(like(e.StarLowered))


def test_a_visit_that_was_made_before_is_not_asked_for_again() -> None:
    scene = SPEC.given(opened(), assessed(), reviewed(), visited())
    scene.when(told()).then(like(v.VetoReported)).waiting("await_round", WAITS)
