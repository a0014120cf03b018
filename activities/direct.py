"""Acts on streams that need no workflow: documents, rosters, registers; nobody waits in them."""

from datetime import datetime
from typing import Any

from activities.recording import Recorder
from activities.relayed import RelayedError
from activities.requesting import record_request
from activities.wire import LoadRequest, Receipt, RecordOutcome, Spent
from domain.clock import RealOrRehearsal
from domain.deciding import decide
from domain.orders import Act, Order
from domain.processes import decider_of


class DirectRecorder:
    """Decides and records an act in one go; the journal guards against doubles and lost updates."""

    def __init__(self, recorder: Recorder, clock: RealOrRehearsal) -> None:
        self._recorder = recorder
        self._clock = clock

    async def settle(self, stream: str, order: Order[Any], now: datetime) -> Receipt:
        """Record what an order causes; a repetition finds its first answer. Raises what the rules refuse."""
        decider = decider_of(stream)
        at = self._clock.read(now)
        while True:
            loaded = await self._recorder.load(LoadRequest(stream=stream, at=at, asked=order.command_id))
            done = next((one for one in loaded.spent if one.command_id == order.command_id), None)
            if done is not None:
                return _receipt(stream, done)
            state = decider.state.model_validate_json(loaded.state)
            act = Act(order=order, at=at, rules=loaded.rules)
            decision = decide(decider, act, state)
            answer = await self._recorder.record(record_request(decider, state, act, decision, self._clock))
            if answer.refused is not None:
                raise RelayedError(answer.refused)
            if answer.outcome is not RecordOutcome.CONFLICT:
                return _receipt(stream, answer.spent[-1])


def _receipt(stream: str, spent: Spent) -> Receipt:
    return Receipt(stream=stream, version=spent.version, position=spent.position, already_so=spent.already_so)
