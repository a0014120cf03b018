"""The decider of `enterprise/<e>`."""

from typing import get_args

from domain.decider import Decider
from domain.enterprise.decide import OwnCommand, decide
from domain.enterprise.events import EnterpriseEvent
from domain.enterprise.evolve import claims, evolve, tags, tasks
from domain.enterprise.state import EnterpriseState

DECIDER = Decider(
    name="enterprise",
    state=EnterpriseState,
    commands=get_args(OwnCommand),
    events=get_args(EnterpriseEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    claims=claims,
    tags=tags,
)
