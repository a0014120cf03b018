"""Where an act takes place: the organisations whose offices, or those above them, may act (办理地点). Pure."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from domain.account.decider import DECIDER as ACCOUNT
from domain.account.standing import top
from domain.decider import SHARED_COMMANDS, Decider
from domain.deciding import tasks
from domain.matter.state import Assignment, Matter
from domain.orders import Actor, Command, OrgId, Reach
from domain.people import PersonId
from domain.permissions import NoCaseError, check_accepted, permit, suffices
from domain.processes import decider_of
from domain.refusals import DomainError
from domain.roster.commands import OwnCommand as RosterCommand
from domain.roster.directory import Directory
from domain.tasks import Task

DOCUMENTS = frozenset({"policy", "calendar", "scheme"})
"""Kinds of streams that bind everybody, and belong to no organisation."""
_NOWHERE = Matter().org


def places(stream: str, command: Command, state: Matter, directory: Directory, on: date) -> tuple[OrgId, ...]:
    """
    Return where a command is given: an office there, or above, may give it.

    A step that waits names its own place, as the office that is to take an enterprise over. An opening act names the
    place of what it opens, or else its stream does. Documents bind the whole province, so they are adopted there; an
    account of an organisation that no roster names is administered at the top.
    Raises `NoCaseError` for a command of a case that was never opened, and what `check_accepted` raises.
    """
    check_accepted(stream, command)
    decider = decider_of(stream)
    if decider.name in DOCUMENTS:
        return (directory.path(_named(command, stream), on)[-1],)
    if isinstance(command, RosterCommand):
        return (command.org,)
    if state.org == _NOWHERE:
        if not command.opens:
            raise NoCaseError(stream, command.kind)
        return (_named(command, stream),)
    if decider.name == ACCOUNT.name and directory.org(state.org) is None:
        return top(directory, on) or (state.org,)
    return _of_case(decider, command, state)


def _of_case(decider: Decider[Any], command: Command, state: Matter) -> tuple[OrgId, ...]:
    if command.reach is Reach.SUPERIOR:
        return (state.org,)
    asked = (task.org for task in tasks(decider, state) if command.kind in task.commands)
    return tuple(dict.fromkeys(asked)) or (state.org,)


def allowed(
    person: PersonId, command: Command, where: Iterable[OrgId], directory: Directory, on: date
) -> Actor:
    """Return as whom a person may give a command at one of some places. Raises the first place's `DeniedError`."""
    refused: DomainError | None = None
    for place in where:
        try:
            return permit(person, type(command), place, directory, on)
        except DomainError as error:
            refused = refused or error
    assert refused is not None  # noqa: S101  # there is a place
    raise refused


def office_of(
    task: Task, state: Matter, directory: Directory, on: date, deciders_minimum: int
) -> OrgId | None:
    """Return the office a step goes to: the nearest one that can do it, above the case if only a superior may."""
    path = directory.path(state.org if _only_superior(task, state) else task.org, on)
    above = path[1:] if _only_superior(task, state) else path
    return directory.office_for(task.role, above[0], on, deciders_minimum) if above else None


def may_do(person: PersonId, task: Task, state: Matter, directory: Directory, on: date) -> bool:
    """Whether a person may give one of the commands that settle a step, by office; an assignment is looked at apart."""
    offices = directory.offices(person, on)
    for command in _commands(decider_of(state.stream).name, task.commands):
        place = state.org if command.reach is Reach.SUPERIOR else task.org
        path = directory.path(place, on)
        if any(suffices(one, command, path) for one in offices):
            return True
    return False


def assigned(task: Task, assignments: Iterable[Assignment], on: date) -> frozenset[PersonId]:
    """Return who alone may take a step that was given to somebody, with who stands in; empty when nobody was named."""
    if task.assignee is None:
        return frozenset()
    stand_ins = {
        one.to
        for one in assignments
        if one.action == task.action and one.until is not None and on <= one.until
    }
    return frozenset({task.assignee, *stand_ins})


def _only_superior(task: Task, state: Matter) -> bool:
    commands = _commands(decider_of(state.stream).name, task.commands)
    return bool(commands) and all(one.reach is Reach.SUPERIOR for one in commands)


@cache
def _commands(process: str, kinds: tuple[str, ...]) -> tuple[type[Command], ...]:
    """Return the commands of a process that a step takes: there are few sorts of steps, and many steps."""
    decider: Decider[Any] = decider_of(f"{process}/x")
    return tuple(one for one in decider.commands + SHARED_COMMANDS if one.kind_name() in kinds)


def _named(command: Command, stream: str) -> OrgId:
    """Return the organisation an opening act names, or the one in its stream's name."""
    org = getattr(command, "org", None)
    return org if isinstance(org, str) else stream.split("/")[1]
