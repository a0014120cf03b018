"""What reading a case answers."""

from collections.abc import Set as AbstractSet
from datetime import date

from domain.model import Model
from domain.orders import Command, OrgId, Role
from domain.permissions import accepted, is_decision, permit
from domain.refusals import DomainError
from domain.tasks import Task
from domain.titles import title_of
from interfaces.desk.answers import Reading
from interfaces.desk.audited import State
from interfaces.http.bodies import schema_name
from interfaces.http.needs import Caller


class Shown(Model):
    """
    A case as it stands, or stood. `sealed`: the seal reaches the last entry it rests on.

    A 304 says that the version is the same, and sealed.
    """

    stream: str
    version: int
    position: int
    sealed: bool
    state: State
    tasks: tuple[Task, ...]

    @classmethod
    def of(cls, reading: Reading) -> "Shown":
        """Return what is shown of a reading."""
        return cls(
            stream=reading.stream,
            version=reading.version,
            position=reading.position,
            sealed=reading.sealed,
            state=reading.state,
            tasks=reading.tasks,
        )


class Possible(Model):
    """
    A command that somebody may give now. `awaited`: the case waits for it; `decision`: it takes `If-Match`.

    `schema_at`: where its fields are described.
    """

    command: str
    zh: str
    en: str
    roles: tuple[Role, ...]
    awaited: bool
    decision: bool
    schema_at: str


def possible_now(reading: Reading, caller: Caller, today: date) -> tuple[Possible, ...]:
    """Return what somebody may order of a case as it stands, what is awaited first."""
    awaited = {kind for task in reading.tasks for kind in task.commands}
    found = [
        Possible(
            command=one.kind_name(),
            **title_of(one)._asdict(),
            roles=tuple(sorted(one.roles - {Role.SERVICE})),
            awaited=one.kind_name() in awaited,
            decision=is_decision(one),
            schema_at=f"/v1/openapi.json#/components/schemas/{schema_name(one)}",
        )
        for one in accepted(reading.stream)
        if _fits(one, reading, awaited) and _permitted(one, reading, caller, today)
    ]
    return tuple(sorted(found, key=lambda one: (not one.awaited, one.command)))


def _fits(command: type[Command], reading: Reading, awaited: AbstractSet[str]) -> bool:
    """Whether the case is in such a state: open or not yet, at rest, closed. What opens a case may be awaited in it too."""
    if not reading.version:
        return command.opens
    state = reading.state
    at_rest = state.rest is not None and not command.while_suspended
    begun = not command.opens or command.kind_name() in awaited
    return begun and not at_rest and (command.when_closed or not state.closed)


def _permitted(command: type[Command], reading: Reading, caller: Caller, today: date) -> bool:
    """Whether an office of theirs gives it: where the case lies, or where a step waits for it."""
    kind = command.kind_name()
    places = {reading.state.org, *(task.org for task in reading.tasks if kind in task.commands)}
    return any(_allowed(command, place, caller, today) for place in places)


def _allowed(command: type[Command], place: OrgId, caller: Caller, today: date) -> bool:
    try:
        permit(caller.person, command, place, caller.directory, today)
    except DomainError:
        return False
    return True
