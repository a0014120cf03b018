"""What routing may look at: the states of streams, asked for in rounds, since it does no I/O itself."""

from collections.abc import Callable, Mapping

from domain.matter.state import Matter
from domain.model import StreamName

Look = Callable[[StreamName], Matter]
"""
Answers the state of a stream as it stands; one without entries is at version 0.

Raises `NeedsMore` for a stream that was not loaded.
"""


class NeedsMore(Exception):  # noqa: N818  # no error: a question to whoever loads states
    """Routing must see more streams before it can say where an event goes: load `streams`, and route again."""

    def __init__(self, *streams: StreamName) -> None:
        self.streams = streams
        super().__init__(", ".join(streams))


def looking(known: Mapping[StreamName, Matter]) -> Look:
    """Return a look at what was loaded; what was not is asked for by `NeedsMore`."""

    def look(stream: StreamName) -> Matter:
        if stream not in known:
            raise NeedsMore(stream)
        return known[stream]

    return look
