"""
Others than who acts: who decided, who granted an exception, who is given a step, whose rows are worked on. Pure.

Each of them must hold the office that this takes, else an order says what nobody could have done. Source: domain.md §2.
"""

from collections.abc import Callable, Iterable
from datetime import date

from domain.deciding import tasks
from domain.investigation.commands import AssignInvestigator, ReportSection
from domain.investigation.state import INVESTIGATE
from domain.matter.commands import PEOPLE_WHO_ACT, DelegateTask, Reassign
from domain.matter.state import Matter
from domain.model import StreamName
from domain.orders import Actor, Command, OrgId, Role
from domain.people import PersonId
from domain.permissions import suffices
from domain.places import allowed, may_do
from domain.policy.exceptions import Waiver, WaiverLevel
from domain.processes import decider_of
from domain.refusals import DomainError
from domain.roster.commands import ADMINS
from domain.roster.directory import Directory
from domain.tasks import Task


class NoOfficeError(DomainError):
    """Who records what another decided holds no office there."""

    rule = "permission.recorder"

    def __init__(self, person: str, command: str, org: str) -> None:
        super().__init__(person=person, command=command, org=org)


class NotTheirStepError(DomainError):
    """A step is given to somebody who holds no office that can take it."""

    rule = "permission.assignee"

    def __init__(self, person: str, action: str, org: str) -> None:
        super().__init__(person=person, action=action, org=org)


class StepTakenError(DomainError):
    """A step is taken that was given to somebody else already."""

    rule = "permission.taken"

    def __init__(self, action: str, assignee: str) -> None:
        super().__init__(action=action, assignee=assignee)


class OutsideError(DomainError):
    """What an organisation is to work on lies outside it."""

    rule = "permission.outside"

    def __init__(self, stream: str, lies: str, org: str) -> None:
        super().__init__(stream=stream, lies=lies, org=org)


class NotGrantorError(DomainError):
    """An exception was granted by somebody whose office does not grant it."""

    rule = "permission.grantor"

    def __init__(self, person: str, field: str, level: str) -> None:
        super().__init__(person=person, field=field, level=level)


def recorded_for(
    decider: PersonId,
    person: PersonId,
    command: Command,
    where: Iterable[OrgId],
    directory: Directory,
    on: date,
) -> Actor:
    """
    Return as whom a person records what another decided: leaders sign paper, clerks record (domain.md §2).

    The decider must hold the office; who records it holds any office there, or above, that acts at all. What only
    administrators do is recorded by one of them: else a clerk, who says that one has decided, could make himself
    somebody else. Raises `DeniedError` for the decider, `NoOfficeError` for who records it.
    """
    there = tuple(where)
    decided = allowed(decider, command, there, directory, on)
    if command.roles == ADMINS:
        return allowed(person, command, there, directory, on)
    offices = directory.offices(person, on)
    for place in (*there, decided.org):
        path = directory.path(place, on)
        able = [one for one in offices if one.role in PEOPLE_WHO_ACT and one.org in path]
        if able:
            office = min(able, key=lambda one: (one.on_behalf_of or "", path.index(one.org), one.role))
            return Actor(id=person, role=office.role, org=office.org, on_behalf_of=office.on_behalf_of)
    raise NoOfficeError(person, command.kind, there[0])


def check_waivers(command: Command, where: Iterable[OrgId], directory: Directory, on: date) -> None:
    """Refuse an exception whose grantor is not what it says: approver there, or at a superior (domain.md, strengths)."""
    waivers: tuple[Waiver, ...] = getattr(command, "waivers", ())
    paths = [directory.path(place, on) for place in where]
    for waiver in waivers:
        superior = waiver.level is WaiverLevel.SUPERIOR
        offices = [one.org for one in directory.offices(waiver.granted_by, on) if one.role == Role.APPROVER]
        if not any(org in (path[1:] if superior else path) for path in paths for org in offices):
            raise NotGrantorError(waiver.granted_by, waiver.field, waiver.level)


def check_assignee(command: Command, state: Matter, directory: Directory, on: date) -> None:
    """Refuse to give a step to somebody who could not take it there: it would wait for nobody (domain.md §3)."""
    match command:
        case Reassign(action=action, to=to) | DelegateTask(action=action, to=to):
            given = [one for one in tasks(decider_of(state.stream), state) if one.action == action]
            able = not given or any(may_do(to, one, state, directory, on) for one in given)
        case AssignInvestigator(to=to):
            action, path = INVESTIGATE, directory.path(state.org, on)
            able = any(suffices(one, ReportSection, path) for one in directory.offices(to, on))
        case _:
            return
    if not able:
        raise NotTheirStepError(to, action, state.org)


def assignees(
    give: Callable[[PersonId], Command], state: Matter, directory: Directory, on: date
) -> tuple[PersonId, ...]:
    """Return to whom a step can be given, the nearest offices first: whom `check_assignee` accepts. `give`: the order."""
    places = (state.org, *(one.org for one in tasks(decider_of(state.stream), state)))
    orgs = dict.fromkeys(org for place in places for org in directory.path(place, on))
    known = dict.fromkeys(one for org in orgs for one in directory.staff(org, on))
    return tuple(one for one in known if _accepted(give(one), state, directory, on))


def _accepted(command: Command, state: Matter, directory: Directory, on: date) -> bool:
    try:
        check_assignee(command, state, directory, on)
    except NotTheirStepError:
        return False
    return True


def taken(action: str, person: PersonId, waiting: Iterable[Task]) -> Reassign:
    """Return the order by which a person takes a waiting step upon himself (领办). Raises `StepTakenError`."""
    for task in waiting:
        if task.action == action and task.assignee not in {None, person}:
            raise StepTakenError(action, str(task.assignee))
    return Reassign(action=action, to=person)


def check_within(
    org: OrgId, streams: Iterable[tuple[StreamName, OrgId]], directory: Directory, on: date
) -> None:
    """Refuse what lies outside an organisation and those below it: nobody acts there for it (domain.md §2)."""
    for stream, lies in streams:
        if not directory.within(lies, org, on):
            raise OutsideError(stream, lies, org)
