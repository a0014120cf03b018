"""What the sentences that ran have proved, line by line."""

from typing import NamedTuple


class Proved(NamedTuple):
    """One line: in a state, a command, which `by` may give, led to a result and a state."""

    process: str
    before: str
    command: str
    by: str
    result: str
    after: str


proved: list[Proved] = []
