"""What may still happen to a star: an appeal, a veto within the year, the end of the branch. Source: domain.md §9."""

from typing import Any

from domain.deadlines import set_deadline
from domain.evaluation import commands as c
from domain.evaluation import events as e
from domain.evaluation.facts import EndGround
from domain.evaluation.guards import refuse_judged_before, refuse_own_branch, require
from domain.evaluation.refusals import (
    AboveMergedError,
    AppealTooLateError,
    NotLowerError,
    SameStarError,
    VetoTooLateError,
)
from domain.evaluation.schemes import frozen_scheme
from domain.evaluation.state import APPEAL, DOWNGRADE, HAS_STAR, RANKED, EvaluationState, Status
from domain.evaluation.vetoes import VetoReported
from domain.evaluation.vetoing import due_with_star
from domain.events import Event
from domain.four_eyes import refuse_same_person
from domain.orders import Act
from domain.stars.scoring import check_findings


def appeal(command: c.AppealAward, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Appeal against the award, until the last day for it, included; the award stands until decided [P]."""
    if evaluation.status == Status.APPEALED:
        return []
    require(act, evaluation, Status.AWARDED)
    until = evaluation.appeal_until
    assert until is not None  # noqa: S101  # every award has such a day
    if act.acted_on > until:
        raise AppealTooLateError(until)
    decision = set_deadline(APPEAL, act.acted_on, act.rules.policy.evaluation.objection_decision, act.rules)
    return [e.AwardAppealed(reasons=command.reasons, documents=command.documents, decision=decision)]


def decide_appeal(command: c.DecideAppeal, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """
    Let the award stand, or give another star; the round sees to it that no quota is exceeded.

    After a merger not more than the lower star, until the next round.
    """
    require(act, evaluation, Status.APPEALED)
    refuse_judged_before(act, evaluation)
    refuse_same_person(act, evaluation.appellants, e.AwardAppealed.kind_name())
    if command.star is None:
        return [e.AppealDismissed(reasons=command.reasons, document=command.document)]
    if command.star == evaluation.star:
        raise SameStarError(command.star)
    if evaluation.cap is not None and command.star > evaluation.cap:
        raise AboveMergedError(command.star, evaluation.cap)
    return [
        e.AppealUpheld(
            before=evaluation.star, star=command.star, reasons=command.reasons, document=command.document
        ),
        *due_with_star(command.star, act, evaluation),
    ]


def propose_downgrade(command: c.ProposeDowngrade, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Propose a lower star for a veto that came up before the next round is due. Source: domain.md §9, L."""
    require(act, evaluation, Status.AWARDED)
    refuse_own_branch(act, evaluation)
    until = evaluation.valid_until
    assert until is not None  # noqa: S101  # every award has such a day
    if act.acted_on > until:
        raise VetoTooLateError(until)
    assert evaluation.scheme is not None  # noqa: S101  # what was awarded was opened
    check_findings((), (command.veto,), frozen_scheme(evaluation.scheme, act.rules))
    if command.star >= evaluation.star:
        raise NotLowerError(command.star, evaluation.star)
    decision = set_deadline(DOWNGRADE, act.acted_on, act.rules.policy.evaluation.veto_decision, act.rules)
    return [
        e.DowngradeProposed(
            veto=command.veto,
            star=command.star,
            reasons=command.reasons,
            documents=command.documents,
            decision=decision,
        )
    ]


def decide_downgrade(command: c.DecideDowngrade, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Lower the star as proposed, or let it stand; who proposed it, or told of the veto, does not decide."""
    require(act, evaluation, Status.DOWNGRADING)
    proposed = evaluation.downgrade
    assert proposed is not None  # noqa: S101  # the state says so
    refuse_own_branch(act, evaluation)
    refuse_same_person(act, proposed.proposed_by, e.DowngradeProposed.kind_name())
    refuse_same_person(act, evaluation.reporters(proposed.veto), VetoReported.kind_name())
    if not command.granted:
        return [e.DowngradeRefused(reasons=command.reasons, document=command.document)]
    return [
        e.StarLowered(
            before=evaluation.star,
            star=proposed.star,
            vetoes=(proposed.veto,),
            reasons=command.reasons,
            document=command.document,
        )
    ]


def absorb(command: c.AbsorbStar, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Keep the lower star of two merged branches until the next round; before the award it is a ceiling [P]."""
    _require_some(act, evaluation)
    over = evaluation.status in {Status.LEFT, Status.VOID}
    if over or (evaluation.cap is not None and evaluation.cap <= command.star):
        return []
    lowers = evaluation.status in HAS_STAR and command.star < evaluation.star
    return [
        e.StarAbsorbed(merged=command.merged, star=command.star, lowered_to=command.star if lowers else None)
    ]


def end(command: c.NoteBranchEnded, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """
    End it with its branch: before the ranking it leaves the base, afterwards its star is void and the base stays.

    Source: domain.md §9 [P].
    """
    if evaluation.status in {Status.LEFT, Status.VOID}:
        return []
    _require_some(act, evaluation)
    if not act.by_service:
        refuse_own_branch(act, evaluation)
    ranked = evaluation.status in RANKED
    return [
        e.EvaluationEnded(
            ground=EndGround.MERGED if command.successor else EndGround.DISSOLVED,
            successor=command.successor,
            document=command.document,
            ranked=ranked,
            star=evaluation.star if ranked else None,
        )
    ]


def _require_some(act: Act[Any], evaluation: EvaluationState) -> None:
    """Refuse what is said of an evaluation that was never opened."""
    require(act, evaluation, *(status for status in Status if status != Status.NONE))
