"""How an evaluation's state evolves, who is awaited, and what it asks of its round's stream."""

from typing import assert_never

from domain.deadlines import Deadline
from domain.evaluation import commands as c
from domain.evaluation import events as e
from domain.evaluation.facts import Objection, ProposedDowngrade
from domain.evaluation.state import (
    APPEAL,
    ASSESS,
    DOWNGRADE,
    REVIEW,
    ROUND,
    VETO,
    VISIT,
    EvaluationState,
    Status,
    objection_step,
    veto_step,
)
from domain.evaluation.vetoes import VetoDismissed, VetoesDue, VetoReported
from domain.evaluation.vetoing import concluded, evolve_vetoes
from domain.evaluation_round.service_commands import MoveStar
from domain.events import Fact
from domain.matter.commands import Claim, claim
from domain.orders import Command, Role
from domain.people import PersonId
from domain.tasks import Task


def evolve(evaluation: EvaluationState, fact: Fact[e.EvaluationEvent]) -> EvaluationState:  # noqa: C901  # one arm an event
    """Fold one event of an evaluation."""
    match fact.event:
        case e.EvaluationOpened() as event:
            return _opened(evaluation, event)
        case e.SelfAssessmentSubmitted(review=review):
            submitted = _at(evaluation, Status.ASSESSED, (review,))
            return _with(submitted, submitters=tuple(sorted(fact.deciders)))
        case e.SelfAssessmentMissed(review=review):
            return _at(evaluation, Status.NOT_SUBMITTED, (*evaluation.deadlines, review))
        case e.AssessmentReviewed(sheet=sheet, scored=scored, visit=visit):
            reviewed = _at(evaluation, Status.REVIEWED if visit else Status.VERIFIED, _only(visit))
            reviewed = _with(reviewed, sheet=sheet, scored=scored, reviewers=tuple(sorted(fact.deciders)))
            return concluded(reviewed, *scored.vetoes)
        case e.VerifiedOnSite(sheet=sheet, scored=scored, reviewers=reviewers):
            verified = _at(evaluation, Status.VERIFIED, ())
            verified = _with(verified, sheet=sheet, scored=scored, reviewers=reviewers)
            return concluded(verified, *verified.open_vetoes)
        case e.StarProposed() as event:
            return _proposed(evaluation, event)
        case e.ProposalPosted(until=until):
            return _with(evaluation, status=Status.ON_NOTICE, notice_until=until)
        case e.ObjectionRaised(number=number, decision=decision):
            raised = Objection(number=number, raised_by=tuple(sorted(fact.deciders)))
            return _with(
                evaluation,
                objections=(*evaluation.objections, raised),
                objections_raised=number,
                deadlines=(*evaluation.deadlines, decision),
            )
        case e.ObjectionInvestigated(number=number, finding=finding):
            return _investigated(evaluation, number, finding, fact.deciders)
        case e.ObjectionDismissed(number=number):
            return _without_objection(evaluation, number)
        case e.ObjectionUpheld(number=number, sheet=sheet, scored=scored):
            settled = _without_objection(evaluation, number)
            rescored = _with(settled, status=Status.RESCORED, sheet=sheet, scored=scored)
            return concluded(rescored, *scored.vetoes)
        case VetoReported() | VetoDismissed() | VetoesDue() as event:
            return evolve_vetoes(evaluation, event, fact)
        case award:
            return _afterwards(evaluation, award, tuple(sorted(fact.deciders)))


