"""
Who may: role x command x place in the tree, as one pure table (权限). Deny by default.

The table is collected from the command classes; four eyes and 回避 are rules of each process. Rights follow the place
of today; the superior may always act where the office below may. Who only guides an organisation may not act there.
Source: domain.md §2; seams.md, "Who is who before sign-in exists" [P].
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from domain.decider import SHARED_COMMANDS
from domain.matter.commands import SERVICE, Comment, CorrectRecord, RevokeDecision, SettleConsequence
from domain.orders import Actor, Command, OrgId, Reach, Role
from domain.people import PersonId
from domain.processes import DECIDERS, decider_of
from domain.refusals import DomainError
from domain.roster.directory import DECIDING, Directory, Office

_OF_RECORDS: tuple[type[Command], ...] = (Comment, CorrectRecord, RevokeDecision, SettleConsequence)

_OWN_ONLY = frozenset({"account", "roster"})
"""Streams that only administrators change: a correction would be a way to become somebody else, or to take an office."""

EVERYWHERE = "*"
"""The process of commands that every process takes."""


class Permission(NamedTuple):
    """One line: a command of a process, the roles any of which suffices, and whose offices count."""

    process: str
    command: type[Command]
    roles: tuple[Role, ...]
    reach: Reach


class NoCaseError(DomainError):
    """A command was ordered of a case that does not exist."""

    rule = "permission.no-case"

    def __init__(self, stream: str, command: str) -> None:
        super().__init__(stream=stream, command=command)


class ServiceOnlyError(DomainError):
    """No person gives this command."""

    rule = "permission.service-only"

    def __init__(self, command: str) -> None:
        super().__init__(command=command)


class NotTakenError(DomainError):
    """A stream of that kind takes no such command."""

    rule = "permission.not-taken"

    def __init__(self, stream: str, command: str, possible: Sequence[str]) -> None:
        super().__init__(stream=stream, command=command, possible=possible)


class DeniedError(DomainError):
    """The person holds no office that gives this act there."""

    rule = "permission.denied"

    def __init__(self, person: str, command: str, org: str, roles: Sequence[Role], reach: Reach) -> None:
        super().__init__(person=person, command=command, org=org, roles=roles, reach=reach)


def public(command: type[Command]) -> bool:
    """Whether any person or system may give the command."""
    return bool(command.roles - SERVICE)


def is_decision(command: type[Command]) -> bool:
    """
    Whether only those who decide may give the command.

    Over a network it takes the version that was seen, and credentials that were given lately: what one decides about is
    what one has read. Source: domain.md §2; interfaces.md, "HTTP API" [P].
    """
    people = command.roles - SERVICE
    return not command.opens and bool(people) and people <= DECIDING


def accepted(stream: str) -> tuple[type[Command], ...]:
    """
    Return what people may order of a stream, its own commands first. Raises `NoSuchProcessError`.

    Where no workflow lives nobody is awaited: nothing there is urged, reassigned or suspended.
    """
    decider = decider_of(stream)
    shared = () if decider.name in _OWN_ONLY else SHARED_COMMANDS if decider.workflow else _OF_RECORDS
    return tuple(command for command in decider.commands + shared if public(command))


def check_accepted(stream: str, command: Command) -> None:
    """Refuse a command that streams of that kind do not take from people."""
    if isinstance(command, accepted(stream)):
        return
    if not public(type(command)):
        raise ServiceOnlyError(command.kind)
    possible = [one.kind_name() for one in accepted(stream)]
    raise NotTakenError(stream, command.kind, possible)


def table() -> Iterator[Permission]:
    """Yield every command that people or systems may give; those of every process once."""
    for name in sorted(DECIDERS):
        for command in DECIDERS[name].commands:
            if public(command):
                yield _line(name, command)
    for command in SHARED_COMMANDS:
        if public(command):
            yield _line(EVERYWHERE, command)


def permit(person: PersonId, command: type[Command], org: OrgId, directory: Directory, on: date) -> Actor:
    """
    Return as whom a person may give a command in a case that lies at `org`.

    Own offices come before delegated ones, nearer before higher. Raises `ServiceOnlyError`, `DeniedError`.
    """
    if not public(command):
        raise ServiceOnlyError(command.kind_name())
    path = directory.path(org, on)
    able = [one for one in directory.offices(person, on) if suffices(one, command, path)]
    if not able:
        roles = sorted(command.roles - SERVICE)
        raise DeniedError(person, command.kind_name(), org, roles, command.reach)
    office = min(able, key=lambda one: (one.on_behalf_of or "", path.index(one.org), one.role))
    return Actor(id=person, role=office.role, org=office.org, on_behalf_of=office.on_behalf_of)


def suffices(office: Office, command: type[Command], path: tuple[OrgId, ...]) -> bool:
    """Whether an office gives a command in a case whose organisation and superiors are `path`."""
    if office.role not in command.roles - SERVICE:
        return False
    return office.org in (path[1:] if command.reach is Reach.SUPERIOR else path)


def _line(process: str, command: type[Command]) -> Permission:
    return Permission(process, command, tuple(sorted(command.roles - SERVICE)), command.reach)
