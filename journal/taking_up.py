"""Whether what was sealed still agrees: what a new leader asks before it seals on, and whoever looks how the seal stands."""

from journal.alarms import Alarm, SealContradictedError
from journal.errors import BrokenSealError
from journal.notes import Checkpoint
from journal.seals import SealRow, Seals
from journal.tree import GrowingTree


async def tree_of(seals: Seals, last: SealRow | None) -> GrowingTree:
    """
    Return the tree as a batch left it, from tiles and seals.

    Raises `SealContradictedError` when they do not lead to the batch's root.
    """
    if last is None:
        return GrowingTree()
    try:
        tree = GrowingTree(await seals.edge(last.last))
    except BrokenSealError as error:
        raise SealContradictedError(Alarm.TREE, last.last) from error
    if tree.root() != last.root:
        raise SealContradictedError(Alarm.TREE, last.last)
    return tree


async def compare(seals: Seals, checkpoint: Checkpoint) -> None:
    """Compare a checkpoint over no more than is sealed with tiles and seals. Raises `SealContradictedError`."""
    try:
        root = await seals.root(checkpoint.size)
    except BrokenSealError as error:
        raise SealContradictedError(Alarm.TREE, checkpoint.size) from error
    if root != checkpoint.root:
        raise SealContradictedError(Alarm.ANCHOR, checkpoint.size)