def _afterwards(  # noqa: C901  # one arm an event
    evaluation: EvaluationState, event: e.AwardEvent, by: tuple[PersonId, ...]
) -> EvaluationState:
    match event:
        case e.StarAwarded(star=star, appeal_until=appeal_until, valid_until=valid_until):
            awarded = _settled(evaluation, star)
            return _with(awarded, appeal_until=appeal_until, valid_until=valid_until)
        case e.AwardAppealed(decision=decision) | e.ObjectionAppealed(decision=decision):
            appealed = _at(evaluation, Status.APPEALED, (decision,))
            return _with(appealed, closed=False, appellants=by)
        case e.AppealDismissed() | e.DowngradeRefused():
            return _settled(evaluation, evaluation.star)
        case e.AppealUpheld(star=star) | e.StarLowered(star=star):
            return _settled(evaluation, star)
        case e.DowngradeProposed(veto=veto, star=star, decision=decision):
            proposed = ProposedDowngrade(veto=veto, star=star, proposed_by=by)
            waiting = concluded(_at(evaluation, Status.DOWNGRADING, (decision,)), veto)
            return _with(waiting, closed=False, downgrade=proposed)
        case e.StarAbsorbed(star=star, lowered_to=lowered_to):
            kept = evaluation.star if lowered_to is None else lowered_to
            absorbed = _with(evaluation, cap=star, star=kept)
            return _settled(absorbed, kept) if absorbed.status == Status.AWARDED else absorbed
        case e.EvaluationEnded(ranked=ranked):
            return _closed(evaluation, Status.VOID if ranked else Status.LEFT)
        case e.AwardUndone():
            back = _at(evaluation, Status.ON_NOTICE, ())
            return _with(
                back, closed=False, downgrade=None, appellants=(), appeal_until=None, valid_until=None
            )
        case e.ProposalUndone():
            back = _at(evaluation, Status.VERIFIED, ())
            return _with(back, star=0, total=0, reasons=(), notice_until=None, objections=())
        case e.EvaluationUndone():
            return _closed(evaluation, Status.VOID)
        case unknown:
            assert_never(unknown)


def _with(evaluation: EvaluationState, **changes: object) -> EvaluationState:
    return evaluation.model_copy(update=changes)


def _at(evaluation: EvaluationState, status: Status, deadlines: tuple[Deadline, ...]) -> EvaluationState:
    """Go on to a step; what is awaited about a veto goes on beside it."""
    known = {one.action for one in deadlines}
    vetoes = (one for one in evaluation.deadlines if one.action.startswith(f"{VETO}."))
    return _with(
        evaluation,
        status=status,
        deadlines=(*deadlines, *(one for one in vetoes if one.action not in known)),
    )


def _only(deadline: Deadline | None) -> tuple[Deadline, ...]:
    return () if deadline is None else (deadline,)


def _opened(evaluation: EvaluationState, event: e.EvaluationOpened) -> EvaluationState:
    told = event.model_dump(include={"org", "round", "scheme", "last_star", "visit"})
    return _at(_with(evaluation, **told), Status.OPENED, (event.self_assessment,))


def _proposed(evaluation: EvaluationState, event: e.StarProposed) -> EvaluationState:
    """Fold a proposal: one that is not fresh stays on the notice it has."""
    stays = not event.fresh and evaluation.notice_until is not None
    return _with(
        evaluation,
        status=Status.ON_NOTICE if stays else Status.PROPOSED,
        notice_until=evaluation.notice_until if stays else None,
        star=event.star,
        total=event.total,
        reasons=event.reasons,
    )


def _investigated(
    evaluation: EvaluationState, number: int, finding: str, by: frozenset[PersonId]
) -> EvaluationState:
    def found(one: Objection) -> Objection:
        if one.number != number:
            return one
        investigators = tuple(sorted({*one.investigated_by, *by}))
        return one.model_copy(update={"finding": finding, "investigated_by": investigators})

    return _with(evaluation, objections=tuple(found(one) for one in evaluation.objections))


def _without_objection(evaluation: EvaluationState, number: int) -> EvaluationState:
    left = tuple(one for one in evaluation.objections if one.number != number)
    return _with(evaluation, objections=left, deadlines=evaluation.without(objection_step(number)))


def _settled(evaluation: EvaluationState, star: int) -> EvaluationState:
    """Give a star, or none; it is closed unless a veto waits that could cost the star."""
    awarded = _with(_at(evaluation, Status.AWARDED, ()), star=star, downgrade=None, appellants=())
    waiting = awarded.awaited_vetoes
    return _with(awarded, closed=not waiting, deadlines=awarded.deadlines if waiting else ())


