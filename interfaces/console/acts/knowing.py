"""What a form begins with: what the records say that somebody may read, before they write."""

from collections.abc import Iterator

from domain.known.asking import known
from domain.known.telling import Known
from domain.model import StreamName
from domain.orders import Command
from domain.processes import is_decided
from interfaces.console.visiting import Visitor
from interfaces.desk.answers import Reading, RefusedError
from interfaces.desk.names import SHAPES
from interfaces.http.asked import parts_of
from interfaces.http.readers import may_read


async def known_of_new(
    visitor: Visitor, process: str, command: type[Command], parts: tuple[str, ...], about: StreamName | None
) -> tuple[Known, ...]:
    """
    Return what is known of a case that is opened.

    By what it is about, by the case of its kind before it, and by what its name begins with, in this order: what is
    told first counts. Who may not read one of them is told nothing by it.
    """
    of = parts[0] if parts else ""
    told: list[Known] = []
    for stream in (about, *await _before(visitor, process, of)):
        reading = await _read(visitor, stream) if stream else None
        told += known(command, reading.state, of) if reading else ()
    return tuple(told)


async def _before(visitor: Visitor, process: str, of: str) -> tuple[StreamName, ...]:
    """Return the last case under the same name, and what they are under: `filing/K-1/2` and `contract/K-1`."""
    shape = SHAPES[process]
    if not (of and shape.parts):
        return ()
    parent = f"{shape.parts[0].lower()}/{of}"
    reading = await _read(visitor, parent) if is_decided(parent) else None
    return (*_last(reading, process, of), parent) if reading else ()


def _last(parent: Reading, process: str, of: str) -> Iterator[StreamName]:
    serials = getattr(parent.state, "serials", None)
    number = serials.following(process) - 1 if serials else 0
    if number:
        yield f"{process}/{of}/{number}"


async def _read(visitor: Visitor, stream: StreamName) -> Reading | None:
    """Return what stands in a stream; None where there is nothing, or nothing for who looks."""
    try:
        reading = await parts_of(visitor.caller.request).desk.state(stream)
    except RefusedError:  # a name that nothing has
        return None
    return reading if reading.version and may_read(visitor.caller, reading) else None
