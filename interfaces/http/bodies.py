"""What an order's body holds: the command itself, and the circumstances under which it is given."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from domain.decider import SHARED_COMMANDS
from domain.model import Day, Model, StreamName
from domain.orders import Command, MeetingRecord
from domain.people import PersonId
from domain.permissions import public
from domain.processes import DECIDERS

_BATCH = 100


def every_command() -> tuple[type[Command], ...]:
    """Return every command that people or systems may give, by its kind."""
    own = {command for decider in DECIDERS.values() for command in decider.commands}
    return tuple(sorted(filter(public, own.union(SHARED_COMMANDS)), key=lambda one: one.kind_name()))


def schema_name(command: type[Command]) -> str:
    """Return under which name the API's description has a command: its class, with its module where two have that name."""
    same = sum(one.__name__ == command.__name__ for one in every_command())
    return command.__name__ if same == 1 else f"{command.__module__}.{command.__name__}".replace(".", "__")


if TYPE_CHECKING:
    AnyCommand = Command
else:
    AnyCommand = Annotated[reduce(or_, every_command()), Field(discriminator="kind")]


class Circumstances(Model):
    """Under which circumstances an order is given."""

    acted_on: Day | None = Field(
        None, title="文件日期", description="the date on the paper; today if absent", examples=["2026-10-15"]
    )
    decided_by: PersonId | MeetingRecord | None = Field(
        None,
        title="决定人或者会议",
        description="the person or meeting that decided, when it is not who records it",
        examples=[
            "p-2002",
            {"body": "示例街道党工委", "held_on": "2026-10-15", "document": "示街委〔2026〕7号"},
        ],
    )


class Ordered(Circumstances):
    """One command for a case that is named by the address."""

    command: AnyCommand = Field(title="命令", description="what is ordered; `kind` tells which command it is")


class BatchOrder(Model):
    """One command of a batch. `expected`: the version that was seen; decisions must name it."""

    stream: StreamName = Field(title="事项", description="the case")
    command: AnyCommand = Field(title="命令", description="what is ordered")
    expected: int | None = Field(
        None, ge=0, le=2**31 - 1, title="所见版本", description="the version that was seen"
    )


class Batch(Circumstances):
    """Many commands, each answered by itself: one that is refused stops none of the others (成批办理)."""

    orders: Annotated[tuple[BatchOrder, ...], Field(min_length=1, max_length=_BATCH, title="命令")]
