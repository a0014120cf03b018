"""Evaluation up to the notice: every row of domain.md §9, every number just below, at and just above."""

from datetime import date

import pytest

from domain.branch.commands import NoteEvaluation
from domain.evaluation import commands as c
from domain.evaluation import events as e
from domain.evaluation.refusals import (
    NothingSubmittedError,
    OtherScorerError,
    OwnBranchError,
    SchemeMissingError,
    SelfAssessmentTooLateError,
)
from domain.evaluation_round.commands import NoteLeft, NoteReviewed
from domain.matter.commands import KeepOrUndo, RaiseConsequence, SettleConsequence
from domain.matter.errors import NotNowError, SamePersonError
from domain.matter.events import (
    ConsequenceSettled,
    DeadlineEscalated,
    DeadlineLifted,
    DeadlinePassed,
    DeadlineReminded,
)
from domain.model import EntryRef
from domain.stars.parts import Scorer
from domain.stars.refusals import ScoreMissingError, VetoUnknownError
from domain.stars.scoring import Score, ScoreSheet
from tests.domain.evaluation_given import (
    EVALUATOR,
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
    evaluator_scores,
    opened,
    posted,
    proposed,
    reviewed,
    scored,
    sheet,
    visited,
)
from tests.domain.star_cases import DEFAULT, SIX_HAVES
from tests.spec import Scene, did, like, time_passes


def test_a_branch_that_nobody_evaluates_is_proposed_no_star() -> None:
    SPEC.given().when(proposed()).then_refused(NotNowError, status="none")


def test_the_round_opens_an_evaluation_with_ten_working_days_for_the_self_assessment() -> None:
    SPEC.given().when(opened()).then(
        like(e.EvaluationOpened, org=OWN_ORG, branch="b-1", year=2025, round=ROUND, last_star=3, visit=True)
    ).promising(("branch/b-1", NoteEvaluation)).waiting("submit_self_assessment").where(
        lambda state: state.deadline("submit_self_assessment").due_on == date(2026, 1, 19)
    )


def test_an_evaluation_that_is_open_is_opened_already() -> None:
    SPEC.given(opened()).when(opened(last_star=1)).then_already_so()


def test_an_evaluation_needs_the_scheme_its_round_froze() -> None:
    SPEC.given().when(opened(scheme="0" * 64)).then_refused(SchemeMissingError, digest="0" * 16)


@pytest.mark.parametrize("on", ["2026-01-16", "2026-01-19"])
def test_the_branch_assesses_itself_within_ten_working_days(on: str) -> None:
    SPEC.given(opened()).when(assessed(on=on)).then(like(e.SelfAssessmentSubmitted, reopened=False)).waiting(
        "review_assessment"
    )


def test_a_self_assessment_after_ten_working_days_is_too_late() -> None:
    SPEC.given(opened()).when(assessed(on="2026-01-20")).then_refused(
        SelfAssessmentTooLateError, until="2026-01-19"
    )


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-01-16", [DeadlineReminded]),
        ("2026-01-18", [DeadlineReminded]),
        ("2026-01-19", [DeadlineReminded, DeadlinePassed, e.SelfAssessmentMissed]),
    ],
)
def test_what_is_not_submitted_in_time_is_reviewed_without_it(until: str, told: list[type]) -> None:
    scene = SPEC.given(opened())
    assert [type(event) for event in scene.do(time_passes(until))] == told


def test_a_self_assessment_in_time_that_is_recorded_late_undoes_the_lapse() -> None:
    SPEC.given(opened(), time_passes("2026-01-21")).when(
        assessed(on="2026-01-19", recorded_on="2026-01-22")
    ).then(
        like(e.SelfAssessmentSubmitted, reopened=True), like(DeadlineLifted, action="submit_self_assessment")
    ).waiting("review_assessment")


def test_a_self_assessment_scores_every_indicator() -> None:
    gap = ScoreSheet(scores=sheet(900).scores[1:])
    SPEC.given(opened()).when(
        did(c.SubmitSelfAssessment(sheet=gap), org=OWN_ORG, on="2026-01-12")
    ).then_refused(ScoreMissingError)


def test_a_self_assessment_is_submitted_once() -> None:
    SPEC.given(opened(), assessed()).when(assessed()).then_refused(NotNowError, status="assessed")


def lapsed() -> Scene:
    return SPEC.given(opened(), time_passes("2026-01-20"))


