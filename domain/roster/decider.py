"""The decider of `roster/<province>`."""

from typing import get_args

from domain.decider import Decider, org_tag
from domain.roster.commands import OwnCommand
from domain.roster.decide import decide
from domain.roster.events import RosterEvent
from domain.roster.evolve import evolve, tasks
from domain.roster.state import RosterState

DECIDER = Decider(
    name="roster",
    state=RosterState,
    commands=get_args(OwnCommand),
    events=get_args(RosterEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=org_tag,
    workflow=False,
)
