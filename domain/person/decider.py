"""The decider of `person/<id>`: one secretary's office, unless the superior allows more (domain.md §7, claims)."""

from enum import StrEnum
from typing import Any, ClassVar, Literal, assert_never

from pydantic import Field

from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.commands import SERVICE
from domain.matter.state import Matter
from domain.model import Identifier, Model, StreamName
from domain.orders import Act, Command
from domain.refusals import DomainError
from domain.tasks import Task


class ClaimOffice(Command):
    """
    占用书记职务: takes the secretary's office of a branch for the person.

    `limit`: offices one person holds at most (`appointment.offices_maximum`); `allowed`: the superior allowed another.
    """

    kind: Literal["claim_office"] = "claim_office"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    branch: Identifier
    by: StreamName
    limit: int = Field(ge=0)
    allowed: bool = False


class ReleaseOffice(Command):
    """解除书记职务: the person no longer holds, or will not take, the secretary's office of a branch."""

    kind: Literal["release_office"] = "release_office"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    branch: Identifier


class OfficeClaimed(Event):
    """The person holds the secretary's office of a branch."""

    kind: Literal["person.office_claimed.v1"] = "person.office_claimed.v1"
    branch: Identifier
    by: StreamName


class OfficeReleased(Event):
    """The person no longer holds that office."""

    kind: Literal["person.office_released.v1"] = "person.office_released.v1"
    branch: Identifier


PersonCommand = ClaimOffice | ReleaseOffice
PersonEvent = OfficeClaimed | OfficeReleased


class HeldOffice(Model):
    """A secretary's office, and the stream that took it."""

    branch: Identifier
    by: StreamName


class PersonStatus(StrEnum):
    """任职状态."""

    NONE = "none"
    IN_OFFICE = "in_office"


class PersonState(Matter):
    """The secretary's offices of a person."""

    offices: tuple[HeldOffice, ...] = ()

    @property
    def status(self) -> PersonStatus:
        """Whether the person holds any."""
        return PersonStatus.IN_OFFICE if self.offices else PersonStatus.NONE


class OfficeHeldError(DomainError):
    """The person is secretary elsewhere already (一人一般只担任一个党组织的书记)."""

    rule = "person.office-held"
    policy = "appointment.offices_maximum"

    def __init__(self, branch: str, by: str, limit: int) -> None:
        super().__init__(branch=branch, by=by, limit=limit)


def decide(act: Act[PersonCommand], person: PersonState) -> list[PersonEvent]:
    """Give or take back an office; a refusal says which other one is held. Source: domain.md §7 [P]."""
    match act.command:
        case ClaimOffice(branch=branch, by=by, limit=limit, allowed=allowed):
            if any(one.branch == branch for one in person.offices):
                return []
            if len(person.offices) >= limit and person.offices and not allowed:
                raise OfficeHeldError(person.offices[0].branch, person.offices[0].by, limit)
            return [OfficeClaimed(branch=branch, by=by)]
        case ReleaseOffice(branch=branch):
            held = any(one.branch == branch for one in person.offices)
            return [OfficeReleased(branch=branch)] if held else []
        case unknown:
            assert_never(unknown)


def evolve(person: PersonState, fact: Fact[PersonEvent]) -> PersonState:
    """Fold one event of a person."""
    others = tuple(one for one in person.offices if one.branch != fact.event.branch)
    match fact.event:
        case OfficeClaimed(branch=branch, by=by):
            return person.model_copy(update={"offices": (*others, HeldOffice(branch=branch, by=by))})
        case OfficeReleased():
            return person.model_copy(update={"offices": others})
        case unknown:
            assert_never(unknown)


def tasks(_person: PersonState) -> list[Task]:
    """Nobody is awaited by a person."""
    return []


def tags(person: PersonState) -> frozenset[str]:
    """Return what the person is found by."""
    return frozenset({f"person:{person.stream.split('/')[1]}"})


DECIDER: Decider[Any] = Decider(
    name="person",
    state=PersonState,
    commands=(ClaimOffice, ReleaseOffice),
    events=(OfficeClaimed, OfficeReleased),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
