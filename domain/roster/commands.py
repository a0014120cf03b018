"""What can be ordered of a roster."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.matter.commands import PEOPLE_WHO_ACT, SharedCommand
from domain.model import Day, DocumentNumber, Model, Name
from domain.orders import Command, OrgId, Reach, Role
from domain.people import Person, PersonId
from domain.roster.offices import Grant
from domain.roster.orgs import OrgListed

ADMINS = frozenset({Role.ADMIN})
PORTION = 80
"""Organisations, persons and offices together in one import: an entry holds 64 KiB."""


class ImportRoster(Command):
    """
    导入名册: states organisations, persons and offices; what is the same already changes nothing.

    What it does not name stays: an office ends by its `until`, never by leaving it out.
    """

    kind: Literal["import_roster"] = "import_roster"
    roles: ClassVar = ADMINS
    track: ClassVar[str] = "roster"
    opens: ClassVar = True
    org: OrgId = Field(title="范围", description="everything named lies in this organisation or below it")
    orgs: tuple[OrgListed, ...] = Field(
        default=(), max_length=PORTION, title="组织", description="organisations, superiors first"
    )
    persons: tuple[Person, ...] = Field(
        default=(), max_length=PORTION, title="人员", description="persons by id and name"
    )
    grants: tuple[Grant, ...] = Field(
        default=(), max_length=PORTION, title="岗位", description="who is what, where"
    )


class Rename(Model):
    """更名."""

    what: Literal["rename"] = "rename"
    name: Name = Field(title="新名称", description="the new name")


class Move(Model):
    """调整隶属."""

    what: Literal["move"] = "move"
    parent: OrgId = Field(title="新上级", description="who leads it from then on")


class Merge(Model):
    """合并."""

    what: Literal["merge"] = "merge"
    into: OrgId = Field(title="并入", description="the organisation it is merged into")


class ReorganiseOrg(Command):
    """机构调整: renames, moves or merges an organisation from a day; its open cases go with it in this one act."""

    kind: Literal["reorganise_org"] = "reorganise_org"
    roles: ClassVar = ADMINS
    reach: ClassVar = Reach.SUPERIOR
    track: ClassVar[str] = "roster"
    org: OrgId = Field(title="组织", description="the organisation")
    change: Annotated[Rename | Move | Merge, Field(discriminator="what")] = Field(
        title="调整", description="what changes: rename, move or merge"
    )
    since: Day = Field(title="起始日期", description="the first day it counts")
    document: DocumentNumber | None = Field(default=None, title="文号", description="the document, if any")


class DelegateOffice(Command):
    """委托: somebody stands in for the holder of an office until a day, included."""

    kind: Literal["delegate_office"] = "delegate_office"
    roles: ClassVar = PEOPLE_WHO_ACT | ADMINS
    track: ClassVar[str] = "delegation"
    org: OrgId = Field(title="组织", description="where the office is")
    role: Role = Field(title="岗位", description="the role")
    principal: PersonId = Field(title="委托人", description="who holds the office")
    to: PersonId = Field(title="受托人", description="who stands in")
    since: Day = Field(title="起始日期", description="the first day")
    until: Day = Field(title="截止日期", description="the last day")


class EndDelegation(Command):
    """终止委托: the holder is back; nobody stands in from that day on."""

    kind: Literal["end_delegation"] = "end_delegation"
    roles: ClassVar = PEOPLE_WHO_ACT | ADMINS
    track: ClassVar[str] = "delegation"
    org: OrgId = Field(title="组织", description="where the office is")
    role: Role = Field(title="岗位", description="the role")
    principal: PersonId = Field(title="委托人", description="who holds the office")
    to: PersonId = Field(title="受托人", description="who stood in")


OwnCommand = ImportRoster | ReorganiseOrg | DelegateOffice | EndDelegation

RosterCommand = Annotated[
    ImportRoster | ReorganiseOrg | DelegateOffice | EndDelegation | SharedCommand,
    Field(discriminator="kind"),
]
