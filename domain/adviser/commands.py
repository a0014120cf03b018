"""What work coverage asks of an adviser; given by the service alone, in the append that needs it."""

from typing import ClassVar, Literal

from domain.matter.commands import SERVICE
from domain.model import Day, Identifier, StreamName
from domain.orders import Command
from domain.policy.exceptions import Waiver


class AssignAdviser(Command):
    """记载指导员联系企业: the adviser serves an enterprise from a day to a day, both included; again: a renewal."""

    kind: Literal["assign_adviser"] = "assign_adviser"
    roles: ClassVar = SERVICE
    enterprise: Identifier
    by: StreamName
    starts_on: Day
    ends_on: Day
    waivers: tuple[Waiver, ...] = ()


class ReleaseAdviser(Command):
    """记载指导员不再联系: the adviser no longer serves what `by` had asked for."""

    kind: Literal["release_adviser"] = "release_adviser"
    roles: ClassVar = SERVICE
    by: StreamName


AdviserCommand = AssignAdviser | ReleaseAdviser
