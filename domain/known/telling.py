"""A field of a command that is known, and how a table of them is written."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from domain.orders import Command

T = TypeVar("T")


class Known(NamedTuple):
    """What a field is. `field`: dotted, as a form posts it (`change.before`); `value`: None where nothing is known."""

    field: str
    value: Any


Tell = Callable[[Any, str], Iterable[Known]]
"""From a state, and the id of what is asked about (a contract; empty where the case itself is meant), to what it tells."""
Telling = dict[type[Command], Tell]
"""What a kind of stream tells of commands: of its own, and of those that open other cases."""


def only(found: Sequence[T]) -> T | None:
    """Return the one there is; None where there are several to choose from: which is meant is for a person to say."""
    return found[0] if len(found) == 1 else None
