"""
The map of a process (流程图): which command led from which step to which, as far as tests have proved.

`domain/maps/*.json` is written by `make tables` from the same sentences as `docs/processes/`, refusals left out, and
`make check` fails when it is stale: what is drawn is what the tests prove. It is no rule, and nothing decides by it.
"""

from collections.abc import Iterable
from typing import Any

from domain.catalogue import Catalogue, Said
from domain.model import Identifier, Model
from domain.orders import Role
from domain.processes import DECIDERS


class Place(Model):
    """Where a case stands: its status, and whether it is closed (办结) with it."""

    status: Identifier
    closed: bool = False

    @property
    def key(self) -> str:
        """As addresses hold it: `filed`, or `filed.closed`."""
        return f"{self.status}.closed" if self.closed else self.status


class Transition(Model):
    """A command, as its kind, that `roles` may give, caused `events` and led from one place to another, or to the same."""

    before: Place
    command: Identifier
    roles: tuple[Role, ...]
    events: tuple[str, ...]
    after: Place

    @property
    def moves(self) -> bool:
        """Whether the case stands elsewhere afterwards."""
        return self.before != self.after


class ProcessMap(Model):
    """All that was proved of one process. A case that rests (中止) is left out: it stands where it stood."""

    process: str
    transitions: tuple[Transition, ...]

    @property
    def start(self) -> Place:
        """Where a case stands before its first entry."""
        status = DECIDERS[self.process].state.model_fields["status"].default
        return Place(status=str(status))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place once: open ones first, each in the order in which the domain declares its statuses."""
        order = {str(status): at for at, status in enumerate(_statuses(self.process))}
        ends = {place for one in self.transitions for place in (one.before, one.after)}
        return tuple(sorted(ends | {self.start}, key=lambda one: (one.closed, order[one.status])))

    def taken(self, command: str, place: Place) -> bool:
        """Whether a command, by its kind, was proved to be taken where a case stands there."""
        return any(one.command == command and one.before == place for one in self.transitions)

    def place(self, key: str) -> Place | None:
        """Return the place of an address, or None."""
        return next((one for one in self.places if one.key == key), None)


def maps_of(texts: Iterable[str]) -> dict[str, ProcessMap]:
    """Return the maps that come with the service (JSON, one a process), by process."""
    read = (ProcessMap.model_validate_json(text) for text in texts)
    return {one.process: one for one in read}


def name_of(process: str, place: Place, catalogue: Catalogue) -> Said:
    """Return the name of a status in a process."""
    return catalogue.label(_statuses(process)(place.status))


def _statuses(process: str) -> Any:  # noqa: ANN401  # the class of an enumeration
    return DECIDERS[process].state.model_fields["status"].annotation
