"""The decider of `investigation/<enterprise>/<n>`."""

from typing import get_args

from domain.decider import Decider
from domain.investigation.decide import OwnCommand, decide
from domain.investigation.events import InvestigationEvent
from domain.investigation.evolve import claims, evolve, tags, tasks
from domain.investigation.state import InvestigationState

DECIDER = Decider(
    name="investigation",
    state=InvestigationState,
    commands=get_args(OwnCommand),
    events=get_args(InvestigationEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    claims=claims,
    tags=tags,
)
