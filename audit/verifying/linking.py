"""From a range to what was signed after it: a consistency proof, made of the tiles that are kept."""

from collections.abc import Sequence

from audit.verifying.claims import Claim
from audit.verifying.findings import Finding, Findings, Flaw, TilePlace
from audit.verifying.vouching import Vouching
from journal.errors import BrokenSealError
from journal.merkle import consistency_proof, roots_by_consistency
from journal.seals import Seals
from journal.tree import GrowingTree


async def link(
    seals: Seals, tree: GrowingTree, claims: Sequence[Claim], vouching: Vouching, findings: Findings
) -> None:
    """Compare the last checkpoint and the last anchor above the tree with what the tiles make of it."""
    last = {claim.place.part: claim for claim in claims if claim.size > tree.size}
    for claim in last.values():
        try:
            vouching.meet(claim, await _root(seals, tree, claim.size))
        except BrokenSealError as error:
            place = TilePlace(level=error.level, number=error.number)
            findings.add(Finding(flaw=Flaw.TILE_MISSING, place=place))


async def _root(seals: Seals, tree: GrowingTree, size: int) -> bytes:
    """Return the root over `size` entries of which the first are the tree's; b"" when the tiles do not hold those."""
    cache = await seals.subtrees(size, earlier=(tree.size,))
    proof = consistency_proof(tree.size, size, cache.subtree)
    roots = roots_by_consistency(tree.size, size, tree.root(), proof)
    return roots[1] if roots and roots[0] == tree.root() else b""
