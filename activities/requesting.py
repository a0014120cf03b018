"""What is asked of the record activity, whoever asks: a workflow, or an act that needs none. Pure."""

from typing import Any

from activities.wire import RecordRequest
from domain.clock import RealOrRehearsal
from domain.decider import Decider
from domain.deciding import Decision, tags_after
from domain.matter.state import Matter
from domain.orders import Act


def record_request(
    decider: Decider[Any], state: Matter, act: Act[Any], decision: Decision, clock: RealOrRehearsal
) -> RecordRequest:
    """Return the request to append what `act` causes after `state`; its tags are those of the state it leads to."""
    return RecordRequest(
        stream=state.stream,
        expected=state.version,
        order=act.order.model_dump_json(),
        acted_on=act.acted_on,
        at=act.at,
        stamp=act.rules.stamp,
        events=tuple(event.model_dump_json() for event in decision.events),
        claims=decision.claims,
        tags=tags_after(decider, act, decision.events, state),
        clock=clock,
    )
