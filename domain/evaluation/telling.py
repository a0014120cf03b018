"""What an evaluation tells its round, its branch, and the successor of its branch."""

from typing import NamedTuple

from domain.branch.events import BranchAdjusted, BranchDissolved, EvaluationNoted
from domain.branch.service_commands import NoteEvaluation, NoteStar
from domain.branch.state import BranchState
from domain.evaluation import events as e
from domain.evaluation.commands import NoteBranchEnded
from domain.evaluation.facts import Scored
from domain.evaluation.service_commands import AbsorbStar
from domain.evaluation.state import EvaluationState
from domain.evaluation_round.service_commands import NoteLeft, NoteObjection, NoteReviewed
from domain.events import Event
from domain.model import StreamName
from domain.orders import Command
from domain.people import PersonId


class Told(NamedTuple):
    """A command for another process."""

    to: StreamName
    command: Command


def told(event: Event, evaluation: EvaluationState) -> list[Told]:
    """Return what an event tells others; `evaluation` is the state after it."""
    match event:
        case e.StarAwarded(star=star) | e.AppealUpheld(star=star) | e.StarLowered(star=star):
            return [_star(star, evaluation)]
        case e.EvaluationOpened():
            return [Told(f"branch/{evaluation.branch}", NoteEvaluation(evaluation=evaluation.stream))]
        case e.StarAbsorbed(lowered_to=lowered_to):
            return [] if lowered_to is None else [_star(lowered_to, evaluation)]
        case e.EvaluationEnded():
            return _ended(event, evaluation)
        case e.AwardUndone():
            return [_star(0, evaluation)]
        case _:
            return _to_round(event, evaluation)


def _to_round(event: Event, evaluation: EvaluationState) -> list[Told]:
    match event:
        case e.EvaluationUndone():
            return [_left(evaluation)]
        case e.AssessmentReviewed(scored=scored, visit=None) | e.VerifiedOnSite(scored=scored):
            return [_scored(scored, evaluation.reviewers, evaluation)]
        case e.ObjectionRaised(number=number):
            return [_objection(number, evaluation, pending=True)]
        case e.ObjectionDismissed(number=number):
            return [_objection(number, evaluation, pending=False)]
        case e.ObjectionUpheld(number=number, scored=scored):
            # the score first: between the two the round must not take the old ranking for settled
            return [_scored(scored, (), evaluation), _objection(number, evaluation, pending=False)]
        case _:
            return []


def _scored(scored: Scored, by: tuple[PersonId, ...], evaluation: EvaluationState) -> Told:
    return Told(evaluation.round, NoteReviewed(branch=evaluation.branch, scored=scored, by=by))


def _objection(number: int, evaluation: EvaluationState, *, pending: bool) -> Told:
    noted = NoteObjection(branch=evaluation.branch, number=number, pending=pending)
    return Told(evaluation.round, noted)


def _star(star: int, evaluation: EvaluationState) -> Told:
    noted = NoteStar(year=evaluation.year, star=star, evaluation=evaluation.stream)
    return Told(f"branch/{evaluation.branch}", noted)


def _left(evaluation: EvaluationState) -> Told:
    return Told(evaluation.round, NoteLeft(branch=evaluation.branch))


def _ended(event: e.EvaluationEnded, evaluation: EvaluationState) -> list[Told]:
    """Tell the round, and a successor the star it is not to exceed until the next round [P]."""
    left = [_left(evaluation)]
    if event.successor is None or event.star is None:
        return left
    absorbed = AbsorbStar(star=event.star, merged=evaluation.stream)
    return [*left, Told(f"evaluation/{event.successor}/{evaluation.year}", absorbed)]


def branch_ended(
    event: BranchDissolved | BranchAdjusted | EvaluationNoted, branch: BranchState
) -> list[Told]:
    """
    Tell the evaluations of a branch that is no more, dissolved or merged: those without a star, and that of its last.

    One that was opened while the branch ended is told as soon as the branch hears of it.
    """
    if branch.ending is None:
        return []
    ended = NoteBranchEnded(successor=branch.ending.into, document=branch.ending.document)
    if isinstance(event, EvaluationNoted):
        return [Told(event.evaluation, ended)]
    last = max((one for one in branch.stars if one.evaluation), key=lambda one: one.year, default=None)
    starred = () if last is None or last.evaluation is None else (last.evaluation,)
    return [Told(one, ended) for one in (*starred, *branch.unawarded)]
