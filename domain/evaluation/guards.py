"""What several steps of an evaluation ask first."""

from typing import Any

from domain.evaluation.refusals import OwnBranchError
from domain.evaluation.state import EvaluationState, Status
from domain.four_eyes import refuse_same_person
from domain.matter.errors import NotNowError
from domain.orders import Act


def require(act: Act[Any], evaluation: EvaluationState, *possible: Status) -> None:
    """Refuse a step that does not belong to the state."""
    if evaluation.status not in possible:
        raise NotNowError(act.command.kind, evaluation.status, possible)


def refuse_own_branch(act: Act[Any], evaluation: EvaluationState) -> None:
    """Refuse somebody of the branch's own organisation: reviewers do not review their own branch (回避). Source: P."""
    if act.order.actor.org == evaluation.org:
        raise OwnBranchError(evaluation.org)


def refuse_judged_before(act: Act[Any], evaluation: EvaluationState) -> None:
    """Refuse whoever submitted, reviewed or verified: neither may decide (经办、审核、审批分离)."""
    refuse_own_branch(act, evaluation)
    refuse_same_person(act, evaluation.submitters, "evaluation.self_assessed.v1")
    refuse_same_person(act, evaluation.reviewers, "evaluation.reviewed.v1")
