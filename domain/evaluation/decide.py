"""What may be done with an evaluation, and what it causes. Source: S22; domain.md §9."""

from datetime import date
from typing import Any, assert_never

from domain.dates import due
from domain.deadlines import set_deadline
from domain.evaluation import commands as c
from domain.evaluation import events as e
from domain.evaluation.afterwards import (
    absorb,
    appeal,
    decide_appeal,
    decide_downgrade,
    end,
    propose_downgrade,
)
from domain.evaluation.facts import Scored
from domain.evaluation.guards import refuse_own_branch, require
from domain.evaluation.objecting import decide_objection, investigate, raise_objection
from domain.evaluation.refusals import (
    NothingSubmittedError,
    ObjectionOpenError,
    OtherScorerError,
    SelfAssessmentTooLateError,
)
from domain.evaluation.schemes import frozen_scheme
from domain.evaluation.state import ASSESS, HAS_STAR, RANKED, REVIEW, VISIT, EvaluationState, Status
from domain.evaluation.vetoing import dismiss_veto, due_with_star, report_veto, to_look_into
from domain.events import Event
from domain.four_eyes import refuse_same_person
from domain.matter.commands import Tick
from domain.orders import Act
from domain.stars.parts import Scorer
from domain.stars.scheme import Scheme
from domain.stars.scoring import ScoreSheet, category_totals, check_findings, check_sheet

OwnCommand = (
    c.OpenEvaluation
    | c.SubmitSelfAssessment
    | c.ReviewAssessment
    | c.VerifyOnSite
    | c.NoteProposal
    | c.PostProposal
    | c.RaiseObjection
    | c.InvestigateObjection
    | c.DecideObjection
    | c.AwardStar
    | c.AppealAward
    | c.DecideAppeal
    | c.ReportVeto
    | c.DismissVeto
    | c.ProposeDowngrade
    | c.DecideDowngrade
    | c.AbsorbStar
    | c.NoteBranchEnded
)


def decide(act: Act[OwnCommand], evaluation: EvaluationState) -> list[Event]:  # noqa: C901  # one arm a command
    """Return what the command causes. An empty list means: already so."""
    match act.command:
        case c.OpenEvaluation() as command:
            return _open(command, act, evaluation)
        case c.SubmitSelfAssessment() as command:
            return _submit(command, act, evaluation)
        case c.ReviewAssessment() as command:
            return _review(command, act, evaluation)
        case c.VerifyOnSite() as command:
            return _verify(command, act, evaluation)
        case c.NoteProposal() as command:
            return _propose(command, act, evaluation)
        case c.PostProposal(until=until):
            return _post(until, act, evaluation)
        case c.RaiseObjection() as command:
            return raise_objection(command, act, evaluation)
        case c.InvestigateObjection() as command:
            return investigate(command, act, evaluation)
        case c.DecideObjection() as command:
            return decide_objection(command, act, evaluation)
        case c.AwardStar() as command:
            return _award(command, act, evaluation)
        case c.AppealAward() as command:
            return appeal(command, act, evaluation)
        case c.DecideAppeal() as command:
            return decide_appeal(command, act, evaluation)
        case c.ReportVeto() as command:
            return report_veto(command, act, evaluation)
        case c.DismissVeto() as command:
            return dismiss_veto(command, act, evaluation)
        case c.ProposeDowngrade() as command:
            return propose_downgrade(command, act, evaluation)
        case c.DecideDowngrade() as command:
            return decide_downgrade(command, act, evaluation)
        case c.AbsorbStar() as command:
            return absorb(command, act, evaluation)
        case c.NoteBranchEnded() as command:
            return end(command, act, evaluation)
        case unknown:
            assert_never(unknown)


def passed(act: Act[Tick], evaluation: EvaluationState) -> list[Event]:
    """Go on without a self-assessment when its time is over: it was not submitted [P]."""
    deadline = evaluation.deadline(ASSESS)
    over = deadline is not None and deadline.passed
    if evaluation.status != Status.OPENED or deadline is None or not over:
        return []
    review = set_deadline(REVIEW, deadline.due_on, act.rules.policy.evaluation.review, act.rules)
    return [e.SelfAssessmentMissed(review=review)]


