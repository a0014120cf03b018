"""How a command ends, for scripts."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `branchctl`; what a person reads is printed beside them."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    UNREACHABLE = 3
