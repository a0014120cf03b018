"""Compares an earlier state of a journal with a later one."""

import base64
from collections.abc import AsyncIterator, Callable

from audit.comparing.answers import Checked, Comparison, Consistency
from audit.comparing.collation import Collation
from audit.comparing.sides import Side, UnprovableError
from audit.exports.refusals import NothingSealedError
from journal.merkle import Frontier, leaf_hash, roots_by_consistency
from journal.notes import Checkpoint

Advanced = Callable[[int, int], None]
"""Is told how many entries more are compared, of how many."""

_STEP = 1_000


async def compare(earlier: Side, later: Side, advanced: Advanced, limit: int = 50) -> Comparison:
    """
    Prove that the later checkpoint goes on from the earlier one, and compare every entry that the earlier one covers.

    `limit`: how many altered entries are named; all are counted. Raises `NothingSealedError` when the earlier side has no
    checkpoint.
    """
    checkpoint = await earlier.checkpoint()
    if checkpoint is None:
        raise NothingSealedError
    later_checkpoint = await later.checkpoint()
    consistency, proof = await _consistency(earlier, later, checkpoint, later_checkpoint)
    collation = Collation(limit)
    then, now = await _collate(earlier, later, collation, checkpoint.size, advanced)
    counts, altered = collation.finish()
    return Comparison(
        earlier=_checked(checkpoint),
        later=_checked(later_checkpoint) if later_checkpoint else None,
        consistency=consistency,
        proof=tuple(base64.b64encode(one).decode() for one in proof),
        intact=then == checkpoint.root,
        kept=now == checkpoint.root,
        counts=counts,
        altered=altered,
    )


async def _consistency(
    earlier: Side, later: Side, then: Checkpoint, now: Checkpoint | None
) -> tuple[Consistency, list[bytes]]:
    """Prove it from the tiles of whichever reaches further."""
    if now is None:
        return Consistency.UNPROVABLE, []
    sides = [(then, earlier), (now, later)]
    (old, _), (new, further) = sides if then.size <= now.size else sides[::-1]
    try:
        proof = await further.consistency(old.size, new.size) if old.size < new.size else []
    except UnprovableError:
        return Consistency.UNPROVABLE, []
    roots = roots_by_consistency(old.size, new.size, old.root, proof)
    if roots == (old.root, new.root) and old.origin == new.origin:
        return Consistency.CONSISTENT, proof
    return Consistency.CONTRADICTORY, proof


async def _collate(
    earlier: Side, later: Side, collation: Collation, size: int, advanced: Advanced
) -> tuple[bytes, bytes]:
    """Compare position by position; return the roots over the first `size` entries of both sides."""
    then, now = Frontier(), Frontier()
    ours, theirs = earlier.bodies(), later.bodies()
    for position in range(1, size + 1):
        one, other = await anext(ours, None), await anext(theirs, None)
        leaf = leaf_hash(one or b"")
        then.append(leaf)
        now.append(leaf if one == other else leaf_hash(other or b""))
        collation.take(position, one, other)
        if position % _STEP == 0 or position == size:
            advanced((position - 1) % _STEP + 1, size)
    await _seek(theirs, collation, size)
    return then.root(), now.root()


async def _seek(theirs: AsyncIterator[bytes | None], collation: Collation, size: int) -> None:
    """Look for earlier entries that moved beyond their time."""
    position = size
    while collation.waits and (body := await anext(theirs, _END)) is not _END:
        position += 1
        collation.seek(position, body)


_END = b"end"
"""What no entry is."""


def _checked(checkpoint: Checkpoint) -> Checked:
    root = base64.b64encode(checkpoint.root).decode()
    return Checked(origin=checkpoint.origin, size=checkpoint.size, root=root)
