"""What a workflow answers when it ends, and when it is asked."""

from activities.wire import Refused
from domain.model import Model, StreamName
from domain.tasks import Task


class Outcome(Model):
    """How a run ended: at which version; `refused`: the rule that refused its opening order."""

    stream: StreamName
    version: int
    refused: Refused | None = None


class Standing(Model):
    """Where a case stands, for whoever asks the workflow itself; not `loaded`: the journal has not answered yet."""

    stream: StreamName
    version: int
    status: str
    closed: bool
    tasks: tuple[Task, ...]
    loaded: bool = True