def undo(_act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Step back behind what the round's wrong entry had led to: the award, the proposal, or the whole evaluation."""
    if evaluation.status in {Status.NONE, Status.LEFT, Status.VOID}:
        return []
    if evaluation.status in HAS_STAR:
        return [e.AwardUndone(star=evaluation.star)]
    if evaluation.status in RANKED:
        return [e.ProposalUndone(star=evaluation.star)]
    return [e.EvaluationUndone()]


def _open(command: c.OpenEvaluation, act: Act[OwnCommand], evaluation: EvaluationState) -> list[Event]:
    if evaluation.status != Status.NONE:
        return []
    frozen_scheme(command.scheme, act.rules)
    term = act.rules.policy.evaluation.self_assessment
    return [
        e.EvaluationOpened(
            branch=evaluation.branch,
            year=evaluation.year,
            self_assessment=set_deadline(ASSESS, act.acted_on, term, act.rules),
            **command.model_dump(include={"org", "round", "scheme", "last_star", "first_year", "visit"}),
            source=command.source,
        )
    ]


def _submit(
    command: c.SubmitSelfAssessment, act: Act[OwnCommand], evaluation: EvaluationState
) -> list[Event]:
    require(act, evaluation, Status.OPENED, Status.NOT_SUBMITTED)
    deadline = evaluation.deadline(ASSESS)
    if deadline is not None and act.acted_on > deadline.due_on:
        raise SelfAssessmentTooLateError(deadline.due_on)
    check_sheet(command.sheet, _scheme(act, evaluation))
    review = set_deadline(REVIEW, act.acted_on, act.rules.policy.evaluation.review, act.rules)
    return [
        e.SelfAssessmentSubmitted(
            sheet=command.sheet,
            documents=command.documents,
            reopened=evaluation.status == Status.NOT_SUBMITTED,
            review=review,
        )
    ]


def _review(command: c.ReviewAssessment, act: Act[OwnCommand], evaluation: EvaluationState) -> list[Event]:
    require(act, evaluation, Status.ASSESSED, Status.NOT_SUBMITTED)
    refuse_own_branch(act, evaluation)
    refuse_same_person(act, evaluation.submitters, e.SelfAssessmentSubmitted.kind_name())
    scheme = _scheme(act, evaluation)
    if evaluation.status == Status.NOT_SUBMITTED:
        scored = _unsubmitted(command.sheet, scheme)
        return [e.AssessmentReviewed(sheet=command.sheet, scored=scored, visit=None)]
    visit = set_deadline(VISIT, act.acted_on, act.rules.policy.evaluation.verification, act.rules)
    return [
        e.AssessmentReviewed(
            sheet=command.sheet,
            scored=_scored(command.sheet, scheme),
            visit=visit if evaluation.visit or to_look_into(command.sheet, evaluation) else None,
        )
    ]


def _unsubmitted(sheet: ScoreSheet, scheme: Scheme) -> Scored:
    """Return what a branch brings that submitted nothing: no points; what was found still counts. Source: [P]."""
    if sheet.scores:
        raise NothingSubmittedError(len(sheet.scores))
    check_findings(sheet.met, sheet.vetoes, scheme)
    return Scored(met=sheet.met, vetoes=sheet.vetoes)


def _scored(sheet: ScoreSheet, scheme: Scheme) -> Scored:
    return Scored(totals=category_totals(sheet, scheme), met=sheet.met, vetoes=sheet.vetoes)


def _verify(command: c.VerifyOnSite, act: Act[OwnCommand], evaluation: EvaluationState) -> list[Event]:
    require(act, evaluation, Status.REVIEWED)
    refuse_own_branch(act, evaluation)
    refuse_same_person(act, evaluation.submitters, e.SelfAssessmentSubmitted.kind_name())
    refuse_same_person(act, evaluation.reviewers, e.AssessmentReviewed.kind_name())
    scheme = _scheme(act, evaluation)
    sheet = _combined(command, evaluation, scheme)
    reviewers = tuple(sorted({*evaluation.reviewers, *act.deciders}))
    return [
        e.VerifiedOnSite(
            sheet=sheet,
            scored=_scored(sheet, scheme),
            documents=command.documents,
            reviewers=reviewers,
        )
    ]


def _combined(command: c.VerifyOnSite, evaluation: EvaluationState, scheme: Scheme) -> ScoreSheet:
    """
    Return the sheet that counts: of each indicator the score of whom the scheme names its scorer.

    What stands on the spot decides which standards are met; a veto counts whoever found it.
    """
    scorers = {indicator.code: indicator.scorer for indicator in scheme.indicators}
    for score in command.scores:
        if scorers.get(score.indicator) == Scorer.REVIEWER:
            raise OtherScorerError(score.indicator, Scorer.REVIEWER)
    reviewed = evaluation.sheet or ScoreSheet(scores=())
    kept = (score for score in reviewed.scores if scorers.get(score.indicator) == Scorer.REVIEWER)
    vetoes = tuple(sorted({*reviewed.vetoes, *command.vetoes}))
    return ScoreSheet(scores=(*kept, *command.scores), met=command.met, vetoes=vetoes)


def _propose(command: c.NoteProposal, act: Act[OwnCommand], evaluation: EvaluationState) -> list[Event]:
    if evaluation.status in {Status.LEFT, Status.VOID, *HAS_STAR}:
        return []
    require(act, evaluation, *(one for one in Status if one != Status.NONE))
    standing = (evaluation.star, evaluation.total, evaluation.reasons)
    known = evaluation.status in {Status.PROPOSED, Status.ON_NOTICE}
    if known and not command.fresh and standing == (command.star, command.total, command.reasons):
        return []
    return [
        e.StarProposed(star=command.star, total=command.total, reasons=command.reasons, fresh=command.fresh)
    ]


def _post(until: date, act: Act[OwnCommand], evaluation: EvaluationState) -> list[Event]:
    if evaluation.status in {Status.LEFT, Status.VOID, *HAS_STAR}:
        return []
    if evaluation.notice_until == until:
        return []
    require(act, evaluation, Status.PROPOSED)
    return [e.ProposalPosted(until=until)]


def _award(command: c.AwardStar, act: Act[OwnCommand], evaluation: EvaluationState) -> list[Event]:
    if evaluation.status in {Status.LEFT, Status.VOID, *HAS_STAR}:
        return []
    if evaluation.objections:
        raise ObjectionOpenError(", ".join(str(one.number) for one in evaluation.objections))
    require(act, evaluation, Status.ON_NOTICE)
    policy = act.rules.policy.evaluation
    star = command.star if evaluation.cap is None else min(command.star, evaluation.cap)
    return [
        e.StarAwarded(
            star=star,
            document=command.document,
            absorbed=star < command.star,
            appeal_until=due(act.acted_on, policy.appeal, act.rules.calendar).on,
            valid_until=due(act.acted_on, policy.repeat, act.rules.calendar).on,
        ),
        *due_with_star(star, act, evaluation),
    ]


def _scheme(act: Act[OwnCommand], evaluation: EvaluationState) -> Scheme:
    assert evaluation.scheme is not None  # noqa: S101  # an open evaluation has one
    return frozen_scheme(evaluation.scheme, act.rules)
