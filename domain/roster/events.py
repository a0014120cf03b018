"""What can happen to a roster."""

from datetime import date
from typing import ClassVar, Literal

from domain.events import Event
from domain.model import DocumentNumber, Name
from domain.orders import OrgId, Role
from domain.people import Person, PersonId
from domain.roster.offices import Delegation, Grant
from domain.roster.orgs import OrgListed


class RosterImported(Event):
    """Organisations, persons and offices were stated: only those that say something new."""

    kind: Literal["roster.imported.v1"] = "roster.imported.v1"
    track: ClassVar[str] = "roster"
    orgs: tuple[OrgListed, ...] = ()
    persons: tuple[Person, ...] = ()
    grants: tuple[Grant, ...] = ()


class OrgRenamed(Event):
    """更名."""

    kind: Literal["roster.org_renamed.v1"] = "roster.org_renamed.v1"
    track: ClassVar[str] = "roster"
    org: OrgId
    name: Name
    since: date
    document: DocumentNumber | None = None


class OrgMoved(Event):
    """调整隶属."""

    kind: Literal["roster.org_moved.v1"] = "roster.org_moved.v1"
    track: ClassVar[str] = "roster"
    org: OrgId
    parent: OrgId
    since: date
    document: DocumentNumber | None = None


class OrgMerged(Event):
    """合并."""

    kind: Literal["roster.org_merged.v1"] = "roster.org_merged.v1"
    track: ClassVar[str] = "roster"
    org: OrgId
    into: OrgId
    since: date
    document: DocumentNumber | None = None


class OfficeDelegated(Event):
    """委托."""

    kind: Literal["roster.office_delegated.v1"] = "roster.office_delegated.v1"
    track: ClassVar[str] = "delegation"
    delegation: Delegation


class DelegationEnded(Event):
    """终止委托: not in force from `ended_on` on."""

    kind: Literal["roster.delegation_ended.v1"] = "roster.delegation_ended.v1"
    track: ClassVar[str] = "delegation"
    org: OrgId
    role: Role
    principal: PersonId
    to: PersonId
    ended_on: date


RosterEvent = RosterImported | OrgRenamed | OrgMoved | OrgMerged | OfficeDelegated | DelegationEnded