def test_what_was_not_submitted_brings_nothing_but_findings() -> None:
    nothing = ScoreSheet(scores=(), met=("rules",), vetoes=("pollution",))
    lapsed().when(did(c.ReviewAssessment(sheet=nothing), by=REVIEWER)).then(
        like(e.AssessmentReviewed, scored=c_scored(met=("rules",), vetoes=("pollution",)), visit=None)
    ).promising((ROUND, NoteReviewed)).waiting("await_round")


def c_scored(**findings: object) -> object:
    return scored(0, **findings).model_copy(update={"totals": ()})


def test_what_was_not_submitted_cannot_be_scored() -> None:
    lapsed().when(reviewed(on="2026-01-21")).then_refused(NothingSubmittedError, scores=18)


def test_a_finding_about_what_was_not_submitted_is_one_of_the_scheme() -> None:
    wrong = ScoreSheet(scores=(), vetoes=("no-such-veto",))
    lapsed().when(did(c.ReviewAssessment(sheet=wrong), by=REVIEWER)).then_refused(VetoUnknownError)


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-02-01", [DeadlineReminded]),
        ("2026-02-02", [DeadlineReminded, DeadlinePassed]),
        ("2026-02-09", [DeadlineReminded, DeadlinePassed, DeadlineEscalated]),
    ],
)
def test_the_township_has_twenty_one_days_to_review(until: str, told: list[type]) -> None:
    scene = SPEC.given(opened(), assessed(on="2026-01-12"))
    assert scene.state.deadline("review_assessment").due_on == date(2026, 2, 2)
    assert [type(event) for event in scene.do(time_passes(until))] == told


def test_a_review_in_the_sample_waits_for_the_visit() -> None:
    SPEC.given(opened(), assessed()).when(reviewed()).then(
        like(e.AssessmentReviewed, scored=scored(905))
    ).promising().waiting("verify_on_site")


def test_a_review_outside_the_sample_tells_the_round_its_score() -> None:
    SPEC.given(opened(visit=False), assessed()).when(reviewed()).then(
        like(e.AssessmentReviewed, scored=scored(905), visit=None)
    ).promising((ROUND, NoteReviewed)).waiting("await_round")


def test_reviewers_do_not_review_their_own_branch() -> None:
    SPEC.given(opened(), assessed()).when(reviewed(org=OWN_ORG)).then_refused(OwnBranchError, org=OWN_ORG)


def test_the_submitter_does_not_review() -> None:
    command = c.ReviewAssessment(sheet=sheet(900))
    SPEC.given(opened(), assessed()).when(did(command, by=SUBMITTER, on="2026-01-20")).then_refused(
        SamePersonError, person=SUBMITTER
    )


def test_a_review_comes_after_the_self_assessment() -> None:
    SPEC.given(opened()).when(reviewed()).then_refused(NotNowError, status="opened")


@pytest.mark.parametrize(("until", "overdue"), [("2026-02-09", False), ("2026-02-10", True)])
def test_the_evaluators_have_twenty_one_days_for_the_visit(until: str, overdue: bool) -> None:  # noqa: FBT001
    scene = SPEC.given(opened(), assessed(), reviewed(on="2026-01-20"))
    told = scene.do(time_passes(until))
    assert any(isinstance(event, DeadlinePassed) for event in told) is overdue


def test_a_visit_replaces_the_scores_that_are_the_evaluators() -> None:
    nothing = tuple(Score(indicator=one.indicator, tenths=0) for one in evaluator_scores(1000))
    found = c.VerifyOnSite(scores=nothing, met=SIX_HAVES[:-1], vetoes=("pollution",))
    outcome = SPEC.given(opened(), assessed(), reviewed(1000)).when(did(found, by=EVALUATOR, on="2026-01-28"))
    outcome.then(like(e.VerifiedOnSite)).promising((ROUND, NoteReviewed)).waiting("await_round")
    told = outcome.events[0]
    assert isinstance(told, e.VerifiedOnSite)
    by_evaluators = sum(one.points for one in DEFAULT.indicators if one.scorer == Scorer.EVALUATOR)
    assert sum(part.tenths for part in told.scored.totals) == 1000 - by_evaluators
    assert told.scored.met == SIX_HAVES[:-1]
    assert told.scored.vetoes == ("pollution",)


