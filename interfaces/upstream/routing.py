"""Which orders follow from an event as things stand: what it looks at is loaded for it, round by round."""

from datetime import date

from domain.dates import local_day
from domain.inbox.told import CloudEvent
from domain.matter.state import Matter
from domain.model import StreamName
from domain.upstream.data import Routed
from domain.upstream.looking import NeedsMore, looking
from domain.upstream.routing import parse, route
from interfaces.desk.enquiries import Enquiries
from interfaces.upstream.times import moment

_ROUNDS = 20
"""So often routing may ask for more; three is what the longest way takes."""


async def routed(event: CloudEvent, received_on: date, desk: Enquiries) -> list[Routed]:
    """
    Return the orders, in the order in which they are to be given.

    Raises the `DomainError` for which nobody takes the event, `RefusedError`, `DeskUnavailableError`.
    """
    data = parse(event.type, event.data or "")
    known: dict[StreamName, Matter] = {}
    wanted = data.wants()
    for _ in range(_ROUNDS):
        for stream in wanted:
            known[stream] = (await desk.state(stream)).state
        try:
            return route(data, _occurred_on(event, received_on), looking(known))
        except NeedsMore as more:
            wanted = more.streams
    message = f"routing {event.type} asks for ever: {', '.join(wanted)}"
    raise RuntimeError(message)


def _occurred_on(event: CloudEvent, received_on: date) -> date:
    """Return the local day of an event: nothing is told before it happened, whatever the sender's clock says."""
    told = moment(event.time) if event.time else None
    return min(local_day(told), received_on) if told else received_on
