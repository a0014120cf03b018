"""Who administers whose account, beyond the table of permissions, and who begins when nobody holds an office. Pure."""

from datetime import date
from typing import Final, get_args

from domain.account.commands import AccountCommand
from domain.account.refusals import BeyondReachError
from domain.orders import Actor, Command, OrgId
from domain.people import PersonId
from domain.roster.commands import ImportRoster
from domain.roster.directory import Directory

FOUNDER: Final[PersonId] = "admin"
"""Who sets the service up: the account that the first start makes. It has no office but what a roster grants."""


def begins(person: PersonId, command: Command) -> bool:
    """
    Whether a person may give a command while nobody was ever given an office.

    Whoever is at the desk brings in the first roster; only the founder makes accounts, so that whoever else comes in by
    then was let in by the founder. Source: docs/adr/0013 [P].
    """
    return isinstance(command, ImportRoster) or (person == FOUNDER and is_of_account(command))


def is_of_account(command: Command) -> bool:
    """Whether a command is one of an account's own."""
    return isinstance(command, get_args(AccountCommand))


def check_reach(command: Command, person: PersonId, actor: Actor, directory: Directory, on: date) -> None:
    """
    Refuse a command about the account of a person who holds any office outside of the actor's area.

    Who gives somebody a password can act as that person: an administrator of a township must not become one of the
    county by that. Offices under a delegation count. Raises `BeyondReachError`.
    """
    if not is_of_account(command):
        return
    for office in directory.offices(person, on):
        if not directory.within(office.org, actor.org, on):
            raise BeyondReachError(person, office.org, actor.org)


def top(directory: Directory, on: date) -> tuple[OrgId, ...]:
    """Return the organisations that nobody leads: where an account is administered whose own organisation no roster names."""
    return tuple(one.id for one in directory.orgs() if directory.path(one.id, on) == (one.id,))
