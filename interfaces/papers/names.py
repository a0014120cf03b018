"""What branches and enterprises were called when a document was issued (名称)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from domain.model import StreamName


class Asked(NamedTuple):
    """Whose name a document needs, and as of which moment."""

    stream: StreamName
    at: datetime


class Named(NamedTuple):
    """A name. `at`: the moment it is asked for; None: whenever."""

    stream: StreamName
    name: str
    at: datetime | None = None


class Names:
    """Names that were looked up. Who has none is called by the id; `missed` remembers who that was."""

    def __init__(self, named: Iterable[Named] = ()) -> None:
        self._named = {(one.stream, one.at): one.name for one in named}
        self._missed: dict[Asked, None] = {}

    def of(self, stream: StreamName, at: datetime) -> str:
        """Return the name of a branch or enterprise at a moment."""
        name = self._named.get((stream, at)) or self._named.get((stream, None))
        if name is None:
            self._missed[Asked(stream, at)] = None
        return name or stream.partition("/")[2]

    @property
    def missed(self) -> tuple[Asked, ...]:
        """Whose names were asked for and are not known here, in the order they were asked for."""
        return tuple(self._missed)
