"""What a check of the rules found: an entry that the rules would not have produced, and where it stands."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from audit.differences import Difference
from domain.refusals import DomainError


class Departure(StrEnum):
    """How an entry departs from what the rules produce."""

    DIFFERENT = "different"
    """It says something else."""
    EXTRA = "extra"
    """The command causes no such entry."""
    MISSING = "missing"
    """The command causes an entry that is not there."""
    REFUSED = "refused"
    """A rule refuses the command."""
    NO_RULES = "no_rules"
    """It names rules that no adopted documents give."""
    NOT_PINNED = "not_pinned"
    """It names another policy than the one that its stream opened under."""
    NOT_IN_FORCE = "not_in_force"
    """It opens its stream under a policy that was not in force yet."""
    UNREADABLE = "unreadable"
    """It cannot be judged: its cause or its data cannot be read."""


class Finding(NamedTuple):
    """
    One departure.

    `stream`, `version`, `kind`: of the entry, of the one that is missing too; `position`: 0 where nothing stands.
    `command`: the kind of its cause. `differences`: expected → stored. `refusal`: what refuses; `problem`: why it
    cannot be judged.
    """

    what: Departure
    stream: str
    version: int
    position: int
    kind: str
    command_id: UUID
    command: str = ""
    differences: tuple[Difference, ...] = ()
    refusal: DomainError | None = None
    problem: str = ""