def _closed(evaluation: EvaluationState, status: Status) -> EvaluationState:
    return _with(evaluation, status=status, deadlines=(), objections=(), downgrade=None, closed=True)


_AWAITED: dict[Status, tuple[str, Role, tuple[type[Command], ...]]] = {
    Status.OPENED: (ASSESS, Role.OPERATOR, (c.SubmitSelfAssessment,)),
    Status.ASSESSED: (REVIEW, Role.REVIEWER, (c.ReviewAssessment,)),
    Status.NOT_SUBMITTED: (REVIEW, Role.REVIEWER, (c.ReviewAssessment,)),
    Status.REVIEWED: (VISIT, Role.EVALUATOR, (c.VerifyOnSite,)),
    Status.VERIFIED: (ROUND, Role.SERVICE, (c.NoteProposal,)),
    Status.PROPOSED: (ROUND, Role.SERVICE, (c.PostProposal,)),
    Status.ON_NOTICE: (ROUND, Role.SERVICE, (c.NoteProposal, c.AwardStar)),
    Status.RESCORED: (ROUND, Role.SERVICE, (c.NoteProposal,)),
    Status.APPEALED: (APPEAL, Role.APPROVER, (c.DecideAppeal,)),
    Status.DOWNGRADING: (DOWNGRADE, Role.APPROVER, (c.DecideDowngrade,)),
}


def tasks(evaluation: EvaluationState) -> list[Task]:
    """Return who is awaited; while the round goes on, that is the service, and whoever has an objection to decide."""
    if evaluation.status in {Status.NONE, Status.LEFT, Status.VOID}:
        return []
    steps = [_task(*_AWAITED[evaluation.status], evaluation)] if evaluation.status in _AWAITED else []
    objections = [_objection_task(one, evaluation) for one in evaluation.objections]
    vetoes = [_veto_task(one, evaluation) for one in evaluation.awaited_vetoes]
    return [*steps, *objections, *vetoes]


_SETTLING: dict[Status, type[Command]] = {
    Status.REVIEWED: c.VerifyOnSite,
    Status.AWARDED: c.ProposeDowngrade,
}
"""What concludes a veto that holds, where it can be concluded at once; a dismissal does always."""


def _veto_task(veto: str, evaluation: EvaluationState) -> Task:
    settling = _SETTLING.get(evaluation.status)
    commands = (c.DismissVeto,) if settling is None else (settling, c.DismissVeto)
    return _task(veto_step(veto), Role.EVALUATOR, commands, evaluation)


def _objection_task(objection: Objection, evaluation: EvaluationState) -> Task:
    step = objection_step(objection.number)
    if objection.finding is None:
        return _task(step, Role.REVIEWER, (c.InvestigateObjection,), evaluation)
    return _task(step, Role.APPROVER, (c.DecideObjection,), evaluation)


def _task(action: str, role: Role, commands: tuple[type[Command], ...], evaluation: EvaluationState) -> Task:
    kinds = tuple(one.kind_name() for one in commands)
    return Task(action=action, role=role, org=evaluation.org, commands=kinds)


def claims(event: e.EvaluationEvent, evaluation: EvaluationState) -> list[Claim]:
    """Return what an event asks of the round: a place among its stars, so that no quota is ever exceeded."""
    match event:
        case e.AppealUpheld(star=star) | e.StarLowered(star=star):
            return [claim(evaluation.round, MoveStar(branch=evaluation.branch, star=star))]
        case e.StarAwarded(star=star, absorbed=True) | e.StarAbsorbed(lowered_to=int(star)):
            return [claim(evaluation.round, MoveStar(branch=evaluation.branch, star=star, absorbed=True))]
        case _:
            return []


def tags(evaluation: EvaluationState) -> frozenset[str]:
    """Return what the evaluation is found by: org, branch, round."""
    if evaluation.status == Status.NONE:
        return frozenset()
    named = {"org": evaluation.org, "branch": evaluation.branch, "round": evaluation.round}
    return frozenset(f"{what}:{value}" for what, value in named.items())
