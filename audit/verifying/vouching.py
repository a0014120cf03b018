"""The roots that were signed, against the tree."""

from collections.abc import Sequence

from audit.verifying.claims import Claim
from audit.verifying.findings import Finding, Findings, Flaw
from journal.tree import GrowingTree

_FLAWS = {
    "checkpoint": (Flaw.CHECKPOINT_ROOT, Flaw.CHECKPOINT_BEYOND),
    "anchor": (Flaw.ANCHOR_ROOT, Flaw.ANCHOR_BEYOND),
}


class Vouching:
    """
    Meets every claim as the tree reaches its size. Of claims that fail one after the other, the first is named.

    `signed`, `anchored`: the largest size at which a checkpoint, and an anchor, says the tree's root.
    """

    def __init__(self, claims: Sequence[Claim], findings: Findings) -> None:
        self.signed = 0
        self.anchored = 0
        self._claims = list(reversed(claims))
        self._findings = findings
        self._failed: set[str] = set()

    def compare(self, before: GrowingTree, after: GrowingTree, leaves: Sequence[bytes]) -> None:
        """Meet the claims above the size of one tree up to that of the next; `leaves` lie between them."""
        while self._claims and self._claims[-1].size <= after.size:
            claim = self._claims.pop()
            tree = after
            if claim.size < after.size:
                tree = before.copy()
                tree.extend(leaves[: claim.size - before.size])
            self.meet(claim, tree.root())

    def meet(self, claim: Claim, root: bytes) -> None:
        """Compare a claim with the root over as many entries."""
        part = claim.place.part
        if claim.root != root:
            self._fail(claim, _FLAWS[part][0], root.hex())
            return
        self._failed.discard(part)
        if part == "anchor":
            self.anchored = claim.size
        else:
            self.signed = claim.size

    def end(self) -> None:
        """Name the claims over more entries than the tree reached."""
        self._failed.clear()
        for claim in reversed(self._claims):
            self._fail(claim, _FLAWS[claim.place.part][1], "")

    def _fail(self, claim: Claim, flaw: Flaw, expected: str) -> None:
        if claim.place.part in self._failed:
            self._findings.count()
            return
        self._failed.add(claim.place.part)
        found = claim.root.hex()
        self._findings.add(
            Finding(flaw=flaw, place=claim.place, column="note", expected=expected, found=found)
        )
