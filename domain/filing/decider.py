"""The decider of `filing/<contract>/<n>`."""

from typing import get_args

from domain.decider import Decider
from domain.filing.decide import OwnCommand, decide, passed
from domain.filing.events import FilingEvent
from domain.filing.evolve import claims, evolve, tags, tasks
from domain.filing.state import FilingState

DECIDER = Decider(
    name="filing",
    state=FilingState,
    commands=get_args(OwnCommand),
    events=get_args(FilingEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    passed=passed,
    claims=claims,
    tags=tags,
)
