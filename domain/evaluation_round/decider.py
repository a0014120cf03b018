"""The decider of `evaluation-round/<org>/<year>`."""

from typing import get_args

from domain.decider import Decider
from domain.evaluation_round.decide import OwnCommand, decide
from domain.evaluation_round.events import RoundEvent
from domain.evaluation_round.evolve import evolve, tags, tasks
from domain.evaluation_round.state import RoundState

DECIDER = Decider(
    name="evaluation-round",
    state=RoundState,
    commands=get_args(OwnCommand),
    events=get_args(RoundEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
)
