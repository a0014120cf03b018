"""What commands are called and do: the first line of each class says it, Chinese before the colon, English behind it."""

from functools import cache
from typing import NamedTuple

from domain.decider import SHARED_COMMANDS
from domain.orders import Command
from domain.processes import DECIDERS


class Title(NamedTuple):
    """What a command is called and does."""

    zh: str
    en: str


def title_of(command: type[Command]) -> Title:
    """Return what a command is called and does."""
    first = (command.__doc__ or "").strip().partition("\n")[0]
    zh, _, en = first.partition(": ")
    return Title(zh, en) if en else Title(command.kind_name(), first)


def title_of_kind(kind: str) -> Title:
    """Return the title of the command of a kind; the kind itself where no process has it."""
    return _titles().get(kind, Title(kind, kind))


def name_of_kind(kind: str) -> Title:
    """Return what a command is called, shortly, as on a button: its Chinese title, or the words of its kind."""
    return Title(title_of_kind(kind).zh, kind.replace("_", " "))


@cache
def _titles() -> dict[str, Title]:
    own = (command for decider in DECIDERS.values() for command in decider.commands)
    return {command.kind_name(): title_of(command) for command in (*own, *SHARED_COMMANDS)}