def test_the_evaluators_score_only_what_is_theirs() -> None:
    found = c.VerifyOnSite(scores=sheet(900).scores, met=SIX_HAVES)
    SPEC.given(opened(), assessed(), reviewed()).when(did(found, by=EVALUATOR, on="2026-01-28")).then_refused(
        OtherScorerError, scorer="reviewer"
    )


def test_the_evaluators_score_all_that_is_theirs() -> None:
    found = c.VerifyOnSite(scores=evaluator_scores(900)[1:], met=SIX_HAVES)
    SPEC.given(opened(), assessed(), reviewed()).when(did(found, by=EVALUATOR, on="2026-01-28")).then_refused(
        ScoreMissingError
    )


@pytest.mark.parametrize("by", [SUBMITTER, REVIEWER])
def test_who_submitted_or_reviewed_does_not_verify(by: str) -> None:
    found = c.VerifyOnSite(scores=evaluator_scores(900), met=SIX_HAVES)
    SPEC.given(opened(), assessed(), reviewed()).when(did(found, by=by, on="2026-01-28")).then_refused(
        SamePersonError, person=by
    )


def test_nobody_verifies_the_branch_of_his_own_organisation() -> None:
    SPEC.given(opened(), assessed(), reviewed()).when(visited(org=OWN_ORG)).then_refused(OwnBranchError)


def test_a_visit_comes_after_the_review_and_only_in_the_sample() -> None:
    SPEC.given(opened(), assessed()).when(visited()).then_refused(NotNowError, status="assessed")
    SPEC.given(opened(visit=False), assessed(), reviewed()).when(visited()).then_refused(
        NotNowError, status="verified"
    )


def test_the_round_proposes_a_star() -> None:
    at_verified().when(proposed(4)).then(like(e.StarProposed, star=4, total=905, fresh=True)).waiting(
        "await_round"
    ).where(lambda state: state.star == 4)


def test_the_same_proposal_again_is_already_so() -> None:
    at_proposed().when(proposed(4, fresh=False)).then_already_so()
    at_notice().when(proposed(4, fresh=False)).then_already_so()


def test_a_fresh_proposal_takes_the_old_one_off_the_notice() -> None:
    at_notice().when(proposed(3)).then(like(e.StarProposed, star=3)).where(
        lambda state: state.status == "proposed" and state.notice_until is None
    )


def test_a_proposal_that_is_only_explained_otherwise_stays_on_its_notice() -> None:
    at_notice().when(proposed(4, fresh=False, total=906)).then(like(e.StarProposed, total=906)).where(
        lambda state: state.status == "on_notice" and state.notice_until == date(2026, 2, 10)
    )


def test_the_round_puts_a_proposal_on_notice() -> None:
    at_proposed().when(posted()).then(like(e.ProposalPosted, until=date(2026, 2, 10))).waiting("await_round")
    at_notice().when(posted()).then_already_so()
    at_verified().when(posted()).then_refused(NotNowError, status="verified")


def test_what_has_its_star_takes_no_more_proposals() -> None:
    at_awarded().when(proposed(1)).then_already_so()
    at_awarded().when(posted("2026-03-01")).then_already_so()
    at_awarded().when(awarded(1)).then_already_so()


def test_what_an_entry_proved_wrong_had_opened_is_taken_back() -> None:
    raised = RaiseConsequence(origin=EntryRef(stream=ROUND, version=2), followed="open_evaluation")
    scene = SPEC.given(opened(), did(raised, by="service"))
    settle = SettleConsequence(
        origin=EntryRef(stream=ROUND, version=2), choice=KeepOrUndo.UNDO, reason="名单有误"
    )
    scene.when(did(settle, by=OTHER)).then(like(ConsequenceSettled), e.EvaluationUndone()).promising(
        (ROUND, NoteLeft)
    ).waiting()


def test_an_evaluation_that_ended_is_undone_already() -> None:
    raised = RaiseConsequence(origin=EntryRef(stream=ROUND, version=2), followed="open_evaluation")
    left = did(c.NoteBranchEnded(document="示委〔2026〕9号"), by=OTHER)
    settle = SettleConsequence(
        origin=EntryRef(stream=ROUND, version=2), choice=KeepOrUndo.UNDO, reason="名单有误"
    )
    SPEC.given(opened(), left, did(raised, by="service")).when(did(settle, by=OTHER)).then(
        like(ConsequenceSettled)
    )
