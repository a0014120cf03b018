"""The decider of `branch/<id>`."""

from typing import get_args

from domain.branch.claims import claims, tags
from domain.branch.decide import OwnCommand, decide, passed, undo
from domain.branch.events import BranchEvent
from domain.branch.evolve import evolve
from domain.branch.state import BranchState
from domain.branch.waiting import tasks
from domain.decider import Decider

DECIDER = Decider(
    name="branch",
    state=BranchState,
    commands=get_args(OwnCommand),
    events=get_args(BranchEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    passed=passed,
    claims=claims,
    undo=undo,
    tags=tags,
)
