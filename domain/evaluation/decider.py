"""The decider of `evaluation/<branch>/<year>`."""

from typing import get_args

from domain.decider import Decider
from domain.evaluation.decide import OwnCommand, decide, passed, undo
from domain.evaluation.events import EvaluationEvent
from domain.evaluation.evolve import claims, evolve, tags, tasks
from domain.evaluation.state import EvaluationState

DECIDER = Decider(
    name="evaluation",
    state=EvaluationState,
    commands=get_args(OwnCommand),
    events=get_args(EvaluationEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    passed=passed,
    claims=claims,
    undo=undo,
    tags=tags,
)
