"""The decider of `establishment/<id>`."""

from typing import get_args

from domain.decider import Decider
from domain.establishment.awaited import tags, tasks
from domain.establishment.blocked import undo
from domain.establishment.claims import claims
from domain.establishment.decide import OwnCommand, decide
from domain.establishment.events import EstablishmentEvent
from domain.establishment.evolve import evolve
from domain.establishment.state import EstablishmentState

DECIDER = Decider(
    name="establishment",
    state=EstablishmentState,
    commands=get_args(OwnCommand),
    events=get_args(EstablishmentEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    claims=claims,
    undo=undo,
    tags=tags,
)
