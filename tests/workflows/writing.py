"""Writes into a stream behind the back of its workflow, as claims of other streams do."""

from activities.direct import DirectRecorder
from activities.recording import Recorder
from activities.rulebook import Rulebook
from activities.wire import Receipt
from domain.orders import Command
from infra.clock import now
from tests.service import REAL, Service, order


async def write_behind(service: Service, stream: str, command: Command) -> Receipt:
    """Record an act in the journal without its workflow."""
    recorder = DirectRecorder(Recorder(service.journal, Rulebook(service.journal)), REAL)
    return await recorder.settle(stream, order(command), now())
