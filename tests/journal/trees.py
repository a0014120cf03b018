"""The root over leaf hashes, taken one by one."""

from collections.abc import Sequence

from journal.merkle import Frontier


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()
