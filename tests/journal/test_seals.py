"""The seal as it is read: the same roots and proofs as the tree over all entries, wherever batches ended."""

from pathlib import Path

import pytest

from journal.errors import BrokenSealError
from journal.journal import Journal
from journal.merkle import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_by_inclusion,
    roots_by_consistency,
)
from journal.notes import Checkpoint, opened_checkpoint
from tests.journal.acts import act, part
from tests.journal.sealing import seal_all
from tests.journal.trees import root_of
from tests.postgres import Database


@pytest.mark.parametrize("most", [1, 100, 256, 4096])
async def test_any_size_has_its_root_and_its_proofs(journal: Journal, database: Database, most: int) -> None:
    await journal.append(act("a", part("case/1", count=300)))
    first = await seal_all(database, most=most)
    await journal.append(act("b", part("case/1", 300, count=400)))
    last = await seal_all(database, most=most)
    leaves = [leaf_hash(entry.body) for entry in await journal.read(0, 1000)]
    assert (first.size, last.size) == (302, 702)
    assert await journal.seals.size() == 702
    assert last.root == root_of(leaves)

    for size in (1, 2, 255, 256, 257, 301, 302, 303, 511, 512, 513, 701, 702):
        assert await journal.seals.root(size) == root_of(leaves[:size])
    cache = await journal.seals.subtrees(702, leaves=[0, 301, 701], earlier=[first.size])
    for index in (0, 301, 701):
        proof = inclusion_proof(index, 702, cache.subtree)
        assert root_by_inclusion(index, 702, leaves[index], proof) == last.root
    between = consistency_proof(302, 702, cache.subtree)
    assert roots_by_consistency(302, 702, first.root, between) == (first.root, last.root)
    with pytest.raises(BrokenSealError):
        await journal.seals.root(703)


async def test_checkpoints_are_signed_anchored_and_listed(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    first = await seal_all(database, tmp_path)
    await journal.append(act("a", part("case/1")))
    last = await seal_all(database, tmp_path)
    listed = await journal.seals.checkpoints()
    assert [one.size for one in listed] == [first.size, last.size] == [2, 3]
    assert listed[-1] == await journal.seals.checkpoint()
    assert opened_checkpoint(listed[-1].note, last.key) == Checkpoint(last.key.name, 3, last.root)
    assert [one.size for one in await journal.seals.checkpoints(after=2)] == [3]
