"""Time that is told although what it causes was refused elsewhere."""

from domain.dates import end_of
from domain.deciding import decide
from domain.matter.commands import Tick
from domain.matter.events import DeadlinePassed, DeadlineReminded
from domain.orders import Act, Actor, Order, Role
from infra.ids import new_id
from tests.domain.test_filing import CONSENT, DISMISSAL
from tests.spec import did


def test_time_is_told_even_where_what_it_causes_is_refused_elsewhere() -> None:
    scene = CONSENT.given(did(DISMISSAL, on="2026-10-12"))
    deadline = scene.state.deadline("answer_filing")
    time = Actor(id="service", role=Role.SERVICE, org="service")
    order = Order(
        command_id=new_id(), actor=time, command=Tick(due=end_of(deadline.due_on), refused="contract.ended")
    )
    act = Act(order=order, at=end_of(deadline.due_on), rules=CONSENT.rules)
    told = [type(event) for event in decide(CONSENT.decider, act, scene.state).events]
    assert told == [DeadlineReminded, DeadlinePassed]
