"""The decider of `appointment/<branch>/<n>`."""

from typing import get_args

from domain.appointment.decide import OwnCommand, decide, passed, undo
from domain.appointment.events import AppointmentEvent
from domain.appointment.evolve import claims, evolve, tags, tasks
from domain.appointment.state import AppointmentState
from domain.decider import Decider

DECIDER = Decider(
    name="appointment",
    state=AppointmentState,
    commands=get_args(OwnCommand),
    events=get_args(AppointmentEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    passed=passed,
    claims=claims,
    undo=undo,
    tags=tags,
)
